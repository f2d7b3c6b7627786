"""The two arithmetics in which an instance is built: many cases in floats, one case in balls.

A scene is written once. With ``FLOATS`` its values are arrays, one entry for each case; with
``BALLS`` they are enclosures of one case, and a choice that an enclosure cannot make is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Protocol, TypeAlias

import numpy as np
from flint import arb, fmpq
from numpy.typing import NDArray

from verify.intervals.compare import Order, compare

Array: TypeAlias = NDArray[np.float64]
"""A number in floats, one entry for each case."""


class OpenChoiceError(Exception):
    """An enclosure is too wide to tell which of two cases it belongs to."""


class Arithmetic(Protocol):
    """What a scene needs beside + - * / and comparisons of the search."""

    def number(self, value: int) -> Any:
        """An integer."""

    def ratio(self, numerator: int, denominator: int) -> Any:
        """A quotient of integers."""

    def sqrt(self, x: Any) -> Any:
        """The root of something nonnegative; of what lies below 0 by rounding, 0."""

    def power(self, x: Any, exponent: Fraction) -> Any:
        """A positive power of something nonnegative; of what lies below 0 by rounding, 0."""

    def select(self, low: Any, high: Any, if_at_most: Any, otherwise: Any) -> Any:
        """``if_at_most`` where low <= high, else ``otherwise``."""

    def sine(self, k: Any, x: Any) -> Any:
        """S with S'' = k S, S(0) = 0, S'(0) = 1: sinh, sin or the identity, by the sign of k."""

    def cosine(self, k: Any, x: Any) -> Any:
        """The derivative of ``sine``: cosh, cos or 1."""

    def asinh(self, x: Any) -> Any:
        """The inverse of sinh."""

    def smallest(self, values: Sequence[Any]) -> Any:
        """The smallest of some numbers."""


class Floats:
    """Arrays of doubles, shape (cases,)."""

    def number(self, value: int) -> Any:
        """An integer, for all cases."""
        return np.float64(value)

    def ratio(self, numerator: int, denominator: int) -> Any:
        """Rounded, for all cases."""
        return np.float64(numerator / denominator)

    def sqrt(self, x: Any) -> Any:
        """Rounding below 0 is cut off."""
        return np.sqrt(np.maximum(x, 0.0))

    def power(self, x: Any, exponent: Fraction) -> Any:
        """Rounding below 0 is cut off."""
        return np.power(np.maximum(x, 0.0), float(exponent))

    def select(self, low: Any, high: Any, if_at_most: Any, otherwise: Any) -> Any:
        """Case by case."""
        return np.where(low <= high, if_at_most, otherwise)

    def sine(self, k: Any, x: Any) -> Any:
        """Case by case."""
        root = np.sqrt(np.abs(k))
        safe = np.where(root == 0, 1.0, root)
        bent = np.where(k > 0, np.sinh(np.minimum(safe * x, _LARGEST)), np.sin(safe * x)) / safe
        return np.where(root == 0, x, bent)

    def cosine(self, k: Any, x: Any) -> Any:
        """Case by case."""
        root = np.sqrt(np.abs(k))
        return np.where(k > 0, np.cosh(np.minimum(root * x, _LARGEST)), np.cos(root * x))

    def asinh(self, x: Any) -> Any:
        """Case by case."""
        return np.arcsinh(x)

    def smallest(self, values: Sequence[Any]) -> Any:
        """Case by case."""
        return np.min(np.stack(np.broadcast_arrays(*values)), axis=0)


_LARGEST = 300.0
"""Beyond it cosh is near the end of the doubles; such cases are of no use and are left out."""


class Balls:
    """Enclosures of one case, at the precision of the moment."""

    def number(self, value: int) -> Any:
        """An exact ball."""
        return arb(value)

    def ratio(self, numerator: int, denominator: int) -> Any:
        """Rounded outward."""
        return arb(fmpq(numerator, denominator))

    def sqrt(self, x: Any) -> Any:
        """A ball around 0 is read as nonnegative, as what it encloses is."""
        return x.nonnegative_part().sqrt() if x.contains(0) else x.sqrt()

    def power(self, x: Any, exponent: Fraction) -> Any:
        """By a root and squares; a ball around 0 is read as ``sqrt`` reads it.

        >>> BALLS.power(arb(4), Fraction(3, 2)), BALLS.power(arb(0), Fraction(1, 1024))
        (8.00000000000000, 0)
        >>> BALLS.power(arb(0).union(arb(4)), Fraction(1, 2)).contains(2)
        True
        """
        if not x.contains(0):
            return x.root(exponent.denominator) ** exponent.numerator
        top = arb(x.upper())  # a root of 0 or of a ball around it has no value in python-flint
        if not top > 0:
            return arb(0)
        return arb(0).union(top.root(exponent.denominator) ** exponent.numerator)

    def select(self, low: Any, high: Any, if_at_most: Any, otherwise: Any) -> Any:
        """Refuses where the balls overlap, unless they are the same exact number."""
        order = compare(arb(high), arb(low))
        if order is Order.UNDECIDED:
            raise OpenChoiceError(f"whether {low} <= {high} stays open")
        return otherwise if order is Order.LESS else if_at_most

    def sine(self, k: Any, x: Any) -> Any:
        """By the sign of k, which has to be certain."""
        if k > 0:
            return (k.sqrt() * x).sinh() / k.sqrt()
        if k < 0:
            return ((-k).sqrt() * x).sin() / (-k).sqrt()
        return self._still(k, arb(x))

    def cosine(self, k: Any, x: Any) -> Any:
        """By the sign of k, which has to be certain."""
        if k > 0:
            return (k.sqrt() * x).cosh()
        if k < 0:
            return ((-k).sqrt() * x).cos()
        return self._still(k, arb(1))

    def _still(self, k: Any, value: Any) -> Any:
        if not k.is_zero():
            raise OpenChoiceError(f"the sign of {k} stays open")
        return value

    def asinh(self, x: Any) -> Any:
        """Rounded outward."""
        return x.asinh()

    def smallest(self, values: Sequence[Any]) -> Any:
        """The smallest end below, the smallest end above."""
        least = values[0]
        for value in values[1:]:
            least = least.min(value)
        return least


FLOATS, BALLS = Floats(), Balls()
