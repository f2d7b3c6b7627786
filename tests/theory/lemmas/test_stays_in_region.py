"""The lemma `stays_in_region`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from theory.registry import get
from verify.symbolic.checker import check_statement
from verify.verdict import Word

STATEMENT = get("stays_in_region")
PINS = {
    "cites": {"connected", "integers", "local_step", "successor", "zero_integer"},
    "leans_on": set(),
    "concludes": ["inside", "below_start", "run"],
    "sharp": ["below_start"],
    "breaks": {"bounded_below": "run", "start": "inside", "segments": "inside"},
    "reasons": set(),
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("stays_in_region", **PINS)


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
