"""How a box was cut, and why each last piece is settled: a binary tree, written in preorder.

A split is followed by the tree of its lower half, then by that of its upper half. This is what a
certificate stores: the pieces cover the box because of how the tree is written, so nobody has to
check that they do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from theory.errors import WarmproofError
from verify.certify.boxes import Box


@dataclass(frozen=True, slots=True)
class Split:
    """A box cut across variable ``axis`` (index from 0) at the double ``cut``."""

    axis: int
    cut: float


@dataclass(frozen=True, slots=True)
class Leaf:
    """A piece that is not cut further.

    Attributes:
        settled: ``outside`` (f lies above the level on the whole piece), ``elsewhere`` (not
            connected to the start within the level), ``holds`` (the claim holds on the part of
            the piece that lies within the level), or ``open``.
        how: the form of the enclosure that settled it, such as ``value`` or ``slope``.
    """

    settled: str
    how: str = ""


OUTSIDE = Leaf("outside", "value")
OUTSIDE_CENTRED = Leaf("outside", "slope")
VALUE = Leaf("holds", "value")
CENTRED = Leaf("holds", "centred")
SLOPE = Leaf("holds", "slope")
TOUCH = Leaf("holds", "touch")
FACTORS = Leaf("holds", "factors")

Node: TypeAlias = "Split | Leaf"
Tree: TypeAlias = "list[Node]"


def leaves(tree: Sequence[Node], box: Box) -> Iterator[tuple[Box, Leaf]]:
    """Every last piece with its leaf, from the lower ends to the upper ones.

    Raises:
        WarmproofError: the nodes do not form one tree, or a cut lies outside its box.

    >>> list(leaves([Split(0, 0.5), Leaf("holds"), Leaf("open")], ((0.0, 1.0),)))[1]
    (((0.5, 1.0),), Leaf(settled='open', how=''))
    """
    waiting = [box]
    for node in tree:
        if not waiting:
            raise WarmproofError("the tree of boxes goes on after its last piece.")
        piece = waiting.pop()
        if isinstance(node, Leaf):
            yield piece, node
            continue
        if not 0 <= node.axis < len(piece):
            raise WarmproofError(f"the tree of boxes cuts variable {node.axis}, which it has not.")
        low, high = piece[node.axis]
        if not low < node.cut < high:
            raise WarmproofError(f"the tree of boxes cuts [{low}, {high}] at {node.cut}.")
        before, after = piece[: node.axis], piece[node.axis + 1 :]
        waiting.append((*before, (node.cut, high), *after))
        waiting.append((*before, (low, node.cut), *after))
    if waiting:
        raise WarmproofError(f"the tree of boxes ends with {len(waiting)} pieces missing.")
