"""Two points of a line, the second downhill or uphill from the first, and a level above the first.

How far apart they are is drawn up to what the statement allows, so that the share 1 is the edge.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from theory import symbols as sym
from theory.schema import Statement
from verify.properties.draws import Draw
from verify.properties.scene import CLASS_FUNCTIONS, Picture, Scene
from verify.properties.scenes.members import Member, any_member, resting_member
from verify.properties.scenes.on_a_line import (
    FROM_A_MINIMISER,
    ON_A_LINE,
    MemberMaker,
    Walk,
    second_point,
)
from verify.properties.scenes.parameters import SceneMaker, add_parameters


@dataclass
class First:
    """The first point, and which way the second lies.

    Attributes:
        draw: supplies numbers.
        scene: what has a value already.
        member: the function.
        gap: at the first point.
        slope: there, in the direction of the second.
    """

    draw: Draw
    scene: Scene
    member: Member
    gap: Any
    slope: Any

    def level(self) -> Any:
        """A level from the gap on; below it where an assumption is loosened."""
        draw = self.draw
        level = self.gap * (1 / draw.beyond + (1 - draw.unit()) * draw.positive())
        self.scene.values[sym.level] = level
        return level


Reach: TypeAlias = Callable[[First], Any]
"""The distance of the second point."""


def anywhere(first: First) -> Any:
    """Any distance, in the scale over which the gap changes."""
    wide = first.draw.ops.sqrt(first.gap / first.member.ell(first.gap))
    first.level()
    return first.draw.positive(-6, 3) * wide


def anywhere_from_rest(first: First) -> Any:
    """Any distance from a minimiser."""
    return first.draw.positive(-2, 2) * first.member.start


def within_radius(first: First, has_level: bool) -> Any:
    """Up to the local radius G(beta level) - G(level).

    Args:
        first: the first point.
        has_level: whether the level is drawn; else it is the gap.
    """
    draw, member = first.draw, first.member
    level = first.level() if has_level else first.gap
    beta = 1 + draw.positive(-4, 5)
    first.scene.values[sym.beta] = beta
    return draw.unit() * draw.beyond * (member.G(beta * level) - member.G(level))


def below_level(first: First) -> Any:
    """Up to where the parabola with the curvature of the level reaches the level."""
    draw, level, slope = first.draw, first.level(), first.slope
    curvature = first.member.ell(level)
    room = 2 * curvature * (level * draw.beyond - first.gap)
    return draw.unit() * (draw.ops.sqrt(slope * slope + room) - slope) / curvature


def pair_scene(
    statement: Statement, member_of: MemberMaker, truths: frozenset[str], reach: Reach
) -> SceneMaker:
    """Two points.

    Args:
        statement: whose other parameters get values too.
        member_of: draws the function; the first point is 0.
        truths: what holds of every such function.
        reach: how far apart they are.
    """

    def make(draw: Draw) -> Scene:
        scene = Scene(functions=dict(CLASS_FUNCTIONS), truths=truths)
        member = member_of(draw, scene)
        scene.rooms += member.line.rooms
        walk = Walk(draw, scene, member)
        walk.arrive(draw.ops.number(0))
        way = draw.sign()
        distance = reach(First(draw, scene, member, walk.gaps[0], way * walk.slopes[0]))
        walk.arrive(way * distance)
        scene.picture = Picture(member.line, walk.xs)
        scene.values |= second_point(walk)
        scene.values |= {sym.gap: walk.gaps[0], sym.distance: distance}
        return add_parameters(statement, scene, draw)

    return make


def _pairs(reach: Reach) -> tuple[Callable[[Statement], SceneMaker], ...]:
    return (partial(pair_scene, member_of=any_member, truths=ON_A_LINE, reach=reach),)


SCENES: Mapping[str, tuple[Callable[[Statement], SceneMaker], ...]] = {
    "growth": _pairs(anywhere),
    "growth_from_zero": (
        partial(
            pair_scene,
            member_of=resting_member,
            truths=FROM_A_MINIMISER,
            reach=anywhere_from_rest,
        ),
    ),
    "local_descent_level": _pairs(partial(within_radius, has_level=True)),
    "local_descent": _pairs(partial(within_radius, has_level=False)),
    "local_lipschitz": _pairs(partial(within_radius, has_level=False)),
    "descent_below_level": _pairs(below_level),
}
