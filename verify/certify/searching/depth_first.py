"""Ask a question of many boxes: cut, depth first, until each piece is settled.

`search` does this for the curvature bound and keeps what a certificate needs. Here any other judge
may be asked, and nothing is kept but what stayed open.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from verify.certify.boxes import Box, Point, middle, split
from verify.certify.searching.search import (
    PROGRESS_EVERY,
    TINY,
    Part,
    Progress,
    longest_side,
    smallest,
)


class Judge(Protocol):
    """What is asked of boxes and of points."""

    def axis(self, box: Box) -> int | None:
        """None where the box is settled, else the variable to cut it across."""

    def breaks_at(self, point: Point) -> bool:
        """Whether what is asked certainly fails at a point."""


def ask(
    judge: Judge,
    boxes: Sequence[Box],
    *,
    max_boxes: int,
    progress: Progress | None = None,
) -> Part:
    """Ask a judge about every box; Ctrl-C ends the search with what is known.

    Args:
        judge: what settles a box.
        boxes: where; they are looked at in order.
        max_boxes: how many pieces may be examined.
        progress: called every thousand pieces or so.

    Returns:
        As of `search.search`, without a tree.
    """
    part, tiny = Part(), TINY * longest_side(boxes)
    waiting = list(reversed(boxes))
    try:
        while waiting:
            if part.boxes >= max_boxes:
                part.stopped = "budget"
                break
            if progress is not None and part.boxes % PROGRESS_EVERY == 0:
                progress(part.boxes, len(waiting))
            box = waiting[-1]
            axis = judge.axis(box)
            part.boxes += 1
            halves: tuple[Box, ...] = ()
            if axis is not None:
                if judge.breaks_at(middle(box)):
                    part.broken = middle(box)
                    break
                low, high = box[axis]
                halves = (split(box, axis) or ()) if high - low > tiny else ()
                if not halves:
                    part.count_open += 1
                    part.open = smallest([*part.open, box])
            # Last of all, and at once: an interrupt before this loses nothing.
            waiting[-1:] = halves[::-1]
    except KeyboardInterrupt:
        part.stopped = "interrupt"
    part.waiting = waiting[::-1]
    part.count_open += len(waiting)
    return part
