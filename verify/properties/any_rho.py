"""Members of the class for any rational rho > 0 on a line: u'' = c (K0 + K u^rho), |c| <= 1.

On one side of the origin the control c is constant on a few short pieces, integrated in floats or
enclosed in balls. Everywhere else the function is a parabola, for two reasons. At a minimum of
value 0 ell need not be smooth, so there u'' = k <= K0. And for rho > 1 a function that keeps c = 1
blows up at a finite distance, so beyond the pieces the curvature is a constant that the class
allows at the lowest value still to come.

u >= 0 has to be checked, since a control may lead below. A piece is at most half as long as
sqrt(u/ell(u)) at its start. If the slope there is at least -sqrt(2 Phi(u)), then u falls by at most
(1/sqrt(2) + 1/8) u on it. So that slope at each joint is all that is needed, and Lemma 5 says that
no member has a steeper one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from verify.properties.arithmetic import FLOATS
from verify.properties.taylor import Law, coefficients
from verify.properties.validated import Solution, advance

ORDER, PARTS = 12, 3
"""Degree of the Taylor polynomials in floats, and how many there are to a piece."""

TOLERANCE = 1e-9
"""Cases in which the last terms of a Taylor polynomial add up to more, next to u, are left out."""

LONGEST = 0.5
"""Pieces are at most this long, in widths sqrt(u/ell(u)) at their start."""


@dataclass(frozen=True)
class Piece:
    """A stretch of constant control.

    Attributes:
        length: in widths at its start; > 0 and at most ``LONGEST``.
        control: between -1 and 1.
    """

    length: Any
    control: Any


class Arc(Protocol):
    """The function on a stretch, from its start on."""

    def at(self, s: Any) -> Solution:
        """Value and slope at a distance s >= 0 from the start of the stretch."""


@dataclass(frozen=True)
class Parabola:
    """Constant curvature.

    Attributes:
        start: value and slope.
        curvature: u''.
    """

    start: Solution
    curvature: Any

    def at(self, s: Any) -> Solution:
        """In closed form."""
        bend = self.curvature * s
        return Solution(self.start.u + s * (self.start.p + bend / 2), self.start.p + bend)


class Pieces:
    """The function on pieces that follow one another.

    Args:
        law: of the class.
        start: value and slope where the first piece starts.
        pieces: at least one.

    Attributes:
        length: of all together.
        end: value and slope there.
        rooms: below 0 where u would not stay nonnegative, or floats would not be accurate.
    """

    def __init__(self, law: Law, start: Solution, pieces: Sequence[Piece]) -> None:
        self._law, self.length, self.end = law, law.ops.number(0), start
        self.rooms: list[Any] = []
        for piece in pieces:
            self.rooms.append(law.Phi(self.end.u) - self.end.p * self.end.p / 2)
            length = piece.length * law.wide(self.end.u)
            self._travel(piece.control, length)

    def _travel(self, control: Any, length: Any) -> None:
        """Go on to the end of a piece."""
        raise NotImplementedError

    def at(self, s: Any) -> Solution:
        """Value and slope at a distance s >= 0 from the start, up to ``length``."""
        raise NotImplementedError


class Enclosed(Pieces):
    """In balls."""

    def __init__(self, law: Law, start: Solution, pieces: Sequence[Piece]) -> None:
        self._starts: list[tuple[Any, Solution, Any]] = []
        super().__init__(law, start, pieces)

    def _travel(self, control: Any, length: Any) -> None:
        self._starts.append((self.length, self.end, control))
        self.end = advance(self.end, control, self._law, length)
        self.length = self.length + length

    def at(self, s: Any) -> Solution:
        """An enclosure."""
        passed = sum(self._law.ops.select(s, x, 0, 1) for x, _, _ in self._starts[1:])
        x, start, control = self._starts[passed]
        return advance(start, control, self._law, s - x)


class Approximate(Pieces):
    """In floats: a Taylor polynomial on each of ``PARTS`` equal parts of a piece."""

    def __init__(self, law: Law, start: Solution, pieces: Sequence[Piece]) -> None:
        self._knots: list[Any] = []
        self._series: list[Sequence[Any]] = []
        super().__init__(law, start, pieces)

    def _travel(self, control: Any, length: Any) -> None:
        step = length / PARTS
        for _ in range(PARTS):
            series = coefficients(self.end.u, self.end.p, control, self._law, ORDER)
            last = sum(abs(series[k]) * k * step**k for k in (ORDER - 1, ORDER))
            self.rooms.append(1 - last / (TOLERANCE * abs(self.end.u)))
            self._knots.append(self.length)
            self._series.append(series)
            self.length, self.end = self.length + step, _sum(series, step)

    def at(self, s: Any) -> Solution:
        """By the polynomial of the part that s lies in, or of the nearest."""
        part: Any = sum((s > knot).astype(np.int8) for knot in self._knots[1:])
        series = [np.choose(part, column) for column in zip(*self._series, strict=True)]
        return _sum(series, s - np.choose(part, self._knots))


def _sum(series: Sequence[Any], s: Any) -> Solution:
    """A polynomial and its derivative."""
    u, p = series[-1], (len(series) - 1) * series[-1]
    for k in range(len(series) - 2, -1, -1):
        u = u * s + series[k]
        if k > 0:
            p = p * s + k * series[k]
    return Solution(u, p)


@dataclass(frozen=True)
class Bottom:
    """How a function leaves a minimum of value 0.

    Attributes:
        length: how far it is a parabola.
        curvature: u'' there, > 0 and at most K0.
    """

    length: Any
    curvature: Any


class Side:
    """The function on one side of the origin, with x growing outward.

    Args:
        law: of the class.
        start: value and slope at the origin.
        pieces: from the origin on, or from the end of the bottom.
        tail: curvature beyond the pieces in units of K0, between 0 and 1, where u does not fall.
        bottom: if value and slope are 0.

    Attributes:
        rooms: each has to be >= 0: below, this is no part of a member, or floats are not accurate.
    """

    def __init__(
        self,
        law: Law,
        start: Solution,
        pieces: Sequence[Piece],
        tail: Any,
        bottom: Bottom | None = None,
    ) -> None:
        self._law, self.rooms = law, list[Any]()
        self._arcs: list[Arc] = []
        self._joints: list[Any] = []
        x, here = law.ops.number(0), start
        if bottom is not None:
            arc = Parabola(here, bottom.curvature)
            x, here = bottom.length, arc.at(bottom.length)
            self._arcs.append(arc)
            self._joints.append(x)
        if pieces:
            course = (Approximate if law.ops is FLOATS else Enclosed)(law, here, pieces)
            x, here = x + course.length, course.end
            self.rooms += course.rooms
            self._arcs.append(course)
            self._joints.append(x)
        self._arcs.append(self._last(here, tail))

    def _last(self, start: Solution, tail: Any) -> Parabola:
        """Beyond the pieces: K0 if u does not fall below 0 with it, else what turns u at half."""
        law, ops, zero = self._law, self._law.ops, self._law.ops.number(0)
        square = start.p * start.p
        soft, hard = 2 * law.K0 * start.u, square / start.u
        falling = ops.select(square, soft, law.K0, hard)
        room = ops.select(square, soft, zero, law.ell(start.u / 2) - hard)
        self.rooms.append(ops.select(zero, start.p, zero, room))
        return Parabola(start, ops.select(zero, start.p, tail * law.K0, falling))

    def at(self, x: Any) -> Solution:
        """Value and slope at a distance x >= 0 from the origin."""
        ops, starts = self._law.ops, [self._law.ops.number(0), *self._joints]
        if ops is not FLOATS:
            index = sum(ops.select(x, joint, 0, 1) for joint in self._joints)
            return self._arcs[index].at(x - starts[index])
        found = self._arcs[0].at(x)
        for arc, joint in zip(self._arcs[1:], self._joints, strict=True):
            there = arc.at(x - joint)
            found = Solution(
                *(ops.select(x, joint, *two) for two in zip(found, there, strict=True))
            )
        return found


class Line:
    """A member with its two sides.

    Args:
        law: of the class.
        right: for x > 0.
        left: for x < 0, with its slope as seen from the origin outward.
    """

    def __init__(self, law: Law, right: Side, left: Side) -> None:
        self.law, self.right, self.left = law, right, left

    @property
    def rooms(self) -> list[Any]:
        """Each has to be >= 0; then the function is a member."""
        return [*self.right.rooms, *self.left.rooms]

    def at(self, x: Any) -> Solution:
        """Value and slope at x, which may have either sign."""
        ops, zero = self.law.ops, self.law.ops.number(0)
        if ops is not FLOATS:
            on_right = ops.select(zero, x, True, False)
            found = (self.right if on_right else self.left).at(abs(x))
            return found if on_right else Solution(found.u, -found.p)
        one, other = self.right.at(abs(x)), self.left.at(abs(x))
        return Solution(ops.select(zero, x, one.u, other.u), ops.select(zero, x, one.p, -other.p))
