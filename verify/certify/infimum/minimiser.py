"""Enclose a minimiser of f over S, the component of {f <= f(start)} that holds the start."""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp
from flint import arb

from verify.certify.boxes import Box, balls, middle, split, widest
from verify.certify.function.objective import BITS, Objective
from verify.certify.infimum.minimum import Lowest
from verify.certify.infimum.stationary import stationary_point
from verify.certify.sublevel.level import Level
from verify.intervals.balls import precision, to_fmpq
from verify.problems.base import Minimiser, rational

_ROUNDS, _MOST_PIECES = 60, 500
"""How often pieces are halved around a minimiser, and how many of them are enough."""


def enclose_minimiser(
    objective: Objective, pieces: Sequence[Box], level: Level, least: Lowest
) -> Minimiser | None:
    """Find a box that holds a minimiser of f over S, where f is convex on S.

    An exact one is taken where it is known. Else a small box in S with a stationary point, which is
    a minimiser as f is convex there. Else a box that holds all points of S with f <= inf f.

    Args:
        objective: f.
        pieces: the reached pieces of a cover of S.
        level: f(start).
        least: bounds of inf f over S, with a point of S.

    Returns:
        The minimiser; None where inf f is not bounded.
    """
    if least.lower is None or least.upper is None or least.point is None:
        return None
    if least.exact and least.expression is not None:
        pairs = tuple((x, x) for x in least.point)
        return Minimiser(pairs, (least.expression, least.expression), "certified, exact")
    minimum = (least.lower, least.upper)
    box = stationary_point(objective, tuple(float(x) for x in least.point))
    if box is not None and _in_set(objective, level, box, least.point):
        return Minimiser(_sides(box), minimum, "certified, in a box, by Krawczyk's test")
    hull = _where_lowest(objective, pieces, least.upper)
    return Minimiser(_sides(hull), minimum, "certified, in a box outside which f is larger")


def _in_set(objective: Objective, level: Level, box: Box, point: Sequence[sp.Rational]) -> bool:
    """Whether a box with a point of S lies within the level, so that all of it is in S."""
    inside = all(
        sp.Rational(low) <= x <= sp.Rational(high)
        for (low, high), x in zip(box, point, strict=True)
    )
    return inside and bool(objective.value(balls(box)) <= level.ball)


def _where_lowest(objective: Objective, pieces: Sequence[Box], top: sp.Rational) -> Box:
    """A box that holds every point of S with f <= top: pieces are cut, and dropped above it."""
    with precision(BITS):
        highest = arb(to_fmpq(top)).upper()
    left = list(pieces)
    for _ in range(_ROUNDS):
        halves = [half for piece in left for half in split(piece, widest(piece)) or (piece,)]
        left = [piece for piece in halves if not _above(objective, piece, highest)]
        if len(left) > _MOST_PIECES:
            break
    return tuple(
        (min(piece[i][0] for piece in left), max(piece[i][1] for piece in left))
        for i in range(objective.dimension)
    )


def _above(objective: Objective, box: Box, height: arb) -> bool:
    """Whether f > height on a box."""
    around = balls(box)
    if objective.value(around, BITS) > height:
        return True
    if not objective.pieces.joined_on(around, BITS):
        return False
    return bool(objective.centred_value(box, middle(box), BITS) > height)


def _sides(box: Box) -> tuple[tuple[sp.Rational, sp.Rational], ...]:
    return tuple((rational(low), rational(high)) for low, high in box)
