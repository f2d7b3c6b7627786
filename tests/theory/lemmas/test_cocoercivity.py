"""The lemma `cocoercivity`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

PINS = {
    "cites": {
        "continuous_induction",
        "continuous_induction_from_zero",
        "convex_ray",
        "forget_minimiser",
        "mean_value",
        "ray",
    },
    "leans_on": {"self_bounding"},
    "concludes": ["cocoercive"],
    "sharp": ["cocoercive"],
    "breaks": {
        "smooth": "cocoercive",
        "bounded_below": "cocoercive",
        "ell_nondecreasing": "cocoercive",
        "convex": "cocoercive",
        "minimiser": "cocoercive",
        "step_range": "cocoercive",
    },
    "reasons": set(),
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("cocoercivity", **PINS)


def test_it_holds_on_random_convex_members_of_the_class() -> None:
    """f = (K0/K)(cosh(sqrt(c K) a.w) - 1) in the plane, c <= 1, |a| = 1: f'' <= K0 + K f."""
    rng = random.Random(7)
    smallest = math.inf
    for _ in range(2000):
        k0, k, c = (
            10 ** rng.uniform(-3, 2),
            10 ** rng.uniform(-2, 2),
            rng.choice([1.0, rng.random()]),
        )
        rate, angle, z = math.sqrt(c * k), rng.uniform(0, math.tau), rng.uniform(-3, 3)
        a = (math.cos(angle), math.sin(angle))
        side = rng.uniform(-2, 2)  # w = (z/rate) a + side * orthogonal, and w* = 0
        w = (z / rate * a[0] - side * a[1], z / rate * a[1] + side * a[0])
        gap, slope = k0 / k * (math.cosh(z) - 1), k0 / k * rate * math.sinh(z)
        inner = slope * (a[0] * w[0] + a[1] * w[1])
        best = gap + slope**2 / (2 * (k0 + k * gap))
        smallest = min(smallest, inner / best)
    assert 1 - 1e-12 <= smallest < 1.02


def test_a_tenth_more_is_false_on_a_parabola() -> None:
    gap, square, inner = 0.5, 1.0, 1.0
    assert inner == gap + square / 2
    assert inner < gap + 1.1 * square / 2
