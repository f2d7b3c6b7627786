"""Scenes that are little more than formulas of the theory.

A scene of a construction draws a few numbers and computes the rest by the formulas that the theory
has for them, so that a definition is met because it is what was evaluated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from theory.schema import Statement
from verify.properties.draws import Draw
from verify.properties.scene import Scene
from verify.properties.scenes.parameters import SceneMaker, add_parameters

Fill: TypeAlias = Callable[[Draw, Scene], None]
"""Gives values to what a scene does not get by itself."""


def scene_with(
    *fills: Fill, counts: Mapping[Any, int] | None = None, built: frozenset[str] = frozenset()
) -> Callable[[Statement], SceneMaker]:
    """A scene from what gives values to some of its parameters; the others get theirs by range.

    Args:
        fills: called one after the other.
        counts: integers, the same in all cases; an entry of a sequence may be one.
        built: the assumptions that are met by construction.
    """

    def of(statement: Statement) -> SceneMaker:
        def make(draw: Draw) -> Scene:
            scene = Scene(counts=dict(counts or {}), built=built)
            for fill in fills:
                fill(draw, scene)
            return add_parameters(statement, scene, draw)

        return make

    return of


def share_of(draw: Draw) -> Any:
    """From 1/16 to 1, often 1."""
    return draw.ops.ratio(1, 16) * (1 + 15 * draw.unit())


def most(draw: Draw) -> Any:
    """A share of what is allowed, from 1/16 to 1: all of it often, more where limits are tested."""
    return share_of(draw) * draw.beyond


def or_zero(draw: Draw, low: int = -6, high: int = 6) -> Any:
    """A number >= 0, often 0; else from 2^low to 2^high times a share.

    Args:
        draw: supplies the number.
        low: an exponent.
        high: an exponent.
    """
    return draw.unit() * draw.positive(low, high)


def below(draw: Draw, limit: Any) -> Any:
    """A number up to a limit, often the limit itself."""
    return limit - draw.positive() * (1 - draw.unit())


def either(draw: Draw) -> Any:
    """A number of either sign."""
    return draw.positive() * draw.sign()
