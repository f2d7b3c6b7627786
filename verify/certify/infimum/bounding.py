"""Show f >= target on pieces of a box: cut until every piece is settled.

A piece is settled if an enclosure of f lies at or above the target, if it lies in a box on which a
known minimiser is the lowest point (`anchors.py`), or if some partial derivative has one sign on
it and no point where f is least lies there: that has to be a critical point, or on the boundary.
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flint import arb

from verify.certify.boxes import Box, Point, balls, middle, offsets, split, widest
from verify.certify.function.objective import Objective
from verify.certify.infimum.anchors import Anchor
from verify.certify.sublevel.level import BITS
from verify.intervals.balls import precision

Progress = Callable[[int, int], None]
PROGRESS_EVERY = 1024

_TINY = 2.0**-44


@dataclass
class Bounded:
    """What a search for a lower bound has shown.

    Attributes:
        settled: whether f >= target wherever f is least.
        lower: a bound that holds if it is not settled; None where a piece has no enclosure.
        examined: pieces looked at.
        best: the point with the least value among those seen, and that value.
    """

    settled: bool = False
    lower: arb | None = None
    examined: int = 0
    best: tuple[Point, arb] | None = None


class Search:
    """A branch-and-bound search for ``f >= target``.

    Args:
        objective: f.
        target: the number, as a ball.
        anchors: minimisers with ``lower >= target`` on their boxes.
        outer: the box on which f is to be bounded, its boundary included. None: the pieces hold a
            sublevel set in their interior, so that only critical points count.
        corners: exact corners at which f >= target is known.
    """

    def __init__(
        self,
        objective: Objective,
        target: arb,
        anchors: Sequence[Anchor],
        outer: Box | None,
        corners: Sequence[Point] = (),
    ) -> None:
        """Set the question; `run` asks it."""
        self._objective, self._target, self._outer = objective, target, outer
        self._safe = [a.box for a in anchors]
        self._safe += [tuple((x, x) for x in corner) for corner in corners]
        self._found = Bounded()

    def run(self, pieces: Sequence[Box], max_boxes: int, progress: Progress | None) -> Bounded:
        """Settle the pieces, at least one; Ctrl-C ends the search with what is known."""
        found, count = self._found, itertools.count()
        waiting: list[tuple[float, int, Box, arb | None]] = [
            (-math.inf, next(count), piece, None) for piece in pieces
        ]
        heapq.heapify(waiting)
        tiny = _TINY * max(high / 2 - low / 2 for piece in pieces for low, high in piece)
        stuck: list[tuple[float, int, Box, arb | None]] = []
        current = waiting[0]
        try:
            while waiting and found.examined < max_boxes:
                current = waiting[0]
                rest, lower = self._settle(current[2])
                found.examined += 1
                if progress is not None and found.examined % PROGRESS_EVERY == 0:
                    progress(found.examined, len(waiting))
                heapq.heappop(waiting)
                if rest is None:
                    continue
                key = -math.inf if lower is None else float(lower.mid())
                halves = split(rest, widest(rest))
                if halves is None or max(high / 2 - low / 2 for low, high in rest) <= tiny:
                    stuck.append((key, current[1], rest, lower))
                    continue
                for half in halves:
                    heapq.heappush(waiting, (key, next(count), half, lower))
        except KeyboardInterrupt:
            # The piece at hand may have left the heap already.
            stuck.append(current)
        left = [*stuck, *waiting]
        found.settled = not left
        lowers = [entry[3] for entry in left if entry[3] is not None]
        if len(lowers) == len(left):
            with precision(BITS):
                bound = self._target
                for lower in lowers:
                    bound = bound.min(lower)
                found.lower = bound
        return found

    def _settle(self, piece: Box) -> tuple[Box | None, arb | None]:
        """None if the piece is settled; else the part of it to go on with, and a lower bound."""
        if any(_in(piece, box) for box in self._safe):
            return None, None
        value = self._objective.value(balls(piece))
        if value >= self._target:
            return None, None
        if not value.is_finite():
            return piece, None
        around = balls(self._wider(piece))
        if not self._objective.pieces.joined_on(around):
            self._sample(piece)
            return piece, value.lower()
        slopes = self._objective.slopes(around)
        face = self._face(piece, slopes)
        if face is None:
            return None, None
        if face != piece:
            return self._settle(face)
        centre = middle(piece)
        form = self._sample(piece)
        for slope, reach in zip(slopes, offsets(piece, centre), strict=True):
            form = form + slope * reach
        if form >= self._target:
            return None, None
        return piece, value.lower().max(form.lower()) if form.is_finite() else value.lower()

    def _wider(self, piece: Box) -> Box:
        """The piece and a little around it, where f is in pieces that may meet on its faces."""
        if not self._objective.pieces.atoms:
            return piece
        return tuple(
            (math.nextafter(low, -math.inf), math.nextafter(high, math.inf)) for low, high in piece
        )

    def _face(self, piece: Box, slopes: Sequence[arb]) -> Box | None:
        """The part of a piece that may hold a lowest point; None if no part does."""
        kept = list(piece)
        for i, slope in enumerate(slopes):
            low, high = piece[i]
            rising = bool(slope > 0)
            if low == high or not (rising or slope < 0):
                continue
            if self._outer is None:
                return None
            end = low if rising else high
            if end != self._outer[i][0 if rising else 1]:
                return None
            kept[i] = (end, end)
        return tuple(kept)

    def _sample(self, piece: Box) -> arb:
        centre = middle(piece)
        value = self._objective.value([arb(x) for x in centre], BITS)
        best = self._found.best
        if value.is_finite() and (best is None or value < best[1]):
            self._found.best = centre, value
        return value


def _in(piece: Box, box: Box) -> bool:
    return all(a <= low and high <= b for (low, high), (a, b) in zip(piece, box, strict=True))
