"""Martingales on finitely many outcomes, and runs of which only a bound of each step is known.

No function is behind these: whatever a lemma does not ask of its sequences is drawn. A step whose
bound is not asked for leads anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

import sympy as sp

from theory import symbols as sym
from theory.definitions.sgd_step_size import CONFIDENCE
from theory.schema import Statement
from verify.properties.draws import Draw
from verify.properties.scene import Scene
from verify.properties.scenes.coin_runs import CENTRED, failure
from verify.properties.scenes.parameters import SceneMaker, Scenes, add_parameters
from verify.properties.scenes.trees import (
    Node,
    enter,
    grow,
    largest_light_square,
    loosened,
    three_values,
    two_values,
)
from verify.properties.scenes.values import value

Divide: TypeAlias = Callable[[int, Node], list[Node]]
Fill: TypeAlias = Callable[[Draw, Scene, int], tuple[Node, Divide]]
"""Gives values to constants, and says how a tree of so many steps grows from which root."""

_U = sp.Symbol("u", real=True)


def martingale_scene(
    statement: Statement, fill: Fill, steps: int, counts: Mapping[Any, int]
) -> SceneMaker:
    """Sequences on a tree.

    Args:
        statement: whose other parameters get values too.
        fill: the constants and the tree.
        steps: of the tree.
        counts: integers of the statement.
    """

    def make(draw: Draw) -> Scene:
        scene = Scene(counts=dict(counts), built=CENTRED)
        root, divide = fill(draw, scene, steps)
        levels = grow(root, steps, divide)
        enter(scene, levels)
        if sym.event in statement.parameters:
            scene.tables[sym.event] = [_happens(draw) for _ in levels[-1]]
        return add_parameters(statement, scene, draw)

    return make


def _happens(draw: Draw) -> Any:
    """1, or 0 in an eighth of the cases."""
    ops = draw.ops
    return ops.select(draw.inside(), ops.ratio(1, 8), ops.number(0), ops.number(1))


def _hair(draw: Draw) -> Any:
    """A little more than 1: what is to exceed something by so much, balls can tell from it."""
    return draw.ops.ratio(2**20 + 1, 2**20)


def _some(draw: Draw) -> Any:
    """A number >= 0, often 0."""
    return draw.positive() * draw.unit()


# -- one step of a martingale, and its sums ----------------------------------------------------


def centred_parts(draw: Draw, scene: Scene, steps: int) -> tuple[Node, Divide]:
    """X_t = +- a_t, or with two values below that, a_t drawn for each branch."""
    (more,) = loosened(draw, 1)

    def divide(step: int, node: Node) -> list[Node]:
        bound = node.known[sym.part_bound] = draw.positive(-6, 3) * draw.unit()
        return _parts(draw, node, bound, more)

    return Node(draw.ops.number(1), None), divide


def _parts(draw: Draw, node: Node, bound: Any, more: Any) -> list[Node]:
    noise, size = two_values(draw), bound * draw.unit() * more
    return [
        Node(node.chance * chance, None, {sym.centred_part: size * x})
        for chance, x in zip(noise.chances, noise.values, strict=True)
    ]


def azuma(draw: Draw, scene: Scene, steps: int) -> tuple[Node, Divide]:
    """Increments with numbers as bounds, and as small a deviation as these allow."""
    more, squares, deviation = loosened(draw, 3)
    bounds = [draw.positive(-4, 4) * draw.unit() for _ in range(steps)]
    scene.tables[sym.bound_at] = bounds
    scene.values[sym.delta] = failure(draw)
    total = sum(bound * bound for bound in bounds) / squares + _some(draw)
    least = draw.ops.sqrt(2 * total * value(CONFIDENCE, scene.values, draw) / deviation)
    scene.values[sym.squares] = total
    scene.values[sym.deviation] = least * _hair(draw) + _some(draw)
    scene.values[sym.tilt] = scene.values[sym.deviation] / total
    return Node(draw.ops.number(1), None), lambda t, node: _parts(draw, node, bounds[t], more)


def light_noise(draw: Draw, scene: Scene, steps: int) -> tuple[Node, Divide]:
    """Noise with light tails beside a gradient."""
    beside, pushed = loosened(draw, 2)

    def divide(step: int, node: Node) -> list[Node]:
        node.known[sym.pull_at] = draw.positive() * draw.sign()
        _scales(draw, node)
        node.known[sym.push_at] = draw.unit() * pushed / (2 * node.known[sym.scale_at])
        return _noises(draw, node, beside)

    return Node(draw.ops.number(1), None), divide


def _scales(draw: Draw, node: Node) -> None:
    node.known[sym.scale_at] = draw.positive()
    node.known[sym.sgd_gradient] = _some(draw)


def _noises(draw: Draw, node: Node, beside: Any) -> list[Node]:
    noise = three_values(draw)
    square = node.known[sym.scale_at] * largest_light_square(noise, draw)
    size = draw.ops.sqrt(square) * draw.unit()
    along = node.known[sym.sgd_gradient] * draw.unit() * beside
    return [
        Node(node.chance * chance, None,
             {sym.noise_at: abs(size * x), sym.noise_inner_at: size * x * along})
        for chance, x in zip(noise.chances, noise.values, strict=True)
    ]  # fmt: skip


# -- descent with high probability ---------------------------------------------------------------


class Budget:
    """What may be spent on the way from gap0 to 2 gap0."""

    def __init__(self, draw: Draw, scene: Scene, steps: int, limits: int) -> None:
        self.draw = draw
        slack, self.more, *self.others = loosened(draw, 2 + limits)
        values = scene.values
        self.gap0 = values[sym.gap0] = draw.positive(-2, 2)
        values[sym.delta] = failure(draw)
        self.tilt = 2 * value(CONFIDENCE, values, draw) / self.gap0
        values[sym.tilt] = self.tilt
        self.slack = values[sym.slack] = self.gap0 / (2 * steps) * draw.unit() * slack

    def root(self) -> Node:
        """The start, its gap often gap0."""
        return Node(self.draw.ops.number(1), None, {}, {sym.sgd_gap: self.gap0 - _some(self.draw)})

    def lead(self, node: Node, child: Node, bound: Any, more: Any) -> Node:
        """Enter the gap after a step.

        Args:
            node: before the step.
            child: after the step.
            bound: of the gap; nothing is asked unless it and the gap are below 2 gap0.
            more: what the gap after the step may be where something is asked.
        """
        ops, draw, top = self.draw.ops, self.draw, 2 * self.gap0
        anywhere = self.gap0 * draw.positive(-2, 3)
        here = more - self.gap0 * (_hair(draw) - 1) - _some(draw)
        asked = ops.select(top, bound, anywhere, here)
        child.known[sym.sgd_gap] = ops.select(top, node.known[sym.sgd_gap], anywhere, asked)
        return child


def exponents(draw: Draw, scene: Scene, steps: int) -> tuple[Node, Divide]:
    """Y_t with E exp(Y_t) almost 1, on two values."""
    budget = Budget(draw, scene, steps, 0)
    ops = draw.ops

    def divide(step: int, node: Node) -> list[Node]:
        gap, gain = node.known[sym.sgd_gap], _some(draw)
        node.known[sym.gain_at] = gain
        first = ops.ratio(1, 1024) + draw.inside() * ops.ratio(1022, 1024)
        share, less = draw.inside(), ops.ratio(2**16 - 1, 2**16) * (1 - _tenth(draw))
        children = []
        for chance, part in ((first, share), (1 - first, 1 - share)):
            power = less * part / chance + ops.ratio(1, 2**17)
            exponent = value(sp.log(_U), {_U: power}, draw)
            child = Node(node.chance * chance, None, {sym.exponent_at: exponent})
            rest = gap - gain / 2 + budget.slack
            bound = rest + exponent / budget.tilt
            more = rest + exponent * budget.more / budget.tilt
            children.append(budget.lead(node, child, bound, more))
        return children

    return budget.root(), divide


def _tenth(draw: Draw) -> Any:
    """Up to a tenth, often nothing."""
    return draw.unit() * draw.ops.ratio(1, 10)


def bounded_parts(draw: Draw, scene: Scene, steps: int) -> tuple[Node, Divide]:
    """Centred parts with a bound, and gains that are as small as this allows."""
    budget = Budget(draw, scene, steps, 2)
    part_more, gain_less = budget.others

    def divide(step: int, node: Node) -> list[Node]:
        gap = node.known[sym.sgd_gap]
        bound = node.known[sym.part_bound] = draw.positive(-4, 4) * draw.unit()
        gain = 2 * budget.tilt * bound * bound / gain_less * _hair(draw) + _some(draw)
        node.known[sym.gain_at] = gain
        return [
            _at_most(budget, node, child, gap - 3 * gain / 4 - child.drawn[sym.centred_part])
            for child in _parts(draw, node, bound, part_more)
        ]

    return budget.root(), divide


def _at_most(budget: Budget, node: Node, child: Node, rest: Any) -> Node:
    bound = rest + budget.slack
    return budget.lead(node, child, bound, bound * budget.more)


def light_parts(draw: Draw, scene: Scene, steps: int) -> tuple[Node, Divide]:
    """Noise with light tails, its pull and its push as large as the gains allow."""
    budget = Budget(draw, scene, steps, 3)
    beside, gain_less, pushed = budget.others

    def divide(step: int, node: Node) -> list[Node]:
        gap = node.known[sym.sgd_gap]
        _scales(draw, node)
        scale, slope = node.known[sym.scale_at], node.known[sym.sgd_gradient]
        pull = node.known[sym.pull_at] = draw.positive() * draw.sign()
        least = 6 * budget.tilt * pull * pull * slope * slope * scale / gain_less
        gain = least * _hair(draw) + _some(draw)
        push = draw.unit() * pushed / (2 * budget.tilt * scale)
        node.known |= {sym.gain_at: gain, sym.push_at: push}
        children = []
        for child in _noises(draw, node, beside):
            square = child.drawn[sym.noise_at] * child.drawn[sym.noise_at]
            moved = gap - 3 * gain / 4 - pull * child.drawn[sym.noise_inner_at]
            children.append(_at_most(budget, node, child, moved + push * (square - scale)))
        return children

    return budget.root(), divide


def _at(fill: Fill, *steps: int) -> Scenes:
    """For lemmas about one step t: the last of so many."""
    return tuple(
        partial(martingale_scene, fill=fill, steps=n, counts={sym.t: n - 1}) for n in steps
    )


def _over(fill: Fill, *steps: int) -> Scenes:
    """For lemmas about all steps of a run."""
    return tuple(partial(martingale_scene, fill=fill, steps=n, counts={sym.T: n}) for n in steps)


SCENES: Mapping[str, Scenes] = {
    "hoeffding_moment": _at(centred_parts, 1, 2),
    "light_tails_moment": _at(light_noise, 1),
    "azuma_hoeffding": _over(azuma, 1, 2),
    "probable_descent": _over(exponents, 1, 2),
    "probable_descent_within": _over(exponents, 1),
    "probable_descent_bounded": _over(bounded_parts, 1, 2),
    "probable_descent_light": _over(light_parts, 1),
}
