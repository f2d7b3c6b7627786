"""The scenes of the runs with a fixed step: cycles, Huber functions and parabolas.

The extremal function V, its radius and its slope are those of rho = 1, so that V'' = K0 + K V:
V = (K0/K)(cosh(sqrt(K) x) - 1), written with a square because that keeps its digits. Targets are
drawn up to the gap that the run ends with, since that is where a count of steps is tried hardest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.examples import river_valley_steps
from theory.examples.river_valley_stability import L0, x0
from theory.theorems import no_sharp_warmup_setting as cone
from theory.theorems.fixed_step import cycle, huber
from verify.properties.draws import Draw
from verify.properties.scene import CLASS_FUNCTIONS, Scene
from verify.properties.scenes.formulas import either, most, scene_with
from verify.properties.scenes.parameters import Scenes, class_constants
from verify.properties.scenes.values import value

K0, K, R, h = sym.K0, sym.K, sym.extremal_radius, sym.extremal_slope
gap0, eps, eta, mu, D0 = sym.gap0, sym.eps, sym.eta, sym.mu, sym.distance0

_x = cycle.x
_V = 2 * K0 / K * sp.sinh(sp.sqrt(K) * _x / 2) ** 2
_EXTREMAL = {
    cycle.V: _V,
    cycle.dV: K0 / sp.sqrt(K) * sp.sinh(sp.sqrt(K) * _x),
    cycle.ddV: K0 * sp.cosh(sp.sqrt(K) * _x),
}


def _profile() -> dict[Any, sp.Expr]:
    """p, p' and p'' of the function on which the run cycles, for x >= 0."""
    line = (gap0 + h * (_x - cycle.START), h, sp.Integer(0))
    pieces = zip((cycle.p, cycle.dp, cycle.ddp), _EXTREMAL.values(), line, strict=True)
    return {
        name: sp.Piecewise(
            (0, _x <= cycle.INNER),
            (curve.subs(_x, _x - cycle.INNER), _x <= cycle.START),
            (straight, True),
        )
        for name, curve, straight in pieces
    }


_PROFILE = _profile()


def _extremal(draw: Draw, scene: Scene) -> None:
    """V, R, gap0 and h; the class constants too, which gd_cycle does not name."""
    put = scene.values
    class_constants(scene, draw)
    put[R] = draw.positive(-3, 1) / draw.ops.sqrt(put[K])
    put[gap0] = value(_V.subs(_x, R), put, draw)
    put[h] = value(_EXTREMAL[cycle.dV].subs(_x, R), put, draw)
    scene.functions = {
        **CLASS_FUNCTIONS,
        **{name: sp.Lambda(_x, formula) for name, formula in (_EXTREMAL | _PROFILE).items()},
    }


def _cycling(draw: Draw, scene: Scene, positions: Any) -> None:
    """A run on the function whose profile is p, and a point x >= 0 of it."""
    put = scene.values
    run = [value(cycle.START, put, draw)]
    for _ in range(scene.counts[sym.T]):
        here = run[-1]
        slope = value(_PROFILE[cycle.dp], {**put, _x: abs(here)}, draw)
        run.append(here - put[eta] * draw.ops.select(0, here, slope, -slope))
    scene.tables[positions] = run
    # On each of the three pieces, and at their ends.
    part = 3 * draw.unit()
    inner = run[0] - put[R]
    on_curve = inner + (part - 1) * put[R]
    beyond = draw.ops.select(part, 2, on_curve, run[0] * (part - 1))
    put[_x] = draw.ops.select(part, 1, part * inner, beyond)


def _cycle(draw: Draw, scene: Scene) -> None:
    _extremal(draw, scene)
    put = scene.values
    put[eta] = 2 * put[R] / (put[h] * most(draw))
    _cycling(draw, scene, sym.position)


def _huber_run(draw: Draw, scene: Scene) -> None:
    put = scene.values
    slope = huber.slope(_x)
    run = [put[D0]]
    for _ in range(scene.counts[sym.T]):
        run.append(run[-1] - put[eta] * value(slope, {**put, _x: run[-1]}, draw))
    scene.tables[sym.position] = run


def _step_up_to_the_count(draw: Draw, scene: Scene) -> None:
    """A step so long that the run is about as long as the count; 0 where there is no count."""
    put = scene.values
    room = value(D0**2 - 2 * eps / K0, put, draw)
    room = draw.ops.select(room, 0, draw.ops.number(0), room)
    put[eta] = room / (4 * put[eps] * max(1, scene.counts[sym.T])) * draw.positive(-1, 1)


