"""The theorem `gd_convex_constant`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("gd_convex_constant")
CITES = {
    "continuous_induction",
    "continuous_induction_from_zero",
    "convex_ray",
    "expansion",
    "finite_sum",
    "forget_minimiser",
    "gd_ray",
    "integers",
    "mean_value",
    "ray",
}
LEANS_ON = {
    "cocoercivity",
    "descent_lemma",
    "gd_convex",
    "gd_convex_step",
    "gd_nonconvex",
    "self_bounding",
}
CONCLUDES = ["rate", "count"]
BREAKS_WITHOUT = {
    "smooth": "count",
    "bounded_below": "count",
    "ell_nondecreasing": "count",
    "convex": "count",
    "minimiser": "count",
    "schedule": "count",
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
    assert [w.conclusion for w in STATEMENT.sharp_at] == ["count"]


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


@pytest.mark.parametrize("steps", [1, 2, 5, 20])
def test_a_huber_function_comes_within_a_factor_2_of_it(steps: int) -> None:
    """Slope s = D/(2T + 1) with L = 1 from D: T steps end at D - T s on the straight part."""
    distance = Fraction(3)
    slope = distance / (2 * steps + 1)
    last = slope * (distance - steps * slope) - slope**2 / 2
    promised = distance**2 / (2 * steps)
    assert last <= promised <= 2 * last * (1 + Fraction(1, 2 * steps))
