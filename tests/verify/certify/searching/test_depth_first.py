"""`verify.certify.searching.depth_first`: any judge asked of every box."""

from __future__ import annotations

import pytest
from flint import ctx

from verify.certify.boxes import contains
from verify.certify.function.objective import BITS
from verify.certify.searching.depth_first import ask
from verify.certify.tree import VALUE, Leaf, Split, leaves


class Away:
    """Settles boxes that keep away from a point, and breaks at points of an interval."""

    def __init__(self, point, broken=(2.0, 1.0)):
        self.point, self.broken, self.seen = point, broken, []

    def settle(self, box):
        self.seen.append(box)
        return (None if contains(box, self.point) else VALUE), 0

    def breaks_at(self, point):
        return self.broken[0] <= point[0] <= self.broken[1]


def test_boxes_away_from_the_point_are_settled():
    part = ask(Away((5.0,)), [((0.0, 1.0),), ((2.0, 3.0),)], max_boxes=10)
    assert part.settled
    assert part.boxes == 2


def test_pieces_around_the_point_stay_open_and_are_tiny():
    part = ask(Away((1 / 3,)), [((0.0, 1.0),)], max_boxes=1000)
    assert not part.settled
    assert part.count_open == len(part.open) == 1
    ((low, high),) = part.open[0]
    assert low <= 1 / 3 <= high
    assert high - low < 1e-12


def test_a_broken_point_ends_the_search():
    part = ask(Away((0.25,), (0.2, 0.3)), [((0.0, 1.0),)], max_boxes=1000)
    assert part.broken == (0.25,)


def test_a_spent_budget_leaves_the_rest_waiting():
    part = ask(Away((1 / 3,)), [((0.0, 1.0),), ((0.0, 0.5),)], max_boxes=3)
    assert part.stopped == "budget"
    assert not part.settled
    assert part.waiting[-1] == ((0.0, 0.5),)


def test_an_interrupt_keeps_what_is_known():
    class Interrupted(Away):
        def settle(self, box):
            if len(self.seen) == 3:
                raise KeyboardInterrupt
            return super().settle(box)

    part = ask(Interrupted((1 / 3,)), [((0.0, 1.0),)], max_boxes=100)
    assert part.stopped == "interrupt"
    assert part.boxes == 3
    assert part.waiting


def test_progress_is_told():
    told = []
    ask(Away((1 / 3,)), [((0.0, 1.0),)], max_boxes=10, progress=lambda a, b: told.append((a, b)))
    assert told == [(0, 1)]


def test_the_tree_says_how_the_boxes_were_cut():
    # With this size, sides up to 1/4 are too small to cut.
    part = ask(Away((0.8,)), [((0.0, 1.0),)], max_boxes=100, size=2.0**42, keep_tree=True)
    assert part.tree == [Split(0, 0.5), VALUE, Split(0, 0.75), VALUE, Leaf("open")]
    found = dict(leaves(part.tree, ((0.0, 1.0),)))
    assert found == {((0.0, 0.5),): VALUE, ((0.5, 0.75),): VALUE, ((0.75, 1.0),): Leaf("open")}


def test_no_tree_is_kept_unless_it_is_asked_for():
    assert ask(Away((0.8,)), [((0.0, 1.0),)], max_boxes=100).tree == []


@pytest.mark.parametrize("size", [1.0, 4.0])
def test_pieces_are_tiny_beside_where_the_whole_search_began(size):
    part = ask(Away((1 / 3,)), [((0.0, 1.0),)], max_boxes=1000, size=size)
    ((low, high),) = part.open[0]
    assert high - low == size * 2.0**-44


def test_the_judge_works_at_its_precision():
    class Looks(Away):
        def settle(self, box):
            self.bits = ctx.prec
            return super().settle(box)

    before, judge = ctx.prec, Looks((5.0,))
    ask(judge, [((0.0, 1.0),)], max_boxes=1)
    assert (judge.bits, ctx.prec) == (BITS, before)
