"""The lemma `power_hoelder`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import random
from collections.abc import Callable

PINS = {
    "cites": {
        "bernoulli_concave",
        "bernoulli_convex",
        "power_of_power",
        "power_of_quotient",
        "power_of_zero",
        "power_positive",
        "powers",
    },
    "leans_on": {"power_monotone"},
    "concludes": ["bound"],
    "sharp": ["bound"],
    "breaks": {"r_range": "bound", "conjugate": "bound"},
    "reasons": {"A_range", "B_range", "x_range", "y_range"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("power_hoelder", **PINS)


def test_the_inequality_on_drawn_numbers() -> None:
    rng = random.Random(2)
    for _ in range(5000):
        A, B, x, y = (rng.choice([0.0, rng.uniform(0, 9)]) for _ in range(4))
        r = rng.uniform(0.01, 0.99)
        left = A ** (1 - r) * x**r + B ** (1 - r) * y**r
        assert left <= (A + B) ** (1 - r) * (x + y) ** r * (1 + 1e-12)


def test_nine_tenths_of_the_right_side_is_refuted() -> None:
    assert 1 * 1 + 4**0.5 * 4**0.5 > 0.9 * 5**0.5 * 5**0.5
