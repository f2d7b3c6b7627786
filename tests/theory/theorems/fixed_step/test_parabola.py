"""The theorem `pl_lower_bound`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

import mpmath
import pytest
import sympy as sp

from theory import symbols as sym
from theory.definitions.run import UP_TO_T, Delta, n
from theory.logic import ForAll, ge, implies, le

PINS = {
    "cites": {"integers", "logarithm", "logarithm_of_product", "successor"},
    "leans_on": set(),
    "concludes": ["pl", "exact", "slow", "simple"],
    "sharp": ["exact"],
    "breaks": {},
    "reasons": {"eps_range", "gap0_range", "rate"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("pl_lower_bound", **PINS)


def test_a_tenth_more_steps_are_not_proved(is_proved: Callable[..., bool]) -> None:
    """Control: 0.9 n in place of n does not close."""
    fall = -2 * sp.Rational(9, 10) * n * sp.log(1 - sym.eta * sym.mu)
    wish = ForAll(
        n, UP_TO_T, implies((le(Delta(n), sym.eps),), ge(fall, sp.log(sym.gap0 / sym.eps)))
    )
    assert not is_proved("pl_lower_bound", "slow", wish)


@pytest.mark.parametrize("y", ["0.01", "0.3", "0.5", "0.9"])
def test_runs_take_at_least_the_count(y: str) -> None:
    """Brute force on x^2/2 with eta = y; the count is also nearly attained."""
    with mpmath.workdps(40):
        eta, x, target, count = mpmath.mpf(y), mpmath.mpf(3), mpmath.mpf("1e-5"), 0
        start = x**2 / 2
        while x**2 / 2 > target:
            x -= eta * x
            count += 1
        least = mpmath.log(start / target) / (-2 * mpmath.log(1 - eta))
        assert least <= count < least + 1
        assert (1 - eta) / (2 * eta) * mpmath.log(start / target) <= least
