"""The lemma `below_extremal`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
import sympy as sp

from theory.logic import And, Rel, le
from theory.registry import get
from verify.symbolic.checker import check_statement
from verify.verdict import Word

ELEVEN_TENTHS = sp.Rational(11, 10)

STATEMENT = get("below_extremal")
PINS = {
    "cites": {
        "continuous_induction",
        "first_passage",
        "gd_ray",
        "mean_value",
        "separation",
        "time_integral",
    },
    "leans_on": set(),
    "concludes": ["below", "in_region", "lands"],
    "sharp": ["below"],
    "breaks": {
        "smooth": "below",
        "integral": "lands",
        "turning_point": "lands",
        "duration": "below",
    },
    "reasons": {"bounded_below", "ell_nondecreasing", "ell_nonnegative", "largest", "moving"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("below_extremal", **PINS)


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
