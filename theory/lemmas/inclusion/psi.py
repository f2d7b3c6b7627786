"""The sharp form of what a gradient norm costs in the gap under Definition 0: Psi(||grad f||).

    Psi(p) = integral from 0 to p of q dq/(L0 + L q^rho)
    Psi(||grad f(w)||) <= f(w) - f*            for every rho > 0 and L0 > 0

Proof. The integrand is as large as ``flow_lead`` allows it. If Psi(||grad f||) exceeded the gap by
D > 0, the gradient norms p with Psi(p) >= D would stay away from 0, as Psi(p) <= p^2/(2 L0).

Since the integrand is smallest at the end, Psi(p) >= p^2/(2 (L0 + L p^rho)): the bound of
``gradient_smooth_bound`` follows, and here for rho >= 2 as well. Equality: functions with
f'' = L0 + L |f'|^rho, such as e^x - 1 - x for rho = L0 = L = 1 (``psi_linear``).

Source: LW, Lemma 1, whose proof has the bound of ``gradient_smooth_bound``.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.ell_smooth import AT_POINT, BOUNDED
from theory.definitions.gradient_smooth import EXPONENT, GROWTH
from theory.lemmas import power_monotone
from theory.lemmas.inclusion import flow_lead
from theory.lemmas.inclusion.flow_lead import BROKEN, EXCESS
from theory.lemmas.inclusion.setting import CLASS, L0, L, g, gap, rho
from theory.logic import ForAll, HasDerivative, conj, eq, ge, gt, le, strictly_between
from theory.rules.calculus import MEAN_VALUE, a, b
from theory.rules.calculus import dp as slope_of
from theory.rules.calculus import p as function_of
from theory.rules.flows import allowed
from theory.rules.powers import POWER_OF_ZERO, POWER_POSITIVE, r, x, y
from theory.schema import Apply, At, Decide, Differentiate, Named, Source, Statement, Step
from theory.witness import PARABOLA, STEEP, Witness, X

s, Psi, dPsi = sym.s, sym.Psi, sym.dPsi

ASSUMPTIONS = (
    EXPONENT,
    bounds(L0, 0, low_included=False, text="the curvature allowed at gradient 0 is positive"),
    GROWTH,
    CLASS,
    BOUNDED,
    AT_POINT,
    Assumption("integral", HasDerivative(s, ge(s, 0), Psi(s), dPsi(s)), "Psi is the integral"),
    Assumption(
        "integrand", ForAll(s, ge(s, 0), eq(dPsi(s) * allowed(s), s)), "of q/(L0 + L q^rho)"
    ),
    Assumption("start", eq(Psi(0), 0), "from 0"),
)

BOUND = le(Psi(g), gap)
BELOW = le(g**2 / (2 * allowed(g)), Psi(g))
SLOPE_BOUND = le(g**2, 2 * allowed(g) * gap)

_ZERO = sp.Integer(0)
_LEAST = 2 * L0 * EXCESS
_POSITIVE, _UP_TO_G = gt(s, 0), strictly_between(0, s, g)
_ROOM = s**2 / (2 * L0) - Psi(s)
_ROOM_SLOPE = s / L0 - dPsi(s)
_AHEAD = Psi(s) - s**2 / (2 * allowed(g))
_AHEAD_SLOPE = dPsi(s) - s / allowed(g)

_SHAPE = (
    Step("power", "q^rho > 0,", None, Apply(POWER_POSITIVE, {x: s, r: rho}), (), (_POSITIVE,)),
    Step(
        "room_slope",
        "The function q^2/(2 L0) - Psi(q) has this derivative,",
        HasDerivative(s, ge(s, 0), _ROOM, _ROOM_SLOPE),
        Differentiate(),
        ("integral", "L0_range"),
    ),
    Step(
        "room_grows",
        "which is not negative, as L0 <= L0 + L q^rho;",
        ge(_ROOM_SLOPE, 0),
        Decide(),
        ("integrand", "power", "L0_range", "L_range"),
        (_POSITIVE,),
    ),
    Step(
        "room",
        "so Psi(p) <= p^2/(2 L0).",
        le(Psi(b), b**2 / (2 * L0)),
        Apply(
            MEAN_VALUE,
            {a: _ZERO, function_of: sp.Lambda(s, _ROOM), slope_of: sp.Lambda(s, _ROOM_SLOPE)},
        ),
        ("room_slope", "room_grows", "start", "L0_range"),
        (ge(b, 0),),
    ),
    Step(
        "monotone",
        "For q < p the power is q^rho <= p^rho,",
        None,
        Apply(power_monotone.STATEMENT, {x: s, y: g, r: rho}),
        ("rho_range",),
        (_UP_TO_G,),
    ),
    Step("zero_power", "0^rho = 0,", None, Apply(POWER_OF_ZERO, {r: rho}), ("rho_range",)),
    Step(
        "allowed_at_end",
        "and L0 + L p^rho > 0.",
        gt(allowed(g), 0),
        Decide(),
        ("L0_range", "L_range", "rho_range", "point", "zero_power", At("power", {s: g})),
    ),
    Step(
        "ahead_slope",
        "The function Psi(q) - q^2/(2 (L0 + L p^rho)) has this derivative,",
        HasDerivative(s, ge(s, 0), _AHEAD, _AHEAD_SLOPE),
        Differentiate(),
        ("integral", "allowed_at_end", "rho_range", "point"),
    ),
    Step(
        "ahead_grows",
        "which is not negative up to p;",
        ge(_AHEAD_SLOPE, 0),
        Decide(),
        ("integrand", "power", "monotone", "L0_range", "L_range"),
        (_UP_TO_G,),
    ),
    Step(
        "ahead",
        "so Psi(p) >= p^2/(2 (L0 + L p^rho)).",
        BELOW,
        Apply(
            MEAN_VALUE,
            {
                a: _ZERO,
                b: g,
                function_of: sp.Lambda(s, _AHEAD),
                slope_of: sp.Lambda(s, _AHEAD_SLOPE),
            },
        ),
        ("ahead_slope", "ahead_grows", "start", "allowed_at_end", "rho_range", "point"),
    ),
)

_FLOW = (
    Step(
        "moving",
        "Suppose the bound is broken by D > 0; then the gradient is not zero.",
        gt(g, 0),
        Decide(),
        ("start", "point"),
        (BROKEN,),
    ),
    Step(
        "rate",
        "Psi' is between 0 and q/(L0 + L q^rho),",
        conj(ge(dPsi(s), 0), le(dPsi(s) * allowed(s), s)),
        Decide(),
        ("integrand", "power", "L0_range", "L_range"),
        (_POSITIVE,),
    ),
    Step(
        "away",
        "and Psi(q) >= D would give q^2 >= 2 L0 D:",
        ge(s**2, _LEAST),
        Decide(),
        (At("room", {b: s}), "L0_range"),
        (_POSITIVE, ge(Psi(s), EXCESS)),
    ),
    Step(
        "contradiction",
        "Psi cannot outweigh the gap.",
        BOUND,
        Apply(flow_lead.STATEMENT, {flow_lead.floor: _LEAST}),
        ("smooth", "bounded_below", "point", "moving", "integral", "rate", "away", "L0_range"),
        (BROKEN,),
    ),
    Step("bound", "So the bound holds.", BOUND, Decide(), ("contradiction",)),
)

PROOF = (*_SHAPE, *_FLOW)


def _functions(psi: sp.Expr, slope: sp.Expr | None = None) -> dict[Any, sp.Lambda]:
    slope = sp.together(sp.diff(psi, s)) if slope is None else slope
    return {Psi: sp.Lambda(s, psi), dPsi: sp.Lambda(s, slope)}


def _numbers(
    text: str, conclusion: str, psi: sp.Expr, slope: sp.Expr | None = None, **more: Any
) -> Witness:
    """An instance with rho = L0 = 1 and L = 0, where Psi(s) should be s^2/2."""
    values = {rho: sp.Integer(1), L0: sp.Integer(1), L: _ZERO}
    return Witness(text, conclusion, values=values, functions=_functions(psi, slope), **more)


_EXACT = s**2 / 2
_ONE = sp.Integer(1)

STATEMENT = Statement(
    id="inclusion_psi",
    kind="lemma",
    title="Under Definition 0 a gradient norm needs the gap Psi",
    source=Source("LW", "proof of Lemma 1", "in its sharp form"),
    summary="Psi(||grad f||) <= gap with Psi(p) the integral of q/(L0 + L q^rho) from 0 to p, for "
    "every (rho, L0, L)-smooth f with L0 > 0 and every rho > 0; and Psi(p) is at least "
    "p^2/(2 (L0 + L p^rho)).",
    parameters=(rho, L0, L, gap, g, Psi, dPsi),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("bound", BOUND),
        Named("below", BELOW),
        Named("slope_bound", SLOPE_BOUND),
    ),
    proof=PROOF,
    closes={
        "bound": ("bound",),
        "below": ("ahead", "allowed_at_end", "rho_range", "point"),
        "slope_bound": ("bound", "ahead", "allowed_at_end", "rho_range", "point"),
    },
    sharp_at=(
        Witness(
            "e^x - 1 - x at x = 1 with rho = L0 = L = 1, where f'' = 1 + f': e - 2 = e - 2",
            "bound",
            f=sp.exp(X) - 1 - X,
            point=_ONE,
            values={rho: _ONE, L0: _ONE, L: _ONE},
            functions=_functions(s - sp.log(1 + s)),
            equality=True,
        ),
        _numbers(
            "x^2/2 at x = 1 with L0 = 1, L = 0: 1/2 = 1/2",
            "below",
            _EXACT,
            f=PARABOLA,
            point=_ONE,
            equality=True,
        ),
    ),
    fails_without={
        "rho_range": "the bound holds for rho = 0 too, where it is that of an (L0 + L)-smooth f",
        "L0_range": "with L0 = 0 the integrand need not be bounded at 0; f is also in the class of "
        "every L0 > 0",
        "L_range": "with L < 0 the integrand has a pole",
        "smooth": _numbers(
            "5 x^2 at x = 1 with L0 = 1, L = 0: 50 > 5", "bound", _EXACT, f=STEEP, point=_ONE
        ),
        "bounded_below": _numbers(
            "1 - 2x at x = 0, gap measured from 0, L0 = 1, L = 0: 2 > 1",
            "bound",
            _EXACT,
            f=1 - 2 * X,
        ),
        "integral": _numbers(
            "x^2/2 at x = 1 with Psi(s) = s^2 and s for its derivative: 1 > 1/2",
            "bound",
            s**2,
            s,
            f=PARABOLA,
            point=_ONE,
        ),
        "integrand": _numbers(
            "x^2/2 at x = 1 with Psi(s) = s^2: 1 > 1/2", "bound", s**2, f=PARABOLA, point=_ONE
        ),
        "start": _numbers(
            "x^2/2 at x = 0 with Psi(s) = 1 + s^2/2: 1 > 0", "bound", 1 + _EXACT, f=PARABOLA
        ),
    },
    does_not_claim="That Psi has a closed form: for rho = 1 it has one, see inclusion_psi_linear.",
)
