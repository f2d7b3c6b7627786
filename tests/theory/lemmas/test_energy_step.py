"""The lemma `energy_step`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable

PINS = {
    "cites": {
        "continuous_induction",
        "first_passage",
        "gd_ray",
        "mean_value",
        "separation",
        "time_integral",
    },
    "leans_on": {"below_extremal"},
    "concludes": ["lands", "in_region", "spent", "length"],
    "sharp": ["lands"],
    "breaks": {
        "smooth": "lands",
        "integral": "lands",
        "moving": "length",
        "turning_point": "spent",
        "duration": "lands",
    },
    "reasons": {"bounded_below", "ell_nonnegative", "ell_nondecreasing", "largest"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("energy_step", **PINS)


def test_the_step_on_the_extremal_function_by_hand() -> None:
    """f = cosh x - 1 from x = 1: eta = artanh(g/ell)/g with g = sinh 1, ell = cosh 1 is 1/g.

    So one step lands exactly at the minimiser, where the gap is gap_low = 0; and eta >= 1/ell.
    """
    g, ell = math.sinh(1), math.cosh(1)
    eta = math.atanh(g / ell) / g
    assert math.isclose(1 - eta * g, 0, abs_tol=1e-15)
    assert eta * ell > 1
