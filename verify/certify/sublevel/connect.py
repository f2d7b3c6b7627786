"""Show that a point lies in the sublevel set of a start, by a path that never rises above it.

A path is a list of exact points, the start first, joined by segments. On each part of a segment
either an enclosure of f stays at or below f(start), or f starts there below it and its derivative
along the part is nowhere positive, or it ends there below it and the derivative is nowhere
negative. That is how the start itself is left, and how a point at the level is reached.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction

import sympy as sp
from flint import arb, fmpq

from verify.certify.boxes import Box, Point
from verify.certify.function.objective import Objective
from verify.certify.sublevel.cover import Cover
from verify.certify.sublevel.descent import descend
from verify.certify.sublevel.level import ExactPoint, Level, value_at
from verify.intervals.balls import box, precision, to_fmpq

Path = tuple[ExactPoint, ...]

BITS = 128
MOST_PARTS = 4000
"""How often one segment may be cut."""

_SHORTEST = fmpq(1, 2**60)
"""No part of a segment is cut below this; it is at a point where f has no value."""


def within(
    objective: Objective, level: Level, point: ExactPoint, cover: Cover | None = None
) -> Path | None:
    """Find a path from the start to a point along which f <= f(start) for certain.

    Args:
        objective: f.
        level: f(start) and the start.
        point: exact coordinates.
        cover: pieces that may carry the path where two walks downhill do not meet.

    Returns:
        The exact corners of a path for which `stays_below` is true; None where none was found,
        which shows nothing.

    >>> from verify.certify.sublevel.level import level_at
    >>> from verify.certify.function.objective import objective
    >>> bowl = objective("x**2", ("x",))
    >>> level = level_at(bowl, (sp.Integer(-1),))
    >>> within(bowl, level, (sp.Rational(1, 2),)) is not None
    True
    >>> within(bowl, level, (sp.Integer(2),)) is None
    True
    """
    if point == level.start:
        return (point,)
    if not value_at(objective, point) <= level.ball:
        return None
    # Inside the cover's box no step leaps over a pole that keeps another basin apart.
    around = None if cover is None else cover.hull()
    down = _exact(descend(objective, [float(x) for x in level.start], box=around)[1:])
    up = _exact(descend(objective, [float(x) for x in point], box=around)[1:])
    up.reverse()
    if not down:
        return None
    for path in (
        (level.start, down[0], point),
        (level.start, *down, point),
        (level.start, *down, *up, point),
    ):
        if stays_below(objective, level, path):
            return path
    if cover is not None:
        return _through(objective, level, cover, down, [*up, point])
    return None


def _through(
    objective: Objective,
    level: Level,
    cover: Cover,
    down: list[ExactPoint],
    up: list[ExactPoint],
) -> Path | None:
    """Join the two walks by a chain of pieces on all of which f <= f(start)."""
    chain = cover.chain(down[-1], up[0])
    if not chain:
        return None
    steps = _exact([_shared(a, b) for a, b in itertools.pairwise(chain)])
    path = (level.start, *down, *steps, *up)
    return path if stays_below(objective, level, path) else None


def _shared(a: Box, b: Box) -> Point:
    """A point that two touching boxes share."""
    lows = [max(x[0], y[0]) for x, y in zip(a, b, strict=True)]
    highs = [min(x[1], y[1]) for x, y in zip(a, b, strict=True)]
    return tuple(low / 2 + high / 2 for low, high in zip(lows, highs, strict=True))


def _exact(points: Sequence[Point]) -> list[ExactPoint]:
    return [tuple(sp.Rational(*Fraction(x).as_integer_ratio()) for x in point) for point in points]


def stays_below(objective: Objective, level: Level, path: Sequence[ExactPoint]) -> bool:
    """Whether f <= f(start) along the whole path, for certain; False means "not shown".

    Args:
        objective: f.
        level: f(start) and the start.
        path: corners, the start first.
    """
    if not path or path[0] != level.start or value_at(objective, path[0]) > level.ball:
        return False
    return all(a == b or _segment(objective, level.ball, a, b) for a, b in itertools.pairwise(path))


def _segment(objective: Objective, level: arb, a: ExactPoint, b: ExactPoint) -> bool:
    """Whether f <= level from a to b, given that it holds at a."""
    start, way = [to_fmpq(x) for x in a], [to_fmpq(y - x) for x, y in zip(a, b, strict=True)]
    waiting = [(fmpq(0), fmpq(1))]
    for _ in range(MOST_PARTS):
        if not waiting:
            return True
        low, high = waiting.pop()
        if high - low < _SHORTEST:
            return False
        if _part(objective, level, start, way, low, high):
            continue
        middle = (low + high) / 2
        value = objective.value(_hull(start, way, middle, middle), BITS)
        if value > level:
            return False
        waiting += ((middle, high), (low, middle))
    return False


def _hull(start: Sequence[fmpq], way: Sequence[fmpq], low: fmpq, high: fmpq) -> list[arb]:
    """Balls around a part of a segment."""
    ends = [sorted((x + low * v, x + high * v)) for x, v in zip(start, way, strict=True)]
    return [box(below, above, BITS) for below, above in ends]


def _part(
    objective: Objective,
    level: arb,
    start: Sequence[fmpq],
    way: Sequence[fmpq],
    low: fmpq,
    high: fmpq,
) -> bool:
    """Whether f <= level on a part of a segment, given that it holds where the part begins."""
    hull = _hull(start, way, low, high)
    value = objective.value(hull, BITS)
    if value <= level:
        return True
    if not value.is_finite() or not objective.pieces.joined_on(hull, BITS):
        return False
    slopes = objective.slopes(hull, BITS)
    with precision(BITS):
        rise = sum((s * arb(v) for s, v in zip(slopes, way, strict=True)), arb(0))
        if rise <= 0:
            return True
        if rise >= 0 and objective.value(_hull(start, way, high, high), BITS) <= level:
            return True
        middle, half = (low + high) / 2, arb((high - low) / 2)
        at = objective.value(_hull(start, way, middle, middle), BITS)
        return bool(at + rise * (half * arb(0, 1)) <= level)
