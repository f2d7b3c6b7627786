"""The scenes of the step sizes of SGD: four terms, the smallest of which is the longest step.

Read with ell(s) = K0 + K s. A term whose denominator is not positive asks nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.definitions.sgd_step_size import (
    START_BOUND,
    curvature_load,
    largest_curvature,
    noise_load,
)
from theory.lemmas.sgd_step_size.terms import Term, terms
from verify.properties.draws import Draw
from verify.properties.scene import Scene
from verify.properties.scenes.class_values import class_value
from verify.properties.scenes.distances import linear_class
from verify.properties.scenes.formulas import either, most, scene_with
from verify.properties.scenes.parameters import Scenes

gap, level, gap0, eta, T, m = sym.gap, sym.level, sym.gap0, sym.eta, sym.T, sym.m

AT_POINT = terms(gap, level, sym.share, sym.tail)
AT_START = terms(START_BOUND, START_BOUND)
LARGE = 2**10
"""A step where nothing is asked of it."""


def _constants(draw: Draw, scene: Scene) -> None:
    """Noise, start, beta and delta; without A, B or C often."""
    linear_class(draw, scene)
    put = scene.values
    put |= {name: draw.positive(-4, 4) * draw.unit() for name in (sym.A, sym.B, sym.C)}
    put[gap0], put[sym.delta] = draw.positive(), draw.positive(-6, 0) * draw.beyond
    put[sym.beta] = (1 + draw.positive(-6, 3)) / draw.beyond


def _point(draw: Draw, scene: Scene) -> None:
    put = scene.values
    put[gap], put[level] = draw.positive() * draw.unit(), draw.positive()
    put[sym.share], put[sym.tail] = draw.positive(-2, 4), draw.positive(-2, 4) * draw.unit()


def _horizon(draw: Draw, scene: Scene) -> None:
    """Often long, so that the noise term is the smallest; of any sign, as the statement allows."""
    scene.values[T] = draw.positive(-2, 10) * draw.sign()


def _long_horizon(draw: Draw, scene: Scene) -> None:
    scene.values[T] = draw.positive() * draw.unit()


def _asked(draw: Draw, values: Mapping[sp.Symbol, Any], term: Term, otherwise: Any) -> Any:
    """The term, or something else where its denominator is not positive."""
    denominator = class_value(term.denominator, values, draw)
    there = class_value(term.value, values, draw)
    return draw.ops.select(denominator, draw.ops.number(0), otherwise, there)


def _smallest(draw: Draw, values: Mapping[sp.Symbol, Any], there: Sequence[Term]) -> Any:
    large = draw.ops.number(LARGE)
    return draw.ops.smallest([_asked(draw, values, term, large) for term in there])


def _one_of(draw: Draw, values: Mapping[sp.Symbol, Any], there: Sequence[Term]) -> Any:
    """Any of the terms that are there; the first always is."""
    ops, zero = draw.ops, draw.ops.number(0)
    first = _asked(draw, values, there[0], ops.number(LARGE))
    pairs = (there[0], there[1]), (there[2], there[3])
    signs = draw.sign(), draw.sign()
    step, other = (
        ops.select(zero, signs[0], *(_asked(draw, values, term, first) for term in pair))
        for pair in pairs
    )
    return ops.select(zero, signs[1], step, other)


def _warm_up_step(draw: Draw, scene: Scene) -> None:
    scene.values[eta] = _smallest(draw, scene.values, AT_POINT) * draw.unit() * draw.beyond


def _constant_step(draw: Draw, scene: Scene) -> None:
    """The gap is up to 2 gap0, at which the step is read."""
    put = scene.values
    put[gap] = 2 * put[gap0] * draw.unit() * draw.beyond
    put[eta] = _smallest(draw, put, AT_START) * draw.unit() * draw.beyond


_L = largest_curvature(START_BOUND, sym.ell)
_LOADS = curvature_load(_L), noise_load(_L, START_BOUND) / gap0


def _step_of_two_terms(draw: Draw, scene: Scene) -> None:
    """Noise and horizon of any sign, as the statement allows; the step as long as their size."""
    linear_class(draw, scene)
    put = scene.values
    put |= {name: either(draw) for name in (sym.A, sym.B, sym.C, T)}
    put[gap0], put[sym.beta] = draw.positive(), (1 + draw.positive(-6, 3)) / draw.beyond
    curvature, noise = (abs(class_value(load, put, draw)) for load in _LOADS)
    longest = draw.ops.smallest([1 / curvature, 1 / draw.ops.sqrt(noise)])
    put[eta] = longest * draw.unit() * draw.sign() * draw.beyond


def _step_at_point(draw: Draw, scene: Scene) -> None:
    scene.values[eta] = _one_of(draw, scene.values, AT_POINT)


def _steps(draw: Draw, scene: Scene) -> None:
    """A gap, a level and a step at each time, and the least square that their sum allows."""
    put, tables = scene.values, scene.tables
    put[sym.share], put[sym.tail] = draw.positive(-2, 4), draw.positive(-2, 4) * draw.unit()
    count = scene.counts[T]
    tables |= {name: [] for name in (sym.Delta, sym.level_at, sym.etas)}
    for _ in range(count):
        here = {gap: draw.positive() * draw.unit(), level: draw.positive()}
        tables[sym.Delta].append(here[gap])
        tables[sym.level_at].append(here[level])
        known = {**put, **here, T: draw.ops.number(count)}
        tables[sym.etas].append(_one_of(draw, known, AT_POINT))
    put[m] = 4 * put[gap0] / sum(tables[sym.etas][1:], tables[sym.etas][0]) * most(draw)


def _one_step_for_all(draw: Draw, scene: Scene) -> None:
    put, count = scene.values, scene.counts[T]
    put[eta] = _one_of(draw, {**put, T: draw.ops.number(count)}, AT_START)
    put[m] = 4 * put[gap0] / (count * put[eta]) * most(draw)


_SCHEDULE = frozenset({"schedule"})
SCENES: Mapping[str, Scenes] = {
    "sgd_step_size_warmup": (scene_with(_constants, _point, _horizon, _warm_up_step),),
    "sgd_step_size_constant": (scene_with(_constants, _horizon, _constant_step),),
    "sgd_step_size_sharp": (scene_with(_step_of_two_terms),),
    "sgd_step_inverse": (
        scene_with(_constants, _point, _long_horizon, _step_at_point, built=_SCHEDULE),
    ),
    "sgd_rate": tuple(
        scene_with(_constants, _steps, counts={T: count}, built=_SCHEDULE) for count in (1, 3)
    ),
    "sgd_rate_constant": tuple(
        scene_with(_constants, _one_step_for_all, counts={T: count}, built=_SCHEDULE)
        for count in (1, 3)
    ),
}
