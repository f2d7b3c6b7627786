"""The lemma `energy_step`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("energy_step")
CITES = {
    "continuous_induction",
    "first_passage",
    "gd_ray",
    "mean_value",
    "separation",
    "time_integral",
}
LEANS_ON = {"below_extremal"}
CONCLUDES = ["lands", "in_region", "spent", "length"]
BREAKS_WITHOUT = {
    "smooth": "lands",
    "integral": "lands",
    "moving": "length",
    "turning_point": "spent",
    "duration": "lands",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"bounded_below", "ell_nonnegative", "ell_nondecreasing", "largest"}
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
    assert [w.conclusion for w in STATEMENT.sharp_at] == ["lands"]


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


def test_the_step_on_the_extremal_function_by_hand() -> None:
    """f = cosh x - 1 from x = 1: eta = artanh(g/ell)/g with g = sinh 1, ell = cosh 1 is 1/g.

    So one step lands exactly at the minimiser, where the gap is gap_low = 0; and eta >= 1/ell.
    """
    g, ell = math.sinh(1), math.cosh(1)
    eta = math.atanh(g / ell) / g
    assert math.isclose(1 - eta * g, 0, abs_tol=1e-15)
    assert eta * ell > 1
