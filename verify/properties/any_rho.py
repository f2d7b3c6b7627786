"""Members of the class for any rational rho > 0 on a line.

On one side of the origin there may be a few pieces on which u'' = c (K0 + K u^rho), |c| <= 1, see
``controlled``. Everywhere else the function is a parabola, for two reasons. At a minimum of value 0
ell need not be smooth, so there u'' = k <= K0. And for rho > 1 a function that keeps c = 1 blows up
at a finite distance, so beyond the pieces the curvature is a constant, and the class allows it at
the lowest value still to come.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from verify.properties.arithmetic import FLOATS
from verify.properties.controlled import Approximate, Enclosed, Piece
from verify.properties.taylor import Law, Solution, polynomial


class Arc(Protocol):
    """The function on a stretch."""

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
        return polynomial([*self.start, self.curvature / 2], s)


@dataclass(frozen=True)
class Bottom:
    """How a function leaves a minimum of value 0.

    Attributes:
        length: how far it is a parabola.
        share: its curvature in units of K0; > 0 and at most 1.
    """

    length: Any
    share: Any


class Part(NamedTuple):
    """What the function is up to a place.

    Attributes:
        end: distance from the origin; None for the last part.
        control: c, if u'' = c ell(u) there.
        curvature: u'', if that is constant there.
    """

    end: Any
    control: Any = None
    curvature: Any = None


class Side:
    """The function on one side of the origin, with x growing outward.

    Args:
        law: of the class.
        start: value and slope at the origin.
        pieces: from the origin on, or from the end of the bottom.
        tail: curvature beyond the pieces in units of K0, between 0 and 1, where u does not fall.
        bottom: if value and slope are 0.

    Attributes:
        start: value and slope at the origin.
        parts: from the origin outward.
        joints: 0, and the places where the bottom and the last piece end.
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
        self._law, self._end, self.start = law, start, start
        self.parts: list[Part] = []
        self.rooms: list[Any] = [tail, 1 - tail]
        self._arcs: list[Arc] = []
        self.joints = [law.ops.number(0)]
        if bottom is not None:
            self.rooms += [bottom.share, 1 - bottom.share]
            curvature = bottom.share * law.K0
            self.parts.append(Part(bottom.length, curvature=curvature))
            self._add(Parabola(start, curvature), bottom.length)
        if pieces:
            course = (Approximate if law.ops is FLOATS else Enclosed)(law, self._end, pieces)
            self.rooms += course.rooms
            begin = self.joints[-1]
            self.parts += [Part(begin + end, control) for end, control in course.controls]
            self._add(course, course.length)
        last = self._last(tail)
        self.parts.append(Part(None, curvature=last.curvature))
        self._arcs.append(last)

    def _add(self, arc: Arc, length: Any) -> None:
        self._end = arc.at(length)
        self._arcs.append(arc)
        self.joints.append(self.joints[-1] + length)

    def _last(self, tail: Any) -> Parabola:
        """Beyond the pieces: K0 if u then stays above 0, else what makes u turn at half its value.

        A parabola from u with slope p < 0 and curvature k turns at u - p^2/(2 k). For k = p^2/u
        that is u/2, where the class allows ell(u/2).
        """
        law, ops, (u, p) = self._law, self._law.ops, self._end
        zero, square = ops.number(0), p * p
        soft, hard = 2 * law.K0 * u, square / u
        falling = ops.select(square, soft, law.K0, hard)
        room = ops.select(square, soft, zero, law.ell(u / 2) - hard)
        self.rooms.append(ops.select(zero, p, zero, room))
        return Parabola(self._end, ops.select(zero, p, tail * law.K0, falling))

    def at(self, x: Any) -> Solution:
        """Value and slope at a distance x >= 0 from the origin."""
        ops = self._law.ops
        if ops is not FLOATS:
            passed = sum(ops.select(x, joint, 0, 1) for joint in self.joints[1:])
            return self._arcs[passed].at(x - self.joints[passed])
        found = self._arcs[0].at(x)
        for arc, joint in zip(self._arcs[1:], self.joints[1:], strict=True):
            there = arc.at(x - joint)
            pairs = zip(found, there, strict=True)
            found = Solution(*(ops.select(x, joint, near, far) for near, far in pairs))
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
        """Each has to be >= 0; then the function is a member, and floats are accurate."""
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
