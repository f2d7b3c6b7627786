"""The lemma `gradient_smooth_bound`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator

PINS = {
    "cites": {
        "bernoulli_concave",
        "bernoulli_convex",
        "gradient_flow",
        "mean_value",
        "power_of_power",
        "power_of_quotient",
        "power_of_zero",
        "power_positive",
        "powers",
    },
    "leans_on": {"gradient_flow_lead", "power_inverse", "power_monotone"},
    "concludes": ["bound"],
    "sharp": ["bound"],
    "breaks": {"L_range": "bound", "smooth": "bound", "bounded_below": "bound"},
    "reasons": {"L0_range", "not_both_zero", "rho_range"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("gradient_smooth_bound", **PINS)


def drawn_functions() -> Iterator[tuple[float, float, float, list[tuple[float, float]]]]:
    """rho, L0, L and (value, slope) along a function with f'' = c (L0 + L |f'|^rho), |c| <= 1.

    The control c is drawn; at both ends it is such that the slope points outwards, so the smallest
    value seen is the infimum of a function on the whole line.
    """
    rng = random.Random(5)
    for _ in range(40):
        rho, L0, L = (
            rng.uniform(0.1, 1.9),
            rng.choice([0.0, rng.uniform(0, 2)]),
            rng.uniform(0.1, 2),
        )
        halves = []
        start = rng.uniform(-1, 1)
        for direction in (1, -1):
            value, slope, points, h = 0.0, start * direction, [(0.0, abs(start))], 2e-3
            for piece in range(12):
                control = rng.choice([-1.0, rng.uniform(-1, 1), 1.0])
                for _ in range(100):
                    c = 1.0 if piece >= 6 and slope <= 0.1 else control if piece < 6 else 0.0
                    middle = slope + h / 2 * c * (L0 + L * abs(slope) ** rho)
                    value += h * middle
                    slope += h * c * (L0 + L * abs(middle) ** rho)
                    points.append((value, abs(slope)))
            halves.append((points, slope))
        if all(slope >= 0 for _, slope in halves):
            yield rho, L0, L, [p for points, _ in halves for p in points]


def test_the_bound_on_drawn_functions_by_numerical_integration() -> None:
    tried = 0
    for rho, L0, L, points in drawn_functions():
        lowest = min(value for value, _ in points)
        for value, g in points:
            tried += 1
            assert g**2 <= 2 * (L0 + L * g**rho) * (value - lowest) * 1.01 + 1e-3
    assert tried > 10_000


def test_a_constant_of_nine_tenths_is_refuted_by_the_parabola() -> None:
    gap, g = 0.5, 1.0
    assert g**2 == 2 * gap
    assert g**2 > 0.9 * 2 * gap


def test_the_flow_of_the_extremal_exponential() -> None:
    """f = e^x - 1 - x has f'' = 1 + f' for x >= 0: (1, 1, 1)-smooth, and g = e^x - 1."""
    for x in (0.1, 1.0, 3.0, 10.0):
        g, gap = math.expm1(x), math.expm1(x) - x
        assert g**2 <= 2 * (1 + g) * gap
