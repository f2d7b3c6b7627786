"""The lemma `localised_interpolation`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

PINS = {
    "cites": {
        "continuous_induction_from_zero",
        "gd_ray",
        "mean_curvature",
        "mean_value",
        "secant_ray",
    },
    "leans_on": {"descent_lemma"},
    "concludes": ["both_ends"],
    "sharp": ["both_ends"],
    "breaks": {
        "smooth": "both_ends",
        "ell_nondecreasing": "both_ends",
        "convex": "both_ends",
        "step_range": "both_ends",
    },
    "reasons": {"bounded_below"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("localised_interpolation", **PINS)


def test_it_holds_on_random_convex_members_and_is_tight() -> None:
    """f = (K0/K)(cosh(sqrt(c K) x) - 1), c <= 1: f'' = c (K0 + K f) <= K0 + K f."""
    rng = random.Random(3)
    smallest = math.inf
    for _ in range(3000):
        k0, k, c = 10 ** rng.uniform(-2, 2), 10 ** rng.uniform(-2, 2), rng.choice([1, rng.random()])
        rate, z = math.sqrt(c * k), 10 ** rng.uniform(-2, 1)
        gap, slope = k0 / k * (math.cosh(z) - 1), k0 / k * rate * math.sinh(z)
        eta = rng.choice([1, rng.uniform(0.01, 1)]) / (k0 + k * gap)
        z_next = z - eta * slope * rate
        gap_next, slope_next = k0 / k * (math.cosh(z_next) - 1), k0 / k * rate * math.sinh(z_next)
        paid = eta / 2 * (slope**2 + slope_next**2)
        smallest = min(smallest, (gap - gap_next) / paid)
    assert 1 - 1e-9 <= smallest < 1.05
