"""Decide a bound on boxes: cut, depth first, until every piece is settled.

Depth first keeps the memory at the depth of the tree, however many boxes there are. A point that
breaks the bound ends the search; pieces too small to cut stay open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from verify.certify.boxes import Box, Point, middle, split
from verify.certify.slack import Bound, Slack
from verify.certify.tree import Leaf, Node, Split, Tree

Progress: TypeAlias = Callable[[int, int], None]
"""Called now and then with the number of boxes examined and the number waiting."""

PROGRESS_EVERY = 1024
SHOWN_OPEN = 10
TINY = 2.0**-44
"""Pieces this much smaller than where the search began stay open: rounding hides the rest."""
MOST_OPEN = 10_000
"""Open pieces kept in memory; the others are only counted."""


@dataclass
class Part:
    """What a search has found out about some boxes.

    Attributes:
        boxes: pieces examined.
        tree: how the boxes were cut, one tree after the other; empty unless it was asked for.
        open: pieces that could not be settled, the smallest first, at most ten of them.
        count_open: how many stayed open or were not reached.
        waiting: pieces not reached when the search stopped.
        broken: an exact point where the bound fails, or None.
        stopped: why the search ended early: ``budget``, ``interrupt`` or "".
    """

    boxes: int = 0
    tree: Tree = field(default_factory=list)
    open: list[Box] = field(default_factory=list)
    count_open: int = 0
    waiting: list[Box] = field(default_factory=list)
    broken: Point | None = None
    stopped: str = ""

    @property
    def settled(self) -> bool:
        """Whether every piece is settled."""
        return self.broken is None and not self.count_open


def search(
    bound: Bound,
    boxes: Sequence[Box],
    *,
    max_boxes: int,
    keep_tree: bool = False,
    progress: Progress | None = None,
) -> Part:
    """Decide a bound on every given box; Ctrl-C ends the search with what is known.

    Args:
        bound: what has to hold.
        boxes: where; they are searched in order.
        max_boxes: how many pieces may be examined.
        keep_tree: whether to keep how the boxes were cut (memory in the order of the pieces).
        progress: called every thousand pieces or so.

    >>> box = ((-20.0, 20.0),)
    >>> import sympy as sp
    >>> wave = Bound("exp(x)*(2+sin(2*x))", ("x",), sp.S.One, sp.Rational(1, 1000),
    ...              sp.Integer(7), sp.S.Zero, sp.S.Zero)
    >>> search(wave, [box], max_boxes=10_000).settled
    True
    """
    slack = Slack(bound)
    part = Part()
    waiting = list(reversed(boxes))
    tiny = min((max(high - low for low, high in box) for box in boxes), default=0.0) * TINY
    try:
        while waiting:
            if part.boxes >= max_boxes:
                part.stopped = "budget"
                break
            if progress is not None and part.boxes % PROGRESS_EVERY == 0:
                progress(part.boxes, len(waiting))
            box = waiting[-1]
            leaf, axis = slack.settle(box)
            part.boxes += 1
            halves = None
            if leaf is None:
                if slack.breaks_at(middle(box)):
                    part.broken = middle(box)
                    break
                halves = _cut(box, axis, tiny)
            if halves is not None:
                # The box leaves the stack as its halves enter it: an interrupt loses nothing.
                waiting[-1:] = (halves[1], halves[0])
                node: Node = Split(axis, halves[0][axis][1])
            else:
                waiting.pop()
                node = leaf or _left_open(box, part)
            if keep_tree:
                part.tree.append(node)
    except KeyboardInterrupt:
        part.stopped = "interrupt"
    part.waiting = waiting[::-1]
    part.count_open += len(waiting)
    part.open.sort(key=_size)
    del part.open[SHOWN_OPEN:]
    return part


def _cut(box: Box, axis: int, tiny: float) -> tuple[Box, Box] | None:
    low, high = box[axis]
    return split(box, axis) if high - low > tiny else None


def _left_open(box: Box, part: Part) -> Leaf:
    part.count_open += 1
    if len(part.open) < MOST_OPEN:
        part.open.append(box)
    return Leaf("open")


def _size(box: Box) -> float:
    return max(high - low for low, high in box)
