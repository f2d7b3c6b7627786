"""The theorem `gd_nonconvex`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

PINS = {
    "cites": {"continuous_induction_from_zero", "finite_sum", "gd_ray", "integers", "mean_value"},
    "leans_on": {"descent_lemma"},
    "concludes": ["monotone", "below_start", "total", "rate"],
    "sharp": ["total"],
    "breaks": {"smooth": "total", "ell_nondecreasing": "total", "steps": "total"},
    "reasons": {"bounded_below"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("gd_nonconvex", **PINS)


def test_a_run_on_a_parabola_by_hand() -> None:
    """x^2/2 from x = 1 with steps 1/2, 1/4, 1: sum eta g^2 <= 2 (gap_0 - gap_3) = 1."""
    x, total = Fraction(1), Fraction(0)
    for eta in (Fraction(1, 2), Fraction(1, 4), Fraction(1)):
        total += eta * x**2
        x -= eta * x
    assert x == 0
    assert total == Fraction(1, 2) + Fraction(1, 16) + Fraction(9, 64)
    assert total <= 1
