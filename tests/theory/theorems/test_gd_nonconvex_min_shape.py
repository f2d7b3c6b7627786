"""The theorem `gd_nonconvex_min_shape`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("gd_nonconvex_min_shape")
CITES = {
    "bernoulli_concave",
    "bernoulli_convex",
    "continuous_induction_from_zero",
    "finite_sum",
    "gd_ray",
    "integers",
    "mean_value",
    "power_of_quotient",
    "power_of_zero",
    "power_positive",
    "powers",
}
LEANS_ON = {"descent_lemma", "gd_nonconvex", "power_ell", "power_monotone"}
CONCLUDES = ["admissible", "half", "total", "rate"]
BREAKS_WITHOUT = {
    "rho_range": "half",
    "smooth": "total",
    "scale": "admissible",
    "schedule": "admissible",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"K0_range", "K_range", "bounded_below"}
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
    assert [w.conclusion for w in STATEMENT.sharp_at] == ["admissible"]


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


def test_half_the_minimum_shape_stays_below_the_admissible_step() -> None:
    """1/2 min{1/a, 1/(3^rho b)} <= 1/(a + b), in fractions, for rho = 1 and 2."""
    for rho in (1, 2):
        for a in (Fraction(1, 5), Fraction(1), Fraction(9)):
            for b in (Fraction(1, 7), Fraction(1, 3), Fraction(4)):
                assert min(1 / a, 1 / (3**rho * b)) / 2 <= 1 / (a + b)


def test_the_largest_scale_is_reached_where_both_ends_of_the_minimum_meet() -> None:
    """c = 3^rho/(1 + 3^rho): with a = 3^rho b the scaled minimum is the admissible step itself."""
    for rho in (1, 2):
        b = Fraction(2, 5)
        a = 3**rho * b
        scale = Fraction(3**rho, 1 + 3**rho)
        assert scale * min(1 / a, 1 / (3**rho * b)) == 1 / (a + b)
