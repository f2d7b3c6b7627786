"""The theorem `gd_convex_warmup`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

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
    "concludes": ["count"],
    "sharp": ["count"],
    "breaks": {
        "smooth": "count",
        "bounded_below": "count",
        "ell_nondecreasing": "count",
        "convex": "count",
        "minimiser": "count",
        "schedule": "count",
        "quotient": "count",
    },
    "reasons": {"eps_range"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("gd_convex_warmup", **PINS)


def test_the_sum_over_random_runs_never_exceeds_the_squared_distance() -> None:
    """f = (K0/K)(cosh(sqrt(c K) x) - 1) with c <= 1, run with the warm-up of the class."""
    rng = random.Random(11)
    for _ in range(200):
        k0, k, c = 10 ** rng.uniform(-3, 1), 10 ** rng.uniform(-1, 1), rng.uniform(0.01, 1)
        rate, x = math.sqrt(c * k), rng.uniform(1, 8) / math.sqrt(c * k)
        start, gaps = x, []
        for _ in range(300):
            z = rate * x
            gaps.append(k0 / k * (math.cosh(z) - 1))
            x -= k0 / k * rate * math.sinh(z) / (k0 + k * gaps[-1])
        gained = sum(2 * gap / (k0 + k * gap) for gap in gaps)
        assert gained <= (start**2 - x**2) * (1 + 1e-9)
