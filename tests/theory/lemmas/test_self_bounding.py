"""The lemma `self_bounding`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

PINS = {
    "cites": {"continuous_induction_from_zero", "mean_value", "ray"},
    "leans_on": set(),
    "concludes": ["bound"],
    "sharp": ["bound"],
    "breaks": {
        "smooth": "bound",
        "bounded_below": "bound",
        "ell_nondecreasing": "bound",
        "step_range": "bound",
    },
    "reasons": set(),
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("self_bounding", **PINS)


@pytest.mark.parametrize("curvature", [Fraction(1, 3), Fraction(5)])
def test_a_parabola_attains_it_at_the_longest_step_only(curvature: Fraction) -> None:
    x = Fraction(7, 2)
    gap, square = curvature * x**2 / 2, (curvature * x) ** 2
    assert square / curvature == 2 * gap
    assert Fraction(9, 10) * square / curvature < 2 * gap
    assert Fraction(11, 10) * square / curvature > 2 * gap
