"""Interval functions: every value lies inside, and what is undefined has no enclosure."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import pytest
import sympy as sp

from verify.recheck import enclosures
from verify.recheck.enclosures import NoEnclosure, interval, power

FUNCTIONS = {
    "exp": (-30, 30),
    "log": (0, 50),
    "sin": (-40, 40),
    "cos": (-40, 40),
    "tan": (-40, 40),
    "sinh": (-20, 20),
    "cosh": (-20, 20),
    "tanh": (-20, 20),
    "atan": (-50, 50),
    "asinh": (-50, 50),
    "acosh": (1, 50),
    "atanh": (-1, 1),
}


def inside(value: Any, found: Any) -> bool:
    low, high = found._mpi_
    return bool(mpmath.mp.make_mpf(low) <= value <= mpmath.mp.make_mpf(high))


def some(draw: random.Random, low: int, high: int) -> tuple[Fraction, Fraction]:
    """A short or long interval within the bounds, and now and then a point."""
    at = Fraction(draw.uniform(low, high))
    width = Fraction(draw.choice([0, 1e-20, 1e-6, 0.1, 2, 7]))
    return at, min(at + width, Fraction(high))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_values_at_200_points_lie_inside(name: str) -> None:
    draw = random.Random(name)
    reference = getattr(mpmath.mp, name)
    checked = 0
    with mpmath.workprec(200):
        while checked < 200:
            low, high = some(draw, *FUNCTIONS[name])
            try:
                found = getattr(enclosures, name)(interval(low, high))
            except NoEnclosure:
                assert name in ("tan", "log", "atanh", "acosh")
                continue
            for part in (0, draw.random(), 1):
                x = low + Fraction(part) * (high - low)
                value = reference(mpmath.mpf(x.numerator) / x.denominator)
                assert inside(value, found), (name, low, high)
            checked += 1


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_point_is_enclosed_to_20_digits(name: str) -> None:
    x = interval(Fraction(3, 2), Fraction(3, 2)) if name != "atanh" else interval(0, 0)
    found = getattr(enclosures, name)(x)
    assert bool(found.delta <= abs(found) / 10**20)


@pytest.mark.parametrize("exponent", ["2", "3", "-1", "-2", "1/2", "-1/2", "5/3", "-7/4", "10"])
def test_powers_lie_inside(exponent: str) -> None:
    draw, r = random.Random(exponent), sp.Rational(exponent)
    for _ in range(200):
        low, high = some(draw, 1 if r.q > 1 or r < 0 else -5, 5)
        found = power(interval(low, high), r)
        x = low + Fraction(draw.random()) * (high - low)
        with mpmath.workprec(200):
            value = (mpmath.mpf(x.numerator) / x.denominator) ** (mpmath.mpf(int(r.p)) / int(r.q))
        assert inside(value, found)


def test_an_even_power_is_not_negative_and_a_sine_is_at_most_one() -> None:
    assert power(interval(-1, 1), sp.S(2)) == interval(0, 1)
    for k in range(-50, 50):
        top = enclosures.sin(interval(k, k + 2))
        assert bool(top <= 1) and bool(top >= -1)


@pytest.mark.parametrize(
    "call",
    [
        lambda: enclosures.log(interval(0, 1)),
        lambda: enclosures.log(interval(-1, -1)),
        lambda: enclosures.tan(interval(1, 2)),
        lambda: enclosures.reciprocal(interval(-1, 1)),
        lambda: enclosures.reciprocal(interval(0, 1)),
        lambda: enclosures.reciprocal(interval(0, 0)),
        lambda: power(interval(-1, 1), sp.Rational(1, 2)),
        lambda: power(interval(0, 1), sp.Rational(-1, 2)),
        lambda: power(interval(-1, -1), sp.Rational(1, 3)),
        lambda: enclosures.acosh(interval(Fraction(1, 2), 2)),
        lambda: enclosures.atanh(interval(0, 1)),
        lambda: enclosures.exp(interval(0, 10**400)),
        lambda: enclosures.sin(interval(10**400, 10**400)),
    ],
)
def test_what_is_not_defined_everywhere_has_no_enclosure(call: Callable[[], Any]) -> None:
    with pytest.raises(NoEnclosure):
        call()


def test_the_precision_of_mpmath_is_not_ours() -> None:
    before = mpmath.iv.prec
    mpmath.iv.prec = 5
    try:
        found = interval(Fraction(1, 3), Fraction(1, 3))
        assert bool(found.delta < Fraction(1, 10**23).__float__())
    finally:
        mpmath.iv.prec = before
