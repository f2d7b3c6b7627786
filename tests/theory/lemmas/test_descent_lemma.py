"""The lemma `descent_lemma`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

PINS = {
    "cites": {"continuous_induction_from_zero", "gd_ray", "mean_value"},
    "leans_on": set(),
    "concludes": ["descent", "lands"],
    "sharp": ["descent"],
    "breaks": {"smooth": "descent", "ell_nondecreasing": "descent", "step_range": "descent"},
    "reasons": {"bounded_below"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("descent_lemma", **PINS)


@pytest.mark.parametrize("curvature", [Fraction(1), Fraction(7, 3)])
@pytest.mark.parametrize("eta_times_curvature", [Fraction(k, 4) for k in range(9)])
def test_every_step_on_a_parabola_attains_it(
    curvature: Fraction, eta_times_curvature: Fraction
) -> None:
    """f = L x^2/2 from x = 3: x_+ = (1 - eta L) x, and the bound is an equality up to 2/L."""
    eta, x = eta_times_curvature / curvature, Fraction(3)
    gap, slope = curvature * x**2 / 2, curvature * x
    gap_next = curvature * (x - eta * slope) ** 2 / 2
    assert gap_next == gap - eta * (1 - eta * curvature / 2) * slope**2
