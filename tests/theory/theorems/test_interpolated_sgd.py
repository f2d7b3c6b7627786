"""The theorem `interpolated_sgd`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp

from theory.logic import Rel
from theory.registry import get

PINS = {
    "cites": {"expectation_linear", "expectation_monotone", "integers", "tower"},
    "leans_on": set(),
    "concludes": ["rate"],
    "sharp": ["rate"],
    "breaks": {"scale": "rate", "pathwise": "rate", "sampled": "rate"},
    "reasons": set(),
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("interpolated_sgd", **PINS)


def test_nine_tenths_of_the_rate_are_not_proved(is_proved: Callable[..., bool]) -> None:
    """Control: 0.9 M D0^2 on the right does not close."""
    claim = get("interpolated_sgd").conclusion("rate")
    assert isinstance(claim, Rel)
    less = replace(claim, right=sp.Rational(9, 10) * claim.right)
    assert not is_proved("interpolated_sgd", "rate", less)


@pytest.mark.parametrize("count", [1, 3, 5])
def test_the_rate_over_all_draws_in_exact_fractions(count: int) -> None:
    """f_1 = x^2/2, f_2 = 3 x^2/2, K0 = 3, K = 0, theta = 2: the mean over all 2^T draws."""
    total = Fraction(0)
    for draws in itertools.product((1, 3), repeat=count):
        x, least = Fraction(2), Fraction(100)
        for a in draws:
            least = min(least, (Fraction(1, 2) + Fraction(3, 2)) / 2 * x**2)
            x -= Fraction(1, 3) * a * x
        total += least
    assert total / 2**count <= Fraction(4 * 2 * 3, 4 * count)
