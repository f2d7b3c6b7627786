"""The scenes of the distance G and of the local radius.

Two forms of ell have a G in closed form: K0 + K s, and K s^rho with rho != 1. A third, for
K0 + K s^(1/2), serves the min form of the radius, which needs both terms.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.definitions.distance import G_power
from theory.definitions.gap_smooth import ELL, PHI
from theory.lemmas import distance_rises, radius_min_form
from verify.properties.draws import Draw
from verify.properties.scene import CLASS_FUNCTIONS, Scene
from verify.properties.scenes.formulas import scene_with
from verify.properties.scenes.numbers import exponent
from verify.properties.scenes.parameters import Scenes, class_constants

s, rho, K0, K = sym.s, sym.rho, sym.K0, sym.K
_NO_CURVATURE_AT_0 = {K0: 0}
POWER_FUNCTIONS: Mapping[Any, sp.Lambda] = {
    sym.ell: sp.Lambda(s, ELL(s).subs(_NO_CURVATURE_AT_0)),
    sym.Phi: sp.Lambda(s, PHI(s).subs(_NO_CURVATURE_AT_0)),
    sym.G: sp.Lambda(s, G_power(s)),
}
"""ell, Phi and G for K0 = 0, in K > 0 and rho > 0, rho != 1."""


def linear_class(draw: Draw, scene: Scene) -> None:
    """Ell = K0 + K s."""
    scene.functions |= CLASS_FUNCTIONS
    class_constants(scene, draw)


def power_class(draw: Draw, scene: Scene) -> None:
    """Ell = K s^rho; where rho is 1 this form of G has no value, and the case is left out."""
    scene.functions |= POWER_FUNCTIONS
    scene.values |= {rho: exponent(draw), K: draw.positive()}
    off, zero = abs(scene.values[rho] - 1), draw.ops.number(0)
    scene.rooms = [draw.ops.select(off, zero, draw.ops.number(-1), zero)]


def _two_gaps(draw: Draw, scene: Scene) -> None:
    put = scene.values
    put[distance_rises.r] = draw.positive()
    put[distance_rises.y] = put[distance_rises.r] + draw.positive()


def _beta(draw: Draw, scene: Scene) -> None:
    scene.values[sym.beta] = (1 + draw.positive() * (1 - draw.unit())) / draw.beyond


G_LINEAR = CLASS_FUNCTIONS[sym.G](s)
G_ROOT = 3 * sp.sqrt(2 * K0 + sp.Rational(4, 3) * K * sp.sqrt(s)) / K
"""G for rho = 1/2: the derivative is 1/sqrt(2 K0 s + (4/3) K s^(3/2))."""


def min_form(power: sp.Rational | int, G: sp.Expr) -> Callable[[Draw, Scene], None]:
    """The radius for one exponent; x, at which the antiderivatives are looked at, around gap 1.

    Args:
        power: rho.
        G: an antiderivative of 1/sqrt(2 Phi), in K0, K and s; for K0 = K = 1 it is N.
    """

    def fill(draw: Draw, scene: Scene) -> None:
        put, fixed = scene.values, sp.Rational(power)
        put[rho] = draw.ops.ratio(int(fixed.p), int(fixed.q))
        scene.functions[sym.G] = sp.Lambda(s, G)
        scene.functions[radius_min_form.N] = sp.Lambda(s, G.subs({K0: 1, K: 1}))
        k0, k = class_constants(scene, draw)
        put[radius_min_form.x] = draw.positive(-2, 2)
        put[sym.gap] = draw.positive()
        grown = draw.ops.power(put[sym.gap], Fraction(int(fixed.p), int(fixed.q)))
        widest = draw.ops.smallest([put[sym.gap] / k0, put[sym.gap] / (k * grown)])
        put[radius_min_form.scale] = draw.ops.sqrt(widest) * draw.unit() * draw.beyond

    return fill


_ANTIDERIVATIVES = frozenset({"antiderivative", "normal_antiderivative"})
SCENES: Mapping[str, Scenes] = {
    "distance_rises": (scene_with(linear_class, _two_gaps), scene_with(power_class, _two_gaps)),
    "radius_lower_bounds": (scene_with(linear_class, _beta), scene_with(power_class, _beta)),
    "radius_min_form": tuple(
        scene_with(min_form(power, G), _beta, built=_ANTIDERIVATIVES)
        for power, G in ((1, G_LINEAR), (sp.Rational(1, 2), G_ROOT))
    ),
}
