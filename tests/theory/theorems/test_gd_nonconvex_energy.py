"""The theorem `gd_nonconvex_energy`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

PINS = {
    "cites": {
        "continuous_induction",
        "finite_sum",
        "first_passage",
        "gd_ray",
        "integers",
        "mean_value",
        "separation",
        "time_integral",
    },
    "leans_on": {"below_extremal", "energy_step"},
    "concludes": ["total", "rate", "count"],
    "sharp": ["total"],
    "breaks": {"smooth": "total", "integral": "total", "schedule": "total"},
    "reasons": {"bounded_below", "ell_nonnegative", "ell_nondecreasing"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("gd_nonconvex_energy", **PINS)


def test_one_energy_step_on_a_parabola_spends_all_of_it() -> None:
    """x^2/2 from x = 1: eta = 1, g^2 = 1 = 2 Phi(gap_0) - 2 Phi(0) with Phi(s) = s."""
    x = Fraction(1)
    gap_0, slope = x**2 / 2, x
    assert slope**2 == 2 * gap_0 - 2 * (x - slope) ** 2 / 2
