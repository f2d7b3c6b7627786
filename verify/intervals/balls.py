"""Boxes and enclosures as python-flint balls: how to make one, and how to read its exact ends.

A ball ``arb`` stands for a closed interval that contains the true value. A ball that is not
finite (``UNDEFINED``, any nan, any infinite radius) says nothing at all: *no enclosure*. Every
comparison with it is uncertain, so every consumer must treat it as undecided.

A ball is stored as midpoint and radius, and the radius has 30 bits only. An interval such as
``[0, 3/10]`` therefore cannot be stored exactly; `box` rounds outward, keeps the lower end exact
where it can, and never lets a box that starts at 0 or above reach below 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any, TypeAlias

import sympy as sp
from flint import arb, ctx, fmpq

from theory.errors import DomainError

Rational: TypeAlias = "int | Fraction | sp.Rational | fmpq"
"""An exact rational number in any of the four spellings."""

_LARGEST_EXPONENT = 2**20
"""Numbers with larger exponents are not turned into fractions: those have too many digits."""

UNDEFINED = arb.nan()
"""The ball that says nothing: the value may not exist, or no bound for it was found."""


@contextmanager
def precision(bits: int) -> Iterator[None]:
    """Work at ``bits`` bits; the precision of before comes back at the end, errors included.

    python-flint keeps one precision for the whole process, so nothing here leaves it changed.

    >>> with precision(200):
    ...     print(ctx.prec)
    200
    """
    before = ctx.prec
    ctx.prec = bits
    try:
        yield
    finally:
        ctx.prec = before


def to_fmpq(value: Rational) -> fmpq:
    """Return an exact rational as a python-flint ``fmpq``.

    Raises:
        TypeError: ``value`` is no exact rational (floats included).

    >>> to_fmpq(Fraction(3, 4))
    3/4
    """
    if isinstance(value, fmpq):
        return value
    if isinstance(value, (int, Fraction)) and not isinstance(value, bool):
        return fmpq(value.numerator, value.denominator)
    if isinstance(value, sp.Rational):
        return fmpq(int(value.p), int(value.q))
    raise TypeError(f"an exact rational is needed here; got {value!r}")


def to_rational(value: fmpq) -> sp.Rational:
    """Return a python-flint ``fmpq`` as a SymPy rational.

    >>> to_rational(fmpq(6, 8))
    3/4
    """
    return sp.Rational(int(value.p), int(value.q))


def is_enclosure(ball: Any) -> bool:
    """Whether the ball bounds the value at all; False for nan and for infinite radii.

    >>> is_enclosure(arb(1)), is_enclosure(UNDEFINED)
    (True, False)
    """
    return bool(ball.is_finite())


def box(low: Rational, high: Rational, bits: int = 64) -> arb:
    """Return a ball that contains every point of ``[low, high]``, rounded outward.

    If ``low >= 0`` no point of the ball is negative, and if ``high <= 0`` none is positive. A
    lower end ``low >= 0`` (upper end ``high <= 0``) that fits into ``bits`` bits is kept exactly.

    Args:
        low: lower end, exact.
        high: upper end, exact, at least ``low``.
        bits: working precision.

    Raises:
        DomainError: ``high < low``.

    >>> ends(box(0, Fraction(1, 2)))[0]
    0
    >>> low, high = ends(box(Fraction(1, 10), Fraction(1, 5)))
    >>> low <= sp.Rational(1, 10) and sp.Rational(1, 5) <= high
    True
    """
    lower, upper = to_fmpq(low), to_fmpq(high)
    if upper < lower:
        raise DomainError(f"a box needs low <= high; got low = {lower}, high = {upper}. Swap them.")
    before = ctx.prec
    ctx.prec = bits
    try:
        if upper <= 0 and lower != upper:
            # A plain minus would round the midpoint, and so move the upper end.
            return _from_below(-upper, -lower, bits).neg(exact=True)
        return _from_below(lower, upper, bits)
    finally:
        ctx.prec = before


def _from_below(low: fmpq, high: fmpq, bits: int) -> arb:
    left = arb(low)
    if low == high:
        return left
    left = left.lower()
    half = arb(0, ((arb(high) - left) / 2).upper())
    radius = half.rad()
    # The midpoint left + radius must be exact, or its rounding error would move the lower end.
    ctx.prec = 4 * bits
    ball = left + radius + half
    ctx.prec = bits
    return ball.nonnegative_part() if low >= 0 and not ball >= 0 else ball


def ends(ball: arb) -> tuple[sp.Rational, sp.Rational]:
    """Return exact rationals ``(low, high)`` around a ball, at the precision in force.

    Raises:
        DomainError: the ball is no enclosure.

    >>> ends(arb(3))
    (3, 3)
    """
    low, high = fmpq_ends(ball)
    return to_rational(low), to_rational(high)


def fmpq_ends(ball: arb) -> tuple[fmpq, fmpq]:
    """`ends` as python-flint rationals, which is the cheaper form inside loops."""
    if not ball.is_finite():
        raise DomainError("this value has no enclosure, so it has no end points to read")
    low, high = ball.lower(), ball.upper()
    # Beyond memory python-flint would end the process here, not raise.
    if max(abs(low.man_exp()[1]), abs(high.man_exp()[1])) > _LARGEST_EXPONENT:
        raise DomainError(
            f"a value here lies beyond 2^{_LARGEST_EXPONENT} or within 2^-{_LARGEST_EXPONENT} of "
            "0, too far to be written out. Choose less extreme inputs."
        )
    return low.fmpq(), high.fmpq()
