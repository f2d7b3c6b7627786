"""Members for any rho: floats against enclosures, the class, and what does not belong to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from flint import arb

from verify.intervals.balls import precision
from verify.properties.any_rho import Bottom, Line, Side
from verify.properties.arithmetic import BALLS, FLOATS, OpenChoiceError
from verify.properties.controlled import Piece
from verify.properties.draws import Draw, Points, coordinates_of, kinds_of, on_grid
from verify.properties.scene import Scene
from verify.properties.scenes.any_rho import Member, any_member, convex_member
from verify.properties.taylor import Law, Solution

CASES = 100
RHOS = [Fraction(1, 2), Fraction(3, 2), Fraction(2), Fraction(3)]
Maker = Callable[[Draw], Member]


def maker(member_of: Callable[..., Member], rho: Fraction) -> Maker:
    return lambda draw: member_of(draw, Scene(), rho=rho)


def drawn(make: Maker) -> tuple[Points, Member, np.ndarray]:
    """Points, members in floats, and which of them are what they say."""
    points = on_grid(np.random.default_rng(5).random((CASES, len(kinds_of(make)))))
    with np.errstate(all="ignore"):
        member = make(Draw.many(points))
    rooms = [np.broadcast_to(room, CASES) >= 0 for room in member.line.rooms]
    return points, member, np.all(rooms, axis=0)


@pytest.mark.parametrize("rho", RHOS)
@pytest.mark.parametrize("member_of", [any_member, convex_member])
def test_value_slope_and_curvature_agree_and_stay_in_the_class(
    member_of: Callable[..., Member], rho: Fraction
) -> None:
    _, member, valid = drawn(maker(member_of, rho))
    assert valid.mean() > 0.4
    line, law = member.line, member.line.law
    far = np.asarray(line.right.joints[-1])
    for place in np.linspace(-1, 2, 25):
        x, h = place * far, 1e-4 * far
        with np.errstate(all="ignore"):
            (u, p), before, after = (line.at(y) for y in (x, x - h, x + h))
            size = np.sqrt(law.Phi(np.abs(u))) + 1e-9
            curvature = (after.p - before.p) / (2 * h)
            highest = np.maximum.reduce(
                [law.ell(each.u) for each in (before, Solution(u, p), after)]
            )
        assert np.all((u >= 0)[valid])
        assert np.all((np.abs((after.u - before.u) / (2 * h) - p) < 1e-3 * size)[valid])
        assert np.all((np.abs(curvature) <= highest * (1 + 1e-6) + 1e-6 * size / h)[valid])


@pytest.mark.parametrize("rho", [Fraction(1), *RHOS])
@pytest.mark.parametrize("member_of", [any_member, convex_member])
def test_floats_lie_in_the_enclosures(member_of: Callable[..., Member], rho: Fraction) -> None:
    make = maker(member_of, rho)
    points, member, valid = drawn(make)
    for row in np.flatnonzero(valid)[:6]:
        with precision(128):
            line = make(Draw.exactly(coordinates_of(points[row]))).line
            for share in (-0.5, 0.25, 0.75, 1.25):
                x = share * float(np.broadcast_to(member.line.right.joints[-1], CASES)[row])
                with np.errstate(all="ignore"):
                    floats = member.line.at(np.full(CASES, x))
                for ball, values in zip(line.at(arb(x)), floats, strict=True):
                    assert ball.rad() < 1e-12 * (1 + ball.abs_upper())
                    assert abs(float(ball) - values[row]) <= 1e-9 * (1 + abs(values[row]))


def law(rho: Fraction = Fraction(2)) -> Law:
    return Law(arb(1), arb(1), rho, BALLS)


HALF, MORE = arb(1) / 2, 1 + arb(2) ** -10
STILL, GENTLE = Solution(arb(0), arb(0)), Solution(arb(1), -HALF)
PIECE, BOTTOM = Piece(HALF, arb(1)), Bottom(arb(1), arb(1))


def falling(factor: str) -> Solution:
    """From u = 1, in units of the steepest slope of a member."""
    return Solution(arb(1), -(2 * law().Phi(arb(1))).sqrt() * arb(factor))


def side(**changes: Any) -> Side:
    return Side(**({"law": law(), "start": GENTLE, "pieces": [PIECE] * 3, "tail": HALF} | changes))


OUTSIDE: dict[str, dict[str, Any]] = {
    "a slope that no member has": {"start": falling("1.001")},
    "a control above 1": {"pieces": [replace(PIECE, control=MORE)]},
    "a control below -1": {"pieces": [replace(PIECE, control=-MORE)]},
    "a piece that is too long": {"pieces": [replace(PIECE, length=MORE / 2)]},
    "a bend that leads below 0": {
        "start": falling("0.9"),
        "pieces": [Piece(HALF, arb(-1)), Piece(HALF, arb(1))],
    },
    "no room left to turn": {"start": falling("0.9"), "pieces": []},
    "a bottom with more than K0": {"start": STILL, "bottom": Bottom(arb(1), MORE)},
    "a tail with more than K0": {"tail": MORE},
    "a tail that bends down": {"tail": 1 - MORE},
}
INSIDE: dict[str, dict[str, Any]] = {
    "as it is": {},
    "a slope close to the steepest": {"start": falling("0.9"), "pieces": [PIECE] * 6},
    "the largest control": {"pieces": [PIECE]},
    "the smallest control": {"pieces": [replace(PIECE, control=arb(-1))]},
    "a bottom with K0": {"start": STILL, "bottom": BOTTOM},
    "a tail with K0": {"tail": arb(1)},
    "a straight tail": {"tail": arb(0)},
}


@pytest.mark.parametrize("what", OUTSIDE)
def test_what_is_no_member_is_told(what: str) -> None:
    assert any(room < 0 for room in side(**OUTSIDE[what]).rooms)


@pytest.mark.parametrize("what", INSIDE)
def test_what_is_just_a_member_is_taken(what: str) -> None:
    assert all(room >= 0 for room in side(**INSIDE[what]).rooms)


def test_beyond_the_pieces_it_turns_at_half_its_value() -> None:
    """u = 1, p = -13/10: p^2 = 1.69 lies between ell(1/2) u = 5/4 and 2, so k = K0 does."""
    soft = Side(law(), Solution(arb(1), arb(-13) / 10), [], HALF)
    assert all(room >= 0 for room in soft.rooms)
    assert soft.at(arb(13) / 10).u.overlaps(1 - arb("0.845"))
    steep = Law(arb(1), arb(8), Fraction(2), BALLS)
    hard = Side(steep, Solution(arb(1), arb(-3) / 2), [], HALF)
    assert all(room >= 0 for room in hard.rooms)
    turn = hard.at(arb(2) / 3)
    assert turn.u.overlaps(HALF) and turn.p.contains(0)


def test_floats_that_would_not_be_accurate_are_left_out() -> None:
    """sqrt(u) near u = 0: the series of a piece that nearly reaches 0 does not converge fast."""
    near = Law(np.float64(1), np.float64(1), Fraction(1, 2), FLOATS)
    start = Solution(np.full(1, 1.0), -np.sqrt(2 * near.Phi(np.full(1, 1.0))))
    with np.errstate(all="ignore"):
        found = Side(near, start, [Piece(0.5, -1.0)], 1.0)
    assert min(float(np.min(room)) for room in found.rooms) < 0


def test_a_joint_that_cannot_be_told_from_a_place_is_refused() -> None:
    line = Line(law(), side(start=STILL, bottom=BOTTOM), side(start=STILL, bottom=BOTTOM))
    with pytest.raises(OpenChoiceError):
        line.at(1 + arb(0, 1e-9))
    with pytest.raises(OpenChoiceError):
        line.at(arb(0, 1e-9))
