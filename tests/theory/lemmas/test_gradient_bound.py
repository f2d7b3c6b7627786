"""The lemma `gradient_bound`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("gradient_bound")
CITES = {"continuous_induction", "mean_value", "ray"}
LEANS_ON = set()
CONCLUDES = ["bound"]
BREAKS_WITHOUT = {
    "smooth": "bound",
    "bounded_below": "bound",
    "ell_nonnegative": "bound",
    "integral": "bound",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = set()
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
    assert [w.conclusion for w in STATEMENT.sharp_at] == ["bound"]


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


def test_the_sharp_instance_by_hand() -> None:
    """f = cosh x - 1, K0 = K = 1: sinh(1)^2 = 2 (gap + gap^2/2) with gap = cosh(1) - 1."""
    gap = math.cosh(1) - 1
    assert math.isclose(math.sinh(1) ** 2, 2 * gap + gap**2, rel_tol=1e-15)


def test_the_lost_lower_bound_by_hand() -> None:
    """f = 1 - 2x at x = 0, measured from 0: slope 2 at gap 1, and 4 > 2 Phi(1) = 2."""
    slope, gap = 2, 1
    assert slope**2 > 2 * gap
