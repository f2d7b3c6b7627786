"""The gradient norm under Definition 0 is bounded by the gap: the heart of Lemma 1.

    ||grad f(w)||^2 <= 2 (L0 + L ||grad f(w)||^rho) (f(w) - f*)

Proof. The function Q(p) = p^2/(2 (L0 + L p^rho)) increases for rho <= 2, with Q'(p) at most
p/(L0 + L p^rho), so ``flow_lead`` applies. Gradient norms with Q(p) >= D > 0 stay away from 0,
because p^2 >= 2 D (L0 + L p^rho) is a lower bound of p^(2 - rho) where L0 = 0.

Equality: parabolas (L = 0). For L > 0 the sharp form is ``psi``, with an integral for Q(p).
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.definitions.ell_smooth import AT_POINT
from theory.lemmas import power_inverse
from theory.lemmas.inclusion import flow_lead
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
from theory.logic import HasDerivative, conj, ge, gt, le
from theory.rules.flows import allowed
from theory.rules.powers import POWER_OF_POWER, POWER_OF_ZERO, POWER_POSITIVE, r, x, y, z
from theory.rules.powers import s as second
from theory.schema import Apply, At, Decide, Differentiate, Named, Source, Statement, Step
from theory.witness import PARABOLA, STEEP, Witness, X

ASSUMPTIONS = (*CLASS_ASSUMPTIONS, AT_POINT)

BOUND = le(g**2, 2 * allowed(g) * gap)
BROKEN = gt(g**2, 2 * allowed(g) * gap)

q = sym.s
"""A gradient norm."""

_SHARE = 2 * L0 + (2 - rho) * L * q**rho
Q = sp.Lambda(q, q**2 / (2 * allowed(q)))
Q_SLOPE = sp.Lambda(q, q * _SHARE / (2 * allowed(q) ** 2))
EXCESS = Q(g) - gap
_LEAST = 2 * EXCESS * (L0 + L * (2 * L * EXCESS) ** ALPHA)
"""A positive lower bound of q^2 where Q(q) is at least the excess D."""

_POSITIVE = gt(q, 0)
_FAR = ge(q**2, 2 * EXCESS * allowed(q))
_BEYOND = (BROKEN, _POSITIVE, _FAR)
_TWO = sp.Integer(2)

PROOF = (
    Step("power", "q^rho > 0,", None, Apply(POWER_POSITIVE, {x: q, r: rho}), (), (_POSITIVE,)),
    Step(
        "allowed",
        "so L0 + L q^rho > 0.",
        gt(allowed(q), 0),
        Decide(),
        ("power", "L0_range", "L_range", "not_both_zero"),
        (_POSITIVE,),
    ),
    Step(
        "derivative",
        "Q has this derivative,",
        HasDerivative(q, _POSITIVE, Q(q), Q_SLOPE(q)),
        Differentiate(),
        ("allowed",),
    ),
    Step(
        "share",
        "in which 2 L0 + (2 - rho) L q^rho is not negative and at most 2 (L0 + L q^rho);",
        conj(ge(_SHARE, 0), le(_SHARE, 2 * allowed(q))),
        Decide(),
        ("power", "L0_range", "L_range", "rho_range"),
        (_POSITIVE,),
    ),
    Step(
        "rate",
        "so it is between 0 and q/(L0 + L q^rho).",
        conj(ge(Q_SLOPE(q), 0), le(Q_SLOPE(q) * allowed(q), q)),
        Decide(),
        ("share", "allowed"),
        (_POSITIVE,),
    ),
    Step("zero_power", "0^rho = 0.", None, Apply(POWER_OF_ZERO, {r: rho}), ("rho_range",)),
    Step(
        "moving",
        "Suppose the bound is broken; then the gradient is not zero,",
        gt(g, 0),
        Decide(),
        ("zero_power", "point", "L0_range"),
        (BROKEN,),
    ),
    Step(
        "allowed_at_start",
        "L0 + L ||grad f(w)||^rho > 0,",
        gt(allowed(g), 0),
        Decide(),
        (At("allowed", {q: g}), "moving"),
        (BROKEN,),
    ),
    Step(
        "excess",
        "and D = Q(||grad f(w)||) - gap is positive.",
        gt(EXCESS, 0),
        Decide(),
        ("allowed_at_start", "moving"),
        (BROKEN,),
    ),
    Step(
        "square",
        "Q(q) >= D means q^2 >= 2 D (L0 + L q^rho). With y = q^rho the square is y^(2/rho),",
        None,
        Apply(POWER_OF_POWER, {x: q, r: rho, second: 2 / rho, z: _TWO}),
        ("rho_range",),
        (_POSITIVE,),
    ),
    Step(
        "beside",
        "and at least 2 L D y,",
        ge(q**2, 2 * L * EXCESS * q**rho),
        Decide(),
        ("allowed_at_start", "moving", "L0_range"),
        _BEYOND,
    ),
    Step(
        "quotient",
        "so y^(2/rho - 1) >= 2 L D,",
        ge((q**rho) ** (2 / rho - 1), 2 * L * EXCESS),
        Decide(),
        ("square", "beside", "allowed_at_start", "moving", "rho_range"),
        _BEYOND,
    ),
    Step(
        "least_power",
        "and y >= (2 L D)^(rho/(2 - rho)).",
        None,
        Apply(
            power_inverse.STATEMENT,
            {y: q**rho, power_inverse.X: 2 * L * EXCESS, power_inverse.k: 2 / rho - 1, r: ALPHA},
        ),
        ("power", "allowed_at_start", "moving", "L_range", "rho_range"),
        (BROKEN, _POSITIVE),
    ),
    Step(
        "least",
        "So q^2 is at least a constant,",
        ge(q**2, _LEAST),
        Decide(),
        (
            "least_power",
            "quotient",
            "power",
            "allowed_at_start",
            "moving",
            "L_range",
            "rho_range",
        ),
        _BEYOND,
    ),
    Step(
        "power_of_growth",
        "(2 L D)^(rho/(2 - rho)) > 0 for L > 0.",
        None,
        Apply(POWER_POSITIVE, {x: 2 * L * EXCESS, r: ALPHA}),
        ("allowed_at_start", "moving", "rho_range"),
        (BROKEN, gt(L, 0)),
    ),
    Step(
        "least_positive",
        "which is positive.",
        gt(_LEAST, 0),
        Decide(),
        (
            "power_of_growth",
            "allowed_at_start",
            "moving",
            "L0_range",
            "L_range",
            "rho_range",
        ),
        (BROKEN,),
    ),
    Step(
        "contradiction",
        "But Q cannot outweigh the gap.",
        le(Q(g), gap),
        Apply(
            flow_lead.STATEMENT,
            {sym.Psi: Q, sym.dPsi: Q_SLOPE, flow_lead.floor: _LEAST},
        ),
        (
            "smooth",
            "bounded_below",
            "point",
            "derivative",
            "rate",
            "least",
            "least_positive",
            "allowed",
            "allowed_at_start",
            "rho_range",
            "L_range",
        ),
        (BROKEN,),
    ),
    Step(
        "bound",
        "So the bound holds.",
        BOUND,
        Decide(),
        ("contradiction", "excess", "point", "rho_range"),
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
    closes={"bound": ("bound", "point", "rho_range")},
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
        "rho_range": "the bound holds for every rho > 0 (for L0 > 0 by inclusion_psi), but this "
        "proof needs Q to increase",
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
