"""Tests of verify/intervals/enclose.py: printed bounds are true bounds, integers are certain."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
import sympy as sp
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from theory.errors import DomainError
from verify.intervals.balls import UNDEFINED, box, ends
from verify.intervals.compare import Undecided
from verify.intervals.enclose import certified_ceil, certified_floor, decimal_bounds, enclose

CLOSED = [
    (sp.sqrt(2), lambda: mpmath.sqrt(2)),
    (-sp.exp(1), lambda: -mpmath.e),
    (sp.pi * 10**30, lambda: mpmath.pi * 10**30),
    (sp.exp(-30), lambda: mpmath.exp(-30)),
    (sp.exp(-10000), lambda: mpmath.exp(-10000)),
    (1 - sp.cos(sp.Rational(1, 10**20)), lambda: 1 - mpmath.cos(mpmath.mpf(10) ** -20)),
    (sp.log(2) ** sp.sqrt(2), lambda: mpmath.log(2) ** mpmath.sqrt(2)),
    (sp.Rational(-22, 7), lambda: mpmath.mpf(-22) / 7),
]


@pytest.mark.parametrize(("expr", "value"), CLOSED)
@pytest.mark.parametrize("digits", [1, 5, 15, 60])
def test_decimal_bounds_are_true_and_close(expr: sp.Expr, value: object, digits: int) -> None:
    lower, upper = map(Fraction, decimal_bounds(expr, digits))
    with mpmath.workdps(200):
        exact = value()  # type: ignore[operator]
        size = Fraction(abs(int(exact.man))) * Fraction(2) ** int(exact.exp)
    true = -size if exact < 0 else size
    assert lower < true < upper
    assert (upper - lower) * 10**digits < abs(true)


@given(st.fractions(max_denominator=10**15), st.integers(1, 30))
def test_decimal_bounds_of_fractions(value: Fraction, digits: int) -> None:
    lower, upper = map(Fraction, decimal_bounds(sp.Rational(str(value)), digits))
    assert lower <= value <= upper
    assert (upper - lower) * 10**digits <= abs(value)


@given(st.integers(-(10**12), 10**12), st.integers(-25, 25))
def test_short_decimals_are_printed_exactly(mantissa: int, exponent: int) -> None:
    value = sp.Integer(mantissa) * sp.Integer(10) ** exponent
    lower, upper = decimal_bounds(value)
    assert lower == upper and sp.Rational(lower) == value


@pytest.mark.parametrize(
    ("expr", "digits", "expected"),
    [
        (sp.Rational(1, 8), 15, ("0.125", "0.125")),
        (sp.Rational(1, 3), 3, ("0.33333", "0.33334")),
        (sp.Rational(-1, 3), 3, ("-0.33334", "-0.33333")),
        (sp.S.Zero, 15, ("0", "0")),
        (sp.Integer(1200), 15, ("1200", "1200")),
        (sp.Rational(999999, 1000000), 2, ("0.9999", "1")),
        (sp.exp(-30), 3, ("9.3576e-14", "9.3577e-14")),
        (sp.Integer(10) ** 40 / 3, 2, ("3.333e39", "3.334e39")),
        (sp.sqrt(3 + 2 * sp.sqrt(2)) - 1 - sp.sqrt(2), 15, ("0", "0")),
    ],
)
def test_decimal_bounds_as_text(expr: sp.Expr, digits: int, expected: tuple[str, str]) -> None:
    assert decimal_bounds(expr, digits) == expected


def test_decimal_bounds_of_a_ball_surround_it() -> None:
    ball = box(Fraction(-1, 3), Fraction(2, 3))
    low, high = ends(ball)
    lower, upper = map(sp.Rational, decimal_bounds(ball, 5))
    assert lower <= low and high <= upper
    with pytest.raises(DomainError, match="no enclosure"):
        decimal_bounds(UNDEFINED)
    assert decimal_bounds(arb(3)) == ("3", "3")


def test_a_value_that_cannot_be_enclosed_is_undecided() -> None:
    with pytest.raises(Undecided, match="has no enclosure with 15 digits"):
        enclose(sp.log(-sp.pi + 3, evaluate=False))


@pytest.mark.parametrize(
    ("expr", "floor", "ceil"),
    [
        (sp.Rational(7, 2), 3, 4),
        (sp.Rational(-7, 2), -4, -3),
        (sp.Integer(5), 5, 5),
        (-sp.pi, -4, -3),
        (3 * sp.sqrt(2) ** 2, 6, 6),
        ((1 + sp.sqrt(2)) ** 2 - 2 * sp.sqrt(2), 3, 3),
        (sp.sqrt(3 + 2 * sp.sqrt(2)) - sp.sqrt(2), 1, 1),
        (sp.log(1024) / sp.log(2), 10, 10),
        (sp.exp(sp.pi * sp.sqrt(163)), 262537412640768743, 262537412640768744),
        (10**30 + sp.exp(-100), 10**30, 10**30 + 1),
        (10**30 - sp.exp(-100), 10**30 - 1, 10**30),
        (sp.exp(50), 5184705528587072464087, 5184705528587072464088),
    ],
)
def test_integer_parts_are_certain(expr: sp.Expr, floor: int, ceil: int) -> None:
    assert (certified_floor(expr), certified_ceil(expr)) == (floor, ceil)


def test_an_integer_part_too_close_to_tell_is_undecided() -> None:
    with pytest.raises(Undecided, match="at 64 bits the value is too close to 1"):
        certified_floor(sp.cos(sp.exp(-200)), max_bits=64)
    with pytest.raises(Undecided, match="the value has no enclosure; allow more bits"):
        certified_floor(sp.log(3 - sp.pi, evaluate=False), max_bits=128)
