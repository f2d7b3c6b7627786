"""The lemma `descent_lemma`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("descent_lemma")
CITES = {"continuous_induction_from_zero", "gd_ray", "mean_value"}
LEANS_ON = set()
CONCLUDES = ["descent", "lands"]
BREAKS_WITHOUT = {"smooth": "descent", "ell_nondecreasing": "descent", "step_range": "descent"}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"bounded_below"}
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
    assert [w.conclusion for w in STATEMENT.sharp_at] == ["descent"]


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


@pytest.mark.parametrize("curvature", [Fraction(1), Fraction(7, 3)])
@pytest.mark.parametrize("eta_times_curvature", [Fraction(k, 4) for k in range(9)])
def test_every_step_on_a_parabola_attains_it(
    curvature: Fraction, eta_times_curvature: Fraction
) -> None:
    """f = L x^2/2 from x = 3: x_+ = (1 - eta L) x, and the bound is an equality up to 2/L."""
    eta, x = eta_times_curvature / curvature, Fraction(3)
    gap, slope = curvature * x**2 / 2, curvature * x
    gap_next = curvature * (x - eta * slope) ** 2 / 2
    assert gap_next == gap - eta * (1 - eta * curvature / 2) * slope**2
