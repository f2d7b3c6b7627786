"""The lemma `extremal_function`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable

PINS = {
    "cites": {"hyperbolic_identity"},
    "leans_on": set(),
    "concludes": ["slope", "curvature", "equation", "start", "energy"],
    "sharp": ["energy"],
    "breaks": {},
    "reasons": {"K_range"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("extremal_function", **PINS)


def test_the_extremal_function_by_hand() -> None:
    """K = 4, K0 = 2: f = (1/2)(cosh 2x - 1) has f'' = 2 cosh 2x = 2 + 4 f."""
    for x in (0.0, 0.3, 1.7):
        value, slope = (math.cosh(2 * x) - 1) / 2, math.sinh(2 * x)
        assert math.isclose(2 * math.cosh(2 * x), 2 + 4 * value)
        assert math.isclose(slope**2 + 1, 2 * (2 * value + 2 * value**2) + 1)
