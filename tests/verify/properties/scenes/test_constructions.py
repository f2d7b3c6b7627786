"""Scenes of constructions and examples: they are what they say, and their edges are found."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest

from theory import symbols as sym
from theory.logic import ForAll, Pred, conj, ge, le, lt
from theory.registry import get
from verify.attack.attack import Target, attack_batch
from verify.attack.weaken import handle
from verify.properties.cases import Cases
from verify.properties.claims import Reading
from verify.properties.draws import Draw, on_grid
from verify.properties.scene import Scene
from verify.properties.scenes import examples, fixed_step, formulas, lower_bounds, waves
from verify.properties.scenes.catalogue import scenes_of

pytestmark = pytest.mark.thorough

MODULES = (lower_bounds, examples, fixed_step, waves)
NAMES = [name for module in MODULES for name in module.SCENES]
SHARP = [
    ("lower_bound_valley", "curvature"),
    ("lower_bound_wave", "above"),
    ("lower_bound_triangle", "depth"),
    ("lower_bound_link", "above"),
    ("oscillating_exponential", "best"),
    ("inclusion_strict", "above"),
    ("poisson_regression", "bound"),
    ("river_valley_stability", "throws_out"),
    ("decaying_gap_slow", "lower"),
    ("gd_cycle", "class"),
    ("fixed_step_lower_bound", "slow"),
    ("huber_lower_bound", "slow"),
    ("no_sharp_warmup", "count"),
    ("pl_lower_bound", "slow"),
    ("river_valley_steps", "sharp"),
    ("lower_bound_triangular", "member/2"),
    ("lower_bound_quartic", "member/2"),
    ("lower_bound_never_reached", "far_left"),
]
NEEDED = [
    ("lower_bound_wave", "long_step"),
    ("lower_bound_triangle", "waves_above"),
    ("lower_bound_link", "link_above"),
    ("lower_bound_iterates", "late_steps/2"),
    ("gd_cycle", "long_step"),
    ("huber_lower_bound", "room"),
    ("fixed_step_lower_bound", "far"),
    ("river_valley", "mu_range/2"),
]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_drawn_meets_the_assumptions(name: str) -> None:
    for cases in _all_cases(name):
        points = np.random.default_rng(0).random((200, len(cases.kinds)))
        assert cases.judge(on_grid(points)).met.mean() > 0.9


@pytest.mark.parametrize(("name", "weaken"), SHARP)
def test_a_constant_tightened_by_a_hundredth_is_refuted(name: str, weaken: str) -> None:
    assert _is_refuted(name, weaken, Fraction(99, 100))


@pytest.mark.parametrize(("name", "weaken"), NEEDED)
def test_an_assumption_that_lets_a_ninth_more_through_is_refuted(name: str, weaken: str) -> None:
    assert _is_refuted(name, weaken, Fraction(9, 10))


@pytest.mark.parametrize("weaken", ["member/1", "reaches_zero"])
def test_a_constant_with_room_is_not_refuted(weaken: str) -> None:
    assert not _is_refuted("oscillating_exponential", weaken, Fraction(9, 10))


def test_a_function_with_a_piece_out_of_place_is_not_accepted() -> None:
    (make,) = scenes_of(get("lower_bound_triangular"))

    def moved(draw: Draw) -> Scene:
        scene = make(draw)
        nodes = scene.tables[waves.node]
        scene.tables[waves.node] = [place + 1 for place in nodes]
        return scene

    cases = Cases(get("lower_bound_triangular"), moved)
    points = np.random.default_rng(0).random((200, len(cases.kinds)))
    assert not cases.judge(on_grid(points)).met.any()


def test_a_formula_is_the_same_number_in_both_arithmetics() -> None:
    expr = sym.K0**2 / 2 + sym.K
    many = Draw.many(np.array([[0.5, 0.25]]))
    one = Draw.exactly((Fraction(1, 2), Fraction(1, 4)))
    for draw in (many, one):
        put = {sym.K0: draw.positive(), sym.K: draw.positive(0, 2)}
        assert float(np.squeeze(formulas.value(expr, put, draw))) == 2


def test_a_claim_for_indices_below_an_end_says_nothing_at_the_end() -> None:
    t = sym.t
    below = conj(Pred("integer", (t,)), le(0, t), lt(t, sym.T))
    claim = ForAll(t, below, ge(sym.etas(t), 1))
    scene = Scene(counts={sym.T: 2}, tables={sym.etas: [np.ones(1), np.ones(1), np.zeros(1)]})
    up_to = ForAll(t, conj(below.args[0], le(0, t), le(t, sym.T)), claim.body)
    margins = Reading({"below": claim, "up_to": up_to}, scene).margins(scene, 1)
    assert margins["below"][0] >= 0 > margins["up_to"][0]


def _all_cases(name: str) -> Iterator[Cases]:
    statement = get(name)
    return (Cases(statement, make) for make in scenes_of(statement))


def _is_refuted(name: str, weaken: str, factor: Fraction) -> bool:
    statement = get(name)
    target = Target(statement, handle(statement, weaken), factor)
    batches = range(len(scenes_of(statement)))
    return any(attack_batch(target, 2000, 0, batch).counterexample for batch in batches)
