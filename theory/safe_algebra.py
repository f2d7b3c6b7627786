"""Building SymPy expressions from user input without ever starting a huge computation.

SymPy computes while it *constructs*: ``Integer(9)**Integer(9**9)`` never comes back. So sizes are
checked first. A closed part (one without variables) must be real and of moderate magnitude.
Every check raises `Refused` with the reason; the parser adds the place.
"""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

MAX_BITS = 4096
"""Largest numerator or denominator of an exact rational, in bits (about 1233 digits)."""

MAX_EXPONENT = 10_000
"""Largest exponent of a power, and largest argument of exp, sinh and cosh, in size."""

MAX_ARGUMENT = 10**6
"""Largest argument of the other elementary functions, in size, where the argument is a number."""

_EXPONENTIAL = (sp.exp, sp.sinh, sp.cosh)
_DIGITS = 15


class Refused(Exception):  # noqa: N818 (it carries a reason to the parser, which raises the error)
    """A step that is not taken; the message says why and names the way out."""


def rational_bits(value: sp.Expr) -> int:
    """Bits of the larger of numerator and denominator; 0 for anything that is not rational."""
    if not isinstance(value, sp.Rational):
        return 0
    return max(int(value.p).bit_length(), int(value.q).bit_length())


def _check_size(bits: int) -> None:
    if bits > MAX_BITS:
        raise Refused(
            f"the exact result would need about {_about(bits)} bits; keep it below {MAX_BITS} bits"
        )


def _about(bits: int) -> str:
    return str(bits) if bits < 10**9 else f"10**{len(str(bits)) - 1}"


def checked(expr: sp.Expr) -> sp.Expr:
    """Return the expression if it is finite, real where it is closed, and of moderate size.

    Raises:
        Refused: infinite, undefined, complex, too large, or a number too close to 0 to tell.
    """
    if isinstance(expr, sp.Rational):
        _check_size(rational_bits(expr))
        return expr
    if expr.has(sp.nan, sp.zoo, sp.oo, -sp.oo):
        raise Refused("the result is not a finite number; leave out divisions by 0 and log(0)")
    if expr.has(sp.I):
        raise Refused("the result is not a real number; keep roots and logarithms of positives")
    for part in expr.atoms(sp.Rational):
        _check_size(rational_bits(part))
    if not expr.free_symbols:
        _magnitude(expr)
    return expr


def _magnitude(expr: sp.Expr) -> sp.Expr:
    """A float of the closed expression: used to judge sizes, never as its value."""
    if isinstance(expr, sp.Rational):
        return expr
    value = expr.evalf(_DIGITS, maxn=200)
    if not value.is_real:
        raise Refused("the result is not a real number; keep roots and logarithms of positives")
    if not value.is_finite or _binary_exponent(value) > 4 * MAX_EXPONENT:
        raise Refused("the result is too large; keep numbers below 10**10000")
    return value


def _binary_exponent(value: sp.Expr) -> int:
    """The e with 2**(e-1) <= abs(value) < 2**e, read off the float (comparing costs more)."""
    if isinstance(value, sp.Rational):
        return rational_bits(value)
    _, _, exponent, bits = value._mpf_
    return int(exponent) + int(bits)


def add(terms: Sequence[sp.Expr]) -> sp.Expr:
    """The sum of the terms."""
    _check_size(_sum_bits(terms))
    return checked(sp.Add(*terms))


def _sum_bits(terms: Sequence[sp.Expr]) -> int:
    rationals = [term for term in terms if isinstance(term, sp.Rational)]
    denominators = sum(int(r.q).bit_length() - 1 for r in rationals)
    return denominators + max((rational_bits(r) for r in rationals), default=0)


def multiply(factors: Sequence[sp.Expr]) -> sp.Expr:
    """The product of the factors."""
    # SymPy multiplies numbers, also those under equal roots, so every number inside counts.
    _check_size(sum(rational_bits(r) for f in factors for r in f.atoms(sp.Rational)))
    return checked(sp.Mul(*factors))


