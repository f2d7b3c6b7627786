"""Cut boxes until the inequalities they ask of (K0, K) are nearly the necessary ones.

What all boxes of a cover ask for is enough, what points of it ask for is necessary. The box that
asks for most beyond that, as a ratio, is cut next. So the work goes to the boxes that matter for
some good pair, and it may stop at any time: the cover stays one, only less tight.
"""

from __future__ import annotations

import heapq
import math
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from verify.certify.boxes import Box, split
from verify.certify.constants.images import UNKNOWN, Corners, Images, Sample, View
from verify.certify.constants.majorant import Guide

Progress: TypeAlias = Callable[[int, float], None]
"""Called now and then with the number of boxes examined and the largest ratio left."""

PROGRESS_EVERY = 1024
STEEPEST = 1000.0
"""Pairs with K beyond this, in units of the largest curvature over gap power, are not made tight:
where the curvature falls with the gap to 0, ever smaller K0 would take ever more boxes."""
FLOORS = (2.0**-4, 2.0**-8, 2.0**-12, 2.0**-16, 2.0**-40)
"""Where the gap may be 0, curvature below this part of the largest one is good enough, first by
the first floor, and so on: no box around a minimiser shows that K0 = 0 is good. Below the last but
one the work may double, and take `LAST` boxes more."""
LAST = 500
TINY = 2.0**-44
"""Pieces this much smaller than where the work began are not cut."""


@dataclass
class Refined:
    """A cover of boxes and what is known of it.

    Attributes:
        pieces: every box that holds a point that counts, and what it asks for.
        samples: the points that ask for most.
        examined: how many boxes were looked at.
        stopped: why the work ended early: ``budget``, ``interrupt``, ``tiny`` (no bound was found
            on a piece too small to be cut) or "".
    """

    pieces: list[tuple[Box, Corners]] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    examined: int = 0
    stopped: str = ""


def refine(
    images: Images,
    boxes: Sequence[Box],
    *,
    tolerance: float,
    max_boxes: int,
    progress: Progress | None = None,
) -> Refined:
    """Cut boxes until none asks for more than ``1 + tolerance`` times what is necessary.

    Args:
        images: what looks at boxes.
        boxes: a cover of the set.
        tolerance: the work ends there; it is judged in doubles and decides nothing.
        max_boxes: how many boxes may be looked at; the given ones are in any case.
        progress: called every thousand boxes or so.
    """
    return _Work(images, 1 + tolerance, progress).run(boxes, max_boxes)


class _Work:
    """The dictionary of pieces is a cover at any time; the heap only says which one comes next."""

    def __init__(self, images: Images, goal: float, progress: Progress | None) -> None:
        self._images, self._goal, self._progress = images, goal, progress
        self._guide = Guide(STEEPEST)
        self._found = Refined()
        self._pieces: dict[int, View] = {}
        self._heap: list[tuple[float, int, int]] = []
        self._floor = FLOORS[0]
        self._count = 0

    def run(self, boxes: Sequence[Box], max_boxes: int) -> Refined:
        found = self._found
        waiting = list(boxes)
        try:
            while waiting:
                self._add(self._look(waiting[-1]))
                waiting.pop()
            tiny = min(_size(box) for box in boxes) * TINY
            for self._floor in FLOORS[:-1]:
                self._cut_all(max_boxes, tiny)
                if found.stopped:
                    break
            else:
                self._floor = FLOORS[-1]
                self._cut_all(min(max_boxes, 2 * found.examined + LAST), tiny)
                if found.stopped == "budget":
                    found.stopped = ""
        except KeyboardInterrupt:
            found.stopped = "interrupt"
        found.pieces = [(view.box, view.corners) for view in self._pieces.values() if view.corners]
        found.pieces += [(box, UNKNOWN) for box in waiting]
        return found

    def _cut_all(self, max_boxes: int, tiny: float) -> None:
        found = self._found
        heap = self._heap
        heap[:] = [self._entry(number) for number in self._pieces]
        heapq.heapify(heap)
        while heap:
            number = heap[0][-1]
            view, entry = self._pieces[number], self._entry(number)
            if entry > heap[0]:
                # The guide has grown since; other boxes may ask for more by now.
                heapq.heapreplace(heap, entry)
                continue
            ratio = -entry[0]
            if ratio <= self._goal:
                return
            low, high = view.box[view.axis]
            halves = split(view.box, view.axis) if high - low > tiny else None
            if halves is None and ratio < math.inf:
                heapq.heappop(heap)
                continue
            if halves is None or found.examined + 2 > max_boxes:
                found.stopped = "tiny" if halves is None else "budget"
                return
            views = [self._look(half) for half in halves]
            heapq.heappop(heap)
            # The halves are there before their box goes: an interrupt leaves a cover.
            for half in views:
                heapq.heappush(heap, self._entry(self._add(half)))
            del self._pieces[number]

    def _entry(self, number: int) -> tuple[float, int, int]:
        """What asks for most comes first; of equals the oldest, but without a bound the newest."""
        ratio = self._ratio(self._pieces[number].corners)
        return -ratio, number if ratio < math.inf else -number, number

    def _look(self, box: Box) -> View:
        found = self._found
        if self._progress is not None and found.examined % PROGRESS_EVERY == 0:
            self._progress(found.examined, -self._heap[0][0] if self._heap else math.inf)
        view = self._images.view(box, self._is_enough)
        found.examined += 1
        sample = view.sample
        if sample is not None and self._guide.add(sample.guide, sample.curvature):
            found.samples.append(sample)
        return view

    def _add(self, view: View) -> int:
        number = self._count = self._count + 1
        self._pieces[number] = view
        return number

    def _is_enough(self, corners: Corners) -> bool:
        return self._ratio(corners) <= self._goal

    def _ratio(self, corners: Corners) -> float:
        """How much more corners ask for than is known to be necessary."""
        return max((self._quotient(q, p) for q, p in corners), default=0.0)

    def _quotient(self, q: float, p: float) -> float:
        necessary = self._guide(q)
        if q == 0:
            necessary = max(necessary, self._floor * self._guide.highest)
        if p <= necessary:
            return 1.0
        if p == math.inf:
            return p
        return min(p / necessary if necessary > 0 else math.inf, sys.float_info.max)


def _size(box: Box) -> float:
    return max(high - low for low, high in box)
