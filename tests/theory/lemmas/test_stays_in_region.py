"""The lemma `stays_in_region`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.symbolic.checker import check_statement
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("stays_in_region")
CITES = {"connected", "integers", "local_step", "successor", "zero_integer"}
LEANS_ON = set()
CONCLUDES = ["inside", "below_start", "run"]
BREAKS_WITHOUT = {"bounded_below": "run", "start": "inside", "segments": "inside"}
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
    assert [w.conclusion for w in STATEMENT.sharp_at] == ["below_start"]


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


def wells(x: Fraction) -> Fraction:
    return (x**2 - 1) ** 2 / 4


def test_the_hill_between_the_wells_is_crossed_by_one_long_step_only() -> None:
    """From 7/5 against the slope 168/125: the segment to -7/5 passes the hill at 0."""
    start, slope = Fraction(7, 5), Fraction(168, 125)
    level = wells(start)
    assert level == Fraction(144, 625) < wells(Fraction(0))
    assert start - Fraction(25, 12) * slope == -start
    assert max(wells(start - Fraction(25, 12) * slope * Fraction(k, 20)) for k in range(21)) > level


def test_runs_whose_segments_do_not_climb_stay_in_their_well() -> None:
    """Steps drawn up to twice the distance to the bottom; those that climb are left out."""
    rng = random.Random(5)
    kept = 0
    for _ in range(300):
        x = Fraction(rng.randint(21, 139), 100)
        for _ in range(6):
            slope = x**3 - x
            reach = Fraction(rng.randint(0, 60), 20) * slope
            segment = [wells(x - reach * Fraction(k, 40)) for k in range(41)]
            if max(segment) > segment[0]:
                continue
            kept += 1
            x = (x - reach).limit_denominator(10**6)
            assert Fraction(1, 5) < x < Fraction(7, 5)
    assert kept > 500


@pytest.mark.parametrize("dropped", ["start", "segments", "bounded_below"])
def test_it_is_not_proved_without_an_assumption(dropped: str) -> None:
    rest = tuple(a for a in STATEMENT.assumptions if a.name != dropped)
    mutated = replace(STATEMENT, assumptions=rest)
    assert check_statement(mutated, {}).word is not Word.PROVED
