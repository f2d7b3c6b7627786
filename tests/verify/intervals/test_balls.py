"""Tests of verify/intervals/balls.py: boxes are rounded outward and keep their sign."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from flint import arb, ctx, fmpq
from hypothesis import given
from hypothesis import strategies as st

from theory.errors import DomainError
from verify.intervals.balls import UNDEFINED, box, ends, is_enclosure, precision, to_fmpq

numbers = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**9)


@given(numbers, numbers, st.sampled_from([32, 64, 200]))
def test_a_box_contains_its_ends_and_is_hardly_wider(a: Fraction, b: Fraction, bits: int) -> None:
    low, high = min(a, b), max(a, b)
    with precision(4 * bits):
        bottom, top = (Fraction(str(end)) for end in ends(box(low, high, bits)))
    slack = (high - low) / 10**8 + (abs(low) + abs(high)) / 2 ** (bits - 4)
    assert low - slack <= bottom <= low and high <= top <= high + slack


@given(numbers, numbers)
def test_a_box_never_crosses_zero_by_rounding(a: Fraction, b: Fraction) -> None:
    low, high = sorted((abs(a), abs(b)))
    assert box(low, high) >= 0
    assert box(-high, -low) <= 0


@pytest.mark.parametrize("tiny", [Fraction(1, 10**12), Fraction(1, 10**40), Fraction(0)])
def test_a_box_that_starts_just_above_zero_stays_above_it(tiny: Fraction) -> None:
    ball = box(tiny, Fraction(3, 10))
    assert ball >= 0
    assert tiny == 0 or ball > 0


@pytest.mark.parametrize("low", [0, 1, Fraction(3, 4), Fraction(5, 1024)])
def test_a_lower_end_that_fits_is_kept_exactly(low: Fraction) -> None:
    assert ends(box(low, low + Fraction(1, 3)))[0] == sp.Rational(str(low))


def test_a_point_is_a_thin_box() -> None:
    assert ends(box(Fraction(1, 2), Fraction(1, 2))) == (sp.Rational(1, 2), sp.Rational(1, 2))
    low, high = ends(box(Fraction(1, 3), Fraction(1, 3)))
    assert low < sp.Rational(1, 3) < high and high - low < sp.Rational(1, 2**60)


def test_every_spelling_of_a_rational_is_taken_and_no_float() -> None:
    spellings = (Fraction(3, 4), sp.Rational(3, 4), fmpq(3, 4))
    assert {str(to_fmpq(spelling)) for spelling in spellings} == {"3/4"}
    for wrong in (0.75, True, sp.Float("0.75"), "3/4"):
        with pytest.raises(TypeError, match="an exact rational is needed"):
            to_fmpq(wrong)  # type: ignore[arg-type]


def test_an_empty_box_is_refused() -> None:
    with pytest.raises(DomainError, match=r"got low = 2, high = 1\. Swap them\."):
        box(2, 1)


@pytest.mark.parametrize("ball", [UNDEFINED, arb.pos_inf(), arb(0, 1) * arb.pos_inf()])
def test_no_enclosure_has_no_ends_and_compares_with_nothing(ball: arb) -> None:
    assert not is_enclosure(ball)
    with pytest.raises(DomainError, match="no enclosure"):
        ends(ball)


@pytest.mark.parametrize("exponent", [10**6, -(10**6), 10**12])
def test_a_value_too_long_to_write_out_is_refused_not_fatal(exponent: int) -> None:
    with pytest.raises(DomainError, match=r"too far to be written out\. Choose less"):
        ends(arb(exponent).exp())


def test_nan_is_undecided_both_ways() -> None:
    assert not UNDEFINED < 1
    assert not UNDEFINED >= 1


def test_precision_comes_back_after_an_error() -> None:
    before = ctx.prec
    with pytest.raises(ZeroDivisionError), precision(500):
        raise ZeroDivisionError
    assert ctx.prec == before
