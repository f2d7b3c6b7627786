"""The lemma `gd_convex_step`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

PINS = {
    "cites": {
        "continuous_induction",
        "continuous_induction_from_zero",
        "convex_ray",
        "expansion",
        "forget_minimiser",
        "mean_value",
        "ray",
    },
    "leans_on": {"cocoercivity", "self_bounding"},
    "concludes": ["closer"],
    "sharp": ["closer"],
    "breaks": {
        "smooth": "closer",
        "bounded_below": "closer",
        "ell_nondecreasing": "closer",
        "convex": "closer",
        "minimiser": "closer",
        "step_range": "closer",
    },
    "reasons": set(),
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("gd_convex_step", **PINS)


@pytest.mark.parametrize("eta", [Fraction(k, 10) for k in range(1, 11)])
def test_only_the_full_step_attains_it_on_a_parabola(eta: Fraction) -> None:
    """x^2/2 from 3: (1 - eta)^2 9 <= 9 - 9 eta, with equality for eta = 1 only."""
    left, right = 9 * (1 - eta) ** 2, 9 - 9 * eta
    assert left <= right
    assert (left == right) == (eta == 1)
