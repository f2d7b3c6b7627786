"""The lemma `power_hoelder`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("power_hoelder")
CITES = {
    "bernoulli_concave",
    "bernoulli_convex",
    "power_of_power",
    "power_of_quotient",
    "power_of_zero",
    "power_positive",
    "powers",
}
LEANS_ON = {"power_monotone"}
CONCLUDES = ["bound"]
ATTAINED = ["bound"]
BREAKS_WITHOUT = {"r_range": "bound", "conjugate": "bound"}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"A_range", "B_range", "x_range", "y_range"}
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


def test_the_inequality_on_drawn_numbers() -> None:
    rng = random.Random(2)
    for _ in range(5000):
        A, B, x, y = (rng.choice([0.0, rng.uniform(0, 9)]) for _ in range(4))
        r = rng.uniform(0.01, 0.99)
        left = A ** (1 - r) * x**r + B ** (1 - r) * y**r
        assert left <= (A + B) ** (1 - r) * (x + y) ** r * (1 + 1e-12)


def test_nine_tenths_of_the_right_side_is_refuted() -> None:
    assert 1 * 1 + 4**0.5 * 4**0.5 > 0.9 * 5**0.5 * 5**0.5
