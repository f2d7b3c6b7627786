"""The Hessian of a multiple, of an affine argument and of a sum, at gaps of its parts.

Only norms of Hessians are spoken of. That of a part is drawn up to its bound, and that of the whole
up to what the parts allow: in one dimension all of it is attained. K_0 may be negative here, as
long as the bound of the norm is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from theory import symbols as sym
from theory.lemmas.closure.sum_formulas import q
from verify.properties.draws import Draw
from verify.properties.scene import Scene
from verify.properties.scenes.formulas import most, or_zero, scene_with
from verify.properties.scenes.parameters import Scenes

_TRUTHS = frozenset({"hessians_of_multiple", "hessians_of_affine", "hessians_of_sum"})
_BUILT = frozenset({"f_smooth", "g_smooth"})


def _exponent(draw: Draw) -> Any:
    """A power from 1/16 to 15/16, or from 1 to 4; below 1 the conjugate 1/(1 - rho) is a power."""
    ops, place = draw.ops, draw.signed()
    return ops.select(ops.number(0), place, 1 + 3 * place, (15 + 14 * place) / 16)


def _bounded(draw: Draw, scene: Scene, K0: Any, K: Any, gap: Any, hess: Any) -> Any:
    """Constants of a part, its gap, and the norm of its Hessian."""
    put = scene.values
    put[K0], put[K], put[gap] = (
        draw.signed() * draw.positive(-3, 3),
        or_zero(draw, -3, 3),
        or_zero(draw, -3, 3),
    )
    put[hess] = most(draw) * (put[K0] + put[K] * put[gap] ** put[sym.rho])
    scene.rooms.append(put[hess])
    return put[hess]


def _part(draw: Draw, scene: Scene) -> Any:
    scene.values[sym.rho] = _exponent(draw)
    scene.truths = _TRUTHS
    return _bounded(draw, scene, sym.K0f, sym.Kf, sym.gap_f, sym.hess_f)


def _multiple(draw: Draw, scene: Scene) -> None:
    norm = _part(draw, scene)
    scene.values[sym.multiple] = draw.positive(-3, 3)
    scene.values[sym.hess] = scene.values[sym.multiple] * norm


def _affine(draw: Draw, scene: Scene) -> None:
    norm, put = _part(draw, scene), scene.values
    put[sym.gamma] = draw.unit() * put[sym.gap_f]
    put[sym.norm_A] = or_zero(draw, -3, 3)
    put[sym.hess] = draw.unit() * put[sym.norm_A] * put[sym.norm_A] * norm


def _sum(draw: Draw, scene: Scene) -> None:
    """Between the difference and the sum of the two norms."""
    norm_f, put = _part(draw, scene), scene.values
    norm_g = _bounded(draw, scene, sym.K0g, sym.Kg, sym.gap_g, sym.hess_g)
    put[q] = 1 - put[sym.rho]
    put[sym.gamma] = draw.unit() * (put[sym.gap_f] + put[sym.gap_g])
    least = abs(norm_f - norm_g)
    put[sym.hess] = least + draw.unit() * (norm_f + norm_g - least)


SCENES: Mapping[str, Scenes] = {
    "closure_scaling": (scene_with(_multiple, built=_BUILT),),
    "closure_affine": (scene_with(_affine, built=_BUILT),),
    "closure_sum": (scene_with(_sum, built=_BUILT),),
}
