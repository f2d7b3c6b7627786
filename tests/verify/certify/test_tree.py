"""Trees in preorder: their pieces cover the box, and what is no tree is refused."""

from __future__ import annotations

import pytest

from theory.errors import WarmproofError
from verify.certify.tree import Leaf, Node, Split, leaves

BOX = ((0.0, 1.0), (0.0, 1.0))
HOLDS = Leaf("holds")


def test_the_pieces_come_lower_half_first() -> None:
    tree: list[Node] = [Split(1, 0.5), Split(0, 0.25), HOLDS, Leaf("open"), Leaf("outside")]
    pieces = list(leaves(tree, BOX))
    assert [leaf.settled for _, leaf in pieces] == ["holds", "open", "outside"]
    assert pieces[0][0] == ((0.0, 0.25), (0.0, 0.5))
    assert sum((b[0][1] - b[0][0]) * (b[1][1] - b[1][0]) for b, _ in pieces) == 1


@pytest.mark.parametrize(
    ("tree", "says"),
    [
        ([Split(0, 0.5), HOLDS], "1 pieces missing"),
        ([], "1 pieces missing"),
        ([HOLDS, HOLDS], "goes on after its last piece"),
        ([Split(2, 0.5), HOLDS, HOLDS], "cuts variable 2"),
        ([Split(-1, 0.5), HOLDS, HOLDS], "cuts variable -1"),
        ([Split(0, 1.5), HOLDS, HOLDS], "cuts .* at 1.5"),
        ([Split(0, 0.0), HOLDS, HOLDS], "cuts .* at 0.0"),
        ([Split(0, float("nan")), HOLDS, HOLDS], "cuts .* at nan"),
    ],
)
def test_what_is_no_tree_of_the_box_is_refused(tree: list[Node], says: str) -> None:
    with pytest.raises(WarmproofError, match=says):
        list(leaves(tree, BOX))
