"""verify/certify/sublevel/grafting.py: one tree of the box from a cover and a search."""

from __future__ import annotations

import sympy as sp

from verify.certify.boxes import Box
from verify.certify.function.objective import objective
from verify.certify.sublevel.covering import cover
from verify.certify.sublevel.grafting import grafted, in_order
from verify.certify.tree import Leaf, Node, Split, leaves

WELLS = objective("(x**2-1)**2", ("x",))
START = (sp.Rational(5, 4),)


def test_each_tree_takes_the_place_of_its_own_piece() -> None:
    found = cover(WELLS, START)
    pieces = in_order(found)
    assert sorted(pieces) == sorted(found.reached)
    searched: list[Node] = []
    expected: list[Box] = []
    for number, ((low, high),) in enumerate(pieces):
        if number % 2:
            searched.append(Leaf("holds"))
            expected.append(((low, high),))
        else:
            cut = low / 2 + high / 2
            searched += [Split(0, cut), Leaf("holds"), Leaf("holds")]
            expected += [((low, cut),), ((cut, high),)]
    whole = list(leaves(grafted(found, searched), found.box))
    assert [piece for piece, leaf in whole if leaf.settled == "holds"] == expected
    assert not any(leaf.settled == "open" for _, leaf in whole)
