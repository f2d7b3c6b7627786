"""Drawn members of the class for rho = 1 on a line, each with a start.

Where a bound is attained, the function is often almost quadratic (K0 >> K gap), almost exponential
(K0 << K gap) or straight (Huber's function: controls 1, then 0). So lengths are drawn in the scale
of the start, and K gap/K0 over many powers of 2.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from theory import symbols as sym
from verify.properties.draws import Draw
from verify.properties.line import Line, Piece
from verify.properties.scene import Scene
from verify.properties.scenes.formulas import share_of
from verify.properties.scenes.parameters import class_constants

PIECES = 3
"""Pieces on each side of the start (or of the minimiser)."""


@dataclass
class Member:
    """A function with the place where a run starts.

    Attributes:
        line: the function; where it is convex its minimiser is 0.
        start: where the run starts.
    """

    line: Line
    start: Any

    def ell(self, gap: Any) -> Any:
        """K0 + K gap."""
        return self.line.K0 + self.line.K * gap

    def Phi(self, gap: Any) -> Any:
        """The integral of ell."""
        return self.line.K0 * gap + self.line.K * gap * gap / 2

    def G(self, gap: Any) -> Any:
        """The distance over which the gap can grow from 0."""
        ops, K0, K = self.line.ops, self.line.K0, self.line.K
        return 2 * ops.asinh(ops.sqrt(K * gap / (2 * K0))) / ops.sqrt(K)

    def reached(self, distance: Any) -> Any:
        """The inverse of G: the gap of the extremal at a distance >= 0 from its minimiser."""
        half = self.line.ops.sine(self.line.K, distance / 2)
        return 2 * self.line.K0 * half * half


def any_member(draw: Draw, scene: Scene) -> Member:
    """A member that need not be convex, from its gap and slope at the start of the run."""
    return _from_a_point(draw, *class_constants(scene, draw), draw.positive())


def mild_member(draw: Draw, scene: Scene) -> Member:
    """As ``any_member``, with K gap/K0 up to 2^9: beyond, floats lose the end of an energy step."""
    K0, K = draw.positive(-3, 3), draw.positive(-3, 3)
    scene.values |= {sym.K0: K0, sym.K: K}
    return _from_a_point(draw, K0, K, draw.positive(-3, 3))


def shifted_member(draw: Draw, scene: Scene) -> Member:
    """A member for ell(s + shift) = K0 + K shift + K s."""
    K0, K = class_constants(scene, draw)
    shift = draw.unit() * draw.positive()
    scene.values[sym.shift] = shift
    return _from_a_point(draw, K0 + K * shift, K, draw.positive())


def _from_a_point(draw: Draw, K0: Any, K: Any, gap: Any) -> Member:
    slope = -draw.unit() * draw.ops.sqrt(2 * (K0 * gap + K * gap * gap / 2))
    wide = draw.ops.sqrt(gap / (K0 + K * gap))
    sides = [
        [Piece(draw.positive(-4, 2) * wide, draw.signed()) for _ in range(PIECES)] for _ in "><"
    ]
    return Member(Line(K0, K, gap, slope, sides[0], sides[1], draw.ops), draw.ops.number(0))


def convex_member(draw: Draw, scene: Scene) -> Member:
    """A convex member with minimiser 0, and a start on its right with a gap above 0."""
    return _with_minimiser(draw, scene, draw.unit)


def resting_member(draw: Draw, scene: Scene) -> Member:
    """A member with minimiser 0 that need not be convex further out, and a start on its right."""
    return _with_minimiser(draw, scene, draw.signed)


def _with_minimiser(draw: Draw, scene: Scene, control: Callable[[], Any]) -> Member:
    K0, K = class_constants(scene, draw)
    start = _start(draw, K)
    sides = [_from_rest(draw, start, [control() for _ in range(PIECES - 1)]) for _ in "><"]
    zero = draw.ops.number(0)
    return Member(Line(K0, K, zero, zero, sides[0], sides[1], draw.ops), start)


def _from_rest(draw: Draw, start: Any, further: list[Any]) -> list[Piece]:
    """Pieces from a minimiser, in the scale of the start; the first one leaves gap 0.

    They may be much shorter than the way to the start, as the bent part of Huber's function is.
    """
    first = share_of(draw)
    return [Piece(start * draw.positive(-9, 1), control) for control in (first, *further)]


def _start(draw: Draw, K: Any) -> Any:
    """K gap/K0 = cosh(start sqrt K) - 1 at most: from 2^-17 to 2^22."""
    return draw.positive(-8, 4) / draw.ops.sqrt(K)
