"""The lemma `power_sums`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import random
from collections.abc import Callable

PINS = {
    "cites": {
        "bernoulli_concave",
        "bernoulli_convex",
        "power_of_quotient",
        "power_of_zero",
        "power_positive",
        "powers",
    },
    "leans_on": set(),
    "concludes": ["subadditive", "superadditive", "power_mean"],
    "sharp": ["subadditive", "superadditive", "power_mean"],
    "breaks": {"x_range": "superadditive", "y_range": "superadditive"},
    "reasons": {"r_range"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("power_sums", **PINS)


def test_the_three_inequalities_on_drawn_numbers() -> None:
    rng = random.Random(2)
    slack = 1 + 1e-12
    for _ in range(5000):
        x, y = rng.choice([0.0, rng.uniform(0, 9)]), rng.uniform(0, 9)
        small, large = rng.uniform(0.01, 1), rng.uniform(1, 6)
        assert (x + y) ** small <= (x**small + y**small) * slack
        assert x**large + y**large <= (x + y) ** large * slack
        assert (x + y) ** large <= 2 ** (large - 1) * (x**large + y**large) * slack


def test_nine_tenths_of_the_power_mean_constant_is_refuted() -> None:
    assert (3 + 3) ** 2 > 0.9 * 2 * (3**2 + 3**2)
