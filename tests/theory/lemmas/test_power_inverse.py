"""The lemma `power_inverse`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("power_inverse")
CITES = {
    "bernoulli_concave",
    "bernoulli_convex",
    "power_of_power",
    "power_of_quotient",
    "power_of_zero",
    "power_positive",
}
LEANS_ON = {"power_monotone"}
CONCLUDES = ["above", "below"]
ATTAINED = ["above"]
BREAKS_WITHOUT = {"y_range": "below", "k_range": "above", "inverse": "above"}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"X_range"}
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


def test_bounds_pass_through_the_inverse_power() -> None:
    rng = random.Random(1)
    for _ in range(5000):
        y, X, k = rng.uniform(0.01, 5), rng.uniform(0, 5), rng.uniform(0.2, 4)
        if abs(y**k - X) > 1e-9:
            assert (y**k <= X) == (y <= X ** (1 / k))
