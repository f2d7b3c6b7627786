"""Random runs on finitely many outcomes: trees, and the noises that divide a branch.

Each step divides every branch into as many, with chances and noises of its own. What is known
before a step is the branch up to there, so a sequence is known there if its entries are numbers of
the branch; they are shared by all its outcomes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sympy as sp

from verify.properties.draws import Draw
from verify.properties.probability import CHANCE, Outcomes
from verify.properties.scene import Scene
from verify.properties.scenes.values import value

_U = sp.Symbol("u", real=True)


@dataclass
class Node:
    """A place of a run.

    Attributes:
        chance: the probability of coming here.
        place: where the run is.
        drawn: the entries of sequences that the last step decided.
        known: the entries of sequences that are known here.
    """

    chance: Any
    place: Any
    drawn: dict[Any, Any] = field(default_factory=dict)
    known: dict[Any, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Noise:
    """A centred variable with finitely many values.

    Attributes:
        chances: of its values.
        values: in units of its bound.
    """

    chances: Sequence[Any]
    values: Sequence[Any]


def two_values(draw: Draw) -> Noise:
    """A value of size 1, and one of the other sign as large as this or smaller, or 0.

    All centred variables with values in [-1, 1] are mixtures of multiples of these.
    """
    share, sign = draw.unit(), draw.sign()
    return Noise((share / (1 + share), 1 / (1 + share)), (sign, -share * sign))


def three_values(draw: Draw) -> Noise:
    """0, or else what ``two_values`` says."""
    some, rest = draw.unit(), two_values(draw)
    return Noise((1 - some, *(some * chance for chance in rest.chances)), (0 * some, *rest.values))


def loosened(draw: Draw, number: int) -> list[Any]:
    """Factors for some limits: for one of them how far it may be exceeded, for the others 1.

    An attack loosens one limit, and a scene is not told which.

    Args:
        draw: says by how much, where an attack does so at all.
        number: of limits.
    """
    ops = draw.ops
    chosen, one = draw.inside() * number, ops.number(1)
    return [
        ops.select(
            ops.number(k), chosen, ops.select(chosen, ops.number(k + 1), draw.beyond, one), one
        )
        for k in range(number)
    ]


def largest_light_square(noise: Noise, draw: Draw) -> Any:
    """How large a bound a has a noise from ``three_values`` with E exp(a^2 x^2) <= e: an a^2.

    With p the chance of the value of size 1, and r the size of the other: e^(a^2 r^2) lies below
    its chord from a^2 r^2 = 0 to a^2, at 1 + r^2 (e^(a^2) - 1). So it is enough that
    (p + p r) (e^(a^2) - 1) <= e - 1, as the other's chance is p/r.
    """
    far = noise.chances[1]
    load = far + far * abs(noise.values[2])
    enough = value(sp.log(1 + _E_LESS_1 / _U), {_U: load}, draw)
    return draw.ops.select(load, draw.ops.number(0), draw.ops.number(1), enough)


_E_LESS_1 = sp.Rational(171828, 100000)
"""A little less than e - 1."""


def grow(root: Node, steps: int, divide: Callable[[int, Node], list[Node]]) -> list[list[Node]]:
    """The tree from its root, level by level.

    Args:
        root: where all outcomes start.
        steps: how many levels follow.
        divide: the nodes to which a node leads by a step.
    """
    levels = [[root]]
    for step in range(steps):
        levels.append([child for node in levels[-1] for child in divide(step, node)])
    return levels


def enter(scene: Scene, levels: Sequence[Sequence[Node]]) -> None:
    """Make the outcomes of a tree, their chances and sequences those of a scene.

    Args:
        scene: is added to.
        levels: of the tree.
    """
    steps = len(levels) - 1
    number = len(levels[-1])
    scene.outcomes = Outcomes(len(levels[1]), steps)
    scene.tables[CHANCE] = [leaf.chance for leaf in levels[-1]]
    for level, nodes in enumerate(levels):
        each = number // len(nodes)
        for sequence in nodes[0].known:
            row = [node.known[sequence] for node in nodes for _ in range(each)]
            scene.tables.setdefault(sequence, []).append(row)
        for sequence in nodes[0].drawn:
            row = [node.drawn[sequence] for node in nodes for _ in range(each)]
            assert len(scene.tables.setdefault(sequence, [])) == level - 1
            scene.tables[sequence].append(row)


def along(levels: Sequence[Sequence[Node]], outcome: int) -> list[Node]:
    """The nodes from the root to an outcome."""
    number = len(levels[-1])
    return [nodes[outcome * len(nodes) // number] for nodes in levels]
