"""The proposition `closure_scaling`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("closure_scaling")
CITES = {"norm_of_multiple", "power_of_quotient", "power_of_zero", "power_positive", "powers"}
LEANS_ON = set()
CONCLUDES = ["smooth"]
ATTAINED = ["smooth"]
BREAKS_WITHOUT = {"multiple_range": "smooth", "f_smooth": "smooth"}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"rho_range"}
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


def test_a_multiple_of_the_hyperbolic_cosine() -> None:
    """f = cosh x - 1 is (1, 1, 1)-smooth with equality, so 3 f is (1, 3, 1)-smooth."""
    for x in (0.0, 0.5, 4.0):
        gap = 3 * (math.cosh(x) - 1)
        assert math.isclose(3 * math.cosh(x), 3 + gap)


def test_a_multiple_of_a_power() -> None:
    """f = x^4 is (1/2, 0, 12)-smooth with equality, so 9 f is (1/2, 0, 36)-smooth."""
    for x in (0.1, 1.0, 7.0):
        assert math.isclose(9 * 12 * x**2, 36 * math.sqrt(9 * x**4))
        assert 9 * 12 * x**2 > 0.9 * 36 * math.sqrt(9 * x**4)
