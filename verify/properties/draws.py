"""An instance is a point of a unit cube: every number of a scene is read from one coordinate.

So one search serves all scenes, and an instance is replayed from its coordinates alone. These are
multiples of 2^-20, and what is read from them is a short binary fraction: the same number in
floats and in balls. Ends that matter, such as 0 or the longest step, have a share of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from flint import arb, fmpq
from numpy.typing import NDArray

from verify.properties.arithmetic import BALLS, FLOATS, Arithmetic

GRID_BITS = 20
GRID = 2**GRID_BITS
"""Coordinates are multiples of 1/GRID."""

Points: TypeAlias = NDArray[np.float64]
"""Points of the cube, shape (cases, dimension)."""

Coordinates: TypeAlias = tuple[Fraction, ...]
"""One point of the cube."""


class Draw:
    """Reads numbers from coordinates, one after the other.

    Attributes:
        ops: the arithmetic of what is read.
        kinds: how each coordinate has been read, in order.
        beyond: how many times further than allowed a step or a number in a range may go, for
            attacks on what allows it.

    >>> instance = Draw.exactly((Fraction(1, 2), Fraction(1)))
    >>> float(instance.unit()), float(instance.positive(-2, 2)), instance.kinds
    (0.5, 4.0, ['unit', 'positive'])
    """

    def __init__(self, coordinate: Callable[[int], Any], ops: Arithmetic) -> None:
        self.ops, self._coordinate = ops, coordinate
        self.kinds: list[str] = []
        self.beyond: Any = ops.number(1)

    @classmethod
    def many(cls, points: Points) -> Draw:
        """Many cases in floats."""
        return cls(lambda column: points[:, column], FLOATS)

    @classmethod
    def exactly(cls, coordinates: Coordinates) -> Draw:
        """One case in balls."""
        return cls(lambda column: coordinates[column], BALLS)

    def _next(self, kind: str) -> Any:
        self.kinds.append(kind)
        return self._coordinate(len(self.kinds) - 1)

    def inside(self) -> Any:
        """A number in [0, 1]."""
        return _number(self._next("inside"))

    def unit(self) -> Any:
        """A number in [0, 1]; each end has a tenth of the coordinate."""
        return _number(_clip((self._next("unit") * 10 - 1) / 8, 1))

    def signed(self) -> Any:
        """A number in [-1, 1]; each end has a fifth of the coordinate, 0 a sixteenth."""
        x = self._next("signed") * 32 - 16
        return _number((_clip(x - 1, 8) - _clip(-x - 1, 8)) / 8)

    def positive(self, low: int = -6, high: int = 6) -> Any:
        """A number from 2^low to 2^high, about uniform in its logarithm.

        Between powers of 2 it is linear in the coordinate, so that it stays a binary fraction.
        """
        return _number(_power(self._next("positive"), low, high))

    def sign(self) -> Any:
        """-1 or 1."""
        x = self._next("sign")
        if isinstance(x, Fraction):
            return arb(1 if x >= Fraction(1, 2) else -1)
        return np.where(x >= 0.5, 1.0, -1.0)


def kinds_of(scene: Callable[[Draw], object]) -> tuple[str, ...]:
    """How a scene reads its coordinates: one word for each.

    >>> kinds_of(lambda draw: (draw.unit(), draw.sign()))
    ('unit', 'sign')
    """
    probe = Draw(lambda _: np.full(1, 0.5), FLOATS)
    with np.errstate(all="ignore"):
        scene(probe)
    return tuple(probe.kinds)


def on_grid(points: Points) -> Points:
    """The points of the grid nearest to given points, within the cube."""
    return np.clip(np.round(points * GRID), 0, GRID) / GRID


def coordinates_of(point: NDArray[np.float64]) -> Coordinates:
    """A point of the grid, exactly."""
    return tuple(Fraction(float(x)) for x in point)


def _number(x: Any) -> Any:
    return arb(fmpq(x.numerator, x.denominator)) if isinstance(x, Fraction) else x


def _clip(x: Any, high: int) -> Any:
    """To [0, high]."""
    if isinstance(x, Fraction):
        return min(max(x, Fraction(0)), Fraction(high))
    return np.clip(x, 0, high)


def _power(x: Any, low: int, high: int) -> Any:
    place = x * (high - low) + low
    if isinstance(x, Fraction):
        whole = min(place.numerator // place.denominator, high - 1)
        return Fraction(2) ** whole * (1 + place - whole)
    whole = np.minimum(np.floor(place), high - 1)
    return np.ldexp(1 + place - whole, whole.astype(int))
