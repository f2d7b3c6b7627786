"""A second interval engine on mpmath.iv, written on its own, to check the first one against.

It walks the same SymPy trees, but shares no code with verify/intervals: no tape, no balls, no
sharing of parts. It returns None where it has no enclosure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import mpmath
import pytest
import sympy as sp

Interval = Any
Box = Mapping[sp.Symbol, tuple[Fraction, Fraction]]


class NoEnclosureError(Exception):
    """The value may be undefined on the box."""


def number(value: Fraction) -> Interval:
    return mpmath.iv.mpf(value.numerator) / mpmath.iv.mpf(value.denominator)


def interval(low: Interval, high: Interval) -> Interval:
    return mpmath.iv.mpf([low.a, high.b])


def walk(expr: sp.Expr, box: Box) -> Interval:
    iv = mpmath.iv
    if expr in box:
        low, high = box[expr]
        return interval(number(low), number(high))
    if isinstance(expr, sp.Rational):
        return number(Fraction(int(expr.p), int(expr.q)))
    if expr == sp.pi:
        return +iv.pi
    if expr == sp.E:
        return +iv.e
    if isinstance(expr, sp.Piecewise):
        return hull_of_branches(expr, box)
    args = [walk(arg, box) for arg in expr.args]
    match expr:
        case sp.Add():
            return sum(args, iv.mpf(0))
        case sp.Mul():
            product = iv.mpf(1)
            for arg in args:
                product = product * arg
            return product
        case sp.Pow():
            return power(expr, args)
        case sp.Min():
            return iv.mpf([min(a.a for a in args), min(a.b for a in args)])
        case sp.Max():
            return iv.mpf([max(a.a for a in args), max(a.b for a in args)])
    return FUNCTIONS[type(expr)](args[0])


def power(expr: sp.Pow, args: list[Interval]) -> Interval:
    base, exponent = args
    if isinstance(expr.exp, sp.Integer):
        n = int(expr.exp)
        if n < 0:
            return reciprocal(whole_power(base, -n))
        return whole_power(base, n)
    if base.a < 0:
        raise NoEnclosureError
    if base.a == 0:
        if not exponent.a > 0:
            raise NoEnclosureError
        if base.b == 0:
            return mpmath.iv.mpf(0)
        top = mpmath.iv.mpf(base.b)
        largest = max(from_logarithm(top, exponent).b, mpmath.iv.mpf(0).b)
        return mpmath.iv.mpf([0, largest])
    return from_logarithm(base, exponent)


def from_logarithm(base: Interval, exponent: Interval) -> Interval:
    return mpmath.iv.exp(mpmath.iv.log(base) * exponent)


def whole_power(base: Interval, n: int) -> Interval:
    low, high = mpmath.iv.mpf(base.a), mpmath.iv.mpf(base.b)
    a, b = mpmath.iv.mpf(1), mpmath.iv.mpf(1)
    for _ in range(n):
        a, b = a * low, b * high
    if n % 2 == 1 or base.a >= 0:
        return interval(a, b)
    if base.b <= 0:
        return interval(b, a)
    return mpmath.iv.mpf([0, max(a.b, b.b)])


def reciprocal(value: Interval) -> Interval:
    if value.a <= 0 <= value.b:
        raise NoEnclosureError
    return 1 / value


def monotone(formula: Callable[[Interval], Interval]) -> Callable[[Interval], Interval]:
    def at_ends(value: Interval) -> Interval:
        return interval(formula(mpmath.iv.mpf(value.a)), formula(mpmath.iv.mpf(value.b)))

    return at_ends


def logarithm(value: Interval) -> Interval:
    if value.a <= 0:
        raise NoEnclosureError
    return mpmath.iv.log(value)


def absolute(value: Interval) -> Interval:
    if value.a >= 0:
        return value
    if value.b <= 0:
        return -value
    return mpmath.iv.mpf([0, max((-value).b, value.b)])


def tanh(value: Interval) -> Interval:
    return 1 - 2 / (mpmath.iv.exp(2 * value) + 1)


def sinh(value: Interval) -> Interval:
    return (mpmath.iv.exp(value) - mpmath.iv.exp(-value)) / 2


def cosh(value: Interval) -> Interval:
    size = absolute(value)
    return monotone(lambda v: (mpmath.iv.exp(v) + mpmath.iv.exp(-v)) / 2)(size)


FUNCTIONS: Mapping[type, Callable[[Interval], Interval]] = {
    sp.exp: lambda v: mpmath.iv.exp(v),
    sp.log: logarithm,
    sp.sin: lambda v: mpmath.iv.sin(v),
    sp.cos: lambda v: mpmath.iv.cos(v),
    sp.sinh: monotone(sinh),
    sp.cosh: cosh,
    sp.tanh: monotone(tanh),
    sp.Abs: absolute,
}


def hull_of_branches(expr: sp.Piecewise, box: Box) -> Interval:
    found: list[Interval] = []
    for value, condition in expr.args:
        if condition == sp.true:
            holds: bool | None = True
        else:
            left, right = walk(condition.lts, box), walk(condition.gts, box)
            holds = True if left.b < right.a else False if left.a > right.b else None
        if holds is not False:
            found.append(walk(value, box))
        if holds:
            low, high = min(v.a for v in found), max(v.b for v in found)
            return mpmath.iv.mpf([low, high])
    raise NoEnclosureError


def exact(point: Any) -> Fraction:
    sign, mantissa, exponent, _ = point._mpi_[0] if hasattr(point, "_mpi_") else point._mpf_
    value = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
    return -value if sign else value


def enclose(expr: sp.Expr, box: Box, bits: int = 80) -> tuple[Fraction, Fraction] | None:
    """Exact ends of an enclosure by the second engine, or None."""
    before = mpmath.iv.prec
    mpmath.iv.prec = bits
    try:
        value = walk(expr, box)
        if not all(mpmath.isfinite(mpmath.mpf(end)) for end in (value.a, value.b)):
            return None
        return exact(value.a), exact(value.b)
    except NoEnclosureError:
        return None
    finally:
        mpmath.iv.prec = before


@pytest.fixture
def second_engine() -> Callable[..., tuple[Fraction, Fraction] | None]:
    """The enclosure of an expression on a box by mpmath.iv: ``second_engine(expr, box)``."""
    return enclose
