"""Numbers as they leave the program: exact, or decimal bounds, and a float to plot."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import arb, fmpq, fmpz

from verify.intervals.enclose import decimal_bounds

DIGITS = 15
"""Agreeing digits of the two bounds, unless more are asked for."""


INFINITY = "infinity"
"""The text of a count that has no end."""


@dataclass(frozen=True)
class Number:
    """A rational number, or true bounds of a real one.

    Attributes:
        exact: the number as text where it is rational (or ``"infinity"``), else None.
        lower: decimal string at most the number.
        upper: decimal string at least the number.
    """

    exact: str | None
    lower: str
    upper: str

    @property
    def value(self) -> float | None:
        """A float close to the number, for plotting only; None beyond the floats."""
        if self.exact == INFINITY:
            return None
        if self.exact is not None:
            numerator, _, denominator = self.exact.partition("/")
            try:
                return int(fmpz(numerator)) / int(fmpz(denominator or "1"))
            except OverflowError:
                return None
        value = float(self.lower) / 2 + float(self.upper) / 2
        return value if math.isfinite(value) else None

    def to_json(self) -> dict[str, Any]:
        """The shape that scripts rely on."""
        if self.exact is not None:
            return {"exact": self.exact, "value": self.value}
        return {"lower": self.lower, "upper": self.upper, "value": self.value}

    def __str__(self) -> str:
        if self.exact is not None:
            return self.exact
        return f"[{self.lower}, {self.upper}]"


def number(value: sp.Expr | arb, digits: int = DIGITS) -> Number:
    """Make a number for output from an exact expression or a ball.

    >>> str(number(sp.Rational(21, 2))), number(sp.sqrt(2), 5).to_json()["lower"]
    ('21/2', '1.414213')
    >>> number(sp.oo).to_json()
    {'exact': 'infinity', 'value': None}
    """
    if value is sp.oo:
        return Number(INFINITY, INFINITY, INFINITY)
    if isinstance(value, sp.Rational):
        # Python refuses to write integers of more than 4300 digits; python-flint does not.
        return Number(str(fmpq(int(value.p), int(value.q))), *decimal_bounds(value, digits))
    return Number(None, *decimal_bounds(value, digits))
