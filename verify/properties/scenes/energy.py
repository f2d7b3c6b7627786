"""Energy steps: as long as the extremal with the gap and slope of the start needs to come to rest.

For rho = 1 there is a closed form. Let spare^2 = 2 Phi(gap) - g^2, what the slope leaves of the
energy, so that 2 Phi(D) = spare^2. Then (K0 + K D)^2 = K0^2 + K spare^2 =: C^2, and the extremal,
gap'' = K0 + K gap, comes to rest at gap D after the time asinh(g sqrt(K)/C)/sqrt(K). Phi increases,
so D is the only solution.

No enclosure shows that a step is exactly that long, so what is claimed of such a step alone could
never be refuted. Hence the case K = 0: with K0 = 1 (a choice of units) the energy step is 1 on each
function, and all numbers are short binary fractions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.logic import real
from theory.substitution import put_in
from verify.properties.draws import Draw
from verify.properties.line import Line, Piece
from verify.properties.scene import CLASS_FUNCTIONS, Scene
from verify.properties.scenes.gradient_descent import runs
from verify.properties.scenes.members import PIECES, Member, mild_member
from verify.properties.scenes.on_a_line import ON_A_LINE, Rule, Walk
from verify.properties.scenes.parameters import Scenes

x = real("x")
_ROOT = sp.sqrt(sym.K)


def _clock(gap: sp.Expr, slope: sp.Expr, low: sp.Expr) -> sp.Expr:
    """The time from ``gap`` to x of the extremal that comes to rest at ``low``."""
    curvature = sym.K0 + sym.K * low
    left = sp.sqrt(2 * sym.Phi(x) - 2 * sym.Phi(low))
    time = (sp.asinh(_ROOT * slope / curvature) - sp.asinh(_ROOT * left / curvature)) / _ROOT
    return put_in(time, CLASS_FUNCTIONS)


CLOCKS = {
    sym.Gamma: sp.Lambda(x, _clock(sym.gap, sym.gradient_norm, sym.gap_low)),
    sym.Gamma_at: sp.Lambda((sym.t, x), _clock(sym.Delta(sym.t), sym.g(sym.t), sym.low_at(sym.t))),
}
"""Gamma of one step, and of each step of a run."""


def _rest(walk: Walk) -> Any:
    """The length of the energy step; where the extremal comes to rest is noted in the scene."""
    ops, K0, K = walk.draw.ops, walk.member.line.K0, walk.member.line.K
    gap, slope = walk.gaps[-1], walk.slope
    spare = ops.sqrt(2 * walk.member.Phi(gap) - slope * slope)
    curvature, root = ops.sqrt(K0 * K0 + K * spare * spare), ops.sqrt(K)
    walk.scene.tables.setdefault(sym.low_at, []).append(spare * spare / (curvature + K0))
    return ops.asinh(root * slope / curvature) / root / slope


def whole(walk: Walk) -> Any:
    """The energy step."""
    return _rest(walk)


def part(walk: Walk) -> Any:
    """Up to the energy step."""
    return walk.draw.unit() * walk.draw.beyond * _rest(walk)


def note_turning_points(walk: Walk) -> None:
    """The clocks, and one gap at which Phi > Phi(D) is read; Phi increases."""
    walk.scene.values |= {sym.gap_low: walk.scene.tables[sym.low_at][0], sym.s: walk.gaps[0]}
    walk.scene.functions |= CLOCKS


def flat_member(draw: Draw, scene: Scene) -> Member:
    """A member for ell = 1, from its slope and from D, the gap less half of the squared slope."""
    ops = draw.ops
    K0, K = ops.number(1), ops.number(0)
    slope, low = draw.positive(-2, 2), draw.positive(-4, 4) * draw.unit()
    scene.values |= {sym.K0: K0, sym.K: K, sym.gap_low: low}
    right, left = (
        [Piece(draw.positive(-4, 2) * slope, draw.signed()) for _ in range(PIECES)] for _ in "><"
    )
    line = Line(K0, K, low + slope * slope / 2, -slope, right, left, ops)
    return Member(line, ops.number(0))


def one(walk: Walk) -> Any:
    """The energy step of a flat member."""
    return walk.draw.ops.number(1)


def _note_flat_clock(walk: Walk) -> None:
    """The extremal falls from speed g at the rate 1, so it is at x after g - sqrt(2 (x - D))."""
    left = sym.gradient_norm - sp.sqrt(2 * (x - sym.gap_low))
    walk.scene.functions[sym.Gamma] = sp.Lambda(x, left)
    walk.scene.values[sym.s] = walk.gaps[0]


_WHOLE_ON_FLAT = runs(flat_member, ON_A_LINE, one, 1, afterwards=(_note_flat_clock,))


def _energy(rule: Rule, built: str, *steps: int) -> Scenes:
    named = frozenset({"turning_point", built})
    return runs(
        mild_member, ON_A_LINE, rule, *steps, built=named, afterwards=(note_turning_points,)
    )


SCENES: Mapping[str, Scenes] = {
    "below_extremal": (*_energy(part, "duration", 1), *_WHOLE_ON_FLAT),
    "energy_step": (*_energy(whole, "duration", 1), *_WHOLE_ON_FLAT),
    "gd_nonconvex_energy": _energy(whole, "schedule", 1, 2, 4),
}
