"""Boxes with double ends: nothing of them is lost in a ball, a cut or a rounding."""

from __future__ import annotations

import math
import random

import pytest
import sympy as sp

from theory.errors import DomainError
from verify.certify.boxes import (
    balls,
    contains,
    middle,
    nearby,
    offsets,
    outward,
    side_ball,
    split,
    touch,
    widest,
)
from verify.intervals.balls import ends

R = sp.Rational


def _sides(count: int) -> list[tuple[float, float]]:
    draw = random.Random(1)
    found = []
    for _ in range(count):
        low = draw.choice([-1, 1]) * math.ldexp(draw.random(), draw.randint(-60, 60))
        width = math.ldexp(draw.random(), draw.randint(-60, 60))
        found.append((low, max(low + width, math.nextafter(low, math.inf))))
    return found


def test_a_ball_holds_both_ends_and_keeps_their_sign() -> None:
    for low, high in [*_sides(500), (0.0, 0.1), (-0.3, 0.0), (0.0, 5e-324), (1.0, 1.0)]:
        ball = side_ball(low, high)
        found = ends(ball)
        assert found[0] <= R(low) and R(high) <= found[1]
        assert low < 0 or ball >= 0
        assert high > 0 or ball <= 0


def test_offsets_hold_the_way_from_the_middle_to_both_ends() -> None:
    for side in _sides(500):
        (centre,) = middle((side,))
        (away,) = offsets((side,), (centre,))
        low, high = ends(away)
        assert low <= R(side[0]) - R(centre) and R(side[1]) - R(centre) <= high


def test_a_rational_side_is_rounded_outward_by_no_more_than_one_double() -> None:
    low, high = outward(R(1, 10), R(1, 3))
    assert R(low) <= R(1, 10) < R(math.nextafter(low, 1))
    assert R(math.nextafter(high, 0)) < R(1, 3) <= R(high)
    assert outward(R(-1, 2), R(3)) == (-0.5, 3.0)


def test_a_side_beyond_the_doubles_or_turned_around_is_refused() -> None:
    with pytest.raises(DomainError, match="must stay below 1e308"):
        outward(R(0), R(10) ** 400)
    with pytest.raises(DomainError, match="low <= high"):
        outward(R(1), R(0))


def test_halves_meet_in_the_cut_and_a_side_of_two_doubles_is_not_cut() -> None:
    lower, upper = split(((0.0, 1.0), (2.0, 3.0)), 0) or ((), ())
    assert lower == ((0.0, 0.5), (2.0, 3.0)) and upper == ((0.5, 1.0), (2.0, 3.0))
    assert touch(lower, upper)
    assert split(((1.0, math.nextafter(1.0, 2.0)),), 0) is None
    assert split(((1.0, 1.0),), 0) is None


def test_small_questions_about_boxes() -> None:
    box = ((0.0, 1.0), (0.0, 4.0))
    assert widest(box) == 1
    assert contains(box, (1.0, 0.0)) and not contains(box, (1.5, 0.0))
    assert not touch(box, ((2.0, 3.0), (0.0, 1.0)))
    assert len(balls(box)) == 2


@pytest.mark.parametrize("x", [0.0, 5e-324, -1.0, 1 / 3, 1e9, -1e300])
def test_what_is_nearby_reaches_to_both_sides_and_not_far(x: float) -> None:
    (ball,) = nearby((x,))
    low, high = ends(ball)
    assert low < R(x) < high
    assert high - low <= R(1, 2**58) * max(1, abs(R(x)))
