"""Put the trees of a search in place of the pieces of a cover: one tree of the whole box."""

from __future__ import annotations

from collections.abc import Iterator

from verify.certify.boxes import Box
from verify.certify.sublevel.cover import Cover
from verify.certify.tree import Leaf, Node, Split, Tree, leaves


def in_order(cover: Cover) -> list[Box]:
    """The reached pieces in the order of the cover's tree."""
    return [piece for piece, leaf in leaves(cover.tree, cover.box) if leaf.settled == "open"]


def grafted(cover: Cover, searched: Tree) -> Tree:
    """The cover's tree, with the next tree of a search in place of each reached piece.

    Args:
        cover: a cover.
        searched: one tree for each piece of `in_order`, one after the other.
    """
    nodes = iter(searched)
    whole: list[Node] = []
    for node in cover.tree:
        if isinstance(node, Leaf) and node.settled == "open":
            whole.extend(_one_tree(nodes))
        else:
            whole.append(node)
    return whole


def _one_tree(nodes: Iterator[Node]) -> Iterator[Node]:
    """The nodes of the next whole tree of a preorder sequence."""
    missing = 1
    while missing:
        node = next(nodes)
        missing += 1 if isinstance(node, Split) else -1
        yield node
