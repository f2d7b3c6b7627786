"""The refinement: whatever stops it, what it returns is a cover."""

from __future__ import annotations

import pytest
import sympy as sp

from verify.certify.boxes import contains
from verify.certify.constants.images import UNKNOWN, Images
from verify.certify.constants.refine import refine
from verify.certify.function.objective import objective

BOX = ((-2.0, 2.0), (-1.0, 3.0))
TEXT = "100*(y - x**2)**2 + (1 - x)**2"


@pytest.fixture
def images():
    return Images(objective(TEXT, ("x", "y")), sp.S.One, sp.S.Zero, sp.S.Zero, None)


def area(pieces):
    return sum((b - a) * (d - c) for ((a, b), (c, d)), _ in pieces)


def test_the_pieces_cover_the_box(images):
    found = refine(images, [BOX], tolerance=0.1, max_boxes=10_000)
    assert found.stopped == ""
    assert area(found.pieces) == 16.0


@pytest.mark.parametrize(
    ("text", "top"),
    [
        ("2*cosh(2*x) + 9*y**2 + 2*sqrt(1 + y**2)", 22),
        ("cos(x) + cos(y)", -2),
        ("x**4 + y**4", 0),
        ("x**2*y**2 + x**2 + y**2", 0),
        ("x**2*y**2 + x**2 + y**2", 100),
    ],
)
@pytest.mark.parametrize("tolerance", [0.3, 0.1, 0.03])
def test_no_piece_is_lost_where_many_ask_for_the_same(text, top, tolerance):
    """With symmetries, and where the gap is 0 all over, ratios are equal again and again."""
    f, infimum = objective(text, ("x", "y")), sp.Integer(top)
    images = Images(f, sp.S.One, infimum, infimum, None)
    box = ((-2.0, 2.0), (-2.0, 2.0))
    found = refine(images, [box], tolerance=tolerance, max_boxes=3000)
    pieces = [piece for piece, _ in found.pieces]
    assert len(set(pieces)) == len(pieces)
    assert area(found.pieces) == 16.0


def test_a_budget_leaves_a_cover(images):
    found = refine(images, [BOX], tolerance=0.1, max_boxes=100)
    assert found.stopped == "budget"
    assert found.examined <= 100
    assert area(found.pieces) == 16.0


@pytest.mark.parametrize("after", [0, 1, 2, 9, 40])
def test_an_interrupt_leaves_a_cover(images, monkeypatch, after):
    """A box interrupted between its halves stays; so does a box that was never looked at."""
    view, calls = images.view, []

    def interrupted(box, enough):
        if len(calls) == after:
            raise KeyboardInterrupt
        calls.append(box)
        return view(box, enough)

    monkeypatch.setattr(images, "view", interrupted)
    halves = [((-2.0, 0.0), BOX[1]), ((0.0, 2.0), BOX[1])]
    found = refine(images, halves, tolerance=0.01, max_boxes=10_000)
    assert found.stopped == "interrupt"
    assert area(found.pieces) >= 16.0
    for point in [(-1.9, -0.9), (1.9, 2.9), (0.1, 0.1), (-0.3, 2.0)]:
        assert any(contains(box, point) for box, _ in found.pieces)


def test_an_unseen_box_is_without_a_bound(images, monkeypatch):
    def interrupted(box, enough):
        raise KeyboardInterrupt

    monkeypatch.setattr(images, "view", interrupted)
    found = refine(images, [BOX], tolerance=0.01, max_boxes=10)
    assert found.pieces == [(BOX, UNKNOWN)]


def test_the_work_stops_at_a_kink():
    images = Images(objective("Abs(x - 1/3)", ("x",)), sp.S.One, sp.S.Zero, sp.S.Zero, None)
    found = refine(images, [((-1.0, 1.0),)], tolerance=0.01, max_boxes=10_000)
    assert found.stopped == "tiny"
    assert found.examined < 200


def test_progress_tells_how_much_is_left(images):
    told = []
    refine(
        images,
        [BOX],
        tolerance=0.02,
        max_boxes=10_000,
        progress=lambda count, ratio: told.append((count, ratio)),
    )
    assert told[0] == (0, float("inf"))
    assert all(ratio > 1 for _, ratio in told)
    assert [count for count, _ in told] == [1024 * n for n in range(len(told))]
