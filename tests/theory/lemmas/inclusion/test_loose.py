"""The proposition `inclusion_loose`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable

PINS = {
    "cites": {
        "bernoulli_concave",
        "bernoulli_convex",
        "gradient_class",
        "gradient_flow",
        "mean_value",
        "power_of_power",
        "power_of_quotient",
        "power_of_zero",
        "power_positive",
        "powers",
    },
    "leans_on": {
        "gradient_flow_lead",
        "gradient_smooth_bound",
        "inclusion_at_point",
        "power_inverse",
        "power_monotone",
    },
    "concludes": ["slope_bound", "curvature", "smooth"],
    "sharp": ["curvature"],
    "breaks": {
        "rho_range": "curvature",
        "L_range": "curvature",
        "smooth": "curvature",
        "bounded_below": "curvature",
    },
    "reasons": {"L0_range", "not_both_zero"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("inclusion_loose", **PINS)


def test_its_constant_is_never_below_the_sharper_one() -> None:
    for rho in (0.01, 0.5, 1.0, 1.5, 1.99):
        assert 2 ** (rho + 2) > 4


def test_the_cited_bound_on_the_extremal_exponential() -> None:
    """f = e^x - 1 - x is (1, 1, 1)-smooth, with gradient norm e^x - 1."""
    for x in (0.1, 1.0, 3.0, 10.0):
        g, gap = math.expm1(x), math.expm1(x) - x
        assert g**2 <= 2 * (1 + 2 * g) * gap
        assert 1 + g <= 2 + 8 * gap


def test_an_eighth_of_the_growth_is_refuted_by_the_exponential() -> None:
    """With L0 = 0 and L = 1 the curvature e^x = f needs K >= 1; 2^3 = 8 is given."""
    assert math.exp(2.0) > 0.9 / 8 * 8 * math.exp(2.0)
