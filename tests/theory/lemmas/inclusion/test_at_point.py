"""The lemma `inclusion_at_point`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("inclusion_at_point")
CITES = {
    "bernoulli_concave",
    "bernoulli_convex",
    "gradient_flow",
    "mean_value",
    "power_of_power",
    "power_of_quotient",
    "power_of_zero",
    "power_positive",
    "powers",
}
LEANS_ON = {"gradient_flow_lead", "gradient_smooth_bound", "power_inverse", "power_monotone"}
CONCLUDES = ["bound"]
ATTAINED = ["bound"]
BREAKS_WITHOUT = {
    "rho_range": "bound",
    "L_range": "bound",
    "smooth": "bound",
    "bounded_below": "bound",
    "theta_range": "bound",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"L0_range", "not_both_zero"}
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
    assert [w.conclusion for w in STATEMENT.sharp_at] == ATTAINED


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


def test_powers_and_exponentials_by_hand() -> None:
    """e^x is (1, 0, 1)-smooth; x^4 has f'' = 12 x^2 = (12/4^(2/3)) |f'|^(2/3)."""
    for x in (-3.0, 0.0, 5.0):
        assert math.exp(x) <= 1 * 4 * math.exp(x)
    rho, L = 2 / 3, 12 / 4 ** (2 / 3)
    alpha = rho / (2 - rho)
    assert math.isclose(alpha, 1 / 2)
    for x in (0.01, 1.0, 7.0):
        allowed, gap = L * (4 * x**3) ** rho, x**4
        assert math.isclose(allowed, 12 * x**2)
        assert allowed <= L * (4 * L) ** alpha * gap**alpha


def test_a_fifth_of_the_growth_is_refuted_by_the_exponential() -> None:
    """With L0 = 0 the curvature e^x = f needs K >= 1, and K = 4 L^2 = 4 is given."""
    assert math.exp(2.0) > 0.2 * 4 * math.exp(2.0)
