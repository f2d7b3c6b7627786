"""`verify.certify.searching.depth_first`: any judge asked of every box."""

from __future__ import annotations

from verify.certify.boxes import contains
from verify.certify.searching.depth_first import ask


class Away:
    """Settles boxes that keep away from a point, and breaks at points of an interval."""

    def __init__(self, point, broken=(2.0, 1.0)):
        self.point, self.broken, self.seen = point, broken, []

    def axis(self, box):
        self.seen.append(box)
        return 0 if contains(box, self.point) else None

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
        def axis(self, box):
            if len(self.seen) == 3:
                raise KeyboardInterrupt
            return super().axis(box)

    part = ask(Interrupted((1 / 3,)), [((0.0, 1.0),)], max_boxes=100)
    assert part.stopped == "interrupt"
    assert part.boxes == 3
    assert part.waiting


def test_progress_is_told():
    told = []
    ask(Away((1 / 3,)), [((0.0, 1.0),)], max_boxes=10, progress=lambda a, b: told.append((a, b)))
    assert told == [(0, 1)]
