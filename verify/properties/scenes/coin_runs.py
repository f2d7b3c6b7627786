"""Whole runs of SGD on finitely many outcomes.

The noise of each step is drawn for each branch anew: two values where it is bounded, three where it
has light tails, along one direction, centred and often as large as the assumption allows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

import sympy as sp

from theory import symbols as sym
from theory.definitions.sgd_step_size import (
    BOUNDED_SHARE,
    BOUNDED_TAIL,
    LIGHT_SHARE,
    LIGHT_TAIL,
    START_BOUND,
    confidence_load,
    confidence_step,
    curvature_load,
    curvature_step,
    noise_level,
    noise_load,
    noise_step,
    squared_noise,
)
from theory.lemmas.sgd_step_size.terms import terms
from theory.schema import Statement
from verify.properties.draws import Draw
from verify.properties.scene import CLASS_FUNCTIONS, Scene
from verify.properties.scenes.class_values import class_value
from verify.properties.scenes.formulas import share_of
from verify.properties.scenes.landscapes import (
    Landscape,
    Maker,
    Vector,
    any_line,
    bowl,
    convex_line,
)
from verify.properties.scenes.parameters import SceneMaker, Scenes, add_parameters
from verify.properties.scenes.trees import (
    Node,
    along,
    enter,
    grow,
    largest_light_square,
    loosened,
    three_values,
    two_values,
)

TRUTHS = frozenset({"smooth", "bounded_below", "everywhere", "sgd_step"})

FAR = 1024
"""Stands for a term of the step size that is missing."""

Limits: TypeAlias = Sequence[tuple[sp.Expr, sp.Expr]]
"""Steps that are the longest allowed, each with a load; where that is 0 the step is not limited."""


@dataclass(frozen=True)
class Rule:
    """How the steps of a run are chosen.

    Attributes:
        limits: the smallest of them is the longest step, in the gap, the gradient norm and level.
        light: whether the noise has light tails.
        exactly: whether the step is the longest; else it is often, or shorter.
        once: whether there is one step for the whole run.
        level: how the level is made of the gap; None for rules without one.
    """

    limits: Limits
    light: bool
    exactly: bool = False
    once: bool = False
    level: Callable[[Draw, Scene, Any], Any] | None = None


def drawn_level(draw: Draw, scene: Scene, gap: Any) -> Any:
    """More than the gap, and positive."""
    return gap * (1 + draw.positive(-16, 4)) + draw.ops.ratio(1, 2**20)


def floored(draw: Draw, scene: Scene, gap: Any) -> Any:
    """The larger of gap and gap_floor."""
    return draw.ops.select(gap, scene.values[sym.gap_floor], scene.values[sym.gap_floor], gap)


def _four(light: bool, gap: sp.Expr = sym.gap, level: sp.Expr = sym.level) -> Limits:
    share, tail = (LIGHT_SHARE, LIGHT_TAIL) if light else (BOUNDED_SHARE, BOUNDED_TAIL)
    return [(term.denominator, term.value) for term in terms(gap, level, share, tail)]


def _without_radius(light: bool, L: sp.Expr, V: sp.Expr, gap: sp.Expr) -> Limits:
    share = LIGHT_SHARE if light else BOUNDED_SHARE
    return [
        (curvature_load(L), curvature_step(L)),
        (confidence_load(V, share), confidence_step(V, share)),
        (noise_load(L, gap), noise_step(L, gap)),
    ]


def _sharp(light: bool) -> Limits:
    here = squared_noise(sym.gap, sym.gradient_norm**2)
    return _without_radius(light, sym.ell(START_BOUND), here, sym.gap)


def _constant_sharp(light: bool) -> Limits:
    top = noise_level(START_BOUND, sym.Phi)
    return _without_radius(light, sym.ell(START_BOUND), top, START_BOUND)


def failure(draw: Draw) -> Any:
    """A probability between 0 and 1, in half of the cases rather near 1."""
    ops, near = draw.ops, draw.positive(-8, 0)
    return 1 - draw.inside() * ops.select(draw.sign(), ops.number(0), near, ops.number(1))


class Run:
    """A run while it grows."""

    def __init__(self, statement: Statement, rule: Rule, draw: Draw, scene: Scene) -> None:
        self.rule, self.draw, self.scene = rule, draw, scene
        self.landscape: Landscape
        self.eta: Any = None
        self.bounded = sym.sigma in statement.parameters
        has_limit = rule.level is drawn_level
        self.noisier, *self.longer = loosened(draw, 1 + len(rule.limits) + has_limit)
        self.lower = self.longer.pop() if has_limit else draw.ops.number(1)

    def constants(self, make: Maker) -> None:
        """Draw the function and all constants."""
        draw, values = self.draw, self.scene.values
        self.landscape = make(draw, self.scene)
        gap, _ = self.landscape.at(self.landscape.start)
        values[sym.gap0] = gap * (1 + draw.unit())
        values[sym.delta] = failure(draw)
        values[sym.beta] = 1 + draw.positive(-6, 3)
        values[sym.gap_floor] = gap * draw.positive(-6, 1)
        values[sym.T] = draw.ops.number(self.scene.counts[sym.T])
        for constant in (sym.A, sym.B):
            zero = draw.ops.number(0)
            values[constant] = zero if self.bounded else draw.positive(-6, 3) * draw.unit()
        values[sym.sigma] = draw.positive(-6, 6)
        values[sym.C] = values[sym.sigma] * values[sym.sigma]
        values[sym.top_curvature] = self.formula(sym.ell(START_BOUND), {})

    def formula(self, expr: sp.Expr, here: Mapping[sp.Symbol, Any]) -> Any:
        """A formula in the constants and in numbers of a place."""
        return class_value(expr, {**self.scene.values, **here}, self.draw)

    def arrive(self, node: Node) -> Node:
        """Enter what is known at a place: the gap and the size of the gradient."""
        gap, gradient = self.landscape.at(node.place)
        size = self.draw.ops.sqrt(sum(x * x for x in gradient))
        node.known = {sym.sgd_gap: gap, sym.sgd_gradient: size}
        return node

    def step_size(self, node: Node) -> Any:
        """The step from a place, and the level it is made for."""
        if self.rule.once and self.eta is not None:
            return self.eta
        here = {sym.gap: node.known[sym.sgd_gap], sym.gradient_norm: node.known[sym.sgd_gradient]}
        if self.rule.level is not None:
            level = self.rule.level(self.draw, self.scene, here[sym.gap]) / self.lower
            node.known[sym.sgd_level] = here[sym.level] = level
        far, zero = self.draw.ops.number(FAR), self.draw.ops.number(0)
        found = []
        for (load, longest), more in zip(self.rule.limits, self.longer, strict=True):
            allowed = self.formula(longest, here) * more
            found.append(self.draw.ops.select(self.formula(load, here), zero, far, allowed))
        self.eta = self.draw.ops.smallest(found)
        if not self.rule.exactly:
            self.eta = self.eta * share_of(self.draw)
        return self.eta

    def divide(self, step: int, node: Node) -> list[Node]:
        """The places after one step, one for each value of the noise."""
        ops, draw = self.draw.ops, self.draw
        gap, size = node.known[sym.sgd_gap], node.known[sym.sgd_gradient]
        eta = node.known[sym.sgd_eta] = self.step_size(node)
        here = {sym.gap: gap, sym.gradient_norm: size}
        square = self.formula(squared_noise(sym.gap, sym.gradient_norm**2), here)
        noise = three_values(draw) if self.rule.light else two_values(draw)
        if self.rule.light:
            square = square * largest_light_square(noise, draw)
        bound = ops.sqrt(square) * draw.unit() * self.noisier
        direction = self.landscape.direction(draw)
        _, gradient = self.landscape.at(node.place)
        return [
            self.arrive(self._moved(node, chance, bound * x, direction, gradient, eta))
            for chance, x in zip(noise.chances, noise.values, strict=True)
        ]

    def _moved(
        self, node: Node, chance: Any, signed: Any, direction: Vector, gradient: Vector, eta: Any
    ) -> Node:
        noise = tuple(signed * x for x in direction)
        place = tuple(
            x - eta * (g + xi) for x, g, xi in zip(node.place, gradient, noise, strict=True)
        )
        inner = sum(g * xi for g, xi in zip(gradient, noise, strict=True))
        drawn = {sym.noise_at: abs(signed), sym.noise_inner_at: inner}
        return Node(node.chance * chance, place, drawn)


def run_scene(
    statement: Statement, make: Maker, rule: Rule, steps: int, built: frozenset[str]
) -> SceneMaker:
    """A run on all its outcomes.

    Args:
        statement: whose other parameters get values too.
        make: draws the function.
        rule: the steps.
        steps: how many.
        built: the assumptions that are met by construction.
    """

    def scene_of(draw: Draw) -> Scene:
        functions, counts = dict(CLASS_FUNCTIONS), {sym.T: steps}
        scene = Scene(functions=functions, counts=counts, truths=TRUTHS, built=built)
        run = Run(statement, rule, draw, scene)
        run.constants(make)
        root = run.arrive(Node(draw.ops.number(1), run.landscape.start))
        levels = grow(root, steps, run.divide)
        enter(scene, levels)
        if rule.once:
            scene.values[sym.eta] = run.eta
        paths = [along(levels, k)[:-1] for k in range(len(levels[-1]))]
        scene.tables[sym.least_square] = [
            draw.ops.smallest([node.known[sym.sgd_gradient] * node.known[sym.sgd_gradient]
                               for node in path])
            for path in paths
        ]  # fmt: skip
        return add_parameters(statement, scene, draw)

    return scene_of


CENTRED = frozenset({"centred"})
"""The noises are centred by construction, and only rounding keeps balls from showing it."""

SCHEDULED = CENTRED | {"schedule"}


def runs(
    rule: Rule, shapes: Sequence[tuple[Maker, int]] = (), built: frozenset[str] = CENTRED
) -> Scenes:
    """Scenes of runs with these steps.

    Args:
        rule: the steps.
        shapes: on which landscapes and of how many steps; a few short ones unless given.
        built: the assumptions that are met by construction.
    """
    some = shapes or (((bowl, 1),) if rule.light else ((bowl, 1), (convex_line, 2)))
    return tuple(
        partial(run_scene, make=make, rule=rule, steps=steps, built=built) for make, steps in some
    )


SHORT = ((bowl, 1),)


def _warm_up(light: bool, shapes: Sequence[tuple[Maker, int]] = ()) -> Scenes:
    return runs(Rule(_four(light), light, exactly=True, level=floored), shapes, SCHEDULED)


def _constant(shapes: Sequence[tuple[Maker, int]] = ()) -> Scenes:
    limits = _four(light=False, gap=START_BOUND, level=START_BOUND)
    return runs(Rule(limits, light=False, exactly=True, once=True), shapes, SCHEDULED)


MANY = ((bowl, 1), (convex_line, 2), (any_line, 1))

ANY_STEPS = Rule(_four(light=False), light=False, level=drawn_level)
SHARP = Rule(_sharp(light=False), light=False)
CONSTANT_SHARP = Rule(_constant_sharp(light=False), light=False, once=True)

SCENES: Mapping[str, Scenes] = {
    "sgd": runs(ANY_STEPS, MANY),
    "sgd_warmup": _warm_up(light=False),
    "sgd_warmup_bounded": _warm_up(light=False, shapes=SHORT),
    "sgd_constant": _constant(),
    "sgd_constant_bounded": _constant(SHORT),
    "sgd_sharp": runs(SHARP, MANY),
    "sgd_constant_sharp": runs(CONSTANT_SHARP, MANY),
    "sgd_light_tails": runs(Rule(_four(light=True), light=True, level=drawn_level)),
    "sgd_warmup_light_tails": _warm_up(light=True),
    "sgd_light_tails_sharp": runs(Rule(_sharp(light=True), light=True)),
    "sgd_constant_light_tails": runs(Rule(_constant_sharp(light=True), light=True, once=True)),
}
