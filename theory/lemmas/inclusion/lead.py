"""The first half of the proof: along the gradient flow the lead Q(p) - u does not fall.

Q(p) = p^2/(2 (L0 + L p^rho)). Suppose the bound is broken, by D > 0 in the form Q(g) - gap; then
p^2 >= 2 D (L0 + L p^rho) for all times.
"""

from __future__ import annotations

import sympy as sp

from theory.lemmas.inclusion.setting import L0, L, g, gap, rho
from theory.logic import HasDerivative, conj, ge, gt, le
from theory.rules.calculus import MEAN_VALUE, a, b
from theory.rules.calculus import dp as slope_of
from theory.rules.calculus import p as function_of
from theory.rules.flows import GRADIENT_FLOW, allowed, dp, p, t, u
from theory.rules.powers import POWER_OF_ZERO, POWER_POSITIVE, r, x
from theory.schema import Apply, At, Decide, Differentiate, Step

BROKEN = gt(g**2, 2 * allowed(g) * gap)
LATER = ge(t, 0)
GRADIENT = p(t)
ALLOWED = allowed(GRADIENT)
_LEAD = GRADIENT**2 / (2 * ALLOWED) - u(t)
_SHARE = 2 * L0 + (2 - rho) * L * GRADIENT**rho
_LEAD_SLOPE = GRADIENT * dp(t) * _SHARE / (2 * ALLOWED**2) + GRADIENT**2
EXCESS = g**2 / (2 * allowed(g)) - gap
_ZERO = sp.Integer(0)

LEAD = (
    Step("zero_power", "0^rho = 0.", None, Apply(POWER_OF_ZERO, {r: rho}), ("rho_range",)),
    Step(
        "power_at_start",
        "||grad f(w)||^rho is positive where the gradient is not zero.",
        None,
        Apply(POWER_POSITIVE, {x: g, r: rho}),
        (),
        (gt(g, 0),),
    ),
    Step(
        "moving",
        "Suppose the bound is broken; then the gradient is not zero.",
        gt(g, 0),
        Decide(),
        ("zero_power", "point", "L0_range"),
        (BROKEN,),
    ),
    Step(
        "flow",
        "Follow the gradient flow from w; u is the gap and p the gradient norm on the way.",
        None,
        Apply(GRADIENT_FLOW),
        ("smooth", "bounded_below", "point", "moving"),
        (BROKEN,),
    ),
    Step(
        "power",
        "p^rho is positive,",
        None,
        Apply(POWER_POSITIVE, {x: GRADIENT, r: rho}),
        ("flow.moving",),
        (BROKEN, LATER),
    ),
    Step(
        "allowed",
        "and so is L0 + L p^rho.",
        gt(ALLOWED, 0),
        Decide(),
        ("power", "L0_range", "L_range", "not_both_zero", "flow.moving"),
        (BROKEN, LATER),
    ),
    Step(
        "lead_slope",
        "The lead of Q(p) = p^2/(2 (L0 + L p^rho)) over u has this derivative,",
        HasDerivative(t, LATER, _LEAD, _LEAD_SLOPE, smooth=False),
        Differentiate(),
        ("flow.fall", "flow.slope", "flow.moving", "allowed"),
        (BROKEN,),
    ),
    Step(
        "share",
        "in which 2 L0 + (2 - rho) L p^rho is not negative and at most 2 (L0 + L p^rho);",
        conj(ge(_SHARE, 0), le(_SHARE, 2 * ALLOWED)),
        Decide(),
        ("power", "L0_range", "L_range", "rho_range", "flow.moving"),
        (BROKEN, LATER),
    ),
    Step(
        "pull",
        "since p p' >= -(L0 + L p^rho) p^2,",
        ge(GRADIENT * dp(t), -ALLOWED * GRADIENT**2),
        Decide(),
        ("flow.curvature", "flow.moving"),
        (BROKEN, LATER),
    ),
    Step(
        "pull_share",
        "the first term times the square of L0 + L p^rho is at least this,",
        ge(GRADIENT * dp(t) * _SHARE, -2 * ALLOWED**2 * GRADIENT**2),
        Decide(),
        ("pull", "share", "flow.moving"),
        (BROKEN, LATER),
    ),
    Step(
        "lead_grows",
        "so the derivative is not negative.",
        ge(_LEAD_SLOPE, 0),
        Decide(),
        ("pull_share", "allowed", "flow.moving"),
        (BROKEN, LATER),
    ),
    Step(
        "lead_kept",
        "Hence the lead never falls below its start,",
        ge(_LEAD, _LEAD.subs(t, 0)),
        Apply(
            MEAN_VALUE,
            {
                a: _ZERO,
                b: t,
                function_of: sp.Lambda(t, _LEAD),
                slope_of: sp.Lambda(t, _LEAD_SLOPE),
            },
        ),
        (
            "lead_slope",
            "lead_grows",
            "allowed",
            "flow.moving",
            At("allowed", {t: _ZERO}),
            At("flow.moving", {t: _ZERO}),
        ),
        (BROKEN, LATER),
    ),
    Step(
        "allowed_at_start",
        "L0 + L ||grad f(w)||^rho > 0.",
        gt(allowed(g), 0),
        Decide(),
        ("power_at_start", "moving", "L0_range", "L_range", "not_both_zero"),
        (BROKEN,),
    ),
    Step(
        "excess",
        "D > 0, where D is what the bound is broken by.",
        gt(EXCESS, 0),
        Decide(),
        ("allowed_at_start", "moving"),
        (BROKEN,),
    ),
    Step(
        "lead_start",
        "The lead starts at D.",
        ge(_LEAD.subs(t, 0), EXCESS),
        Decide(),
        ("flow.start", "allowed_at_start", "moving"),
        (BROKEN,),
    ),
    Step(
        "apart",
        "So p^2 >= 2 D (L0 + L p^rho) for all times.",
        ge(GRADIENT**2, 2 * EXCESS * ALLOWED),
        Decide(),
        (
            "lead_kept",
            "lead_start",
            "flow.nonnegative",
            "allowed_at_start",
            "flow.moving",
            "moving",
        ),
        (BROKEN, LATER),
    ),
)
