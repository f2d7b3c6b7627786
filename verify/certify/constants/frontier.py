"""All constants (K0, K) certified for one exponent, as a chain of best pairs.

On the set, ||hess f||_2 <= K0 + K ((f - top)_+)^rho. Every box of a cover asks for one or two
linear inequalities in (K0, K), in exact numbers; a pair that meets all of them is certified, and so
is every pair between two such pairs. Points of the set tell how much smaller a pair could be.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Any

import sympy as sp

from theory.errors import DomainError, WarmproofError
from verify.certify.boxes import Box, Point
from verify.certify.claim import text
from verify.certify.constants.images import Images, Sample
from verify.certify.constants.majorant import Pair, Vertex, least_K0, majorant, pairs
from verify.certify.constants.refine import STEEPEST, Progress, Refined, refine
from verify.certify.function.objective import Objective
from verify.certify.sublevel.level import Level

DIGITS = 4
"""Significant digits of the constants; they are rounded up, which keeps them certified."""

MOST_POINTS = 9
NEGLIGIBLE = Fraction(1, 1000)
"""By how much the best of the chosen pairs may allow more than the best of all, at some gap."""
SHOWN_OPEN = 10


@dataclass(frozen=True)
class Certified:
    """A certified pair.

    Attributes:
        K0: curvature allowed at gap 0.
        K: growth of the curvature.
        excess: (K0, K)/(1 + s) is not good for any s > excess; rounded up. None: not known.
        witness: the point of the set that rules such pairs out.
    """

    K0: Fraction
    K: Fraction
    excess: Fraction | None
    witness: Point | None

    def to_json(self) -> dict[str, Any]:
        """Numbers as ``p/q``."""
        return {
            "K0": text(self.K0),
            "K": text(self.K),
            "excess": None if self.excess is None else text(self.excess),
            "witness": None if self.witness is None else [text(Fraction(x)) for x in self.witness],
        }


@dataclass(frozen=True)
class Frontier:
    """Certified constants of one function on one set, for one exponent.

    The set is what the boxes cover, and of that only the points with f <= level where there is a
    level. That all these points belong to the component of a start is not asked: a pair could be
    better there than ``excess`` says, but not worse than certified.

    Attributes:
        objective: f.
        rho: the exponent.
        bottom: at most inf f.
        top: at least inf f.
        level: only points with f <= level count; None: all of them.
        cover: the boxes, cut as far as the work went; together they hold the set.
        vertices: certified is what runs above these points (gap power, curvature).
        samples: points of the set that ask for most.
        examined: how many boxes were looked at.
        stopped: why the work ended early: ``budget``, ``interrupt``, ``tiny`` or "".
        open: boxes without a bound, the smallest first; if there are any, no pair is certified.
    """

    objective: Objective
    rho: sp.Rational
    bottom: sp.Rational
    top: sp.Rational
    level: Level | None
    cover: tuple[Box, ...]
    vertices: tuple[Vertex, ...]
    samples: tuple[Sample, ...]
    examined: int
    stopped: str
    open: tuple[Box, ...]

    @cached_property
    def chain(self) -> tuple[Pair, ...]:
        """The best pairs, exact, by rising K0 and falling K; straight between them.

        It begins at the largest K that was made tight. Empty where nothing is certified.
        """
        if not self.vertices:
            return ()
        q, p = self.vertices[-1]
        found = pairs(self.vertices)
        if not q:
            return tuple(found)
        limit = Fraction(STEEPEST) * p / q
        kept = [pair for pair in found if pair[1] <= limit]
        first = [] if len(kept) == len(found) else [(least_K0(self.vertices, limit), limit)]
        return (*first, *kept)

    def certified(self, K: Fraction) -> Certified:
        """The least certified K0 beside K, both rounded up to short decimals.

        Raises:
            WarmproofError: nothing is certified.
        """
        if not self.vertices:
            raise WarmproofError("no pair is certified: some boxes have no bound.")
        K = round_up(K)
        K0 = round_up(least_K0(self.vertices, K))
        if any(K0 + K * q < p for q, p in self.vertices):
            raise AssertionError("a pair is about to be reported that is not certified")
        return Certified(K0, K, *self._excess(K0, K))

    def _excess(self, K0: Fraction, K: Fraction) -> tuple[Fraction | None, Point | None]:
        best, witness = Fraction(0), None
        for sample in self.samples:
            allowed = K0 + K * Fraction(sample.reach)
            if allowed and Fraction(sample.curvature) / allowed > best:
                best, witness = Fraction(sample.curvature) / allowed, sample.point
        return (round_up(1 / best - 1), witness) if best else (None, None)

    @cached_property
    def points(self) -> tuple[Certified, ...]:
        """A handful of certified pairs, by rising K0, of which one is nearly best at each gap."""
        return tuple(self.certified(K) for K in self._chosen())

    def _chosen(self) -> list[Fraction]:
        """The K of some pairs of the chain, both ends among them.

        Each pair has a gap power at which no other one allows less curvature. The next one chosen
        is the one of whose gap power the pairs chosen so far allow most beyond what it allows.
        """
        chain = self.chain
        if len(chain) < 3:
            return [K for _, K in chain]
        places = list(_own_places(chain))
        least = [K0 + K * q for (K0, K), q in zip(chain, places, strict=True)]
        chosen = [0, len(chain) - 1]
        allowed = [min(chain[i][0] + chain[i][1] * q for i in chosen) for q in places]
        while len(chosen) < MOST_POINTS:
            excess = [a / b - 1 if b else 0 for a, b in zip(allowed, least, strict=True)]
            worst = max(range(len(chain)), key=excess.__getitem__)
            if excess[worst] < NEGLIGIBLE:
                break
            chosen.append(worst)
            K0, K = chain[worst]
            allowed = [min(a, K0 + K * q) for a, q in zip(allowed, places, strict=True)]
        return [chain[i][1] for i in sorted(chosen)]

    def to_json(self) -> dict[str, Any]:
        """The shape that scripts rely on; numbers as ``p/q``."""
        return {
            "function": self.objective.text,
            "variables": list(self.objective.names),
            "rho": text(self.rho),
            "f_star": [text(self.bottom), text(self.top)],
            "level": None if self.level is None else str(self.level.expression),
            "frontier": [point.to_json() for point in self.points],
            "boxes": len(self.cover),
            "examined": self.examined,
            "stopped": self.stopped,
            "open": [[[text(Fraction(x)) for x in side] for side in box] for box in self.open],
        }

    def words(self) -> str:
        """The certified pairs as a table, or why there are none."""
        rho = text(self.rho)
        if not self.vertices:
            sides = ", ".join(
                f"{name} in [{low:g}, {high:g}]"
                for name, (low, high) in zip(self.objective.names, self.open[0], strict=True)
            )
            why = (
                f"the work was stopped by {self.stopped}; give it more boxes or time."
                if self.stopped in ("interrupt", "budget")
                else "f may be undefined or have a kink there."
            )
            return (
                f"rho = {rho}: nothing is certified, {len(self.cover)} boxes in. No bound was found"
                f" around {sides}: {why}"
            )
        lines = [
            f"||hess f||_2 <= K0 + K*(f - {text(self.top)})_+^{rho} for each of these pairs,"
            f" by {len(self.cover)} boxes ({self.examined} examined)"
            + (f"; stopped by {self.stopped}:" if self.stopped else ":"),
            f"{'K0':>14} {'K':>14}  best possible",
        ]
        for point in self.points:
            within = "unknown" if point.excess is None else f"within {_percent(point.excess)}"
            lines.append(f"{decimal(point.K0):>14} {decimal(point.K):>14}  {within}")
        return "\n".join(lines)


def find_frontier(
    objective: Objective,
    boxes: Sequence[Box],
    rho: sp.Rational,
    bottom: sp.Rational,
    top: sp.Rational,
    *,
    level: Level | None = None,
    tolerance: float = 0.01,
    max_boxes: int = 100_000,
    progress: Progress | None = None,
) -> Frontier:
    """Certify the constants of a function on a set; Ctrl-C ends the search with what is known.

    Args:
        objective: f.
        boxes: boxes whose union holds the set.
        rho: the exponent, > 0.
        bottom: at most inf f.
        top: at least inf f; equal to ``bottom`` where the infimum is known.
        level: only points with f <= level count; None: all of them.
        tolerance: the search ends when no pair can be smaller by more than this part.
        max_boxes: how many boxes may be looked at; the given ones are in any case.
        progress: called every thousand boxes with their number and the largest ratio left.

    Raises:
        DomainError: rho <= 0, bottom > top, no boxes, no point that counts, or an affine function.

    >>> from verify.certify.function.objective import objective
    >>> bowl = objective("x**2", ("x",))
    >>> found = find_frontier(bowl, [((-1.0, 1.0),)], sp.S.One, sp.S.Zero, sp.S.Zero)
    >>> [(str(point.K0), str(point.K)) for point in found.points]
    [('2', '0')]
    """
    if not rho > 0:
        raise DomainError(f"a frontier needs rho > 0; got rho = {rho}. Raise it.")
    if bottom > top:
        raise DomainError(f"f* has bounds {bottom} > {top}; swap them.")
    if not boxes:
        raise DomainError("a frontier needs at least one box; got none.")
    images = Images(objective, rho, bottom, top, None if level is None else level.ball)
    found = refine(images, boxes, tolerance=tolerance, max_boxes=max_boxes, progress=progress)
    if not found.pieces:
        raise DomainError("no point of the boxes has f <= level; give boxes around the start.")
    unbounded = sorted(_unbounded(found), key=_size)
    corners = [] if unbounded else [c for _, ask in found.pieces for c in ask]
    vertices = tuple(majorant(corners)) if corners else ()
    if vertices and not vertices[-1][1]:
        raise DomainError("f is affine on the set, so every K0 > 0 is good with K = 0.")
    return Frontier(
        objective=objective,
        rho=rho,
        bottom=bottom,
        top=top,
        level=level,
        cover=tuple(box for box, _ in found.pieces),
        vertices=vertices,
        samples=tuple(found.samples),
        examined=found.examined,
        stopped=found.stopped,
        open=tuple(unbounded[:SHOWN_OPEN]),
    )


def _unbounded(found: Refined) -> Iterator[Box]:
    for box, corners in found.pieces:
        if any(math.isinf(p) for _, p in corners):
            yield box


def _size(box: Box) -> float:
    return max(high - low for low, high in box)


def _own_places(chain: Sequence[Pair]) -> Iterator[Fraction]:
    """For each pair of the chain a gap power at which none allows less curvature."""
    crossings = [(K0_next - K0) / (K - K_next) for (K0, K), (K0_next, K_next) in pairwise(chain)]
    yield Fraction(0)
    for left, right in pairwise(crossings):
        yield (left + right) / 2
    yield crossings[-1]


def round_up(value: Fraction, digits: int = DIGITS) -> Fraction:
    """The least decimal with this many significant digits that is at least a number >= 0.

    >>> str(round_up(Fraction(2, 3))), str(round_up(Fraction(123456))), str(round_up(Fraction(7)))
    ('6667/10000', '123500', '7')
    """
    if not value:
        return value
    exponent = len(str(value.numerator)) - len(str(value.denominator)) - digits
    unit = Fraction(10) ** exponent
    if value / unit >= 10**digits:
        unit *= 10
    return math.ceil(value / unit) * unit


def decimal(value: Fraction) -> str:
    """A number that `round_up` made, as a short decimal; exact.

    >>> decimal(Fraction(6667, 10000)), decimal(Fraction(123500))
    ('0.6667', '1.235e+5')
    """
    return f"{Decimal(value.numerator) / Decimal(value.denominator):.{DIGITS}g}"


def _percent(value: Fraction) -> str:
    return f"{math.ceil(value * 10_000) / 100:g} %"
