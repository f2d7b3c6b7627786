"""Energy steps: as long as the extremal with the gap and slope of the start needs to come to rest.

For rho = 1 there is a closed form. Let spare^2 = 2 Phi(gap) - g^2, what the slope leaves of the
energy, so that 2 Phi(D) = spare^2. Then (K0 + K D)^2 = K0^2 + K spare^2 =: C^2, and the extremal,
gap'' = K0 + K gap, comes to rest at gap D after the time asinh(g sqrt(K)/C)/sqrt(K). Phi increases,
so D is the only solution.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.logic import real
from theory.substitution import put_in
from verify.properties.scene import CLASS_FUNCTIONS
from verify.properties.scenes.gradient_descent import runs
from verify.properties.scenes.members import mild_member
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


def _energy(rule: Rule, built: str, *steps: int) -> Scenes:
    named = frozenset({"turning_point", built})
    return runs(
        mild_member, ON_A_LINE, rule, *steps, built=named, afterwards=(note_turning_points,)
    )


SCENES: Mapping[str, Scenes] = {
    "below_extremal": _energy(part, "duration", 1),
    "energy_step": _energy(whole, "duration", 1),
    "gd_nonconvex_energy": _energy(whole, "schedule", 1, 2, 4),
}
