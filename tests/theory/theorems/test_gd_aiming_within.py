"""The theorem `gd_aiming_within`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import mpmath
import pytest
import sympy as sp

from theory.logic import Implies, Rel
from theory.registry import get
from theory.schema import Named
from theory.witness import Witness
from verify.symbolic.checker import check_all
from verify.symbolic.report import Report, needed
from verify.verdict import Word

STATEMENT = get("gd_aiming_within")
CITES = {
    "bernoulli_concave",
    "bernoulli_convex",
    "continuous_induction",
    "finite_sum",
    "first_passage",
    "from_minimiser",
    "integers",
    "mean_value",
    "power_of_quotient",
    "power_of_zero",
    "power_positive",
    "powers",
    "projected_step",
    "ray",
    "segment",
    "separation",
    "time_integral",
    "zero_integer",
}
LEANS_ON = {
    "gd_aiming",
    "gd_aiming_progress",
    "gd_aiming_reach",
    "gradient_bound",
    "growth",
    "growth_from_zero",
    "power_ell",
    "power_monotone",
    "psi_endpoints",
}
CONCLUDES = ["within", "count", "none"]
SHARP = ["within"]
BREAKS_WITHOUT = {
    "smooth": "within",
    "bounded_below": "within",
    "schedule": "count",
    "aiming": "count",
    "not_yet": "count",
    "start": "within",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {
    "K0_range",
    "K_range",
    "antiderivative",
    "eps_range",
    "everywhere",
    "finite",
    "not_both_zero",
    "potential_positive",
    "reach_range",
    "rho_range",
    "theta_range",
}
"""Assumptions without which no instance is recorded; the statement says why."""


@pytest.fixture(scope="module")
def report(report_of: Callable[[str], Report]) -> Report:
    return report_of(STATEMENT.id)


def test_it_is_proved_from_exactly_these_rules_and_statements(report: Report) -> None:
    assert report.word is Word.PROVED
    assert report.result.word is Word.PROVED
    assert report.result.cites == CITES
    assert report.result.leans_on == LEANS_ON


def test_every_conclusion_is_closed(report: Report) -> None:
    assert [c.name for c in STATEMENT.conclusions] == CONCLUDES
    words = {step.name: step.word for step in report.result.steps}
    assert {words[f"conclusion {name}"] for name in CONCLUDES} == {Word.PROVED}


def test_it_is_attained_at_its_sharp_instances() -> None:
    assert [w.conclusion for w in STATEMENT.sharp_at] == SHARP


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


def test_nine_tenths_of_the_count_are_not_proved() -> None:
    """Control: with 0.9 of D0^2 on the right the conclusion does not close."""
    claim = STATEMENT.conclusions[1].claim
    assert isinstance(claim, Implies)
    assert isinstance(claim.conclusion, Rel)
    less = replace(claim.conclusion, right=sp.Rational(9, 10) * claim.conclusion.right)
    weak = replace(STATEMENT, conclusions=(Named("count", Implies(claim.premise, less)),))
    before = [s for s in needed([STATEMENT.id]) if s.id != STATEMENT.id]
    assert check_all([*before, weak])[STATEMENT.id].word is not Word.PROVED


def test_runs_on_a_quartic_that_is_steep_far_out() -> None:
    """f = x^2/2 + x^4/4: 1 + 3 x^2 <= 5/2 + (3/2) x^4 <= 5/2 + 6 f^2; G by quadrature."""
    with mpmath.workdps(20):

        def phi(s: mpmath.mpf) -> mpmath.mpf:
            return mpmath.mpf(5) / 2 * s + 2 * s**3

        def f(x: mpmath.mpf) -> mpmath.mpf:
            return x**2 / 2 + x**4 / 4

        x, eps, count = mpmath.mpf("0.5"), mpmath.mpf("0.001"), 0
        start = x
        reach = mpmath.findroot(
            lambda s: (
                mpmath.quad(lambda y: 2 * y / mpmath.sqrt(2 * phi(y**2)), [0, mpmath.sqrt(s)])
                - start
            ),
            (mpmath.mpf("0.3"), mpmath.mpf("0.5")),
        )
        while f(x) > eps:
            assert f(x) <= reach
            x -= f(x) / (2 * phi(f(x))) * (x + x**3)
            count += 1
        worst = min(s**2 / (2 * phi(s)) for s in (eps, reach))
    assert 0 < count <= start**2 / worst
