"""The lemma `inclusion_at_point`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable

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
    "leans_on": {"gradient_flow_lead", "gradient_smooth_bound", "power_inverse", "power_monotone"},
    "concludes": ["bound"],
    "sharp": ["bound"],
    "breaks": {
        "rho_range": "bound",
        "L_range": "bound",
        "smooth": "bound",
        "bounded_below": "bound",
        "theta_range": "bound",
    },
    "reasons": {"L0_range", "not_both_zero"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("inclusion_at_point", **PINS)


def test_powers_and_exponentials_by_hand() -> None:
    """e^x is (1, 0, 1)-smooth; x^4 has f'' = 12 x^2 = (12/4^(2/3)) |f'|^(2/3)."""
    for x in (-3.0, 0.0, 5.0):
        assert math.exp(x) <= 1 * 4 * math.exp(x)
    rho, L = 2 / 3, 12 / 4 ** (2 / 3)
    alpha = rho / (2 - rho)
    assert math.isclose(alpha, 1 / 2)
    for x in (0.01, 1.0, 7.0):
        allowed, gap = L * (4 * x**3) ** rho, x**4
        assert math.isclose(allowed, 12 * x**2)
        assert allowed <= L * (4 * L) ** alpha * gap**alpha


def test_a_fifth_of_the_growth_is_refuted_by_the_exponential() -> None:
    """With L0 = 0 the curvature e^x = f needs K >= 1, and K = 4 L^2 = 4 is given."""
    assert math.exp(2.0) > 0.2 * 4 * math.exp(2.0)
