"""The scenes of statements about numbers: powers, the class constants, a few examples.

A limit that an assumption sets is drawn as what it limits times a share, so that the share 1 is
its edge; exponents are drawn on both sides of 1 and, often, equal to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.definitions.ell_smooth import a as low
from theory.definitions.ell_smooth import b as high
from theory.definitions.gap_smooth import ELL
from theory.examples import beyond_power, cubic_ridge
from theory.lemmas import comparison, power_hoelder, power_inverse
from theory.logic import real
from theory.rules.powers import r, x, y
from verify.properties.draws import Draw
from verify.properties.scene import Scene
from verify.properties.scenes.formulas import either, most, scene_with
from verify.properties.scenes.parameters import Scenes
from verify.properties.scenes.values import value

rho, K0, K, L0, L = sym.rho, sym.K0, sym.K, sym.L0, sym.L


_FLAT = Fraction(63, 64)


def exponent(draw: Draw) -> Any:
    """A power from 1/64 to 4, each of these and 1 often."""
    return _exponent_up_to(draw, Fraction(3))


def exponent_below_two(draw: Draw) -> Any:
    """A power from 1/64 to 31/16, each of these and 1 often; more where its limit is tested."""
    return _exponent_up_to(draw, Fraction(15, 16)) * draw.beyond


def _exponent_up_to(draw: Draw, above_one: Fraction) -> Any:
    ops, place = draw.ops, draw.signed()
    steep, flat = (ops.ratio(*x.as_integer_ratio()) for x in (above_one, _FLAT))
    return 1 + place * ops.select(ops.number(0), place, steep, flat)


def _power_monotone(draw: Draw, scene: Scene) -> None:
    put = scene.values
    put[y], put[r] = draw.positive(), exponent(draw)
    put[x] = put[y] * draw.unit() * draw.beyond


def _power_of_share(draw: Draw, scene: Scene) -> None:
    """The bound X, and y with y^k = share X."""
    _power_of_multiple(draw, scene, most(draw))


def _power_of_multiple(draw: Draw, scene: Scene, ratio: Any = None) -> None:
    """The bound X, and y with y^k = ratio X; if none is given, one of at least 1."""
    put, X, k = scene.values, power_inverse.X, power_inverse.k
    put[X], put[r] = draw.positive(), exponent(draw)
    put[k] = 1 / put[r]
    reached = put[X] * (1 / most(draw) if ratio is None else ratio)
    put[y] = value(x**r, {x: reached, r: put[r]}, draw)


def _power_sums(draw: Draw, scene: Scene) -> None:
    """The larger one is x: the statement does not change when they are exchanged."""
    put = scene.values
    put[x], put[r] = draw.positive(), exponent(draw)
    put[y] = put[x] * draw.unit()


def _power_hoelder(draw: Draw, scene: Scene) -> None:
    scene.values[r] = draw.inside() * draw.beyond
    scene.values[power_hoelder.q] = 1 - scene.values[r]


def _exponent(draw: Draw, scene: Scene) -> None:
    scene.values[rho] = exponent(draw)


def _gap(draw: Draw, scene: Scene) -> None:
    scene.values[sym.s] = draw.positive()


def _two_gaps(draw: Draw, scene: Scene) -> None:
    put = scene.values
    put[low] = draw.positive() * draw.unit()
    put[high] = put[low] + draw.positive() * (1 - draw.unit())


def _place(draw: Draw, scene: Scene) -> None:
    """Where doubles can tell cosh from 1, and square it."""
    scene.values[K], scene.values[x] = draw.positive(-4, 4), draw.positive(-3, 1) * draw.sign()


def _potential_drop(draw: Draw, scene: Scene) -> None:
    put = scene.values
    put[rho] = exponent(draw)
    put[K0], put[K] = draw.positive() * draw.unit(), draw.positive() * draw.unit()
    put[sym.gap] = draw.positive()
    ell = value(ELL(sym.gap), put, draw)
    put[sym.eta], put[sym.mu] = 1 / ell, ell * draw.unit() * draw.ops.ratio(63, 64)
    put[sym.gap_next] = put[sym.gap] * (1 - put[sym.eta] * put[sym.mu]) * most(draw)


def _lower_bound_limit(draw: Draw, scene: Scene) -> None:
    put = scene.values
    put[rho], put[sym.theta] = exponent(draw), most(draw)
    put[K0], put[sym.gap0] = draw.positive(), draw.positive()
    put[sym.eps] = draw.ops.sqrt(put[K0] * put[sym.gap0] / 2) * most(draw)


def _cubic_ridge(draw: Draw, scene: Scene) -> None:
    put, c0 = scene.values, cubic_ridge.c
    A, B, S = cubic_ridge.A, cubic_ridge.B, cubic_ridge.S
    put[A], put[B] = draw.positive() * draw.unit(), draw.positive() * draw.unit()
    put[c0], put[sym.gap] = draw.positive() * draw.signed(), draw.positive() * draw.unit()
    put[S] = (put[c0] + 2 * put[sym.gap]) * draw.unit() * draw.beyond
    put[cubic_ridge.H] = value(A * S**3 + B * S + 1, put, draw) * most(draw)


def _beyond_power(draw: Draw, scene: Scene) -> None:
    """Z at the limit that L sets or above, L0 at the one that Z sets or below."""
    put, Z = scene.values, beyond_power.Z
    put[rho], put[L] = exponent_below_two(draw), draw.positive() * draw.unit()
    put[Z] = value((2 * L + 1) ** (2 / (2 - rho)), put, draw) / most(draw)
    put[L0] = put[Z] / 2 * draw.unit() * draw.sign() * draw.beyond
    put[beyond_power.G2] = put[Z] * draw.unit() * draw.beyond


_base, _growth, _start, _share, _bend = map(real, ("base", "growth", "start", "share", "bend"))
_t, _x = comparison.t, comparison.x
_since = _t - comparison.a
_clock = _start + _share * _since - _bend * _since**2 / 2
_reached = comparison.low + (sp.exp(_growth * _clock) - _base) / _growth
_rate = _base + _growth * (_x - comparison.low)


def _comparison(draw: Draw, scene: Scene) -> None:
    """F(x) = base + growth (x - low), and u along which G(u) runs at ``share`` or slower.

    G = log(F)/growth, so u' = (share - bend (t - a)) F(u), which is at most F(u), or ``beyond``
    times it, by construction. G(u) is concave in t: u exceeds low if it does at both ends. What is
    assumed at all t is read at the first, where u' is largest next to F(u).
    """
    put = scene.values
    put[comparison.low], put[comparison.a] = either(draw), either(draw)
    length = draw.positive(-3, 1) * (1 - draw.unit())
    put[comparison.b] = (put[comparison.a] + length) / draw.beyond
    put[_base], put[_growth] = draw.positive(-4, 4), draw.positive(-2, 2)
    put[_start] = value(
        sp.log(_rate) / _growth, {**put, _x: put[comparison.low] + draw.positive()}, draw
    )
    put[_share] = draw.signed() * draw.beyond
    put[_bend] = draw.positive(-4, 2) * (1 - draw.unit())
    put[_t] = put[comparison.a]
    put[_x] = put[comparison.low] + draw.positive()
    scene.functions |= {
        comparison.F: sp.Lambda(_x, _rate),
        comparison.G: sp.Lambda(_x, sp.log(_rate) / _growth),
        comparison.u: sp.Lambda(_t, _reached),
        comparison.du: sp.Lambda(_t, sp.diff(_reached, _t)),
    }
    end = {**put, _t: put[comparison.b]}
    scene.rooms = [value(_reached - comparison.low, end, draw)]


SCENES: Mapping[str, Scenes] = {
    "power_monotone": (scene_with(_power_monotone),),
    "power_inverse": tuple(
        scene_with(fill, built=frozenset({"inverse"}))
        for fill in (_power_of_share, _power_of_multiple)
    ),
    "power_sums": (scene_with(_power_sums),),
    "power_hoelder": (scene_with(_power_hoelder, built=frozenset({"conjugate"})),),
    "power_ell": (scene_with(_exponent, _gap, _two_gaps),),
    "distance_closed_forms": (scene_with(_exponent, _gap),),
    "extremal_function": (scene_with(_place),),
    "potential_drop": (scene_with(_potential_drop, built=frozenset({"step"})),),
    "lower_bound_limit": (scene_with(_lower_bound_limit),),
    "cubic_ridge": (scene_with(_cubic_ridge),),
    "beyond_power": (scene_with(_beyond_power),),
    "comparison": (
        scene_with(_comparison, built=frozenset({"derivative", "antiderivative", "rate"})),
    ),
}
