"""The theorem `gd_convex_constant`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

PINS = {
    "cites": {
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
    },
    "leans_on": {
        "cocoercivity",
        "descent_lemma",
        "gd_convex",
        "gd_convex_step",
        "gd_nonconvex",
        "self_bounding",
    },
    "concludes": ["rate", "count"],
    "sharp": ["count"],
    "breaks": {
        "smooth": "count",
        "bounded_below": "count",
        "ell_nondecreasing": "count",
        "convex": "count",
        "minimiser": "count",
        "schedule": "count",
    },
    "reasons": set(),
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("gd_convex_constant", **PINS)


@pytest.mark.parametrize("steps", [1, 2, 5, 20])
def test_a_huber_function_comes_within_a_factor_2_of_it(steps: int) -> None:
    """Slope s = D/(2T + 1) with L = 1 from D: T steps end at D - T s on the straight part."""
    distance = Fraction(3)
    slope = distance / (2 * steps + 1)
    last = slope * (distance - steps * slope) - slope**2 / 2
    promised = distance**2 / (2 * steps)
    assert last <= promised <= 2 * last * (1 + Fraction(1, 2 * steps))
