"""Interval numbers: mpmath's, with the functions that need care made rigorous here.

mpmath rounds sums, products, quotients, integer powers and square roots outward. Its exp, log,
sin, cos and atan compute with spare bits and then round, which is right but for a chance of about
2^-14 a call; so their results are widened by 2^-74 of their size, far more than they can be off.
Whatever is not defined on the whole interval raises `NoEnclosure`; no end is ever infinite.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy as sp
from mpmath.ctx_iv import MPIntervalContext
from mpmath.libmp import (
    fone,
    from_int,
    from_rational,
    fzero,
    mpf_add,
    mpf_atan,
    mpf_cos,
    mpf_exp,
    mpf_le,
    mpf_log,
    mpf_lt,
    mpf_neg,
    mpf_shift,
    mpf_sign,
    mpf_sin,
    mpf_sub,
    mpi_pow_int,
    mpi_sqrt,
    round_ceiling,
    round_floor,
    to_int,
)

BITS = 80
_SPARE = BITS - 6
_LARGEST, _LARGEST_POWER = 1 << 20, 1 << 14
"""Arguments of exp, sin and their like stay below the one in size, exponents below the other."""

iv = MPIntervalContext()  # our own: the precision of mpmath.iv may be changed by anyone
iv.prec = BITS

Interval = Any
"""An interval with finite ends (mpmath has no types)."""


class NoEnclosure(ValueError):  # noqa: N818 (a leaf that does not verify is an answer, not a fault)
    """A value may not exist somewhere in the box, or no bound is known."""


def interval(low: Fraction | sp.Rational | int, high: Fraction | sp.Rational | int) -> Interval:
    """The smallest interval around ``[low, high]``.

    >>> interval(Fraction(1, 2), 3), bool(interval(Fraction(1, 3), Fraction(1, 3)).delta > 0)
    (mpi('0.5', '3.0'), True)
    """
    return _make(_round(low, round_floor), _round(high, round_ceiling))


def hull(a: Interval, b: Interval) -> Interval:
    """The smallest interval around two."""
    (al, ah), (bl, bh) = a._mpi_, b._mpi_
    return _make(al if mpf_le(al, bl) else bl, bh if mpf_le(ah, bh) else ah)


def nonnegative(x: Interval) -> bool:
    """Whether no point of the interval is below 0."""
    return bool(mpf_sign(x._mpi_[0]) >= 0)


def sign(x: Interval) -> int | None:
    """1, -1 or 0 where every point of the interval has this sign; else None."""
    low, high = (mpf_sign(end) for end in x._mpi_)
    if low > 0 or high < 0:
        return int(low)
    return 0 if low == high == 0 else None


def largest(x: Interval) -> Interval:
    """The largest size of a point, as a point."""
    return largest_end(abs(x))


def smallest(x: Interval) -> Interval:
    """The lower end, as a point."""
    low = x._mpi_[0]
    return _make(low, low)


def largest_end(x: Interval) -> Interval:
    """The upper end, as a point."""
    high = x._mpi_[1]
    return _make(high, high)


def square(x: Interval) -> Interval:
    """x^2, which is not negative."""
    return _make(*mpi_pow_int(x._mpi_, 2, BITS))


def meet(a: Interval, b: Interval) -> bool:
    """Whether two intervals have a point in common."""
    (al, ah), (bl, bh) = a._mpi_, b._mpi_
    return bool(mpf_le(al, bh) and mpf_le(bl, ah))


def common(a: Interval, b: Interval) -> Interval:
    """The part that two enclosures of one number have in common."""
    (al, ah), (bl, bh) = a._mpi_, b._mpi_
    return _make(bl if mpf_le(al, bl) else al, ah if mpf_le(ah, bh) else bh)


def positive_part(x: Interval) -> Interval:
    """Max(x, 0)."""
    low, high = x._mpi_
    return _make(*(end if mpf_sign(end) > 0 else fzero for end in (low, high)))


def power(x: Interval, exponent: sp.Rational) -> Interval:
    """x^r; for r not an integer, x >= 0 is needed, for r < 0 also x != 0.

    >>> power(iv.mpf([-1, 1]), sp.Integer(2))
    mpi('0.0', '1.0')
    """
    if abs(exponent) > _LARGEST_POWER:
        raise NoEnclosure(f"an exponent beyond {_LARGEST_POWER}")
    if exponent < 0:
        return reciprocal(power(x, -exponent))
    if exponent.q == 1:
        return _make(*mpi_pow_int(x._mpi_, int(exponent), BITS))
    if not nonnegative(x):
        raise NoEnclosure("a root of what may be negative")
    if exponent.q == 2:
        return _make(*mpi_pow_int(mpi_sqrt(x._mpi_, BITS), int(exponent.p), BITS))
    ends = [_root_end(end, exponent) for end in x._mpi_]
    return _make(ends[0][0], ends[1][1])


def _root_end(end: Any, exponent: sp.Rational) -> Any:
    if end == fzero:
        return fzero, fzero
    return exp(interval(exponent, exponent) * log(_make(end, end)))._mpi_


def reciprocal(x: Interval) -> Interval:
    """1/x, where x keeps away from 0."""
    if sign(x) in (None, 0):
        raise NoEnclosure("a division by what may be 0")
    return iv.one / x


def exp(x: Interval) -> Interval:
    """e^x."""
    return _monotone(x, mpf_exp)


def log(x: Interval) -> Interval:
    """The logarithm, for x > 0."""
    if sign(x) != 1:
        raise NoEnclosure("a logarithm of what may not be positive")
    low, high = x._mpi_
    return _make(_widened(low, mpf_log)[0], _widened(high, mpf_log)[1])


def atan(x: Interval) -> Interval:
    """The inverse tangent."""
    return _monotone(x, mpf_atan)


def sin(x: Interval) -> Interval:
    """The sine: its values at the ends, and 1 or -1 where a turning point may lie between."""
    return _wave(x, mpf_sin, Fraction(1, 2))


def cos(x: Interval) -> Interval:
    """The cosine."""
    return _wave(x, mpf_cos, Fraction(0))


def tan(x: Interval) -> Interval:
    """The tangent, where the cosine keeps away from 0: there it grows."""
    reciprocal(cos(x))
    low, high = (_make(end, end) for end in x._mpi_)
    return hull(sin(low) / cos(low), sin(high) / cos(high))


def sinh(x: Interval) -> Interval:
    """The hyperbolic sine, which grows."""
    return _between(x, lambda end: (exp(end) - exp(-end)) / 2)


def cosh(x: Interval) -> Interval:
    """The hyperbolic cosine, which is even, at least 1, and grows in the size of x."""
    found = _between(abs(x), lambda end: (exp(end) + exp(-end)) / 2)
    low, high = found._mpi_
    return _make(fone if mpf_lt(low, fone) else low, high)


def tanh(x: Interval) -> Interval:
    """The hyperbolic tangent, which grows."""
    return _between(x, lambda end: 1 - 2 / (exp(2 * end) + 1))


def asinh(x: Interval) -> Interval:
    """The inverse of sinh, which is odd and grows."""
    return _between(x, _asinh_point)


def acosh(x: Interval) -> Interval:
    """The inverse of cosh, for x >= 1."""
    if not nonnegative(x - 1):
        raise NoEnclosure("acosh of what may be below 1")
    return _between(x, lambda end: log(end + power(end * end - 1, sp.Rational(1, 2))))


def atanh(x: Interval) -> Interval:
    """The inverse of tanh, for -1 < x < 1."""
    if sign(1 - x) != 1 or sign(1 + x) != 1:
        raise NoEnclosure("atanh of what may not lie between -1 and 1")
    return _between(x, lambda end: log((1 + end) / (1 - end)) / 2)


def _asinh_point(end: Interval) -> Interval:
    if sign(end) == -1:
        return -_asinh_point(-end)
    return log(end + power(end * end + 1, sp.Rational(1, 2)))


def _make(low: Any, high: Any) -> Interval:
    return iv.make_mpf((low, high))


def _round(value: Fraction | sp.Rational | int, way: str) -> Any:
    if isinstance(value, sp.Rational):
        return from_rational(int(value.p), int(value.q), BITS, way)
    return from_rational(value.numerator, value.denominator, BITS, way)


def _between(x: Interval, at: Callable[[Interval], Interval]) -> Interval:
    """The range of a function that grows, from its enclosures at the two ends."""
    low, high = x._mpi_
    first = at(_make(low, low))
    return first if low == high else hull(first, at(_make(high, high)))


def _widened(end: Any, function: Callable[..., Any]) -> tuple[Any, Any]:
    if end == fzero and function in (mpf_exp, mpf_sin, mpf_cos, mpf_atan):
        exact = function(end, BITS)
        return exact, exact
    near = function(end, BITS + 10)
    slack = mpf_shift(near if mpf_sign(near) >= 0 else mpf_neg(near), -_SPARE)
    return mpf_sub(near, slack, BITS, round_floor), mpf_add(near, slack, BITS, round_ceiling)


def _bounded(x: Interval) -> tuple[Any, Any]:
    low, high = x._mpi_
    if mpf_lt(low, from_int(-_LARGEST)) or mpf_lt(from_int(_LARGEST), high):
        raise NoEnclosure(f"an argument of exp, sin, cos or atan may be beyond {_LARGEST}")
    return low, high


def _monotone(x: Interval, function: Callable[..., Any]) -> Interval:
    low, high = _bounded(x)
    return _make(_widened(low, function)[0], _widened(high, function)[1])


def _wave(x: Interval, function: Callable[..., Any], top: Fraction) -> Interval:
    """Sin or cos, which is 1 at (2 k + top) pi and -1 at (2 k + 1 + top) pi."""
    low, high = _bounded(x)
    (a, b), (c, d) = _widened(low, function), _widened(high, function)
    least, most = (a if mpf_le(a, c) else c), (d if mpf_le(b, d) else b)
    half_turns = _make(low, high) / iv.pi - interval(top, top)
    for k in _integers(half_turns):
        if k % 2:
            least = mpf_neg(fone)
        else:
            most = fone
    # The ends may have been widened beyond what a sine can be.
    least = least if mpf_le(mpf_neg(fone), least) else mpf_neg(fone)
    return _make(least, most if mpf_le(most, fone) else fone)


def _integers(x: Interval) -> range:
    """All integers in an interval; two are enough, one even and one odd."""
    low, high = x._mpi_
    first, last = to_int(low, round_ceiling), to_int(high, round_floor)
    return range(int(first), int(min(last, first + 1)) + 1)


def pi() -> Interval:
    """The number pi."""
    return +iv.pi