def _huber(draw: Draw, scene: Scene) -> None:
    put = scene.values
    put[K0], put[D0] = draw.positive(), draw.positive()
    put[huber.s] = put[K0] * put[D0] * draw.positive(-6, 1)
    put[eps] = put[huber.s] * put[D0] / 2
    put[gap0] = 2 * put[eps] / most(draw)
    _step_up_to_the_count(draw, scene)
    _huber_run(draw, scene)
    for place in (huber.x, huber.y):
        put[place] = 4 * draw.signed() * put[huber.s] / put[K0]


def _fixed_step(draw: Draw, scene: Scene) -> None:
    """Both functions with the same step: a short one, or one that is too long for the first."""
    _extremal(draw, scene)
    put = scene.values
    put[D0] = put[R] / most(draw)
    put[eps] = put[gap0] / 2 * most(draw)
    put[huber.s] = 2 * put[eps] / put[D0]
    _step_up_to_the_count(draw, scene)
    longest = 2 * put[R] / (put[h] * most(draw))
    put[eta] = draw.ops.select(draw.sign(), 0, put[eta], longest)
    _huber_run(draw, scene)
    _cycling(draw, scene, sym.cycle_position)
    put[huber.y] = 4 * draw.signed() * put[huber.s] / put[K0]
    put[sym.s] = draw.unit() * put[gap0]


def _cone_warmup(draw: Draw, scene: Scene) -> None:
    """Warm-up on Huber's function; the target is reached after the last step, or before."""
    put = scene.values
    put[K0], put[D0] = draw.positive(-2, 2), draw.positive(-2, 2)
    put[K] = draw.positive(-4, 4) * draw.unit()
    put[cone.s] = put[K0] * put[D0] * most(draw)
    slope, loss = huber.slope(_x), huber.huber(_x)
    run, gaps, etas = [put[D0]], [value(loss, {**put, _x: put[D0]}, draw)], []
    for _ in range(scene.counts[sym.T]):
        etas.append(value(1 / cone.ell(sym.s), {**put, sym.s: gaps[-1]}, draw))
        run.append(run[-1] - etas[-1] * value(slope, {**put, _x: run[-1]}, draw))
        gaps.append(value(loss, {**put, _x: run[-1]}, draw))
    put[eps] = gaps[-1] + (gaps[0] - gaps[-1]) * (1 - draw.unit())
    put[cone.share] = put[eps] / (put[D0] * put[cone.s])
    scene.rooms = [put[cone.share] - draw.ops.ratio(1, 4096)]  # counts divide by it
    scene.tables = {sym.position: run, sym.Delta: gaps, sym.etas: etas}
    for place in (huber.x, huber.y):
        put[place] = 4 * draw.signed() * put[cone.s] / put[K0]


def _parabola_run(draw: Draw, scene: Scene) -> None:
    """The run on mu x^2/2 from gap0 on, with a target that its last step reaches."""
    put = scene.values
    put[gap0] = draw.positive()
    left = 1 - put[eta] * put[mu]
    run, gaps = [draw.sign() * draw.ops.sqrt(2 * put[gap0] / put[mu])], [put[gap0]]
    for _ in range(scene.counts[sym.T]):
        run.append(left * run[-1])
        gaps.append(left * left * gaps[-1])
    drop = gaps[0] - gaps[-1]
    put[eps] = (gaps[-1] + drop * (1 - draw.unit()) * draw.ops.ratio(1, 2)) * draw.beyond
    scene.tables = {sym.position: run, sym.Delta: gaps}


def _parabola(draw: Draw, scene: Scene) -> None:
    put = scene.values
    put[eta] = draw.positive()
    put[mu] = draw.positive(-8, 0) * draw.ops.ratio(1023, 1024) * draw.beyond / put[eta]
    put[sym.s] = either(draw)
    _parabola_run(draw, scene)


def _river_bed(draw: Draw, scene: Scene) -> None:
    put = scene.values
    put[x0] = draw.positive(-3, 2)
    put[river_valley_steps.limit] = value(2 * x0 / L0, put, draw)
    rate = draw.positive(-8, 0) * draw.ops.ratio(1023, 1024) * draw.beyond
    put[mu] = rate / put[river_valley_steps.limit]
    put[eta] = put[river_valley_steps.limit] * most(draw)
    _parabola_run(draw, scene)


def _runs(fill: Any, *steps: int, built: frozenset[str] = frozenset()) -> Scenes:
    return tuple(scene_with(fill, counts={sym.T: count}, built=built) for count in steps)


SCENES: Mapping[str, Scenes] = {
    "gd_cycle": _runs(_cycle, 2),
    "fixed_step_lower_bound": _runs(_fixed_step, 3),
    "huber_lower_bound": _runs(_huber, 3),
    "no_sharp_warmup": _runs(_cone_warmup, 4, built=frozenset({"schedule"})),
    "pl_lower_bound": _runs(_parabola, 1, 3),
    "river_valley_steps": _runs(_river_bed, 1, 3),
}
