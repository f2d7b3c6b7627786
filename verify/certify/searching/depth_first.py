"""Ask a question of many boxes: cut, depth first, until every piece is settled.

Depth first keeps the memory at the depth of the tree, however many boxes there are. A point at
which the answer is no ends the search; pieces too small to cut stay open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from verify.certify.boxes import Box, Point, middle, split
from verify.certify.function.objective import BITS
from verify.certify.tree import Leaf, Node, Split, Tree
from verify.intervals.balls import precision

Progress: TypeAlias = Callable[[int, int], None]
"""Called now and then with the number of boxes examined and the number waiting."""

PROGRESS_EVERY = 1024
SHOWN_OPEN = 10
TINY = 2.0**-44
"""Pieces this much smaller than where the search began stay open: rounding hides the rest."""
MOST_OPEN = 10_000
"""Open pieces kept in memory; the others are only counted."""


class Judge(Protocol):
    """What is asked of boxes and of points; `ask` sets the precision to `BITS`."""

    def settle(self, box: Box) -> tuple[Leaf | None, int]:
        """Settle a box, or say which variable to cut.

        Returns:
            Why the box is settled, or None where it is not; and the variable to cut it across.
        """

    def breaks_at(self, point: Point) -> bool:
        """Whether what is asked certainly fails at a point."""


@dataclass
class Part:
    """What a search has found out about some boxes.

    Attributes:
        boxes: pieces examined.
        tree: how the boxes were cut, one tree after the other; empty unless it was asked for.
        open: pieces that could not be settled, the smallest first, at most ten of them.
        count_open: how many stayed open or were not reached.
        waiting: pieces not reached when the search stopped.
        broken: an exact point where what is asked fails, or None.
        stopped: why the search ended early: ``budget``, ``interrupt``, ``workers`` (one was lost
            with its work) or "".
        peak_bytes: the most memory that all processes together have held; 0 if not measured.
    """

    boxes: int = 0
    tree: Tree = field(default_factory=list)
    open: list[Box] = field(default_factory=list)
    count_open: int = 0
    waiting: list[Box] = field(default_factory=list)
    broken: Point | None = None
    stopped: str = ""
    peak_bytes: int = field(default=0, compare=False)

    @property
    def settled(self) -> bool:
        """Whether every piece is settled."""
        return self.broken is None and not self.count_open


@precision(BITS)
def ask(
    judge: Judge,
    boxes: Sequence[Box],
    *,
    max_boxes: int,
    size: float | None = None,
    keep_tree: bool = False,
    progress: Progress | None = None,
) -> Part:
    """Ask a judge about every box; Ctrl-C ends the search with what is known.

    Args:
        judge: what settles a box.
        boxes: where; they are searched in order.
        max_boxes: how many pieces may be examined.
        size: the longest side where the whole search began; default: of these boxes. Pieces much
            smaller than that stay open.
        keep_tree: whether to keep how the boxes were cut (memory in the order of the pieces).
        progress: called every thousand pieces or so.
    """
    part, tiny = Part(), TINY * (longest_side(boxes) if size is None else size)
    waiting = list(reversed(boxes))
    try:
        while waiting:
            if part.boxes >= max_boxes:
                part.stopped = "budget"
                break
            if progress is not None and part.boxes % PROGRESS_EVERY == 0:
                progress(part.boxes, len(waiting))
            box = waiting[-1]
            leaf, axis = judge.settle(box)
            part.boxes += 1
            halves: tuple[Box, ...] = ()
            node: Node
            if leaf is not None:
                node = leaf
            else:
                if judge.breaks_at(middle(box)):
                    part.broken = middle(box)
                    break
                halves = _cut(box, axis, tiny)
                node = Split(axis, halves[0][axis][1]) if halves else _left_open(box, part)
            if keep_tree:
                part.tree.append(node)
            # Last of all, and at once: an interrupt before this loses nothing.
            waiting[-1:] = halves[::-1]
    except KeyboardInterrupt:
        part.stopped = "interrupt"
        _drop_unfinished(part.tree, len(waiting) - len(boxes))
    part.waiting = waiting[::-1]
    part.count_open += len(waiting)
    part.open = smallest(part.open)
    return part


def longest_side(boxes: Iterable[Box]) -> float:
    """The longest side of any of the boxes; 0 of none.

    >>> longest_side([((0.0, 1.0), (0.0, 3.0)), ((2.0, 4.0), (0.0, 1.0))])
    3.0
    """
    return max((high - low for box in boxes for low, high in box), default=0.0)


def smallest(boxes: Iterable[Box]) -> list[Box]:
    """The smallest boxes, as many of them as are shown."""
    return sorted(boxes, key=lambda box: longest_side([box]))[:SHOWN_OPEN]


def _cut(box: Box, axis: int, tiny: float) -> tuple[Box, ...]:
    low, high = box[axis]
    return (split(box, axis) or ()) if high - low > tiny else ()


def _left_open(box: Box, part: Part) -> Leaf:
    part.count_open += 1
    if len(part.open) < MOST_OPEN:
        part.open.append(box)
    return Leaf("open")


def _drop_unfinished(tree: Tree, grown: int) -> None:
    """Drop the last node if it was written for a box that is still waiting.

    A split makes the stack of waiting boxes longer by one, a leaf shorter by one.
    """
    if tree and sum(1 if isinstance(node, Split) else -1 for node in tree) != grown:
        tree.pop()
