"""Points of members of Definition 0 on a line, for every exponent: u'' = c b(|u'|), |c| <= 1.

Here b(q) = L0 + L q^rho, or max{L0, L q^rho}, which is smaller and has an integral in closed form
for every exponent. Let Psi(p) be the integral of q/b(q) from 0 to p. While the control c is
constant, u'' = c b(|u'|) makes c u - Psi(|u'|) constant; so a member is told by its slopes at the
ends of pieces, and the places do not matter:

    slope from p to r, r != p, |c| = 1/w, w >= 1:    u rises by w sign(r - p) (Psi(|r|) - Psi(|p|)).

As b(0) > 0, each piece is finitely long. The point is at u = 0. Seen from there in the direction in
which u falls, the slope starts at -gradient_norm, and the pieces follow; then c = 1 as long as u
falls, and c = 0 from there on. In the other direction u rises with c = 0. So the infimum is the
smallest value at the ends of pieces and where a piece turns, and the gap at the point is minus it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import sympy as sp

from theory import symbols as sym
from theory.lemmas.inclusion.flow_lead import floor
from theory.lemmas.inclusion.psi_linear import PSI as PSI_LINEAR
from theory.logic import Formula, le, real
from theory.rules.flows import allowed
from theory.schema import Statement
from verify.properties.draws import Draw
from verify.properties.scene import Scene
from verify.properties.scenes.formulas import scene_with
from verify.properties.scenes.numbers import exponent_below_two
from verify.properties.scenes.parameters import SceneMaker, Scenes
from verify.properties.scenes.values import value

s, rho, L0, L, gap, g = sym.s, sym.rho, sym.L0, sym.L, sym.gap, sym.gradient_norm

PIECES = 3

TRUTHS = frozenset({"gradient_smooth", "bounded_below", "point"})
"""True by construction."""


def smooth_at_the_point(ell: sp.Lambda) -> Formula:
    """That f is ell-smooth, at the point: all the curvature of Definition 0 may be there."""
    return le(allowed(g), ell(gap))


PSI_QUADRATIC = sp.Lambda(s, sp.log(1 + L * s**2 / L0) / (2 * L))
"""The integral of q/(L0 + L q^2)."""

_BREAK = sp.Min(s, (L0 / L) ** (1 / rho))
PSI_OF_LARGER = sp.Lambda(
    s, _BREAK**2 / (2 * L0) + (s ** (2 - rho) - _BREAK ** (2 - rho)) / (L * (2 - rho))
)
"""The integral of q/max{L0, L q^rho} for rho < 2: q/L0 up to the break, then q^(1-rho)/L."""


@dataclass(frozen=True)
class Curvature:
    """What b is.

    Attributes:
        psi: the integral of q/b(q), in rho, L0 and L.
        scale: a slope at which the two terms of b are about equally large.
        slope: the slope at the point.
    """

    psi: sp.Lambda
    scale: Any
    slope: Any


Family: TypeAlias = Callable[[Draw, Scene], Curvature]
"""Gives values to rho, L0 and L."""


def _constants(draw: Draw, scene: Scene, power: Any) -> Any:
    """Their values; the ratio of L0 and L."""
    put = scene.values
    put |= {rho: power, L0: draw.positive(-5, 5), L: draw.positive(-5, 5)}
    return put[L0] / put[L]


def linear(draw: Draw, scene: Scene) -> Curvature:
    """Exponent 1; not so small slopes that the logarithm leaves doubles no digits."""
    scale = _constants(draw, scene, draw.ops.number(1))
    return Curvature(PSI_LINEAR, scale, scale * draw.positive(-8, 4))


def quadratic(draw: Draw, scene: Scene) -> Curvature:
    """Exponent 2, slopes as for exponent 1."""
    scale = draw.ops.sqrt(_constants(draw, scene, draw.ops.number(2)))
    return Curvature(PSI_QUADRATIC, scale, scale * draw.positive(-8, 4))


def any_power(draw: Draw, scene: Scene) -> Curvature:
    """Exponents below 2, with curvature up to the larger of the two terms; slopes down to 0."""
    _constants(draw, scene, exponent_below_two(draw))
    return Curvature(PSI_OF_LARGER, draw.ops.number(1), draw.positive() * draw.unit())


def largest_drop(draw: Draw, psi: Callable[[Any], Any], scale: Any, slope: Any) -> Any:
    """How far a member falls below the point from which it starts to fall.

    Args:
        draw: supplies the slopes at the ends of pieces, and the controls.
        psi: of the size of a slope.
        scale: of the slopes at the ends of pieces.
        slope: the size of the slope at the point, >= 0.
    """
    ops, zero = draw.ops, draw.ops.number(0)
    u, r, before, values = zero, -slope, psi(slope), [zero]
    for _ in range(PIECES):
        end = draw.signed() * draw.positive(-4, 4) * scale
        slower = 1 + draw.positive(-4, 2) * (1 - draw.unit())
        there = psi(abs(end))
        # A piece turns at a minimum if its slope goes from below 0 to 0 or above.
        turns = ops.select(zero, r, 0, ops.select(zero, end, 1, 0))
        values.append(ops.select(1, turns, u - slower * before, u))
        u = u + ops.select(r, end, slower, -slower) * (there - before)
        values.append(u)
        r, before = end, there
    values.append(ops.select(zero, r, u, u - before))
    return -ops.smallest(values)


def _fill_point(draw: Draw, scene: Scene, curvature: Curvature) -> None:
    def psi(size: Any) -> Any:
        return value(curvature.psi.expr, {**scene.values, s: size}, draw)

    scene.truths = TRUTHS
    scene.readings = {"smooth": smooth_at_the_point}
    scene.values[g] = curvature.slope
    scene.values[gap] = largest_drop(draw, psi, curvature.scale, curvature.slope)


def a_point(family: Family) -> Callable[[Statement], SceneMaker]:
    """A point of a member."""

    def fill(draw: Draw, scene: Scene) -> None:
        _fill_point(draw, scene, family(draw, scene))

    return scene_with(fill)


def a_point_and_psi(family: Family) -> Callable[[Statement], SceneMaker]:
    """A point of a member, Psi as a function, and a slope s at which its derivative is read."""

    def fill(draw: Draw, scene: Scene) -> None:
        curvature = family(draw, scene)
        _fill_point(draw, scene, curvature)
        scene.values[s] = curvature.scale * draw.positive(-4, 4)
        scene.functions |= {sym.Psi: curvature.psi, sym.dPsi: sp.Lambda(s, s / allowed(s))}

    return scene_with(fill, built=frozenset({"integral", "integrand"}))


_share = real("share_of_psi")


def a_point_and_a_lead(family: Family) -> Callable[[Statement], SceneMaker]:
    """A point of a member, and a share of Psi; more than Psi where its rate is loosened.

    Where the share of Psi exceeds the gap by D > 0, slopes s with share Psi(s) >= D have
    s^2 >= 2 L0 D/share, because Psi(s) <= s^2/(2 L0): the floor.
    """

    def fill(draw: Draw, scene: Scene) -> None:
        curvature, put = family(draw, scene), scene.values
        _fill_point(draw, scene, curvature)
        put[s] = curvature.scale * draw.positive(-4, 4)
        put[_share] = draw.unit() * draw.beyond
        scene.functions |= {
            sym.Psi: sp.Lambda(s, _share * curvature.psi(s)),
            sym.dPsi: sp.Lambda(s, _share * s / allowed(s)),
        }
        excess = put[_share] * value(curvature.psi.expr, {**put, s: put[g]}, draw) - put[gap]
        away, one = 2 * put[L0] * excess / put[_share], draw.ops.number(1)
        put[floor] = draw.ops.select(excess, draw.ops.number(0), one, away)

    return scene_with(fill, built=frozenset({"derivative", "rate", "away"}))


BELOW_TWO = (a_point(linear), a_point(any_power))
SCENES: Mapping[str, Scenes] = {
    "gradient_smooth_bound": BELOW_TWO,
    "inclusion_at_point": BELOW_TWO,
    "inclusion": BELOW_TWO,
    "inclusion_loose": BELOW_TWO,
    "inclusion_psi": (a_point_and_psi(linear), a_point_and_psi(quadratic)),
    "inclusion_psi_linear": (a_point_and_psi(linear),),
    "gradient_flow_lead": (a_point_and_a_lead(linear), a_point_and_a_lead(quadratic)),
}
