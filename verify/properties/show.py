"""Numbers in and out of the functions that people write: exact, short, and code again."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from flint import arb, fmpq

from theory.errors import DomainError
from theory.exact import exact


def fraction(value: Any, name: str) -> Fraction:
    """A rational number from an integer, a fraction or text.

    Args:
        value: such as 2, ``Fraction(1, 3)`` or "1/3".
        name: what it is called in an error message.

    Raises:
        InexactInputError: a float.
        DomainError: an irrational number.

    >>> fraction("1/3", "K0")
    Fraction(1, 3)
    """
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        return Fraction(value)
    number = exact(value, name)
    if not number.is_Rational:
        raise DomainError(f'{name} must be rational; got {number}. Give a fraction such as "7/5".')
    return Fraction(int(number.p), int(number.q))


def ball(value: Any, name: str = "x") -> arb:
    """A ball from a number of any kind; a float is the binary fraction that it is.

    Args:
        value: an integer, fraction, text, float or ball.
        name: what it is called in an error message.

    >>> ball(0.5), ball("1/4")
    (0.500000000000000, 0.250000000000000)
    """
    if isinstance(value, arb):
        return value
    if isinstance(value, float):
        return arb(float(value))
    exactly = fraction(value, name)
    return arb(fmpq(exactly.numerator, exactly.denominator))


def written(value: Any) -> str:
    """A value as code that makes it: fractions as text, sequences as lists.

    >>> written([(1, Fraction(1, 2)), (Fraction(2), Fraction(-1))])
    "[(1, '1/2'), (2, -1)]"
    """
    if isinstance(value, Fraction):
        return str(value) if value.denominator == 1 else repr(str(value))
    if isinstance(value, tuple):
        inside = ", ".join(map(written, value))
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    return repr(value)


def call(name: str, arguments: Mapping[str, Any], defaults: Mapping[str, Any]) -> str:
    """A call with keywords, those left out that are at their default.

    Args:
        name: of what is called.
        arguments: by keyword.
        defaults: by keyword.

    >>> call("f", {"a": Fraction(1), "b": Fraction(1, 2)}, {"a": 1})
    "f(b='1/2')"
    """
    given = {k: v for k, v in arguments.items() if k not in defaults or v != defaults[k]}
    return f"{name}({', '.join(f'{k}={written(v)}' for k, v in given.items())})"
