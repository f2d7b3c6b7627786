"""Decide a bound on boxes: cut, depth first, until every piece is settled.

Depth first keeps the memory at the depth of the tree, however many boxes there are. A point that
breaks the bound ends the search; pieces too small to cut stay open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from verify.certify.boxes import Box, Point, middle, split
from verify.certify.curvature.slack import Bound, slack_of
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
def search(
    bound: Bound,
    boxes: Sequence[Box],
    *,
    max_boxes: int,
    size: float | None = None,
    keep_tree: bool = False,
    progress: Progress | None = None,
) -> Part:
    """Decide a bound on every given box; Ctrl-C ends the search with what is known.

    Args:
        bound: what has to hold.
        boxes: where; they are searched in order.
        max_boxes: how many pieces may be examined.
        size: the longest side where the whole search began; default: of these boxes. Pieces much
            smaller than that stay open.
        keep_tree: whether to keep how the boxes were cut (memory in the order of the pieces).
        progress: called every thousand pieces or so.

    >>> box = ((-20.0, 20.0),)
    >>> import sympy as sp
    >>> wave = Bound("exp(x)*(2+sin(2*x))", ("x",), sp.S.One, sp.Rational(1, 1000),
    ...              sp.Integer(7), sp.S.Zero, sp.S.Zero)
    >>> search(wave, [box], max_boxes=10_000).settled
    True
    """
    if size is None:
        size = longest_side(boxes)
    slack, tiny = slack_of(bound), TINY * size
    slack.begin(size)
    part = Part()
    waiting = list(reversed(boxes))
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
            halves: tuple[Box, ...] = ()
            node: Node
            if leaf is not None:
                node = leaf
            else:
                if slack.breaks_at(middle(box)):
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
