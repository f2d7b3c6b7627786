"""The theorem `interpolated_sgd`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp

from theory.logic import Rel
from theory.registry import get
from theory.schema import Named
from theory.witness import Witness
from verify.symbolic.checker import check_statement
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("interpolated_sgd")
CITES = {
    "expectation_linear",
    "expectation_monotone",
    "integers",
    "tower",
}
LEANS_ON = frozenset()
CONCLUDES = ["rate"]
SHARP = ["rate"]
BREAKS_WITHOUT = {"scale": "rate", "pathwise": "rate", "sampled": "rate"}
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


def test_nine_tenths_of_the_rate_are_not_proved() -> None:
    """Control: 0.9 M D0^2 on the right does not close."""
    claim = STATEMENT.conclusions[0].claim
    assert isinstance(claim, Rel)
    less = replace(claim, right=sp.Rational(9, 10) * claim.right)
    weak = replace(STATEMENT, conclusions=(Named("rate", less),))
    assert check_statement(weak, {}).word is not Word.PROVED


@pytest.mark.parametrize("count", [1, 3, 5])
def test_the_rate_over_all_draws_in_exact_fractions(count: int) -> None:
    """f_1 = x^2/2, f_2 = 3 x^2/2, K0 = 3, K = 0, theta = 2: the mean over all 2^T draws."""
    total = Fraction(0)
    for draws in itertools.product((1, 3), repeat=count):
        x, least = Fraction(2), Fraction(100)
        for a in draws:
            least = min(least, (Fraction(1, 2) + Fraction(3, 2)) / 2 * x**2)
            x -= Fraction(1, 3) * a * x
        total += least
    assert total / 2**count <= Fraction(4 * 2 * 3, 4 * count)
