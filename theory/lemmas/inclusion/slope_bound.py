"""The gradient norm under Definition 0 is bounded by the gap: the heart of Lemma 1.

    ||grad f(w)||^2 <= 2 (L0 + L ||grad f(w)||^rho) (f(w) - f*)

Proof. Follow the gradient flow; u is the gap and p the gradient norm on the way, u' = -p^2 and
p' >= -(L0 + L p^rho) p. The function Q(p) = p^2/(2 (L0 + L p^rho)) increases for rho <= 2, with
p Q'(p) <= p^2/(L0 + L p^rho), so Q(p) - u does not fall. If it started at D > 0, then Q(p) >= D for
all times: p is bounded away from 0, and u falls below 0.

Equality: parabolas (L = 0). For L > 0 the sharp form has int_0^p q dq/(L0 + L q^rho) for Q(p).
"""

from __future__ import annotations

import sympy as sp

from theory.definitions.ell_smooth import AT_POINT
from theory.lemmas import power_inverse
from theory.lemmas.inclusion.lead import BROKEN, EXCESS, GRADIENT, LATER, LEAD
from theory.lemmas.inclusion.setting import (
    ALPHA,
    CLASS_ASSUMPTIONS,
    EMPTY_CLASS,
    L0,
    L,
    g,
    gap,
    rho,
)
from theory.logic import FALSE, HasDerivative, ge, gt, le
from theory.rules.calculus import MEAN_VALUE, a, b
from theory.rules.calculus import dp as slope_of
from theory.rules.calculus import p as function_of
from theory.rules.flows import allowed, t, u
from theory.rules.powers import POWER_OF_POWER, POWER_POSITIVE, r, s, x, y, z
from theory.schema import Apply, At, Decide, Differentiate, Named, Source, Statement, Step
from theory.witness import PARABOLA, STEEP, Witness, X

ASSUMPTIONS = (*CLASS_ASSUMPTIONS, AT_POINT)

BOUND = le(g**2, 2 * allowed(g) * gap)
_LEAST_POWER = (2 * L * EXCESS) ** ALPHA
_LEAST = 2 * EXCESS * (L0 + L * _LEAST_POWER)
_ZERO, _TWO = sp.Integer(0), sp.Integer(2)

