"""The scenes of the examples, and of the function that shows the inclusion to be strict.

Constants that a statement calls arbitrary, such as L and rho of Definition 0, are drawn up to what
its assumption "far enough" leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.definitions.run import Delta
from theory.examples import (
    decaying_gap,
    feed_forward,
    recurrent_unit,
    ridge_example,
    ridge_setting,
)
from theory.examples import oscillating_exponential as oscillating
from theory.examples import poisson_regression as poisson
from theory.examples import river_valley as valley
from theory.examples import river_valley_stability as stability
from theory.lemmas.inclusion import strict
from theory.witness import X
from verify.properties.draws import Draw
from verify.properties.scene import Scene
from verify.properties.scenes.formulas import below, either, scene_with
from verify.properties.scenes.parameters import Scenes
from verify.properties.scenes.trees import loosened
from verify.properties.scenes.values import value

_rho, _L0, _L = sym.rho, sym.L0, sym.L


def _exponential(draw: Draw, scene: Scene) -> None:
    put = scene.values
    put[X] = 8 * draw.signed()
    put[_L0] = draw.unit() * draw.beyond * scene.counts[oscillating.k]


def _strict(draw: Draw, scene: Scene) -> None:
    """As the stationary points are where they are, the gradient norm there is 0."""
    put = scene.values
    put[strict.alpha] = draw.positive(-6, 0) * draw.ops.ratio(7, 8)
    put[X] = 4 * draw.signed()
    put[_L0] = put[strict.alpha] * scene.counts[strict.k] * draw.unit() * draw.beyond
    least = draw.ops.smallest([draw.ops.number(2), value(strict.F, put, draw)])
    put[strict.f_star] = below(draw, least * draw.beyond)
    put[strict.g] = draw.ops.number(0)


def _ridge(p: sp.Expr, weights: tuple[sp.Symbol, ...], draw: Draw, scene: Scene) -> None:
    put, setting = scene.values, ridge_setting
    for weight in weights:
        put[weight] = draw.positive(-4, 2) * draw.signed()
    put[setting.odds] = value(1 + sp.exp(-p), put, draw)
    at_zero = setting.loss(p, weights).subs(dict.fromkeys(weights, 0))
    *higher, larger, steeper = loosened(draw, 4)
    losses = (setting.ridged(setting.odds, weights), at_zero)
    limits = [value(loss, put, draw) * more for loss, more in zip(losses, higher, strict=True)]
    put[setting.F_star] = below(draw, draw.ops.smallest(limits))
    put[setting.share] = draw.unit() * larger
    put[setting.N] = value(sp.sqrt(setting.squared_frobenius(p, weights)), put, draw)
    share, norm = setting.share, setting.N
    gradient = share * (1 - share) / 2 * setting.squared_gradient(p, weights)
    put[setting.H] = below(draw, value(1 + gradient + share / 2 * norm, put, draw) * steeper)
    _far(draw, put)


def _far(draw: Draw, put: dict[sp.Symbol, Any]) -> None:
    """L0, L and rho < 2 that the curvature at v is far beyond."""
    v = ridge_setting.v
    put[v] = 3 / draw.beyond + draw.positive(-4, 2) * (1 - draw.unit())
    put[_rho] = draw.positive(-8, 1) * draw.ops.ratio(1023, 1024)
    steep = ridge_example.STEEPNESS
    put[_L0] = draw.unit() * draw.beyond * value(steep / 2, put, draw)
    # The L at which Z^(rho/2) is the threshold (2 L + 1)^(rho/(2 - rho)).
    largest = value((steep ** ((2 - _rho) / 2) - 1) / 2, put, draw)
    put[_L] = draw.unit() * draw.beyond * largest
    put[ridge_example.across] = draw.signed()


def _decaying(draw: Draw, scene: Scene) -> None:
    put = scene.values
    put[decaying_gap.scale] = draw.positive()
    steps = scene.counts[sym.T]
    scene.tables[Delta] = [
        put[decaying_gap.scale] / draw.ops.sqrt(draw.ops.number(t + 1)) for t in range(steps)
    ]


def _slowly(draw: Draw, scene: Scene) -> None:
    scene.values[_rho] = draw.positive(-6, 2) * draw.ops.ratio(1023, 1024) * draw.beyond


def _fast(draw: Draw, scene: Scene) -> None:
    scene.values[_rho] = (4 + draw.positive()) / draw.beyond


def _river(draw: Draw, scene: Scene) -> None:
    for place in (valley.r, valley.y):
        scene.values[place] = 4 * draw.signed()


def _stability(draw: Draw, scene: Scene) -> None:
    put = scene.values
    put[stability.x0] = 1 / draw.beyond + draw.positive(-4, 2) * (1 - draw.unit())
    limit = value(2 * stability.x0 / stability.L0, put, draw)
    put[sym.eta] = limit * draw.positive(-2, 2)
    put[stability.r] = put[stability.x0] * draw.positive(-2, 2)


def _poisson(draw: Draw, scene: Scene) -> None:
    put, samples = scene.values, range(scene.counts[poisson.N])
    put[poisson.b] = (1 + draw.positive(-4, 4)) / draw.beyond
    counts = [draw.unit() * draw.positive(-4, 4) for _ in samples]
    # Near the best e^z = b y/(b - 1), where there is one.
    best = put[poisson.b] / (put[poisson.b] - 1)
    rates = [(draw.positive(-8, -6) + best * y) * draw.positive(-2, 2) for y in counts]
    y = sym.s
    least = sp.Piecewise((0, y <= 0), (poisson.least_loss(y), True))
    scene.tables = {
        poisson.counts: counts,
        poisson.z: [value(sp.log(y), {y: rate}, draw) for rate in rates],
        poisson.least: [value(least, {y: count}, draw) for count in counts],
    }
    put[poisson.X2] = draw.positive()
    put[poisson.H] = below(draw, put[poisson.X2] * sum(rates) / len(samples) * draw.beyond)
    put[poisson.f_star] = either(draw)


def _of_ridge(example: Any) -> Scenes:
    fill = partial(_ridge, example.P, example.WEIGHTS)
    # N is the root of its square, and H below its bound.
    return (scene_with(fill, built=frozenset({"hessian"})),)


def _up_to(count: sp.Symbol, *numbers: int) -> Callable[..., Scenes]:
    def scenes(*fills: Any, built: frozenset[str] = frozenset()) -> Scenes:
        return tuple(scene_with(*fills, counts={count: n}, built=built) for n in numbers)

    return scenes


_runs = _up_to(sym.T, 1, 6)
_DECAY = frozenset({"decay"})
SCENES: Mapping[str, Scenes] = {
    "oscillating_exponential": _up_to(oscillating.k, 0, 2)(_exponential),
    "inclusion_strict": _up_to(strict.k, 0, 1)(_strict),
    "feed_forward": _of_ridge(feed_forward),
    "recurrent_unit": _of_ridge(recurrent_unit),
    "decaying_gap_slow": _runs(_decaying, _slowly, built=_DECAY),
    "decaying_gap_critical": _runs(_decaying, built=_DECAY),
    "decaying_gap_fast": _runs(_decaying, _fast, built=_DECAY),
    "river_valley": (scene_with(_river),),
    "river_valley_stability": (scene_with(_stability),),
    "poisson_regression": _up_to(poisson.N, 1, 3)(_poisson),
}
