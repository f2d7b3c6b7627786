"""One step of SGD on a member of the class for rho = 1 on a line.

In one dimension the noise has the direction of the gradient or the opposite one, so
<grad f, xi> = +-||grad f|| ||xi||: the cases in which noise helps and harms most.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from theory import symbols as sym
from theory.definitions.sgd_step_size import curvature_load, noise_level, squared_noise
from theory.lemmas.sgd_step_size.terms import radius
from theory.schema import Statement
from verify.properties.draws import Draw
from verify.properties.scene import CLASS_FUNCTIONS, Picture, Scene
from verify.properties.scenes.class_values import class_value
from verify.properties.scenes.formulas import share_of
from verify.properties.scenes.members import any_member
from verify.properties.scenes.parameters import SceneMaker, add_parameters
from verify.properties.scenes.trees import loosened

Limit: TypeAlias = Callable[[Scene, Draw], Any]
"""How long a step may be, from the numbers of the point and the constants."""

TRUTHS = frozenset({"smooth", "bounded_below", "everywhere", "sgd_step"})


def by_curvature(at: Any) -> Limit:
    """1/(2 (1+B) ell(at)).

    Args:
        at: the gap at which the curvature is read.
    """
    return lambda scene, draw: 1 / class_value(curvature_load(sym.ell(at)), scene.values, draw)


def by_radius(scene: Scene, draw: Draw) -> Any:
    """R/(h + sqrt(V)), V the bound of the squared noise."""
    fast = draw.ops.sqrt(2 * class_value(sym.Phi(sym.gap), scene.values, draw))
    reach = class_value(radius(sym.level), scene.values, draw)
    return reach / (fast + draw.ops.sqrt(scene.values[sym.noise_level]))


def by_class(times: int) -> Limit:
    """A multiple of 1/ell(gap), where no step is asked to be short."""
    return lambda scene, draw: times / class_value(sym.ell(sym.gap), scene.values, draw)


def step_scene(statement: Statement, *limits: Limit) -> SceneMaker:
    """A step from the origin, with noise up to what A, B and C allow.

    Args:
        statement: whose other parameters get values too.
        limits: the step is at most the smallest of these.
    """

    def make(draw: Draw) -> Scene:
        ops = draw.ops
        scene = Scene(functions=dict(CLASS_FUNCTIONS), truths=TRUTHS)
        member = any_member(draw, scene)
        scene.rooms = list(member.line.rooms)
        gap, slope = member.line.at(member.start)
        for constant in (sym.A, sym.B, sym.C):
            scene.values[constant] = draw.positive(-6, 3) * draw.unit()
        scene.values[sym.beta] = 1 + draw.positive(-6, 3)
        scene.values |= {sym.gap: gap, sym.gradient_norm: abs(slope)}
        noisier, lower, *longer = loosened(draw, 2 + len(limits))
        scene.values[sym.level] = gap * (1 + draw.positive(-16, 6)) / lower
        square = squared_noise(sym.gap, sym.gradient_norm**2)
        allowed = class_value(square, scene.values, draw)
        level = noise_level(sym.gap, sym.Phi)
        scene.values[sym.noise_level] = class_value(level, scene.values, draw)
        noise = ops.sqrt(allowed) * draw.unit() * noisier
        signed = noise * draw.sign()
        allowed_steps = [
            limit(scene, draw) * more for limit, more in zip(limits, longer, strict=True)
        ]
        eta = ops.smallest(allowed_steps) * share_of(draw)
        end = member.start - eta * (slope + signed)
        scene.picture = Picture(member.line, [member.start, end])
        scene.values |= {
            sym.eta: eta,
            sym.noise: noise,
            sym.noise_inner: slope * signed,
            sym.gap_next: member.line.at(end)[0],
        }
        return add_parameters(statement, scene, draw)

    return make


def _steps(*limits: Limit) -> tuple[Callable[[Statement], SceneMaker], ...]:
    return (lambda statement: step_scene(statement, *limits),)


SCENES: Mapping[str, tuple[Callable[[Statement], SceneMaker], ...]] = {
    "sgd_step": _steps(by_curvature(sym.beta * sym.level), by_radius),
    "sgd_descent_within_radius": _steps(by_radius),
    "sgd_descent_below_level": _steps(by_class(2)),
    "sgd_step_below_level": _steps(by_curvature(sym.level)),
    "sgd_noise_part": _steps(by_curvature(sym.level)),
}
