"""The lemma `aiming_step_length`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp

from theory import symbols as sym
from theory.logic import le
from theory.registry import get
from theory.schema import Named
from theory.witness import Witness
from verify.symbolic.checker import check_statement
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("aiming_step_length")
CITES = {
    "powers",
}
LEANS_ON = frozenset()
CONCLUDES = ["length", "descends"]
SHARP = ["length", "length"]
BREAKS_WITHOUT = {
    "rho_range": "length",
    "K0_range": "length",
    "eta_range": "length",
    "schedule": "length",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"gap_range"}
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


def test_nine_tenths_of_the_length_are_not_proved() -> None:
    """Control: eta ell <= 0.9 theta (1 + rho)/2 fails for K0 = 0."""
    claim = STATEMENT.conclusions[0].claim
    wish = le(claim.left, sp.Rational(9, 10) * claim.right)
    steps = (STATEMENT.proof[0], replace(STATEMENT.proof[1], claim=wish))
    weak = replace(STATEMENT, proof=steps, conclusions=(Named("length", wish),))
    assert check_statement(weak, {}).word is not Word.PROVED


def test_the_length_by_hand() -> None:
    """rho = 2, K0 = K = 1, gap = 3: Phi = 12, ell = 10, eta = theta/8: eta ell = 1.25 theta."""
    assert sym.theta in STATEMENT.parameters
    eta = Fraction(3, 2 * 12)
    assert eta * 10 == Fraction(5, 4) <= Fraction(3, 2)
    assert Fraction(4, 3) * eta * 10 <= 2  # theta = 4/(1 + rho)
