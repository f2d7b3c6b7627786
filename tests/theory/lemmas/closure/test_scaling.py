"""The proposition `closure_scaling`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable

PINS = {
    "cites": {"norm_of_multiple", "power_of_quotient", "power_of_zero", "power_positive", "powers"},
    "leans_on": set(),
    "concludes": ["smooth"],
    "sharp": ["smooth"],
    "breaks": {"multiple_range": "smooth", "f_smooth": "smooth"},
    "reasons": {"rho_range"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("closure_scaling", **PINS)


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
