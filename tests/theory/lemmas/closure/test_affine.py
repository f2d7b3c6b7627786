"""The proposition `closure_affine`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

PINS = {
    "cites": {
        "bernoulli_concave",
        "bernoulli_convex",
        "norm_of_affine",
        "power_of_quotient",
        "power_of_zero",
        "power_positive",
        "powers",
    },
    "leans_on": {"power_sums"},
    "concludes": ["concave", "convex", "same_infimum"],
    "sharp": ["concave", "convex", "same_infimum"],
    "breaks": {"Kf_range": "concave", "f_smooth": "concave"},
    "reasons": {"gamma_range", "rho_range"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("closure_affine", **PINS)


def test_the_bound_on_drawn_numbers() -> None:
    rng = random.Random(4)
    for _ in range(20_000):
        rho = rng.choice([rng.uniform(0.05, 1), 1.0, rng.uniform(1, 4)])
        growth, gap = rng.uniform(0, 5), rng.uniform(0, 3)
        gamma = rng.uniform(0, gap)
        factor = 2 ** (rho - 1) if rho > 1 else 1.0
        allowed = factor * growth * (gamma**rho + (gap - gamma) ** rho)
        assert growth * gap**rho <= allowed * (1 + 1e-12)


def test_two_variables_seen_through_one() -> None:
    """f = cosh x + x^2/2 along A w + b = (3 w, ...): f(3 w) has curvature 9 cosh(3 w) + 9."""
    for w in (0.0, 0.2, 1.0):
        gap = math.cosh(3 * w) - 1
        assert 9 * math.cosh(3 * w) <= 9 * 1 + 9 * gap + 1e-9


def test_nine_tenths_of_the_constants_is_refuted() -> None:
    assert 4 * 3 > 0.9 * 4 * (1 + 2)
    assert 4 * 2**2 > 0.9 * 4 * (2 * 1 + 2 * 1)
