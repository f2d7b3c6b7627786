"""The lemma `extremal_function`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from theory.registry import get
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("extremal_function")
CITES = {"hyperbolic_identity"}
LEANS_ON = set()
CONCLUDES = ["slope", "curvature", "equation", "start", "energy"]
BREAKS_WITHOUT = {}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"K_range"}
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
    assert [w.conclusion for w in STATEMENT.sharp_at] == ["energy"]


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


def test_the_extremal_function_by_hand() -> None:
    """K = 4, K0 = 2: f = (1/2)(cosh 2x - 1) has f'' = 2 cosh 2x = 2 + 4 f."""
    for x in (0.0, 0.3, 1.7):
        value, slope = (math.cosh(2 * x) - 1) / 2, math.sinh(2 * x)
        assert math.isclose(2 * math.cosh(2 * x), 2 + 4 * value)
        assert math.isclose(slope**2 + 1, 2 * (2 * value + 2 * value**2) + 1)
