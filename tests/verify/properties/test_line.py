"""Members on a line: what they say of themselves is true, in floats and in balls."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from flint import arb

from verify.properties.arithmetic import BALLS, FLOATS
from verify.properties.draws import Draw, kinds_of, on_grid
from verify.properties.line import Line, Piece
from verify.properties.scene import Scene
from verify.properties.scenes.members import Member, any_member, convex_member, resting_member

CASES = 500


def drawn(member_of: object) -> tuple[Member, np.ndarray]:
    """Members in floats, and which of them are what they say."""

    def make(draw: Draw) -> Member:
        return member_of(draw, Scene())  # type: ignore[operator]

    rng = np.random.default_rng(5)
    points = on_grid(rng.random((CASES, len(kinds_of(make)))))
    member = make(Draw.many(points))
    valid = np.all([np.broadcast_to(r, CASES) >= 0 for r in member.line.rooms], axis=0)
    return member, valid


@pytest.mark.parametrize("member_of", [any_member, convex_member, resting_member])
def test_value_slope_and_curvature_agree_and_stay_in_the_class(member_of: object) -> None:
    member, valid = drawn(member_of)
    assert valid.mean() > 0.2
    line, wide = member.line, 1 / np.sqrt(member.line.K)
    for place in np.linspace(-4, 4, 81):
        x, h = place * wide, 1e-6 * wide
        u, p = line.at(x)
        before, after = line.at(x - h), line.at(x + h)
        assert np.all((u >= -1e-9 * (1 + member.ell(np.abs(u))))[valid])
        size = (1 + np.abs(p) + np.sqrt(np.abs(member.Phi(u)))) * member.ell(np.abs(u)) ** 0.5
        assert np.all((np.abs((after[0] - before[0]) / (2 * h) - p) < 1e-4 * size)[valid])
        curvature = (after[1] - before[1]) / (2 * h)
        assert np.all((np.abs(curvature) <= member.ell(np.abs(u)) * (1 + 1e-4) + 1e-4)[valid])


def test_a_convex_member_has_its_minimum_at_0() -> None:
    member, valid = drawn(convex_member)
    assert valid.all()
    assert np.all(np.asarray(member.line.at(np.zeros(CASES))[0]) == 0)


def test_a_control_that_leads_below_0_is_told() -> None:
    """u = 1 - 2 x from 0 on, then u'' = 1 + u: it falls below 0 at 1/2."""
    pieces = [Piece(np.float64(1), np.float64(0))]
    line = Line(np.float64(1), np.float64(1), np.float64(1), np.float64(-2), pieces, [], FLOATS)
    assert min(line.rooms) < 0


def test_a_control_that_turns_below_0_inside_a_piece_is_told() -> None:
    """u'' = 1 + u from u = 1/2, u' = -13/10: positive at both ends, negative in between."""
    pieces = [Piece(np.float64(4), np.float64(1))]
    start, slope = np.float64(1) / 2, np.float64(-13) / 10
    line = Line(np.float64(1), np.float64(1), start, slope, pieces, [], FLOATS)
    assert line.right.joints[1].u > 0
    assert min(line.rooms) < 0


def test_a_control_that_leads_below_0_and_back_is_told() -> None:
    """u'' = -(1 + u) from u = 0, u' = -1: u = cos x - sin x - 1 is above 0 again before 2 pi."""
    one = np.float64(1)
    line = Line(one, one, 0 * one, -one, [Piece(6 * one, -one)], [], FLOATS)
    assert line.right.joints[1].u > 0 and line.at(one)[0] < 0
    assert min(line.rooms) < 0


def test_balls_enclose_the_floats() -> None:
    def make(draw: Draw) -> Member:
        return any_member(draw, Scene())

    rng = np.random.default_rng(6)
    points = on_grid(rng.random((20, len(kinds_of(make)))))
    many = make(Draw.many(points))
    for row, x in enumerate(np.linspace(-1, 1, 20)):
        exact = make(Draw.exactly(tuple(Fraction(float(c)) for c in points[row])))
        u, p = exact.line.at(arb(float(x)))
        floats = many.line.at(np.full(20, x))
        assert abs(float(u) - floats[0][row]) <= 1e-9 * (1 + abs(floats[0][row]))
        assert abs(float(p) - floats[1][row]) <= 1e-9 * (1 + abs(floats[1][row]))


def test_the_extremal_function_is_cosh() -> None:
    """K0 = K = 1 and c = 1 from a minimiser: cosh x - 1."""
    zero, one = arb(0), arb(1)
    line = Line(one, one, zero, zero, [], [], BALLS)
    u, p = line.at(arb(2))
    assert u.overlaps(arb(2).cosh() - 1) and p.overlaps(arb(2).sinh())