PROOF = (
    *LEAD,
    Step(
        "square",
        "With y = p^rho the square is p^2 = y^(2/rho),",
        None,
        Apply(POWER_OF_POWER, {x: GRADIENT, r: rho, s: 2 / rho, z: _TWO}),
        ("flow.moving", "rho_range"),
        (BROKEN, LATER),
    ),
    Step(
        "quotient",
        "so y^(2/rho - 1) >= 2 L D,",
        ge((GRADIENT**rho) ** (2 / rho - 1), 2 * L * EXCESS),
        Decide(),
        ("square", "apart", "allowed_at_start", "moving", "L0_range", "flow.moving", "rho_range"),
        (BROKEN, LATER),
    ),
    Step(
        "least_power",
        "and y >= (2 L D)^(rho/(2 - rho)).",
        None,
        Apply(
            power_inverse.STATEMENT,
            {
                y: GRADIENT**rho,
                power_inverse.X: 2 * L * EXCESS,
                power_inverse.k: 2 / rho - 1,
                r: ALPHA,
            },
        ),
        ("power", "allowed_at_start", "moving", "L_range", "rho_range", "flow.moving"),
        (BROKEN, LATER),
    ),
    Step(
        "least",
        "So p^2 is at least a constant,",
        ge(GRADIENT**2, _LEAST),
        Decide(),
        (
            "least_power",
            "quotient",
            "apart",
            "power",
            "L_range",
            "allowed_at_start",
            "moving",
            "rho_range",
            "flow.moving",
        ),
        (BROKEN, LATER),
    ),
    Step(
        "power_of_growth",
        "(2 L D)^(rho/(2 - rho)) > 0 for L > 0.",
        None,
        Apply(POWER_POSITIVE, {x: 2 * L * EXCESS, r: ALPHA}),
        ("rho_range", "allowed_at_start", "moving"),
        (BROKEN, gt(L, 0)),
    ),
    Step(
        "least_positive",
        "which is positive.",
        gt(_LEAST, 0),
        Decide(),
        ("power_of_growth", "L0_range", "L_range", "allowed_at_start", "moving", "rho_range"),
        (BROKEN,),
    ),
    Step(
        "line",
        "The function -u - C t has derivative p^2 - C, where C is that constant;",
        HasDerivative(t, LATER, -u(t) - _LEAST * t, GRADIENT**2 - _LEAST),
        Differentiate(),
        ("flow.fall", "allowed_at_start", "moving", "rho_range", "L_range"),
        (BROKEN,),
    ),
    Step(
        "drop",
        "so u lies below a falling line.",
        le(u(t), gap - _LEAST * t),
        Apply(
            MEAN_VALUE,
            {
                a: _ZERO,
                b: t,
                function_of: sp.Lambda(t, -u(t) - _LEAST * t),
                slope_of: sp.Lambda(t, GRADIENT**2 - _LEAST),
            },
        ),
        ("line", "least", "flow.start", "allowed_at_start", "moving", "rho_range", "L_range"),
        (BROKEN, LATER),
    ),
    Step(
        "contradiction",
        "At t = (gap + 1)/C the line is at -1, but u >= 0.",
        FALSE,
        Decide(),
        (
            At("drop", {t: (gap + 1) / _LEAST}),
            At("flow.nonnegative", {t: (gap + 1) / _LEAST}),
            "least_positive",
            "point",
            "allowed_at_start",
            "rho_range",
            "L_range",
        ),
        (BROKEN,),
    ),
)
STATEMENT = Statement(
    id="gradient_smooth_bound",
    kind="lemma",
    title="Under Definition 0 the gradient norm is bounded by the gap",
    source=Source("LW", "proof of Lemma 1", "cited there with 2 ||grad f|| inside the power"),
    summary="||grad f||^2 <= 2 (L0 + L ||grad f||^rho) gap for every (rho, L0, L)-smooth f with "
    "0 < rho < 2.",
    parameters=(rho, L0, L, gap, g),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("bound", BOUND),),
    proof=PROOF,
    closes={"bound": ("contradiction", "point", "rho_range")},
    sharp_at=(
        Witness(
            "x^2/2 at x = 1 with L0 = 1, L = 0: 1 = 2 * 1/2",
            "bound",
            f=PARABOLA,
            point=sp.Integer(1),
            values={rho: sp.Integer(1), L0: sp.Integer(1), L: sp.Integer(0)},
            equality=True,
        ),
    ),
    fails_without={
        "rho_range": "the bound holds for every rho > 0, but this proof needs Q to increase",
        "L0_range": EMPTY_CLASS,
        "L_range": Witness(
            "sqrt(1 + x^2) - 1 at x = 1, where f'' <= 5/4 - |f'|: 0.5 > 0.45",
            "bound",
            f=sp.sqrt(1 + X**2) - 1,
            point=sp.Integer(1),
            values={rho: sp.Integer(1), L0: sp.Rational(5, 4), L: sp.Integer(-1)},
        ),
        "not_both_zero": "with L0 = L = 0 the function is constant, and it reads 0 <= 0",
        "smooth": Witness(
            "5 x^2 at x = 1 with L0 = 1, L = 0: 100 > 10",
            "bound",
            f=STEEP,
            point=sp.Integer(1),
            values={rho: sp.Integer(1), L0: sp.Integer(1), L: sp.Integer(0)},
        ),
        "bounded_below": Witness(
            "1 - 2x at x = 0, gap measured from 0, L0 = 1, L = 0: 4 > 2",
            "bound",
            f=1 - 2 * X,
            values={rho: sp.Integer(1), L0: sp.Integer(1), L: sp.Integer(0)},
        ),
    },
)
