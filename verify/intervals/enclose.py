"""Numbers out: closed expressions as balls, as decimal bounds and as certified integers."""

from __future__ import annotations

import math
from fractions import Fraction

import sympy as sp
from flint import arb

from verify.intervals.balls import fmpq_ends, precision
from verify.intervals.compare import MAX_BITS, Undecided, closed, precisions, sign
from verify.intervals.integrate import integral

__all__ = ["certified_ceil", "certified_floor", "decimal_bounds", "enclose", "integral"]

_SPARE_DIGITS = 2
_POSITIONAL = range(-6, 21)


def bits_for(digits: int) -> int:
    """Bits that carry this many decimal digits, with a few to spare."""
    return math.ceil(digits * 3.33) + 8


def enclose(expr: sp.Expr, digits: int = 15, max_bits: int = 64 * MAX_BITS) -> arb:
    """Enclose an expression without variables to a relative width below ``10**-digits``.

    Raises:
        Undecided: no such enclosure up to ``max_bits``; the value may be 0 or undefined.
        UnsupportedError: the expression has variables or a function that cannot be enclosed.

    >>> print(enclose(sp.sqrt(2), 20).str(20, radius=False))
    1.4142135623730950488
    """
    value = closed(expr)
    wanted = bits_for(digits)
    for bits in precisions(max_bits):
        (ball,) = value([], bits)
        if not ball.is_finite():
            if bits > MAX_BITS:
                break
            continue
        if ball.is_exact() or ball.rel_accuracy_bits() >= wanted:
            return ball
        if bits >= MAX_BITS and ball.contains(0):
            if sign(expr, MAX_BITS) == 0:
                return arb(0)
            break
    raise Undecided(
        f"{expr} has no enclosure with {digits} digits; check that it is defined and not 0"
    )


def decimal_bounds(value: sp.Expr | arb, digits: int = 15) -> tuple[str, str]:
    """Decimal strings ``(lower, upper)`` with ``lower <= value <= upper``, rounded outward.

    For an expression the two differ by less than ``10**-digits`` relative to the value; for a
    ball they are as close as the ball allows. They are equal where the value is a short decimal.

    Raises:
        Undecided: as `enclose`.
        DomainError: a ball that is no enclosure.

    >>> decimal_bounds(sp.sqrt(2), 5)
    ('1.414213', '1.414214')
    >>> decimal_bounds(sp.Rational(1, 8))
    ('0.125', '0.125')
    """
    if isinstance(value, sp.Rational):
        low = high = Fraction(int(value.p), int(value.q))
    else:
        ball = value if isinstance(value, arb) else enclose(value, digits + 2 * _SPARE_DIGITS)
        with precision(bits_for(digits + 2 * _SPARE_DIGITS) + 64):
            low, high = (Fraction(int(q.p), int(q.q)) for q in fmpq_ends(ball))
    shown = digits + _SPARE_DIGITS
    return _round_down(low, shown), _negated(_round_down(-high, shown))


def _negated(text: str) -> str:
    if text == "0":
        return text
    return text[1:] if text.startswith("-") else "-" + text


def _round_down(value: Fraction, digits: int) -> str:
    """The largest decimal with this many significant digits that is at most ``value``."""
    if value == 0:
        return "0"
    exponent = _decimal_exponent(abs(value))
    shift = digits - 1 - exponent
    scaled = value * 10**shift if shift >= 0 else value / 10**-shift
    return _decimal(math.floor(scaled), -shift)


def _decimal_exponent(value: Fraction) -> int:
    """The e with 10**e <= value < 10**(e + 1), for value > 0."""
    bits = value.numerator.bit_length() - value.denominator.bit_length()
    exponent = math.floor(bits * math.log10(2)) - 1
    while Fraction(10) ** (exponent + 1) <= value:
        exponent += 1
    return exponent


def _decimal(mantissa: int, exponent: int) -> str:
    """Write ``mantissa * 10**exponent`` without trailing zeros."""
    sign_text = "-" if mantissa < 0 else ""
    digits = str(abs(mantissa))
    stripped = digits.rstrip("0")
    exponent += len(digits) - len(stripped)
    leading = exponent + len(stripped) - 1
    if leading not in _POSITIONAL:
        tail = f".{stripped[1:]}" if len(stripped) > 1 else ""
        return f"{sign_text}{stripped[0]}{tail}e{leading}"
    if exponent >= 0:
        return sign_text + stripped + "0" * exponent
    padded = stripped.rjust(1 - exponent, "0")
    return f"{sign_text}{padded[:exponent]}.{padded[exponent:]}"


def certified_floor(expr: sp.Expr, max_bits: int = MAX_BITS) -> int:
    """The largest integer that is at most the value, certain.

    Args:
        expr: exact expression without variables.
        max_bits: precision up to which the value is separated from an integer. A value that *is*
            an integer is recognised by exact algebra.

    Raises:
        Undecided: the value is too close to an integer to tell, or has no enclosure.
        UnsupportedError: the expression has variables or a function that cannot be enclosed.

    >>> certified_floor(sp.exp(10)), certified_floor(3 * sp.sqrt(2)**2), certified_floor(-sp.pi)
    (22026, 6, -4)
    """
    if isinstance(expr, sp.Rational):
        return int(sp.floor(expr))
    value = closed(expr)
    nearest = None
    for bits in precisions(max_bits):
        (ball,) = value([], bits)
        if not ball.is_finite():
            continue
        with precision(bits):
            low, high = (int(end.floor()) for end in fmpq_ends(ball))
        if low == high:
            return low
        if high == low + 1 and nearest != high:
            nearest = high
            side = sign(expr - high, max_bits)
            if side is not None:
                return high if side >= 0 else low
    closeness = "has no enclosure" if nearest is None else f"is too close to {nearest} to tell"
    raise Undecided(
        f"the integer part of {expr} is undecided: at {max_bits} bits the value {closeness}; "
        "allow more bits"
    )


def certified_ceil(expr: sp.Expr, max_bits: int = MAX_BITS) -> int:
    """The least integer that is at least the value, certain; otherwise as `certified_floor`.

    >>> certified_ceil(sp.exp(10)), certified_ceil(3 * sp.sqrt(2)**2)
    (22027, 6)
    """
    return -certified_floor(-expr, max_bits)
