"""Scenes of numbers, sums, step sizes and Definition 0: met often, read in balls, tight."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from theory import symbols as sym
from theory.definitions.gap_smooth import PHI
from theory.registry import get
from theory.substitution import put_in
from verify.attack.attack import Target, attack_batch
from verify.attack.weaken import handle
from verify.intervals.balls import precision
from verify.properties.cases import Cases
from verify.properties.draws import Draw, coordinates_of, kinds_of, on_grid
from verify.properties.scene import CLASS_FUNCTIONS
from verify.properties.scenes import distances, gradient_smooth, numbers, sgd_step_sizes, sums
from verify.properties.scenes.parameters import Scenes
from verify.properties.scenes.values import value

pytestmark = pytest.mark.thorough

SCENES: Mapping[str, Scenes] = {
    **numbers.SCENES,
    **sums.SCENES,
    **distances.SCENES,
    **sgd_step_sizes.SCENES,
    **gradient_smooth.SCENES,
}
NINE_TENTHS = Fraction(9, 10)


@pytest.mark.parametrize("name", SCENES)
def test_most_cases_meet_the_assumptions_and_balls_agree(name: str) -> None:
    statement = get(name)
    for make in (of(statement) for of in SCENES[name]):
        cases = Cases(statement, make)
        points = on_grid(np.random.default_rng(3).random((200, len(cases.kinds))))
        judged = cases.judge(points)
        assert judged.met.mean() > 0.7
        with np.errstate(all="ignore"):
            many, row = make(Draw.many(points)), int(np.argmax(judged.met))
        coordinates = coordinates_of(points[row])
        with precision(128):
            exact = make(Draw.exactly(coordinates))
        for symbol, ball in exact.values.items():
            found = np.broadcast_to(many.values[symbol], 200)[row]
            assert float(ball) == pytest.approx(found, rel=1e-6)
        assert cases.broken(coordinates) == ()


ATTAINED = [
    ("power_monotone", "monotone"),
    ("power_inverse", "above"),
    ("power_inverse", "below"),
    ("power_sums", "subadditive"),
    ("power_sums", "superadditive"),
    ("power_sums", "power_mean"),
    ("power_hoelder", "bound"),
    ("power_ell", "monotone"),
    ("comparison", "comparison"),
    ("radius_lower_bounds", "difference"),
    ("radius_lower_bounds", "simple"),
    ("radius_lower_bounds", "scaled"),
    ("radius_min_form", "bound"),
    ("sgd_step_size_warmup", "curvature_step"),
    ("sgd_step_size_warmup", "radius_step/2"),
    ("sgd_step_size_warmup", "confidence_step"),
    ("sgd_step_size_warmup", "noise_step"),
    ("sgd_step_size_constant", "confidence_step"),
    ("sgd_step_size_sharp", "noise"),
    ("sgd_step_inverse", "inverse"),
    ("sgd_rate", "harmonic"),
    ("sgd_rate", "display"),
    ("sgd_rate_constant", "display"),
    ("harmonic_mean", "bound"),
    ("sum_bound", "bound"),
    ("mean_below_worst", "at_most"),
    ("sgd_mean_against_worst", "mean"),
    ("potential_drop", "drop:3"),
    ("lower_bound_limit", "at_most"),
    ("lower_bound_limit", "M_at_most"),
    ("cubic_ridge", "small_K"),
    ("cubic_ridge", "small_K0"),
    ("beyond_power", "ratio"),
    ("gradient_flow_lead", "bound"),
    ("gradient_smooth_bound", "bound"),
    ("inclusion_at_point", "bound"),
    ("inclusion", "curvature:2"),
    ("inclusion_loose", "curvature"),
    ("inclusion_psi", "bound"),
    ("inclusion_psi", "below"),
    ("inclusion_psi_linear", "bound"),
]
NEEDED = [
    ("power_monotone", "order"),
    ("power_hoelder", "r_range/2"),
    ("comparison", "rate"),
    ("radius_lower_bounds", "beta_range"),
    ("radius_min_form", "scale_range/2"),
    ("sgd_step_size_warmup", "radius_term"),
    ("sgd_step_size_constant", "below"),
    ("sgd_rate", "rate/2"),
    ("potential_drop", "contraction"),
    ("lower_bound_limit", "valley_fits"),
    ("beyond_power", "beyond_L"),
    ("gradient_flow_lead", "rate/2"),
    ("inclusion_at_point", "rho_range/2"),
]


@pytest.mark.parametrize(("name", "weaken"), [*ATTAINED, *NEEDED])
def test_a_tenth_too_much_is_refuted(name: str, weaken: str) -> None:
    statement = get(name)
    target = Target(statement, handle(statement, weaken), NINE_TENTHS)
    batches = range(len(target.fronts))
    assert any(attack_batch(target, 2000, 0, batch).counterexample for batch in batches)


def test_a_step_is_each_of_the_four_terms_in_turn() -> None:
    """A schedule that is always the same term would leave the other three untried."""
    statement = get("sgd_step_inverse")
    make = SCENES[statement.id][0](statement)
    rng = np.random.default_rng(1)
    scene = make(Draw.many(on_grid(rng.random((500, len(kinds_of(make)))))))
    draw = Draw.many(np.zeros((500, 0)))
    for term in sgd_step_sizes.AT_POINT:
        there = value(put_in(term.value, CLASS_FUNCTIONS), scene.values, draw)
        assert np.mean(there == scene.values[sym.eta]) > 0.15


def test_a_rate_that_holds_at_the_end_alone_is_none() -> None:
    # u' = 2 F(u) at a and F(u) at b: that low is read as half of it does not allow such a u.
    target = Target(get("comparison"), handle(get("comparison"), "range"), Fraction(1, 2))
    outcome = attack_batch(target, 512, seed=0, batch=0, rounds=8)
    assert (outcome.counterexample, outcome.unconfirmed) == (None, 0)


@pytest.mark.parametrize("number", [0, 1])
def test_the_min_form_of_the_radius_is_attained_for_each_exponent(number: int) -> None:
    statement = get("radius_min_form")
    target = Target(statement, handle(statement, "bound"), NINE_TENTHS)
    assert attack_batch(target, 2000, 0, number).counterexample is not None
    assert attack_batch(Target(statement), 2000, 0, number).counterexample is None


@pytest.mark.parametrize(
    ("power", "G"), [(1, distances.G_LINEAR), (sp.Rational(1, 2), distances.G_ROOT)]
)
def test_the_distance_has_the_derivative_that_defines_it(power: sp.Expr, G: sp.Expr) -> None:
    put = {sym.K0: 3, sym.K: 2, sym.s: sp.Rational(7, 5)}
    defined = 1 / sp.sqrt(2 * PHI(sym.s).subs(sym.rho, power))
    assert abs(sp.N((sp.diff(G, sym.s) - defined).subs(put), 30)) < 1e-25
    assert abs(sp.N((sp.diff(G, sym.s) - defined / 2).subs(put), 30)) > 1e-2
