"""No function of the gradient norm that grows slowly enough can outweigh the gap.

    0 <= Psi'(q) (L0 + L q^rho) <= q,   Psi(||grad f(w)||) - gap = D > 0 would keep q away from 0
        =>   Psi(||grad f(w)||) <= f(w) - f*

Proof. Follow the gradient flow; u is the gap and p the gradient norm on the way, u' = -p^2 and
p' >= -(L0 + L p^rho) p. So Psi(p) - u does not fall. If it started at D > 0, then Psi(p) >= D for
all times, hence p^2 is at least a positive constant, and u falls below 0.

``slope_bound`` takes a function with a formula for Psi, ``psi`` the largest one.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.ell_smooth import AT_POINT, BOUNDED
from theory.lemmas.inclusion.setting import CLASS, L0, L, g, gap, rho
from theory.logic import FALSE, ForAll, HasDerivative, Implies, conj, ge, gt, le, real
from theory.rules.calculus import MEAN_VALUE, a, b
from theory.rules.calculus import dp as slope_of
from theory.rules.calculus import p as function_of
from theory.rules.flows import GRADIENT_FLOW, allowed, dp, p, t, u
from theory.schema import Apply, At, Decide, Differentiate, Named, Source, Statement, Step
from theory.witness import PARABOLA, STEEP, Witness, X

s, Psi, dPsi = sym.s, sym.Psi, sym.dPsi
floor = real("floor")
"""What the squared gradient norm would be at least, for all times."""

BROKEN = gt(Psi(g), gap)
EXCESS = Psi(g) - gap
BOUND = le(Psi(g), gap)

ASSUMPTIONS = (
    CLASS,
    BOUNDED,
    AT_POINT,
    Assumption("moving", gt(g, 0), "the gradient is not zero"),
    Assumption(
        "derivative",
        HasDerivative(s, gt(s, 0), Psi(s), dPsi(s)),
        "Psi is continuously differentiable on s > 0",
    ),
    Assumption(
        "rate",
        ForAll(s, gt(s, 0), conj(ge(dPsi(s), 0), le(dPsi(s) * allowed(s), s))),
        "Psi' is between 0 and s/(L0 + L s^rho)",
    ),
    Assumption(
        "away",
        ForAll(s, gt(s, 0), Implies(conj(BROKEN, ge(Psi(s), EXCESS)), ge(s**2, floor))),
        "if the bound is broken by D, gradient norms s with Psi(s) >= D have s^2 >= floor",
    ),
    bounds(floor, 0, low_included=False, text="and floor is positive"),
)

LATER = ge(t, 0)
_ZERO = sp.Integer(0)
_GRADIENT = p(t)
_LEAD = Psi(_GRADIENT) - u(t)
_LEAD_SLOPE = dPsi(_GRADIENT) * dp(t) + _GRADIENT**2

PROOF = (
    Step(
        "flow",
        "Follow the gradient flow from w; u is the gap and p the gradient norm on the way.",
        None,
        Apply(GRADIENT_FLOW),
        ("smooth", "bounded_below", "point", "moving"),
    ),
    Step(
        "lead_slope",
        "The lead of Psi(p) over u has this derivative,",
        HasDerivative(t, LATER, _LEAD, _LEAD_SLOPE, smooth=False),
        Differentiate(),
        ("derivative", "flow.fall", "flow.slope", "flow.moving"),
    ),
    Step(
        "lead_grows",
        "not negative, since p' >= -(L0 + L p^rho) p.",
        ge(_LEAD_SLOPE, 0),
        Decide(),
        (At("rate", {s: _GRADIENT}), "flow.curvature", "flow.moving"),
        (LATER,),
    ),
    Step(
        "lead_kept",
        "Suppose the lead starts at D > 0; it never falls below that,",
        ge(_LEAD, EXCESS),
        Apply(
            MEAN_VALUE,
            {
                a: _ZERO,
                b: t,
                function_of: sp.Lambda(t, _LEAD),
                slope_of: sp.Lambda(t, _LEAD_SLOPE),
            },
        ),
        ("lead_slope", "lead_grows", "flow.start"),
        (LATER,),
    ),
    Step(
        "least",
        "so Psi(p) >= D, and p^2 >= floor.",
        ge(_GRADIENT**2, floor),
        Decide(),
        ("lead_kept", At("away", {s: _GRADIENT}), "flow.nonnegative", "flow.moving"),
        (BROKEN, LATER),
    ),
    Step(
        "line",
        "The function -u - floor t has derivative p^2 - floor,",
        HasDerivative(t, LATER, -u(t) - floor * t, _GRADIENT**2 - floor),
        Differentiate(),
        ("flow.fall",),
    ),
    Step(
        "drop",
        "so u lies below a falling line.",
        le(u(t), gap - floor * t),
        Apply(
            MEAN_VALUE,
            {
                a: _ZERO,
                b: t,
                function_of: sp.Lambda(t, -u(t) - floor * t),
                slope_of: sp.Lambda(t, _GRADIENT**2 - floor),
            },
        ),
        ("line", "least", "flow.start"),
        (BROKEN, LATER),
    ),
    Step(
        "contradiction",
        "At t = (gap + 1)/floor the line is at -1, but u >= 0.",
        FALSE,
        Decide(),
        (
            At("drop", {t: (gap + 1) / floor}),
            At("flow.nonnegative", {t: (gap + 1) / floor}),
            "floor_range",
            "point",
        ),
        (BROKEN,),
    ),
)

_ONE, _HALF = sp.Integer(1), sp.Rational(1, 2)


def _numbers(
    text: str,
    function: sp.Expr,
    least: sp.Rational | int,
    slope: sp.Expr | None = None,
    **more: Any,
) -> Witness:
    """An instance with rho = L0 = 1 and L = 0, where Psi' may be s at most."""
    functions = {
        Psi: sp.Lambda(s, function),
        dPsi: sp.Lambda(s, sp.diff(function, s) if slope is None else slope),
    }
    values = {rho: _ONE, L0: _ONE, L: _ZERO, floor: sp.Rational(least)}
    return Witness(text, "bound", values=values, functions=functions, **more)


