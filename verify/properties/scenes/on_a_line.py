"""Points, steps and runs of gradient descent on members of the class for rho = 1 on a line.

In one dimension a gradient is a slope, an inner product a product, and a distance an absolute
value; so one function gives a value to everything that the statements about one, two or all points
of a run name. Statements for every ell are read with ell(s) = K0 + K s.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from theory import symbols as sym
from theory.schema import Statement
from verify.properties.draws import Draw
from verify.properties.line import Line, Piece
from verify.properties.scene import CLASS_FUNCTIONS, Picture, Scene
from verify.properties.scenes.parameters import SceneMaker, add_parameters, class_constants

PIECES = 3
"""Pieces on each side of the start (or of the minimiser)."""

ON_A_LINE = frozenset(
    {"smooth", "two_sided_smooth", "bounded_below", "everywhere", "point", "gd_step", "two_points",
     "gradient_change"}
)  # fmt: skip
CONVEX = ON_A_LINE | {
    "convex", "minimiser", "point_towards", "gd_towards", "gd_pair", "gd_path_towards",
    "aiming_step",
}  # fmt: skip


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


def any_member(draw: Draw, scene: Scene) -> Member:
    """A member that need not be convex, from its gap and slope at the start of the run."""
    K0, K = class_constants(scene, draw)
    gap = draw.positive()
    slope = -draw.unit() * draw.ops.sqrt(2 * (K0 * gap + K * gap * gap / 2))
    wide = draw.ops.sqrt(gap / (K0 + K * gap))
    sides = [
        [Piece(draw.positive(-4, 2) * wide, draw.signed()) for _ in range(PIECES)] for _ in "><"
    ]
    return Member(Line(K0, K, gap, slope, sides[0], sides[1], draw.ops), draw.ops.number(0))


def convex_member(draw: Draw, scene: Scene) -> Member:
    """A convex member with minimiser 0, and a start on its right."""
    K0, K = class_constants(scene, draw)
    zero = draw.ops.number(0)
    wide = 1 / draw.ops.sqrt(K)
    sides = [[Piece(draw.positive(-4, 1) * wide, draw.unit()) for _ in range(PIECES)] for _ in "><"]
    line = Line(K0, K, zero, zero, sides[0], sides[1], draw.ops)
    return Member(line, draw.positive(-5, 2) * wide)


Rule: TypeAlias = Callable[[Draw, Member, Sequence[Any], Any, Any], Any]
"""The step at a point, from the steps before, the gap and the size of the slope."""


def up_to(longest: int) -> Rule:
    """Steps up to ``longest``/ell(gap)."""
    return lambda draw, member, before, gap, slope: (
        draw.unit() * longest * draw.beyond / member.ell(gap)
    )


def warm_up(draw: Draw, member: Member, before: Sequence[Any], gap: Any, slope: Any) -> Any:
    """1/ell(gap), the theoretical warm-up."""
    return 1 / member.ell(gap)


def constant(draw: Draw, member: Member, before: Sequence[Any], gap: Any, slope: Any) -> Any:
    """1/ell of the first gap."""
    return before[0] if before else 1 / member.ell(gap)


def run_scene(
    statement: Statement,
    member_of: Callable[[Draw, Scene], Member],
    rule: Rule,
    steps: int = 1,
    built: frozenset[str] = frozenset(),
) -> SceneMaker:
    """A run of gradient descent, and the first of its steps as a step and as two points.

    Args:
        statement: whose other parameters get values too.
        member_of: draws the function and the start.
        rule: the steps.
        steps: how many.
        built: the assumptions that the rule meets by construction.
    """

    def make(draw: Draw) -> Scene:
        scene = Scene(functions=dict(CLASS_FUNCTIONS), counts={sym.T: steps}, built=built)
        member = member_of(draw, scene)
        scene.truths = CONVEX if member_of is convex_member else ON_A_LINE
        scene.rooms = list(member.line.rooms)
        xs: list[Any] = [member.start]
        gaps: list[Any] = []
        slopes: list[Any] = []
        etas: list[Any] = []
        for _ in range(steps):
            gap, slope = member.line.at(xs[-1])
            eta = rule(draw, member, etas, gap, abs(slope))
            gaps.append(gap)
            slopes.append(slope)
            etas.append(eta)
            xs.append(xs[-1] - eta * slope)
        gap, slope = member.line.at(xs[-1])
        gaps.append(gap)
        slopes.append(slope)
        scene.picture = Picture(member.line, xs)
        _fill(scene, draw, xs, gaps, slopes, etas)
        return add_parameters(statement, scene, draw)

    return make


def _fill(
    scene: Scene, draw: Draw, xs: list[Any], gaps: list[Any], slopes: list[Any], etas: list[Any]
) -> None:
    sizes = [abs(slope) for slope in slopes]
    inners = [slope * x for slope, x in zip(slopes, xs, strict=True)]
    crosses = [a * b for a, b in pairwise(slopes)]
    away = abs(xs[1] - xs[0])
    scene.values |= {
        sym.gap: gaps[0],
        sym.gradient_norm: sizes[0],
        sym.eta: etas[0],
        sym.gap_next: gaps[1],
        sym.gradient_next: sizes[1],
        sym.cross: crosses[0],
        sym.inner: inners[0],
        sym.gap_far: gaps[1],
        sym.distance: away if not _is_convex(scene) else abs(xs[0]),
        sym.distance_next: abs(xs[1]),
        sym.towards: slopes[0] * (xs[1] - xs[0]),
        sym.change: abs(slopes[1] - slopes[0]),
        sym.m: draw.ops.smallest([size * size for size in sizes[:-1]]),
    }
    scene.tables |= {
        sym.Delta: gaps,
        sym.g: sizes,
        sym.etas: etas,
        sym.inner_at: inners,
        sym.distance_at: [abs(x) for x in xs],
        sym.cross_at: crosses,
    }


def _is_convex(scene: Scene) -> bool:
    return "minimiser" in scene.truths
