"""The lemma `gradient_bound_floor`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

import pytest

PINS = {
    "cites": {"continuous_induction", "mean_value", "ray"},
    "leans_on": {"gradient_bound"},
    "concludes": ["bound"],
    "sharp": ["bound"],
    "breaks": {
        "shift_range": "bound",
        "smooth": "bound",
        "bounded_below": "bound",
        "ell_nonnegative": "bound",
        "integral": "bound",
    },
    "reasons": set(),
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("gradient_bound_floor", **PINS)


@pytest.mark.parametrize("shift", [Fraction(0), Fraction(1, 2), Fraction(4)])
def test_it_is_sharper_than_lemma_5_with_the_lower_reference(shift: Fraction) -> None:
    """f = L x^2/2 with ell = L: (L x)^2 = 2 L gap, while Lemma 5 alone gives 2 L (gap + shift)."""
    L, x = Fraction(7, 3), Fraction(2)
    gap = L * x**2 / 2
    assert (L * x) ** 2 == 2 * (L * (gap + shift) - L * shift)
    assert 2 * L * (gap + shift) - (L * x) ** 2 == 2 * L * shift


def test_on_a_function_whose_curvature_is_just_allowed() -> None:
    """f = cosh x - 1 has f'' = 1 + f = ell(f - f_) for f_ = -shift and ell(s) = 1 - shift + s."""
    for shift in (0.0, 0.3, 1.0):

        def phi(s: float, shift: float = shift) -> float:
            return (1 - shift) * s + s * s / 2

        for x in (0.1, 1.0, 3.0):
            gap = math.cosh(x) - 1
            sharp = 2 * (phi(gap + shift) - phi(shift))
            assert math.isclose(math.sinh(x) ** 2, sharp, rel_tol=1e-12)
            assert math.sinh(x) ** 2 > 0.99 * sharp


def test_a_second_deeper_basin_breaks_it_if_the_references_are_mixed() -> None:
    """A parabola 5 x^2 around 0, and somewhere else a basin of depth -10.

    With inf over the own component (0) as the reference of the gap and ell(s) = s measured from -10
    the curvature 10 is allowed: ell(f - f_) = 5 x^2 + 10 >= 10, and the bound holds. Measuring the
    same ell from 0 instead it is not, and g^2 <= 2 Phi(gap) = gap^2 is broken at x = 1: 100 > 25.
    """
    gap, slope = Fraction(5), Fraction(10)
    assert slope**2 <= (gap + 10) ** 2 - Fraction(10) ** 2
    assert slope**2 > gap**2
