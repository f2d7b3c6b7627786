"""The lemma `gd_convex_step`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("gd_convex_step")
CITES = {
    "continuous_induction",
    "continuous_induction_from_zero",
    "convex_ray",
    "expansion",
    "forget_minimiser",
    "mean_value",
    "ray",
}
LEANS_ON = {"cocoercivity", "self_bounding"}
CONCLUDES = ["closer"]
BREAKS_WITHOUT = {
    "smooth": "closer",
    "bounded_below": "closer",
    "ell_nondecreasing": "closer",
    "convex": "closer",
    "minimiser": "closer",
    "step_range": "closer",
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
    assert [w.conclusion for w in STATEMENT.sharp_at] == ["closer"]


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


@pytest.mark.parametrize("eta", [Fraction(k, 10) for k in range(1, 11)])
def test_only_the_full_step_attains_it_on_a_parabola(eta: Fraction) -> None:
    """x^2/2 from 3: (1 - eta)^2 9 <= 9 - 9 eta, with equality for eta = 1 only."""
    left, right = 9 * (1 - eta) ** 2, 9 - 9 * eta
    assert left <= right
    assert (left == right) == (eta == 1)
