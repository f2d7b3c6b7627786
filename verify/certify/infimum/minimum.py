"""Bounds for the least value of f on a sublevel set or a box, exact where that can be shown.

Walks downhill say where to look. The upper bound is attained at an exact point that is shown to lie
in the set. The lower bound is f there, or just below, where the point is an anchor (`anchors.py`)
and `bounding.py` settles the rest, or where the form of f shows it, as in a sum of squares.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import sympy as sp
from flint import arb

from theory.errors import DomainError
from verify.certify.boxes import Box, balls, split, widest
from verify.certify.function.objective import Objective
from verify.certify.infimum.anchors import Anchor
from verify.certify.infimum.bounding import Bounded, Progress, Search
from verify.certify.infimum.places import WALKS, Place, exact_point, height, places_in, plain
from verify.certify.sublevel.connect import Path, within
from verify.certify.sublevel.cover import Cover
from verify.certify.sublevel.level import BITS, ExactPoint, exact_value, value_at
from verify.intervals.balls import fmpq_ends, precision, to_fmpq, to_rational
from verify.intervals.compare import closed, sign
from verify.intervals.known import Known

_COARSEST, _FINEST = 4, 12
_FACTORED_OPERATIONS = 60
_MOST_CORNERS = 64


@dataclass(frozen=True)
class Lowest:
    """``lower <= inf f <= upper``.

    Attributes:
        lower: certain lower bound; None where some piece has no enclosure.
        upper: certain upper bound of f(point); None where no point has a value.
        point: an exact point of the set.
        exact: whether f(point) is the least value itself.
        expression: the least value in closed form; only if ``exact``.
        known_from: how the lower bound is known, in words.
        path: why the point lies in the sublevel set (`connect.stays_below`); empty for a box.
        examined: pieces looked at, beside those of a cover.
    """

    lower: sp.Rational | None
    upper: sp.Rational | None
    point: ExactPoint | None
    exact: bool
    expression: sp.Expr | None
    known_from: str
    path: Path
    examined: int


@dataclass(frozen=True)
class AtLeast:
    """Whether f >= a number on all pieces.

    Attributes:
        verdict: PROVED, REFUTED or UNDECIDED.
        point: an exact point of a piece where f is below the number; only if REFUTED.
        examined: pieces looked at.
    """

    verdict: Literal["PROVED", "REFUTED", "UNDECIDED"]
    point: ExactPoint | None
    examined: int


def lowest(
    objective: Objective,
    cover: Cover,
    *,
    tolerance: sp.Rational = sp.Rational(1, 10**6),
    max_boxes: int = 100_000,
    progress: Progress | None = None,
) -> Lowest:
    """Bounds for inf f over the sublevel set that a cover holds.

    Args:
        objective: f.
        cover: a cover that is `Cover.contained`; it is refined where a deeper basin lies close by.
        tolerance: how far the bounds may be apart where no minimiser is recognised.
        max_boxes: pieces that may be examined, beside those of the cover.
        progress: called with the pieces examined and waiting.

    Raises:
        DomainError: the set is not shown to lie in the cover.

    >>> from verify.certify.function.objective import objective
    >>> from verify.certify.sublevel.covering import cover
    >>> f = objective("x**2 - 2*x + 1", ("x",))
    >>> found = lowest(f, cover(f, (sp.Integer(3),)))
    >>> found.lower, found.upper, found.point, found.exact
    (0, 0, (1,), True)
    """
    if not cover.contained:
        raise DomainError("the least value needs a cover that holds the set; take a larger box.")
    places = [p for p in places_in(objective, cover.reached) if cover.holds(p.point)]
    start = Place(cover.level.start, cover.level.ball, None)
    best, path, deeper = _shown(objective, cover, [*places, start])
    size = 2.0**-_COARSEST
    while deeper and size >= 2.0**-_FINEST:
        cover.refine(size, cover.examined + max_boxes // 8)
        places = [p for p in places if cover.holds(p.point)]
        best, path, deeper = _shown(objective, cover, [*places, start])
        size /= 2
    known = [p.anchor for p in (best, *places) if p.anchor is not None]
    return _finish(
        objective, cover.reached, None, best, path, known, tolerance, max_boxes, progress
    )


def lowest_on_box(
    objective: Objective,
    box: Box,
    *,
    tolerance: sp.Rational = sp.Rational(1, 10**6),
    max_boxes: int = 100_000,
    progress: Progress | None = None,
) -> Lowest:
    """Bounds for the least value of f on a box, its boundary included; otherwise as `lowest`.

    >>> from verify.certify.function.objective import objective
    >>> found = lowest_on_box(objective("exp(x)", ("x",)), ((0.0, 1.0),))
    >>> found.lower, found.upper, found.point
    (1, 1, (0,))
    """
    corners = itertools.islice(itertools.product(*box), _MOST_CORNERS)
    places = [*places_in(objective, _parts(box)), *(plain(objective, c) for c in corners)]
    places = [p for p in places if _holds(box, p.point) and p.value.is_finite()]
    best = min(places, key=height, default=None)
    known = [p.anchor for p in places if p.anchor is not None]
    return _finish(objective, [box], box, best, (), known, tolerance, max_boxes, progress)


def shows_at_least(
    objective: Objective,
    pieces: Sequence[Box],
    number: sp.Expr,
    *,
    max_boxes: int = 100_000,
    progress: Progress | None = None,
) -> AtLeast:
    """Decide whether f >= number at every point of the pieces, equality included.

    >>> from verify.certify.function.objective import objective
    >>> bowl = objective("x**2 - 2*x + 1", ("x",))
    >>> shows_at_least(bowl, [((-1.0, 5.0),)], sp.S.Zero).verdict
    'PROVED'
    """
    (target,) = closed(number)([], BITS)
    places = [p for p in places_in(objective, pieces) if any(_holds(b, p.point) for b in pieces)]
    for place in sorted(places, key=height):
        if place.value < target:
            return AtLeast("REFUTED", place.point, 0)
    if _by_form(objective, pieces, number):
        return AtLeast("PROVED", None, 0)
    known = [p.anchor for p in places if p.anchor is not None]
    known = [a for a in known if a.lower >= target or _equal(a, number)]
    found = _settle_all(objective, pieces, target, known, max_boxes, progress)
    if found.settled:
        return AtLeast("PROVED", None, found.examined)
    if found.best is not None:
        point = exact_point(found.best[0])
        if value_at(objective, point) < target:
            return AtLeast("REFUTED", point, found.examined)
    return AtLeast("UNDECIDED", None, found.examined)


def _settle_all(
    objective: Objective,
    pieces: Sequence[Box],
    target: arb,
    known: Sequence[Anchor],
    max_boxes: int,
    progress: Progress | None,
) -> Bounded:
    """Bound f on each piece, boundary and all."""
    total = Bounded(settled=True)
    for piece in pieces:
        found = Search(objective, target, known, piece).run(
            [piece], max_boxes - total.examined, progress
        )
        total.examined += found.examined
        if found.best is not None and (total.best is None or found.best[1] < total.best[1]):
            total.best = found.best
        if not found.settled:
            total.settled = False
            break
    return total


def _equal(found: Anchor, number: sp.Expr) -> bool:
    return found.expression is not None and sign(found.expression - number) == 0


def _finish(
    objective: Objective,
    pieces: Sequence[Box],
    outer: Box | None,
    best: Place | None,
    path: Path,
    known: Sequence[Anchor],
    tolerance: sp.Rational,
    max_boxes: int,
    progress: Progress | None,
) -> Lowest:
    """Bound f from below on the pieces, with what is known of its minimisers."""
    if best is None:
        found = Search(objective, arb(0), known, outer).run(pieces, max_boxes, progress)
        return Lowest(_low(found.lower), None, None, False, None, "cutting", path, found.examined)
    expression = _expression(objective, best)
    if expression is not None and _by_form(objective, pieces, expression):
        return _exactly(best, expression, "the form of f", path, 0)
    corners = []
    if best.anchor is not None:
        target = best.anchor.lower
    elif outer is not None and expression is not None and _is_corner(outer, best.point):
        target, corners = best.value, [tuple(float(x) for x in best.point)]
    else:
        with precision(BITS):
            target = best.value.lower() - arb(to_fmpq(tolerance))
    with precision(BITS):
        for a in known:
            if not (a.lower >= target or (expression is not None and _equal(a, expression))):
                target = target.min(a.lower)
    found = Search(objective, target, known, outer, corners).run(pieces, max_boxes, progress)
    how = "a convex box around the minimiser, and cutting" if best.anchor else "cutting"
    touched = corners or (best.anchor is not None and best.anchor.exact)
    if found.settled and touched and expression is not None and target is best.value:
        return _exactly(best, expression, how, path, found.examined)
    place = best
    if outer is not None and found.best is not None:
        seen = plain(objective, found.best[0])
        place = min(best, seen, key=height)
    lower = _low(target if found.settled else found.lower)
    if lower is not None and lower < 0 and _by_form(objective, pieces, sp.S.Zero):
        lower, how = sp.S.Zero, "the form of f"
    return Lowest(lower, _high(place.value), place.point, False, None, how, path, found.examined)


def _exactly(best: Place, value: sp.Expr, how: str, path: Path, examined: int) -> Lowest:
    if isinstance(value, sp.Rational):
        return Lowest(value, value, best.point, True, value, how, path, examined)
    return Lowest(_low(best.value), _high(best.value), best.point, True, value, how, path, examined)


def _shown(
    objective: Objective, cover: Cover, places: Sequence[Place]
) -> tuple[Place, Path, list[Place]]:
    """The lowest place that is shown to lie in the set, and those that lie lower."""
    deeper: list[Place] = []
    for place in sorted(places, key=height):
        path = within(objective, cover.level, place.point, cover)
        if path is not None:
            return place, path, deeper
        deeper.append(place)
    raise AssertionError("the start is shown to lie in its own set")


def _parts(box: Box) -> list[Box]:
    parts = [box]
    while len(parts) < WALKS:
        halves = [split(part, widest(part)) for part in parts]
        if any(half is None for half in halves):
            break
        parts = [half for pair in halves if pair is not None for half in pair]
    return parts


def _holds(box: Box, point: ExactPoint) -> bool:
    return all(
        Fraction(a) <= x <= Fraction(b)
        for (a, b), x in zip(box, map(_fraction, point), strict=True)
    )


def _fraction(x: sp.Rational) -> Fraction:
    return Fraction(int(x.p), int(x.q))


def _is_corner(box: Box, point: ExactPoint) -> bool:
    return all(x in side for side, x in zip(box, map(_fraction, point), strict=True))


def _expression(objective: Objective, place: Place) -> sp.Expr | None:
    """f(point) as an exact expression, where the point is simple enough for that to be of use."""
    if place.anchor is not None:
        return place.anchor.expression
    if any(int(x.q).bit_length() > 64 for x in place.point):
        return None
    return exact_value(objective, place.point)


def _by_form(objective: Objective, pieces: Sequence[Box], number: sp.Expr) -> bool:
    """Whether f, defined on all pieces, is a sum of squares and the like beside the number."""
    if not all(objective.value(balls(piece)).is_finite() for piece in pieces):
        return False
    rest = objective.expression - number
    if Known().nonnegative(rest):
        return True
    if rest.count_ops() > _FACTORED_OPERATIONS or not rest.is_polynomial(*objective.variables):
        return False
    return isinstance(number, sp.Rational) and Known().nonnegative(sp.factor(rest))


def _low(ball: arb | None) -> sp.Rational | None:
    if ball is None or not ball.is_finite():
        return None
    with precision(BITS):
        return to_rational(fmpq_ends(ball)[0])


def _high(ball: arb) -> sp.Rational:
    with precision(BITS):
        return to_rational(fmpq_ends(ball)[1])
