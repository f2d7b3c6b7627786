"""Statements on the numbers of the class and on ell alone, without a function of the class."""

from __future__ import annotations

from collections.abc import Mapping

from theory import symbols as sym
from theory.definitions.ell_smooth import a, b
from verify.properties.draws import Draw
from verify.properties.scene import CLASS_FUNCTIONS, Scene
from verify.properties.scenes.formulas import or_zero, scene_with
from verify.properties.scenes.numbers import exponent
from verify.properties.scenes.parameters import Scenes, class_constants


def _aiming_step(draw: Draw, scene: Scene) -> None:
    """The step theta gap/(2 Phi(gap)), for a theta around 4/(1 + rho)."""
    put = scene.values
    put[sym.rho], put[sym.gap] = exponent(draw), draw.positive()
    put[sym.K0], put[sym.K] = or_zero(draw), or_zero(draw)
    put[sym.theta] = draw.positive(-3, 1) * 4 / (1 + put[sym.rho])
    grown = put[sym.K] * put[sym.gap] ** put[sym.rho] / (1 + put[sym.rho])
    put[sym.eta] = put[sym.theta] / (2 * (put[sym.K0] + grown))


def _targets(draw: Draw, scene: Scene) -> None:
    """A target, a larger gap, and one between."""
    put = scene.values
    put[sym.rho], put[sym.eps] = exponent(draw), draw.positive()
    put[sym.gap0] = put[sym.eps] * (1 / draw.beyond + (1 - draw.unit()) * draw.positive())
    put[sym.s] = put[sym.eps] + (put[sym.gap0] - put[sym.eps]) * draw.unit()


def _shifted(draw: Draw, scene: Scene) -> None:
    """Gaps at which the shifted ell is read."""
    class_constants(scene, draw)
    scene.functions |= CLASS_FUNCTIONS
    put = scene.values
    put[sym.s], put[a] = or_zero(draw), or_zero(draw)
    put[b] = put[a] + or_zero(draw)


SCENES: Mapping[str, Scenes] = {
    "aiming_step_length": (scene_with(_aiming_step, built=frozenset({"schedule"})),),
    "psi_endpoints": (scene_with(_targets),),
    "shifted_ell": (scene_with(_shifted),),
}
