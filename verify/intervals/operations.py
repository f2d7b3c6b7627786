"""Elementary operations on balls that stay sound, and stay tight on wide boxes.

python-flint's own ``+ - * /``, exp, log, sin and cos are used as they are. The ones below are
rewritten because the originals lose the enclosure (``arb(0, 1)**2`` and ``sqrt`` at a box touching
0 are nan), lose the sign (``abs`` of a ball around 0), blow up on wide boxes (``tanh``), or turn
nan into a number (``sgn``). Monotone functions are evaluated at the two ends of the box.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from flint import arb, fmpq

from verify.intervals.balls import UNDEFINED

Unary: TypeAlias = Callable[[arb], arb]

_ZERO = arb(0)
_ONE = arb(1)
_MINUS_ONE = arb(-1)
_UNIT = _ONE.union(_ZERO).nonnegative_part()
_SIGNS = _MINUS_ONE.union(_ONE)

# Above this many accurate bits a ball is so thin that plain ball arithmetic loses nothing.
_THIN = 24
# Roots of higher order go through exp and log, because arb needs time in the order of the root.
_SMALL_ROOT = 64


def _zero_to(top: arb) -> arb:
    """The ball [0, top], exact at 0."""
    return _ZERO.union(top).nonnegative_part()


def increasing(function: Unary) -> Unary:
    """Make a function that increases on its whole domain tight on wide boxes."""

    def at_both_ends(x: arb) -> arb:
        if x.rel_accuracy_bits() > _THIN:
            return function(x)
        if not x.is_finite():
            return UNDEFINED
        return function(x.lower()).union(function(x.upper()))

    return at_both_ends


sinh = increasing(arb.sinh)
tanh = increasing(arb.tanh)
atan = increasing(arb.atan)
asinh = increasing(arb.asinh)
acosh = increasing(arb.acosh)
atanh = increasing(arb.atanh)


def cosh(x: arb) -> arb:
    """Hyperbolic cosine; its least value 1 is kept on boxes around 0."""
    if not x.is_finite():
        return UNDEFINED
    size = absolute(x)
    return size.lower().cosh().union(size.upper().cosh())


def tan(x: arb) -> arb:
    """Tangent; no enclosure where the box may hold a pole."""
    slope = x.cos()
    if not (slope > 0 or slope < 0):
        return UNDEFINED
    return x.lower().tan().union(x.upper().tan())


def absolute(x: arb) -> arb:
    """Absolute value, with lower end exactly 0 on boxes around 0."""
    if x >= 0:
        return x
    if x <= 0:
        return -x
    return _zero_to(x.abs_upper())


def sign(x: arb) -> arb:
    """-1, 0 or 1; the hull of the possible ones."""
    if x > 0:
        return _ONE
    if x < 0:
        return _MINUS_ONE
    if x.is_nan():
        return UNDEFINED
    if x.is_zero():
        return _ZERO
    if x >= 0:
        return _UNIT
    return -_UNIT if x <= 0 else _SIGNS


def heaviside(x: arb) -> arb:
    """0, 1/2 (at 0, as SymPy has it) or 1; the hull of the possible ones."""
    if x > 0:
        return _ONE
    if x < 0:
        return _ZERO
    return UNDEFINED if x.is_nan() else _UNIT


def nonnegative_part(x: arb) -> arb:
    """Cut a ball at 0; sound where the value is known to be nonnegative."""
    return x.nonnegative_part()


def clip(low: fmpq | None, high: fmpq | None) -> Unary:
    """Cut a ball to ``[low, high]``; sound where the value is known to lie there."""

    def cut(x: arb) -> arb:
        if low is not None:
            edge = arb(low)
            x = edge + (x - edge).nonnegative_part()
        if high is not None:
            edge = arb(high)
            x = edge - (edge - x).nonnegative_part()
        return x

    return cut


def integer_power(n: int) -> Unary:
    """The n-th power for an integer n other than 0; even powers know that they are nonnegative."""
    if n < 0:
        positive = integer_power(-n)

        def reciprocal(x: arb) -> arb:
            return 1 / positive(x) if x > 0 or x < 0 else UNDEFINED

        return reciprocal

    # Ball arithmetic loses n^2 times the squared relative radius, hence thinner balls for large n.
    thin = _THIN + n.bit_length()

    def odd(x: arb) -> arb:
        if x.rel_accuracy_bits() > thin:
            return x**n
        return (x.lower() ** n).union(x.upper() ** n)

    def even(x: arb) -> arb:
        if x.rel_accuracy_bits() > thin:
            return x**n
        if x > 0 or x < 0:
            return (x.lower() ** n).union(x.upper() ** n)
        return _zero_to(x.abs_upper() ** n)

    return odd if n % 2 else even


def rational_power(p: int, q: int) -> Unary:
    """The power p/q (q >= 2, lowest terms) of a box without negative points, else no enclosure."""
    exponent = fmpq(p, q)

    def of_positive(x: arb) -> arb:
        if q == 2 and p == 1:
            return x.sqrt()
        if q <= _SMALL_ROOT and abs(p) <= _SMALL_ROOT:
            return x.root(q) ** p
        return (x.log() * exponent).exp()

    def power(x: arb) -> arb:
        if x > 0:
            if x.rel_accuracy_bits() > _THIN:
                return of_positive(x)
            return of_positive(x.lower()).union(of_positive(x.upper()))
        if p < 0 or not x >= 0:
            return UNDEFINED
        top = x.upper()
        return _zero_to(of_positive(top)) if top > 0 else _ZERO

    return power


def real_power(x: arb, y: arb) -> arb:
    """x**y for a box x without negative points; at x = 0 the exponent must be nonnegative.

    For fixed y the power is monotone in x and for fixed x it is monotone in y, so its extreme
    values on a box of pairs are taken at the four corners. ``0**0`` is 1, as in SymPy.
    """
    if not y.is_finite():
        return UNDEFINED
    if x > 0:
        if x.rel_accuracy_bits() > _THIN and y.rel_accuracy_bits() > _THIN:
            return (y * x.log()).exp()
        bottom = _corners(x.lower(), y)
        return bottom.union(_corners(x.upper(), y))
    if not (x >= 0 and y >= 0):
        return UNDEFINED
    top = x.upper()
    if not top.is_finite():
        return UNDEFINED
    largest = _corners(top, y) if top > 0 else _ZERO
    return _zero_to(largest if y > 0 else largest.union(_ONE))


def _corners(x: arb, y: arb) -> arb:
    logarithm = x.log()
    if y.is_exact():
        return (y * logarithm).exp()
    return (y.lower() * logarithm).exp().union((y.upper() * logarithm).exp())
