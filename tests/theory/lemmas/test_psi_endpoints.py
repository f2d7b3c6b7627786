"""The lemma `psi_endpoints`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

import pytest

PINS = {
    "cites": {"bernoulli_concave", "bernoulli_convex", "power_of_quotient", "power_positive"},
    "leans_on": set(),
    "concludes": ["nondecreasing", "ends"],
    "sharp": ["ends"],
    "breaks": {"K0_range": "nondecreasing", "K_range": "nondecreasing", "eps_range": "ends"},
    "reasons": {"gap0_range", "not_both_zero", "rho_range"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("psi_endpoints", **PINS)


@pytest.mark.parametrize("rho", [1, 2, 3, 5])
def test_no_exact_point_between_lies_below_both_ends(rho: int) -> None:
    rng = random.Random(rho)

    def psi(s: Fraction) -> Fraction:
        return s / (k0 + k * s**rho)

    for _ in range(500):
        k0, k = Fraction(rng.randint(0, 9), 7), Fraction(rng.randint(1, 9), 5)
        low = Fraction(rng.randint(1, 40), 10)
        high = low + Fraction(rng.randint(0, 60), 10)
        s = low + (high - low) * Fraction(rng.randint(0, 10), 10)
        assert psi(s) >= min(psi(low), psi(high))
        if rho == 1:
            assert psi(s) >= psi(low)


def test_it_is_not_monotone_for_rho_2() -> None:
    """psi = s/(1 + s^2) rises up to 1 = (K0/((rho-1) K))^(1/rho) and then falls."""
    assert Fraction(1, 2) / (1 + Fraction(1, 4)) < Fraction(1, 2) > Fraction(2) / 5
