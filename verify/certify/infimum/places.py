"""Where f may be least: the ends of walks downhill, each with what is known around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import sympy as sp
from flint import arb

from verify.certify.boxes import Box, Point, middle
from verify.certify.function.objective import Objective
from verify.certify.infimum.anchors import Anchor, anchor
from verify.certify.sublevel.descent import descend
from verify.certify.sublevel.level import ExactPoint, value_at

WALKS = 32
"""How many walks downhill look for minimisers."""

_SAME = 1e-6


@dataclass(frozen=True)
class Place:
    """A point with its value, and what is known around it."""

    point: ExactPoint
    value: arb
    anchor: Anchor | None


def places_in(objective: Objective, pieces: Sequence[Box]) -> list[Place]:
    """Where walks downhill from the middles of pieces end, each place once."""
    starts = sorted(map(middle, pieces), key=lambda p: height(plain(objective, p)))
    found: list[Place] = []
    ends: list[Point] = []
    around = tuple(
        (min(low for low, _ in sides), max(high for _, high in sides))
        for sides in zip(*pieces, strict=True)
    )
    for start in starts[:WALKS]:
        end = descend(objective, start, box=around)[-1]
        if any(_close(end, other) for other in ends):
            continue
        ends.append(end)
        held = anchor(objective, end)
        if held is not None and any(p.point == held.point for p in found):
            continue
        simple = plain(objective, end) if held is None else Place(held.point, held.value, held)
        found.append(simple)
        if held is None:
            found += [Place(p, value_at(objective, p), None) for p in _simpler(end)]
    return [p for p in found if p.value.is_finite()]


def _simpler(near: Point) -> Iterable[ExactPoint]:
    """Points with small denominators close by, for minimisers at a kink."""
    for most in (1, 12, 100):
        yield tuple(
            sp.Rational(*Fraction(x).limit_denominator(most).as_integer_ratio()) for x in near
        )


def _close(a: Point, b: Point) -> bool:
    return all(abs(x - y) <= _SAME * (1 + abs(x)) for x, y in zip(a, b, strict=True))


def plain(objective: Objective, point: Point) -> Place:
    """A point of floats with f there."""
    exact = exact_point(point)
    return Place(exact, value_at(objective, exact), None)


def exact_point(point: Point) -> ExactPoint:
    """A point of doubles as the rationals that they are."""
    return tuple(sp.Rational(*Fraction(x).as_integer_ratio()) for x in point)


def height(place: Place) -> tuple[float, bool]:
    """An order to look at places in, exact ones first among equals; nothing is decided by it."""
    size = float(place.value.mid()) if place.value.is_finite() else float("inf")
    return size, place.anchor is None or not place.anchor.exact
