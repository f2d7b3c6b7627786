"""The lemma `below_extremal`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
import sympy as sp

from theory.logic import And, Rel, le
from theory.registry import get
from theory.witness import Witness
from verify.symbolic.checker import check_statement
from verify.symbolic.report import Report
from verify.verdict import Word

ELEVEN_TENTHS = sp.Rational(11, 10)

STATEMENT = get("below_extremal")
CITES = {
    "continuous_induction",
    "first_passage",
    "gd_ray",
    "mean_value",
    "separation",
    "time_integral",
}
LEANS_ON = set()
CONCLUDES = ["below", "in_region", "lands"]
BREAKS_WITHOUT = {
    "smooth": "below",
    "integral": "lands",
    "turning_point": "lands",
    "duration": "below",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"bounded_below", "ell_nondecreasing", "ell_nonnegative", "largest", "moving"}
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
    assert [w.conclusion for w in STATEMENT.sharp_at] == ["below"]


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


@pytest.mark.parametrize("x", [0.3, 1.0, 2.5])
def test_every_shortened_step_on_the_extremal_function_stays_below_its_start(x: float) -> None:
    """f = cosh x - 1: the energy step x/sinh x leads to the minimiser, a part of it partly there.

    gap_low = 0, and the extremal is f itself along x - t: it is at cosh(x - part x) - 1.
    """
    slope, gap = math.sinh(x), math.cosh(x) - 1
    for part in (0.0, 0.25, 0.5, 0.9, 1.0):
        after = math.cosh(x - part * x / slope * slope) - 1
        assert 0 <= after <= gap
        assert math.isclose(after, math.cosh((1 - part) * x) - 1, abs_tol=1e-15)


def test_twice_the_energy_step_reaches_the_start_again_and_more_exceeds_it() -> None:
    """The control: on cosh x - 1 from 1, the step 2 x/sinh x lands at -1, a longer one beyond."""
    assert math.cosh(1 - 2) == math.cosh(1)
    assert math.cosh(1 - 2.02) > math.cosh(1)


def test_it_is_not_proved_for_steps_ten_per_cent_longer() -> None:
    longer = next(a for a in STATEMENT.assumptions if a.name == "duration")
    assert isinstance(longer.claim, And)
    *others, upper = longer.claim.args
    assert isinstance(upper, Rel)
    weaker = replace(longer, claim=And((*others, le(upper.left, upper.right * ELEVEN_TENTHS))))
    assumptions = tuple(weaker if a is longer else a for a in STATEMENT.assumptions)
    mutated = replace(STATEMENT, assumptions=assumptions)
    assert check_statement(mutated, {}).word is not Word.PROVED