def invert(expr: sp.Expr) -> sp.Expr:
    """One over the expression.

    Raises:
        Refused: the expression is 0, or a number that cannot be told apart from 0.
    """
    if expr.is_zero or (not expr.free_symbols and _looks_zero(expr)):
        raise Refused("this divides by zero; leave out the division")
    return checked(sp.Pow(expr, -1))


def _looks_zero(expr: sp.Expr) -> bool:
    value = _magnitude(expr)
    # An evaluation that kept no accurate digit cannot exclude 0.
    return bool(value == 0) or (isinstance(value, sp.Float) and value._prec <= 1)


def power(base: sp.Expr, exponent: sp.Expr) -> sp.Expr:
    """The power, once its size is known to be moderate."""
    closed = not exponent.free_symbols
    size = abs(_magnitude(exponent)) if closed else sp.S.Zero
    if isinstance(base, sp.Rational) and closed:
        if base == 0 and _magnitude(exponent) <= 0:
            if exponent == 0:
                return sp.S.One
            raise Refused("this divides by zero; leave out the negative power of 0")
        bits = 0 if abs(base) in (0, 1) else rational_bits(base)
        _check_size(int(sp.ceiling(bits * sp.Rational(size))))
        _check_size(rational_bits(exponent))
    elif size > MAX_EXPONENT:
        raise Refused(
            f"the exponent is too large; keep it between -{MAX_EXPONENT} and its opposite"
        )
    elif closed and not base.free_symbols:
        if _looks_zero(base):
            raise Refused("this is a power of a number that may be 0; write that number as 0")
        log_size = abs(sp.log(abs(_magnitude(base))).evalf(_DIGITS)) * size
        _check_size(int(log_size * 2))
    coefficient_bits = rational_bits(base.as_coeff_Mul()[0])
    if coefficient_bits > 1:
        _check_size(int(sp.ceiling(coefficient_bits * sp.Rational(size))))
    _check_nested(base, size)
    return checked(sp.Pow(base, exponent))


def _check_nested(base: sp.Expr, size: sp.Expr) -> None:
    inner = [abs(p.exp) for p in base.atoms(sp.Pow) if isinstance(p.exp, sp.Rational)]
    if inner and max(inner) * size > MAX_EXPONENT:
        raise Refused(f"the exponents multiply to more than {MAX_EXPONENT}; lower them")


def apply(function: type[sp.Function], argument: sp.Expr) -> sp.Expr:
    """An elementary function of one argument."""
    if not argument.free_symbols:
        if function is sp.log and (argument == 0 or _looks_zero(argument)):
            raise Refused("the logarithm of 0 is not a number; keep its argument positive")
        limit = MAX_EXPONENT if function in _EXPONENTIAL else MAX_ARGUMENT
        unlimited = function in (sp.log, sp.sqrt, sp.Abs)
        if not unlimited and abs(_magnitude(argument)) > limit:
            raise Refused(f"the argument is too large; keep it between -{limit} and {limit}")
    if function is sp.Abs and not argument.free_symbols:
        # SymPy would decide the sign of a closed form numerically; the intervals do it rigorously.
        closed_form = not isinstance(argument, sp.Rational)
        return sp.Abs(argument, evaluate=False) if closed_form else abs(argument)
    return checked(function(argument))


def extremum(function: type[sp.Function], arguments: Sequence[sp.Expr]) -> sp.Expr:
    """Min or Max; exact for rationals, else kept as it is, so that nothing is decided by floats."""
    if all(isinstance(argument, sp.Rational) for argument in arguments):
        return max(arguments) if function is sp.Max else min(arguments)
    distinct = tuple(dict.fromkeys(arguments))
    return distinct[0] if len(distinct) == 1 else function(*distinct, evaluate=False)
