"""A search under way: the pieces in order, some of them still waiting, and how to share them out.

With trees kept, the pieces are one preorder (see `tree`) in which a box stands wherever its own
tree is missing. Results replace boxes in place, so the order never changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from verify.certify.boxes import Box
from verify.certify.searching.depth_first import Part, smallest
from verify.certify.tree import Leaf, Node

Piece: TypeAlias = "Node | Box"
Chunk: TypeAlias = tuple[int, int]
"""Where some boxes stand that follow one another: the first, and the first beyond them."""


@dataclass(frozen=True)
class Unfinished:
    """What is known of some boxes.

    Attributes:
        pieces: nodes of trees, and boxes whose trees are missing; without trees, boxes alone.
        boxes: pieces examined so far.
        left_open: how many stayed open.
        open: the smallest of those.
    """

    pieces: Sequence[Piece]
    boxes: int = 0
    left_open: int = 0
    open: Sequence[Box] = ()

    def waiting(self) -> list[Box]:
        """The boxes that have not been reached."""
        return [piece for piece in self.pieces if isinstance(piece, tuple)]

    def chunks(self, most: int) -> list[Chunk]:
        """Share the waiting boxes out, neighbours together, the first ``most`` shares only.

        >>> side = ((0.0, 1.0),)
        >>> Unfinished([side, side, Leaf("holds"), side]).chunks(2)
        [(0, 2), (3, 4)]
        """
        length = -(-len(self.waiting()) // most)
        found: list[Chunk] = []
        begun: int | None = None
        for at, piece in enumerate(self.pieces):
            waits = isinstance(piece, tuple)
            if begun is not None and (not waits or at - begun == length):
                found.append((begun, at))
                begun = None
            if waits and begun is None:
                begun = at
        if begun is not None:
            found.append((begun, len(self.pieces)))
        return found[:most]

    def boxes_of(self, chunk: Chunk) -> list[Box]:
        """The boxes of a chunk."""
        return [piece for piece in self.pieces[slice(*chunk)] if isinstance(piece, tuple)]

    def absorb(self, chunks: Sequence[Chunk], parts: Sequence[Part]) -> Unfinished:
        """Put what was found out about the first chunks, one part for each, in their places."""
        pieces: list[Piece] = []
        at = 0
        for (start, stop), part in zip(chunks, parts, strict=False):
            pieces += [*self.pieces[at:start], *part.tree, *part.waiting]
            at = stop
        pieces += self.pieces[at:]
        left_open = sum(part.count_open - len(part.waiting) for part in parts)
        return Unfinished(
            pieces,
            self.boxes + sum(part.boxes for part in parts),
            self.left_open + left_open,
            smallest([*self.open, *(box for part in parts for box in part.open)]),
        )

    def part(self, *, keep_tree: bool) -> Part:
        """The same as the result of a search; in its tree, what waits is an open leaf."""
        waiting = self.waiting()
        open_leaf = Leaf("open")
        nodes = [open_leaf if isinstance(piece, tuple) else piece for piece in self.pieces]
        return Part(
            boxes=self.boxes,
            tree=nodes if keep_tree else [],
            open=list(self.open),
            count_open=self.left_open + len(waiting),
            waiting=waiting,
        )


@dataclass
class Round:
    """Chunks given out, and what has come back of them, the first chunks first.

    A part is taken in by one append, so an interrupt finds it taken in wholly or not at all.
    """

    begun: Unfinished
    chunks: Sequence[Chunk] = ()
    parts: list[Part] = field(default_factory=list)

    def now(self) -> Unfinished:
        """What is known by now."""
        return self.begun.absorb(self.chunks, self.parts) if self.parts else self.begun
