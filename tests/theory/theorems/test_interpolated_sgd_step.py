"""The theorem `interpolated_sgd_step`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import sympy as sp

from theory.logic import Rel
from theory.registry import get

PINS = {
    "cites": {
        "bernoulli_concave",
        "bernoulli_convex",
        "continuous_induction",
        "mean_value",
        "power_of_quotient",
        "power_of_zero",
        "power_positive",
        "powers",
        "projected_step",
        "ray",
    },
    "leans_on": {"gradient_bound", "power_ell", "power_monotone"},
    "concludes": ["closer", "progress"],
    "sharp": ["progress"],
    "breaks": {
        "smooth": "closer",
        "bounded_below": "progress",
        "schedule": "closer",
        "aiming": "closer",
    },
    "reasons": {"K0_range", "K_range", "reach", "rho_range", "theta_range"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("interpolated_sgd_step", **PINS)


def test_nine_tenths_of_the_scale_are_not_proved(is_proved: Callable[..., bool]) -> None:
    """Control: with 0.9 L(S) in place of L(S) the progress does not close."""
    claim = get("interpolated_sgd_step").conclusion("progress")
    assert isinstance(claim, Rel)
    less = replace(claim, right=sp.Rational(9, 10) * claim.right)
    assert not is_proved("interpolated_sgd_step", "progress", less)


def test_no_sample_leads_away_in_exact_fractions() -> None:
    """f_i = a_i x^2/2 with a_i <= K0 = 3, K = 0, theta = 2: eta = 1/3 whatever is drawn."""
    rng, x = random.Random(5), Fraction(7)
    for _ in range(30):
        a = Fraction(rng.randint(1, 6), 2)
        after = x - Fraction(1, 3) * a * x
        gap = a * x**2 / 2
        assert abs(after) <= abs(x)
        assert 4 * gap <= 2 * 3 * (x**2 - after**2)
        x = after
