"""The lemma `gradient_bound`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable

PINS = {
    "cites": {"continuous_induction", "mean_value", "ray"},
    "leans_on": set(),
    "concludes": ["bound"],
    "sharp": ["bound"],
    "breaks": {
        "smooth": "bound",
        "bounded_below": "bound",
        "ell_nonnegative": "bound",
        "integral": "bound",
    },
    "reasons": set(),
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("gradient_bound", **PINS)


def test_the_sharp_instance_by_hand() -> None:
    """f = cosh x - 1, K0 = K = 1: sinh(1)^2 = 2 (gap + gap^2/2) with gap = cosh(1) - 1."""
    gap = math.cosh(1) - 1
    assert math.isclose(math.sinh(1) ** 2, 2 * gap + gap**2, rel_tol=1e-15)


def test_the_lost_lower_bound_by_hand() -> None:
    """f = 1 - 2x at x = 0, measured from 0: slope 2 at gap 1, and 4 > 2 Phi(1) = 2."""
    slope, gap = 2, 1
    assert slope**2 > 2 * gap