STATEMENT = Statement(
    id="gradient_flow_lead",
    kind="lemma",
    title="Along the gradient flow no function of the gradient norm outweighs the gap",
    source=Source("LW", "proof of Lemma 1", "the argument along the flow, for any such function"),
    summary="Psi(||grad f||) <= gap for a (rho, L0, L)-smooth f if 0 <= Psi'(q) <= "
    "q/(L0 + L q^rho), and if Psi(q) >= D > 0 would keep q away from 0.",
    parameters=(rho, L0, L, gap, g, Psi, dPsi, floor),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("bound", BOUND),),
    proof=PROOF,
    closes={"bound": ("contradiction",)},
    sharp_at=(
        _numbers(
            "x^2/2 at x = 1 with Psi(s) = s^2/2: 1/2 = 1/2",
            s**2 / 2,
            1,
            f=PARABOLA,
            point=_ONE,
            equality=True,
        ),
    ),
    fails_without={
        "smooth": _numbers(
            "5 x^2 at x = 1 with Psi(s) = s^2/2: 50 > 5", s**2 / 2, 90, f=STEEP, point=_ONE
        ),
        "bounded_below": _numbers(
            "1 - 2x at x = 0, gap measured from 0, with Psi(s) = s^2/2: 2 > 1",
            s**2 / 2,
            2,
            f=1 - 2 * X,
        ),
        "moving": "at a point of rest the flow stands still, and Psi may jump at 0",
        "derivative": _numbers(
            "x^2/2 at x = 1 with Psi(s) = s^2 and 0 for its derivative: 1 > 1/2",
            s**2,
            _HALF,
            _ZERO,
            f=PARABOLA,
            point=_ONE,
        ),
        "rate": _numbers(
            "x^2/2 at x = 1 with Psi(s) = s^2, which grows too fast: 1 > 1/2",
            s**2,
            _HALF,
            f=PARABOLA,
            point=_ONE,
        ),
        "away": _numbers(
            "x^2/2 at x = 1 with Psi(s) = 1 + s^2/2, floor = 1: 3/2 > 1/2",
            1 + s**2 / 2,
            1,
            f=PARABOLA,
            point=_ONE,
        ),
        "floor_range": _numbers(
            "x^2/2 at x = 1 with Psi(s) = 1 + s^2/2, floor = 0: 3/2 > 1/2",
            1 + s**2 / 2,
            0,
            f=PARABOLA,
            point=_ONE,
        ),
    },
)
