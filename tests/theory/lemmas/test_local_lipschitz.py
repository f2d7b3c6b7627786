"""The lemma `local_lipschitz`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("local_lipschitz")
CITES = {
    "continuous_induction",
    "first_passage",
    "mean_value",
    "one_sided",
    "ray",
    "same_two_points",
    "segment",
    "segment_change",
}
LEANS_ON = {
    "distance_rises",
    "gradient_bound",
    "growth",
    "local_descent",
    "local_descent_level",
}
CONCLUDES = ["lipschitz", "reach", "descent"]
SHARP = ["lipschitz"]
BREAKS_WITHOUT = {
    "bounded_below": "reach",
    "ell_nondecreasing": "descent",
    "integral": "reach",
    "antiderivative": "reach",
    "radius": "descent",
    "two_sided": "lipschitz",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"beta_range", "ell_nonnegative", "everywhere", "potential_positive"}
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
