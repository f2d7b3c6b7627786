"""Exact numbers in: integers, rationals, closed forms and their spellings; never a float."""

from __future__ import annotations

import numbers
from typing import Any

import sympy as sp

from theory.errors import DomainError, InexactInputError
from theory.parsing import parse_number


def exact(value: Any, name: str = "value") -> sp.Expr:
    """Return an exact SymPy expression for a number given by a user.

    Args:
        value: an integer, a ``fractions.Fraction``, an exact SymPy expression (symbols allowed),
            or text that `theory.parsing.parse_number` reads, such as ``"1/10"`` or ``"sqrt(2)"``.
        name: what the number is called in an error message.

    Raises:
        InexactInputError: a float of any kind, a bool, or another type.
        DomainError: an infinity, nan, or a complex number.
        ParseError: text that is no number.

    >>> from fractions import Fraction
    >>> exact("0.1"), exact(Fraction(3, 4)), exact("sqrt(8)")
    (1/10, 3/4, 2*sqrt(2))
    """
    if isinstance(value, str):
        return parse_number(value, name)
    if isinstance(value, sp.Basic):
        return _exact_expression(value, name)
    if isinstance(value, numbers.Rational) and not isinstance(value, bool):
        return sp.Rational(int(value.numerator), int(value.denominator))
    if isinstance(value, numbers.Number) and not isinstance(value, bool):
        raise InexactInputError(
            f"{name} must be exact; got the inexact number {value!r}. "
            'Write it as text, "1/10" instead of 0.1.'
        )
    raise InexactInputError(
        f"{name} must be an exact number; got {value!r} of type {type(value).__name__}. "
        'Give an integer, a fraction, or text such as "1/10" or "sqrt(2)".'
    )


def _exact_expression(value: sp.Basic, name: str) -> sp.Expr:
    if not isinstance(value, sp.Expr):
        raise InexactInputError(
            f"{name} must be an exact number; got {value} of type {type(value).__name__}. "
            'Give an integer, a fraction, or text such as "1/10" or "sqrt(2)".'
        )
    if value.has(sp.Float):
        raise InexactInputError(
            f"{name} must be exact; got {value}, which holds a float. "
            'Write it as text, "1/10" instead of 0.1.'
        )
    if value.has(sp.nan, sp.zoo, sp.oo, -sp.oo, sp.I) or value.is_real is False:
        raise DomainError(f"{name} must be a finite real number; got {value}. Give such a number.")
    return value
