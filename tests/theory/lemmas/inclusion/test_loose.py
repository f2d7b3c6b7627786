"""The proposition `inclusion_loose`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("inclusion_loose")
CITES = {
    "bernoulli_concave",
    "bernoulli_convex",
    "gradient_class",
    "gradient_flow",
    "mean_value",
    "power_of_power",
    "power_of_quotient",
    "power_of_zero",
    "power_positive",
    "powers",
}
LEANS_ON = {
    "gradient_flow_lead",
    "gradient_smooth_bound",
    "inclusion_at_point",
    "power_inverse",
    "power_monotone",
}
CONCLUDES = ["slope_bound", "curvature", "smooth"]
ATTAINED = ["curvature"]
BREAKS_WITHOUT = {
    "rho_range": "curvature",
    "L_range": "curvature",
    "smooth": "curvature",
    "bounded_below": "curvature",
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


def test_its_constant_is_never_below_the_sharper_one() -> None:
    for rho in (0.01, 0.5, 1.0, 1.5, 1.99):
        assert 2 ** (rho + 2) > 4


def test_the_cited_bound_on_the_extremal_exponential() -> None:
    """f = e^x - 1 - x is (1, 1, 1)-smooth, with gradient norm e^x - 1."""
    for x in (0.1, 1.0, 3.0, 10.0):
        g, gap = math.expm1(x), math.expm1(x) - x
        assert g**2 <= 2 * (1 + 2 * g) * gap
        assert 1 + g <= 2 + 8 * gap


def test_an_eighth_of_the_growth_is_refuted_by_the_exponential() -> None:
    """With L0 = 0 and L = 1 the curvature e^x = f needs K >= 1; 2^3 = 8 is given."""
    assert math.exp(2.0) > 0.9 / 8 * 8 * math.exp(2.0)
