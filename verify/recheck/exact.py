"""Exact numbers in the place of intervals: what SymPy computes at a rational point, or at symbols.

Where a bound is touched, an enclosure never decides: the value has to be 0 exactly. These are the
same operations as in `enclosures`, so the same Taylor arithmetic runs on either.
"""

from __future__ import annotations

from fractions import Fraction

import sympy as sp

from verify.recheck.enclosures import NoEnclosure

sin, cos, tan, atan = sp.sin, sp.cos, sp.tan, sp.atan
exp, log = sp.exp, sp.log
sinh, cosh, tanh = sp.sinh, sp.cosh, sp.tanh
asinh, acosh, atanh = sp.asinh, sp.acosh, sp.atanh

_MOST_BITS = 20_000
_MOST_TERMS = 2_000
_MOST_DEGREE = 24


def interval(low: Fraction | sp.Rational | int, high: Fraction | sp.Rational | int) -> sp.Rational:
    """A single number; both ends are equal."""
    return sp.Rational(low.numerator, low.denominator)


def power(x: sp.Expr, exponent: sp.Rational) -> sp.Expr:
    """x^r; numbers that would become huge are refused."""
    factor = x.as_coeff_Mul()[0]
    bits = max(int(factor.p).bit_length(), int(factor.q).bit_length())
    if max(bits, 1) * abs(exponent) > _MOST_BITS:
        raise NoEnclosure("an exact number with too many digits")
    if x == 0 and exponent < 0:
        raise NoEnclosure("a division by 0")
    return sp.Pow(x, exponent)


def reciprocal(x: sp.Expr) -> sp.Expr:
    """1/x, where x is not 0."""
    return power(x, sp.S.NegativeOne)


def sign(x: sp.Expr) -> int | None:
    """The sign of a rational number; None for anything else."""
    return int(sp.sign(x)) if isinstance(x, sp.Rational) else None


def hull(a: sp.Expr, b: sp.Expr) -> sp.Expr:
    """The one number, where both are equal."""
    if a != b:
        raise NoEnclosure("two values where one is needed")
    return a


def is_zero(x: sp.Expr) -> bool:
    """Whether a number is 0 once multiplied out; False decides nothing."""
    return _terms(x) <= _MOST_TERMS and bool(sp.expand(x) == 0)


def simpler(x: sp.Expr) -> tuple[sp.Expr, ...]:
    """Other ways to write an expression, equal wherever both have a value."""
    if _terms(x) > _MOST_TERMS:
        return ()
    expanded = sp.expand(x)
    symbols = sorted(expanded.free_symbols, key=str)
    if symbols and expanded.is_polynomial(*symbols) and _degree(expanded) <= _MOST_DEGREE:
        return expanded, sp.factor(expanded)
    return (expanded,)


def _degree(x: sp.Expr) -> int:
    """The degree of a polynomial that is multiplied out."""
    factors = (term.as_powers_dict() for term in sp.Add.make_args(x))
    return max(sum(int(n) for b, n in powers.items() if b.is_Symbol) for powers in factors)


def _terms(x: sp.Expr) -> int:
    """A bound on the terms of an expression once multiplied out; cut off where they are many."""
    if isinstance(x, sp.Pow) and isinstance(x.exp, sp.Integer):
        inner = _terms(x.base)
        power = abs(int(x.exp))
        many = inner > 1 and power > _MOST_TERMS.bit_length()
        return _MOST_TERMS + 1 if many else min(inner**power, _MOST_TERMS + 1)
    total = int(isinstance(x, sp.Mul) or not x.args)
    for argument in x.args:
        inner = _terms(argument)
        if isinstance(x, sp.Mul):
            total *= inner
        elif isinstance(x, sp.Add):
            total += inner
        else:  # a function; what stands inside is multiplied out as well
            total = max(total, inner)
        total = min(total, _MOST_TERMS + 1)
    return total


def pi() -> sp.Expr:
    """The number pi."""
    return sp.pi
