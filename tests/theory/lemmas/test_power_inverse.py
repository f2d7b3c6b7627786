"""The lemma `power_inverse`: what it rests on, where it is attained, what breaks it."""

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
    },
    "leans_on": {"power_monotone"},
    "concludes": ["above", "below"],
    "sharp": ["above"],
    "breaks": {"y_range": "below", "k_range": "above", "inverse": "above"},
    "reasons": {"X_range"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("power_inverse", **PINS)


def test_bounds_pass_through_the_inverse_power() -> None:
    rng = random.Random(1)
    for _ in range(5000):
        y, X, k = rng.uniform(0.01, 5), rng.uniform(0, 5), rng.uniform(0.2, 4)
        if abs(y**k - X) > 1e-9:
            assert (y**k <= X) == (y <= X ** (1 / k))
