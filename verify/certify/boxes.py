"""Boxes whose ends are doubles.

A double is an exact dyadic number, so a box is an exact set and cheap to cut. A cut is the double
nearest to the middle of a side: both halves end in it, so nothing is lost between them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

import sympy as sp
from flint import arb

from theory.errors import DomainError

Side: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[Side, ...]
"""Lower and upper end for each variable, both included."""

Point: TypeAlias = tuple[float, ...]

_NEAR = 2.0**-60


def outward(low: sp.Rational, high: sp.Rational) -> Side:
    """The smallest side with double ends around ``[low, high]``.

    Raises:
        DomainError: ``high < low``, or an end beyond the doubles.

    >>> outward(sp.Rational(1, 2), sp.Integer(3))
    (0.5, 3.0)
    """
    if high < low:
        raise DomainError(f"a box needs low <= high; got {low} and {high}. Swap them.")
    return _below(low), -_below(-high)


def _below(value: sp.Rational) -> float:
    exact = Fraction(int(value.p), int(value.q))
    try:
        found = exact.numerator / exact.denominator
    except OverflowError:
        raise DomainError(f"a box must stay below 1e308; got {value}. Shrink the box.") from None
    return found if Fraction(found) <= exact else math.nextafter(found, -math.inf)


def side_ball(low: float, high: float) -> arb:
    """A ball around one side; if the side has one sign (or ends in 0), so has the ball.

    >>> ball = side_ball(0.0, 3.0)
    >>> bool(ball >= 0), bool(ball.contains(3))
    (True, True)
    """
    if low == high:
        return arb(low)
    middle = low / 2 + high / 2
    below, above = middle - low, high - middle
    ball = arb(middle, math.nextafter(below if below > above else above, math.inf))
    # The radius is rounded up; where that reaches over 0 the ball is cut there.
    if low >= 0:
        return ball if ball >= 0 else ball.nonnegative_part()
    if high <= 0:
        return ball if ball <= 0 else -((-ball).nonnegative_part())
    return ball


def balls(box: Box) -> list[arb]:
    """One ball for each side."""
    return [side_ball(low, high) for low, high in box]


def nearby(point: Point) -> list[arb]:
    """A tiny ball around each coordinate: together a box with the point in its inside.

    >>> [bool(ball.rad() > 0) for ball in nearby((0.0, 1e9))]
    [True, True]
    """
    return [arb(x, _NEAR * max(1.0, abs(x))) for x in point]


def middle(box: Box) -> Point:
    """A point of the box, near its middle."""
    return tuple(low / 2 + high / 2 for low, high in box)


def offsets(box: Box, point: Point) -> list[arb]:
    """Balls around ``x_i - point_i`` for x in the box; the point lies in the box."""
    found = []
    for (low, high), at in zip(box, point, strict=True):
        reach = max(high - at, at - low)
        found.append(arb(0, math.nextafter(reach, math.inf)) if reach else arb(0))
    return found


def split(box: Box, axis: int) -> tuple[Box, Box] | None:
    """Cut one side in two; None where no double lies between its ends.

    >>> split(((0.0, 1.0), (0.0, 4.0)), 1)
    (((0.0, 1.0), (0.0, 2.0)), ((0.0, 1.0), (2.0, 4.0)))
    """
    low, high = box[axis]
    cut = low / 2 + high / 2
    if not low < cut < high:
        return None
    return (*box[:axis], (low, cut), *box[axis + 1 :]), (*box[:axis], (cut, high), *box[axis + 1 :])


def widest(box: Box) -> int:
    """The variable with the longest side."""
    return max(range(len(box)), key=lambda i: box[i][1] - box[i][0])


def contains(box: Box, point: Sequence[float]) -> bool:
    """Whether a point lies in the box, its faces included."""
    return all(low <= x <= high for (low, high), x in zip(box, point, strict=True))


def touch(a: Box, b: Box) -> bool:
    """Whether two boxes have a point in common."""
    return all(
        low <= other_high and other_low <= high
        for (low, high), (other_low, other_high) in zip(a, b, strict=True)
    )
