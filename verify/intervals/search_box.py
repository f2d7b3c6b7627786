"""One box of a branch-and-bound search: lower bounds over it, and how to cut it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import sympy as sp
from flint import arb, fmpq

from theory.errors import DomainError
from verify.intervals.balls import UNDEFINED, Rational, box, precision, to_fmpq, to_rational
from verify.intervals.evaluate import compile_expressions
from verify.intervals.lowering import UnsupportedError

Side: TypeAlias = tuple[fmpq, fmpq]
Sides: TypeAlias = tuple[Side, ...]
"""Exact sides of a box, one for each variable."""

# The mean value form needs a derivative that is continuous, or at least right almost everywhere.
_NOT_SMOOTH = (sp.Piecewise, sp.Abs, sp.sign, sp.Heaviside, sp.Min, sp.Max)


class Function:
    """An expression on a box, with its derivatives where they can be used.

    Attributes:
        variables: the variables, in the order of the box.
        sides: the whole box.
    """

    def __init__(
        self, expr: sp.Expr, region: Mapping[sp.Symbol, tuple[Rational, Rational]], bits: int
    ) -> None:
        """Compile the expression for a box.

        Raises:
            DomainError: a side with ``high < low``.
            UnsupportedError: a symbol without a side, or an unknown function.
        """
        self.variables = tuple(region)
        self.sides: Sides = tuple((to_fmpq(low), to_fmpq(high)) for low, high in region.values())
        for variable, (low, high) in zip(self.variables, self.sides, strict=True):
            if high < low:
                raise DomainError(
                    f"the box needs low <= high; got {variable} from {low} to {high}. Swap them."
                )
        self._bits = bits
        bounds = {
            variable: (to_rational(low), to_rational(high))
            for variable, (low, high) in zip(self.variables, self.sides, strict=True)
        }
        self._value = compile_expressions([expr], self.variables, bounds)
        self._slopes = None
        if not expr.has(*_NOT_SMOOTH):
            try:
                slopes = [sp.diff(expr, variable) for variable in self.variables]
                self._slopes = compile_expressions(slopes, self.variables, bounds)
            except UnsupportedError:
                self._slopes = None

    def at(self, point: Sequence[fmpq]) -> arb:
        """Enclose the value at one exact point."""
        with precision(self._bits):
            return self._value([arb(x) for x in point], self._bits)[0]

    def on(self, sides: Sides) -> arb:
        """Enclose the values on a box."""
        return self._value([box(low, high, self._bits) for low, high in sides], self._bits)[0]

    def slopes(self, sides: Sides) -> list[arb] | None:
        """Enclose all partial derivatives on a box; None if one of them has no enclosure."""
        if self._slopes is None:
            return None
        balls = [box(low, high, self._bits) for low, high in sides]
        slopes = self._slopes(balls, self._bits)
        return slopes if all(slope.is_finite() for slope in slopes) else None

    def mean_value_form(self, sides: Sides, at_middle: arb, slopes: Sequence[arb]) -> arb:
        """Enclose the values by f(m) + sum of slope_i * (x_i - m_i), m the middle of the box."""
        if not at_middle.is_finite():
            return UNDEFINED
        with precision(self._bits):
            total = at_middle
            for (low, high), slope in zip(sides, slopes, strict=True):
                half = (high - low) / 2
                total = total + slope * box(-half, half, self._bits)
            return total


def middle(sides: Sides) -> tuple[fmpq, ...]:
    """The exact middle of a box."""
    return tuple((low + high) / 2 for low, high in sides)


def shrink(sides: Sides, slopes: Sequence[arb]) -> Sides:
    """Keep only the face that holds the minimum, in each variable the function is monotone in."""
    kept: list[Side] = []
    for (low, high), slope in zip(sides, slopes, strict=True):
        if low == high or not (slope >= 0 or slope <= 0):
            kept.append((low, high))
        else:
            kept.append((low, low) if slope >= 0 else (high, high))
    return tuple(kept)


def split(sides: Sides, slopes: Sequence[arb] | None) -> tuple[Sides, Sides] | None:
    """Halve the side along which the function may change most; None if the box is a point."""
    widths = [high - low for low, high in sides]
    if not any(widths):
        return None
    if slopes is None:
        index = max(range(len(sides)), key=lambda i: widths[i])
    else:
        # Comparing floats is enough here: any choice of side is sound.
        effect = [_size(slope) * _float(width) for slope, width in zip(slopes, widths, strict=True)]
        index = max(range(len(sides)), key=lambda i: (bool(widths[i]), effect[i]))
    low, high = sides[index]
    cut = (low + high) / 2
    left = (*sides[:index], (low, cut), *sides[index + 1 :])
    right = (*sides[:index], (cut, high), *sides[index + 1 :])
    return left, right


def _size(ball: arb) -> float:
    return float(ball.abs_upper())


def _float(value: fmpq) -> float:
    return float(arb(value))


def is_tiny(sides: Sides, whole: Sides, halvings: int) -> bool:
    """Whether every side was halved this often already, so that rounding hides the rest."""
    scale = fmpq(1, 2**halvings)
    return all(
        high - low <= (top - bottom) * scale
        for (low, high), (bottom, top) in zip(sides, whole, strict=True)
    )
