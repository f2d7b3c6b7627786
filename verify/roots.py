"""The root of an increasing expression beyond a lower end, where no upper end is known."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp
from flint import arb, fmpq

from verify.intervals.balls import fmpq_ends, precision, to_rational
from verify.intervals.compare import Undecided, closed
from verify.intervals.evaluate import compile_expressions

_PLACES = (fmpq(1, 2), fmpq(3, 8), fmpq(5, 8))
"""Where an interval is cut: at the next place if the root is too close to one of them."""
_LARGEST_EXPONENT = 2**17
_SPARE_BITS = 16


def root_above(
    equation: sp.Expr, unknown: sp.Symbol, low: sp.Expr, digits: int
) -> tuple[sp.Rational, sp.Rational]:
    """Rational ends of a narrow interval that holds the root of an increasing expression.

    Args:
        equation: an expression of ``unknown`` alone, increasing, not positive at ``low``.
        unknown: the variable.
        low: lower end of the search, exact, not negative.
        digits: the width is below ``10**-digits`` times the root.

    Raises:
        Undecided: signs stay open, or the root is beyond 2^131072.

    >>> x = sp.Symbol("x", real=True)
    >>> low, high = root_above(x**2 - 2, x, sp.Integer(1), 10)
    >>> low**2 < 2 < high**2, high - low < low / 10**10
    (True, True)
    """
    for bits in (64 + 4 * digits, 256 + 16 * digits, 1024 + 64 * digits):
        with precision(bits):
            found = _search(_sign_at(equation, unknown, bits), low, digits, bits)
        if found is not None:
            return to_rational(found[0]), to_rational(found[1])
    raise Undecided("the root is not resolved; ask for fewer digits or less extreme inputs.")


def _sign_at(equation: sp.Expr, unknown: sp.Symbol, bits: int) -> Callable[[fmpq], int]:
    increasing = compile_expressions([equation], [unknown])

    def sign(x: fmpq) -> int:
        (ball,) = increasing([arb(x)], bits)
        return (ball > 0) - (ball < 0)

    return sign


def _search(
    sign: Callable[[fmpq], int], low: sp.Expr, digits: int, bits: int
) -> tuple[fmpq, fmpq] | None:
    """Ends of the interval; None if a sign stayed open at all places."""
    start = max(fmpq_ends(closed(low)([], bits)[0])[0], fmpq(0))
    scale = _scale(sign, start)
    if scale is None:
        return None
    left, right = scale
    while right - left > (start + left) / 10 ** (digits + 1):
        for place in _PLACES:
            middle = _rounded(left + (right - left) * place, right - left)
            side = sign(start + middle)
            if side < 0:
                left = middle
                break
            if side > 0:
                right = middle
                break
        else:
            return None
    return start + left, start + right


def _scale(sign: Callable[[fmpq], int], start: fmpq) -> tuple[fmpq, fmpq] | None:
    """Powers of 2 (or 9/8 of them) on both sides of the root's distance from the start."""
    below, above = None, None
    exponent, stride = 0, 1
    while below is None or above is None or above - below > 1:
        side = 0
        for factor in (fmpq(1), fmpq(9, 8)):
            side = side or sign(start + factor * _power_of_2(exponent))
        if side == 0 or abs(exponent) > _LARGEST_EXPONENT:
            return None
        below, above = (exponent, above) if side < 0 else (below, exponent)
        if below is None or above is None:
            exponent += stride if above is None else -stride
            stride *= 2
        else:
            exponent = (below + above) // 2
    return _power_of_2(below), fmpq(9, 8) * _power_of_2(above)


def _power_of_2(exponent: int) -> fmpq:
    return fmpq(2**exponent) if exponent >= 0 else fmpq(1, 2**-exponent)


def _rounded(x: fmpq, width: fmpq) -> fmpq:
    """A number with a short binary expansion, nearer to x than 2^-16 of the width."""
    exponent = int(width.p).bit_length() - int(width.q).bit_length() - _SPARE_BITS
    unit = _power_of_2(exponent)
    return fmpq((x / unit).floor()) * unit
