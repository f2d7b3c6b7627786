"""The theorem `no_sharp_warmup`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
import sympy as sp

from theory import symbols as sym
from theory.definitions.run import UP_TO_T, Delta, n
from theory.logic import ForAll, ge, implies, le
from theory.theorems import gd_convex
from theory.theorems.no_sharp_warmup_setting import FIRST, PROMISED, Phi

PINS = {
    "cites": {"integers", "successor", "zero_integer"},
    "leans_on": set(),
    "concludes": [
        "convex",
        "smooth",
        "exact",
        "spent",
        "squares",
        "count",
        "simple",
        "explicit",
        "ratio",
    ],
    "sharp": ["count"],
    "breaks": {
        "K0_range": "convex",
        "K_range": "count",
        "outer_slope_range": "count",
        "start": "explicit",
        "schedule": "count",
    },
    "reasons": {"eps_range"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("no_sharp_warmup", **PINS)


def test_a_tenth_more_steps_are_not_proved(is_proved: Callable[..., bool]) -> None:
    """Control: 0.9 n in place of n does not close."""
    least = (Phi(FIRST) - Phi(sym.eps)) / sym.outer_slope**2
    wish = ge(sp.Rational(9, 10) * n, least)
    weak = ForAll(n, UP_TO_T, implies((le(Delta(n), sym.eps),), wish))
    assert not is_proved("no_sharp_warmup", "count", weak)


def test_the_promised_count_is_that_of_theorem_2() -> None:
    """Before rounding, at rho = 1."""
    (case,) = [c for c in gd_convex.EVALUATION.cases if c.conditions == (le(sym.rho, 1),)]
    (output,) = [o for o in case.outputs if o.name == "iterations_warmup"]
    assert sp.simplify(output.formula.args[0].subs(sym.rho, 1) - PROMISED) == 0


def huber(x: Fraction, K0: Fraction, s: Fraction) -> Fraction:
    return K0 * x**2 / 2 if K0 * x <= s else s * x - s**2 / (2 * K0)


def run(K0: Fraction, K: Fraction, s: Fraction, x: Fraction, eps: Fraction) -> int:
    """Count the steps to eps by brute force; positions are cut to multiples of 10^-25, upwards.

    A point further out has the larger gap, so the count can only be too large by the cutting, and
    that by less than one step in 10^10 here.
    """
    steps, unit = 0, 10**25
    while huber(x, K0, s) > eps:
        slope = min(K0 * x, s)
        x = Fraction(-((-(x - slope / (K0 + K * huber(x, K0, s))) * unit) // 1), unit)
        steps += 1
    return steps


@pytest.mark.parametrize("K0", ["1/4", "3"])
@pytest.mark.parametrize("K", ["0", "5"])
@pytest.mark.parametrize("s", ["1/10", "1"])
@pytest.mark.parametrize("share", ["1/20", "3/4"])
def test_runs_take_at_least_the_counts(K0: str, K: str, s: str, share: str) -> None:
    """Also where the run leaves the cone before it is down to eps."""
    k0, k, slope, c = Fraction(K0), Fraction(K), Fraction(s), Fraction(share)
    start = 2 * slope / k0
    eps, gap0 = c * slope * start, huber(start, k0, slope)
    if eps >= gap0:
        eps = gap0 / 2
        c = eps / (slope * start)
    steps = run(k0, k, slope, start, eps)
    assert steps * slope**2 >= k0 * (gap0 - eps) + k * (gap0**2 - eps**2) / 2
    assert 2 * steps * slope**2 >= k * (gap0**2 - eps**2)
    promised = start**2 * (k0 / eps + k) / 2
    assert steps <= promised + 1
    lost = k0 * (1 - c) ** 2 / (2 * c * slope) + k * slope / (2 * k0)
    assert steps >= (1 - c**2) * promised - start * lost - Fraction(1, 2)


def test_the_explicit_count_misses_two_steps_in_half_a_million() -> None:
    """The instance of test_cone_warmup, where 499,202 steps are counted."""
    K0 = s = Fraction(1, 10_000)
    distance, c = Fraction(1000), Fraction(1, 20)
    lost = K0 * (1 - c) ** 2 / (2 * c * s) + s / (2 * K0)
    assert (1 - c**2) * 510_000 - distance * lost - Fraction(1, 2) == Fraction(998_399, 2)


@pytest.mark.parametrize("share", ["1/10", "1/30"])
def test_far_out_almost_the_whole_count_is_taken(share: str) -> None:
    """K0 = s = K = 1; from the distance where the last conclusion applies."""
    one, c = Fraction(1), Fraction(share)
    lost = (1 - c) ** 2 / (2 * c) + one / 2
    distance = Fraction(1)
    while c**2 * distance**2 < 2 * distance * lost + 1:
        distance *= 2
    promised = distance**2 * (1 / (c * distance) + 1) / 2
    gap0, eps = distance - one / 2, c * distance
    least = (gap0 - eps) + (gap0**2 - eps**2) / 2
    assert least >= (1 - 2 * c**2) * promised
    assert least < promised
