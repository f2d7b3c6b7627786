"""Points, steps and runs of gradient descent on members of the class for rho = 1 on a line.

In one dimension a gradient is a slope, an inner product a product, and a distance an absolute
value; so one function gives a value to everything that the statements about one, two or all points
of a run name. Statements for every ell are read with ell(s) = K0 + K s.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeAlias

from theory import symbols as sym
from theory.schema import Statement
from verify.properties.draws import Draw
from verify.properties.scene import CLASS_FUNCTIONS, Picture, Scene
from verify.properties.scenes.members import Member
from verify.properties.scenes.parameters import SceneMaker, add_parameters

ON_A_LINE = frozenset(
    {"smooth", "two_sided_smooth", "bounded_below", "everywhere", "point", "gd_step", "gd_run",
     "two_points", "gradient_change", "time_integral"}
)  # fmt: skip
"""What holds of any member and its points. The integral of 1/sqrt(2 Phi) is finite from 0 on, since
K0 > 0, and G and Gamma are given as its antiderivatives."""

FROM_A_MINIMISER = ON_A_LINE | {
    "minimiser", "point_towards", "gd_towards", "aiming_step", "gd_path_towards",
}  # fmt: skip
"""What holds too if u(0) = 0. Then W* = {0}, a set of minimisers, if not of all."""

CONVEX = FROM_A_MINIMISER | {"convex", "gd_pair"}


@dataclass
class Walk:
    """A run up to where it has come.

    Attributes:
        draw: supplies numbers.
        scene: what has a value already.
        member: the function.
        xs: w_0, w_1, ...
        gaps: the gap at each.
        slopes: the slope at each.
        etas: the steps; one less.
    """

    draw: Draw
    scene: Scene
    member: Member
    xs: list[Any] = field(default_factory=list)
    gaps: list[Any] = field(default_factory=list)
    slopes: list[Any] = field(default_factory=list)
    etas: list[Any] = field(default_factory=list)

    def arrive(self, x: Any) -> None:
        """Come to a point."""
        gap, slope = self.member.line.at(x)
        self.xs.append(x)
        self.gaps.append(gap)
        self.slopes.append(slope)

    @property
    def slope(self) -> Any:
        """The size of the last slope."""
        return abs(self.slopes[-1])

    @property
    def curvature(self) -> Any:
        """Ell of the last gap."""
        return self.member.ell(self.gaps[-1])


MemberMaker: TypeAlias = Callable[[Draw, Scene], Member]

Rule: TypeAlias = Callable[[Walk], Any]
"""The step from where a run has come."""

Afterwards: TypeAlias = Callable[[Walk], None]
"""Adds parameters that depend on the whole run to its scene."""


def up_to(longest: int) -> Rule:
    """Steps up to ``longest``/ell(gap).

    Args:
        longest: in units of 1/ell(gap).
    """
    return lambda walk: walk.draw.unit() * longest * walk.draw.beyond / walk.curvature


def warm_up(walk: Walk) -> Any:
    """1/ell(gap), the theoretical warm-up."""
    return 1 / walk.curvature


def constant(walk: Walk) -> Any:
    """1/ell of the first gap."""
    return walk.etas[0] if walk.etas else 1 / walk.curvature


def run_scene(
    statement: Statement,
    member_of: MemberMaker,
    truths: frozenset[str],
    rule: Rule,
    steps: int = 1,
    built: frozenset[str] = frozenset(),
    afterwards: Sequence[Afterwards] = (),
) -> SceneMaker:
    """A run of gradient descent, and the first of its steps as a step and as two points.

    Args:
        statement: whose other parameters get values too.
        member_of: draws the function and the start.
        truths: what holds of every such function and its runs.
        rule: the steps.
        steps: how many; 0 for statements that speak of a run, and of none of its steps.
        built: the assumptions that the rule meets by construction.
        afterwards: what to add when the run is over.
    """

    def make(draw: Draw) -> Scene:
        functions = dict(CLASS_FUNCTIONS)
        scene = Scene(functions=functions, counts={sym.T: steps}, built=built, truths=truths)
        member = member_of(draw, scene)
        scene.rooms += member.line.rooms
        walk = Walk(draw, scene, member)
        walk.arrive(member.start)
        for _ in range(steps):
            walk.etas.append(rule(walk))
            walk.arrive(walk.xs[-1] - walk.etas[-1] * walk.slopes[-1])
        scene.picture = Picture(member.line, walk.xs)
        if steps:
            scene.values |= first_step(walk) | second_point(walk)
        scene.tables |= along(walk)
        for add in afterwards:
            add(walk)
        return add_parameters(statement, scene, draw)

    return make


def first_step(walk: Walk) -> dict[Any, Any]:
    """The first step, seen from its start and from the minimiser 0."""
    (x, x_next, *_), (slope, slope_next, *_) = walk.xs, walk.slopes
    return {
        sym.gap: walk.gaps[0],
        sym.gradient_norm: abs(slope),
        sym.eta: walk.etas[0],
        sym.gap_next: walk.gaps[1],
        sym.gradient_next: abs(slope_next),
        sym.cross: slope * slope_next,
        sym.inner: slope * x,
        sym.distance: abs(x),
        sym.distance_next: abs(x_next),
        sym.m: walk.draw.ops.smallest([p * p for p in walk.slopes[:-1]]),
    }


def second_point(walk: Walk) -> dict[Any, Any]:
    """The second point, seen from the first; ``distance`` stays with the one who asks."""
    return {
        sym.gap_far: walk.gaps[1],
        sym.towards: walk.slopes[0] * (walk.xs[1] - walk.xs[0]),
        sym.change: abs(walk.slopes[1] - walk.slopes[0]),
    }


def along(walk: Walk) -> dict[Any, list[Any]]:
    """The sequences of a run."""
    return {
        sym.Delta: walk.gaps,
        sym.g: [abs(slope) for slope in walk.slopes],
        sym.etas: walk.etas,
        sym.inner_at: [slope * x for slope, x in zip(walk.slopes, walk.xs, strict=True)],
        sym.distance_at: [abs(x) for x in walk.xs],
        sym.cross_at: [a * b for a, b in pairwise(walk.slopes)],
    }


def smallest_gap(walk: Walk) -> Any:
    """The smallest gap from which a step is made."""
    return walk.draw.ops.smallest(walk.gaps[:-1])
