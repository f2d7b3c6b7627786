"""Where random runs go: a member on a line, or a bowl in the plane.

On a line the noise helps or harms the descent. In the plane it may also be across the gradient,
where nothing of it is left in <grad f, xi>: all of it then goes into the squared noise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from theory import symbols as sym
from verify.properties.draws import Draw
from verify.properties.line import Line, Piece
from verify.properties.scene import Scene
from verify.properties.scenes.formulas import share_of
from verify.properties.scenes.members import Member, any_member

PIECES = 2
"""Pieces on each side of the minimiser."""

Vector: TypeAlias = tuple[Any, ...]


class Landscape(Protocol):
    """A function with the place where a run starts, and directions for its noise."""

    @property
    def start(self) -> Vector:
        """Where a run starts."""

    def at(self, place: Vector) -> tuple[Any, Vector]:
        """The gap and the gradient at a place."""

    def direction(self, draw: Draw) -> Vector:
        """A direction, up to its sign."""


@dataclass
class OnALine:
    """A member of the class on a line."""

    member: Member

    @property
    def start(self) -> Vector:
        """Where the member's run starts."""
        return (self.member.start,)

    def at(self, place: Vector) -> tuple[Any, Vector]:
        """The gap and the slope."""
        gap, slope = self.member.line.at(place[0])
        return gap, (slope,)

    def direction(self, draw: Draw) -> Vector:
        """The only one."""
        return (draw.ops.number(1),)


@dataclass
class Bowl:
    """(K0/K) (cosh(r sqrt(c K)) - 1) in the plane, r the distance from 0, from r > 0 on an axis.

    Its Hessian has the eigenvalues c K0 cosh(r sqrt(c K)) and, across, the slope divided by r,
    which is no larger, as sinh x <= x cosh x; so it is a member for 0 < c <= 1.

    Attributes:
        K0: curvature at gap 0, > 0.
        bend: c K > 0.
        K: growth of the curvature, > 0.
        radius: where the run starts, > 0.
        draw: whose arithmetic the numbers are of.
    """

    K0: Any
    bend: Any
    K: Any
    radius: Any
    draw: Draw

    @property
    def start(self) -> Vector:
        """On the first axis."""
        return (self.radius, self.draw.ops.number(0))

    def at(self, place: Vector) -> tuple[Any, Vector]:
        """The gap and the gradient."""
        ops = self.draw.ops
        x, y = place
        r = ops.sqrt(x * x + y * y)
        half = ops.sine(self.bend, r / 2)
        gap = 2 * self.K0 * half * half * self.bend / self.K
        zero = ops.number(0)
        rises = ops.select(r, zero, 1, ops.sine(self.bend, r) / r)
        scale = self.K0 * rises * self.bend / self.K
        return gap, (scale * x, scale * y)

    def direction(self, draw: Draw) -> Vector:
        """A rational point of the circle."""
        h = draw.signed()
        return (1 - h * h) / (1 + h * h), 2 * h / (1 + h * h)


Maker: TypeAlias = Callable[[Draw, Scene], Landscape]


def any_line(draw: Draw, scene: Scene) -> Landscape:
    """A member that need not be convex."""
    member = any_member(draw, scene)
    scene.rooms = list(member.line.rooms)
    return OnALine(member)


def convex_line(draw: Draw, scene: Scene) -> Landscape:
    """A convex member with minimiser 0."""
    K0, K = _constants(draw, scene)
    zero, start = draw.ops.number(0), draw.positive(-2, 2) / draw.ops.sqrt(K0)
    sides = [
        [
            Piece(start * draw.positive(-4, 1), draw.unit() if k else share_of(draw))
            for k in range(PIECES)
        ]
        for _ in "><"
    ]
    line = Line(K0, K, zero, zero, sides[0], sides[1], draw.ops)
    scene.rooms = list(line.rooms)
    return OnALine(Member(line, start))


def bowl(draw: Draw, scene: Scene) -> Landscape:
    """A bowl, flat or steep where the run starts."""
    K0, K = _constants(draw, scene)
    bend = K * share_of(draw)
    return Bowl(K0, bend, K, draw.positive(-2, 3) / draw.ops.sqrt(K0), draw)


def _constants(draw: Draw, scene: Scene) -> tuple[Any, Any]:
    """K0, and K from almost none to much of it; the gap is of order 1."""
    K0 = draw.positive(-3, 3)
    K = K0 * draw.positive(-12, 3)
    scene.values |= {sym.K0: K0, sym.K: K}
    return K0, K
