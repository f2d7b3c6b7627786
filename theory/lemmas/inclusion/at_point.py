"""What Definition 0 allows at a point, bounded by the gap there: Lemma 1 at one point.

    L0 + L g^rho <= (1 + theta) L0 + L (2 (1 + 1/theta) L)^alpha gap^alpha,  alpha = rho/(2 - rho)

Proof. ``gradient_smooth_bound`` gives g^2 <= 2 (L0 + L g^rho) gap. If L g^rho <= theta L0, the
constant K0 covers all. Otherwise L0 < L g^rho/theta, so g^2 <= 2 (1 + 1/theta) L g^rho gap; with
y = g^rho this is y^(2/rho - 1) <= 2 (1 + 1/theta) L gap, a bound of y.

Source: LW, Lemma 1.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import bounds
from theory.definitions.ell_smooth import AT_POINT
from theory.lemmas import power_inverse, power_monotone
from theory.lemmas.inclusion import slope_bound
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
from theory.logic import conj, ge, gt, le
from theory.rules.flows import allowed
from theory.rules.powers import (
    POWER_OF_POWER,
    POWER_OF_QUOTIENT,
    POWER_OF_ZERO,
    POWER_POSITIVE,
    r,
    s,
    x,
    y,
    z,
)
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.witness import PARABOLA, Witness, X

theta = sym.theta

THETA = bounds(theta, 0, low_included=False, text="the split between K0 and K is positive")
ASSUMPTIONS = (*CLASS_ASSUMPTIONS, THETA, AT_POINT)

FACTOR = 2 * (1 + 1 / theta) * L
K0_OUT = (1 + theta) * L0
K_OUT = L * FACTOR**ALPHA
ELL = sp.Lambda(sym.s, K0_OUT + K_OUT * sym.s**ALPHA)
"""The curvature bound of the class that Definition 0 lies in."""

BOUND = le(allowed(g), ELL(gap))

_MOVING = (gt(g, 0),)
_LARGE = (gt(g, 0), gt(L * g**rho, theta * L0))
_SMALL = (le(L * g**rho, theta * L0),)

PROOF = (
    Step("zero_power", "0^rho = 0.", None, Apply(POWER_OF_ZERO, {r: rho}), ("rho_range",)),
    Step(
        "slope_bound",
        "The gradient norm is bounded by the gap: g^2 <= 2 (L0 + L g^rho) gap.",
        None,
        Apply(slope_bound.STATEMENT),
        ("rho_range", "L0_range", "L_range", "not_both_zero", "smooth", "bounded_below", "point"),
    ),
    Step("power", "g^rho > 0,", None, Apply(POWER_POSITIVE, {x: g, r: rho}), (), (gt(g, 0),)),
    Step(
        "square",
        "and with y = g^rho the square is g^2 = y^(2/rho).",
        None,
        Apply(POWER_OF_POWER, {x: g, r: rho, s: 2 / rho, z: sp.Integer(2)}),
        ("rho_range",),
        (gt(g, 0),),
    ),
    Step(
        "dominated",
        "If L y > theta L0, then L0 + L y <= (1 + 1/theta) L y,",
        le(2 * allowed(g) * gap, FACTOR * gap * g**rho),
        Decide(),
        ("theta_range", "point"),
        _LARGE,
    ),
    Step(
        "quotient",
        "so y^(2/rho - 1) <= 2 (1 + 1/theta) L gap.",
        le((g**rho) ** (2 / rho - 1), FACTOR * gap),
        Decide(),
        ("slope_bound", "dominated", "square", "rho_range", "theta_range"),
        _LARGE,
    ),
    Step(
        "inverted",
        "Hence y <= (2 (1 + 1/theta) L gap)^alpha.",
        None,
        Apply(
            power_inverse.STATEMENT,
            {y: g**rho, power_inverse.X: FACTOR * gap, power_inverse.k: 2 / rho - 1, r: ALPHA},
        ),
        ("power", "L_range", "rho_range", "theta_range", "point"),
        _MOVING,
    ),
    Step(
        "split",
        "The power of the product is the product of the powers.",
        None,
        Apply(POWER_OF_QUOTIENT, {x: FACTOR * gap, y: gap, r: ALPHA}),
        ("rho_range", "theta_range"),
        (gt(gap, 0), gt(L, 0)),
    ),
    Step(
        "alpha_zero",
        "0^alpha = 0,",
        None,
        Apply(POWER_OF_ZERO, {r: ALPHA}),
        ("rho_range",),
    ),
    Step(
        "gap_power",
        "so powers of the gap are not negative,",
        ge(gap**ALPHA, 0),
        Apply(power_monotone.STATEMENT, {x: sp.Integer(0), y: gap, r: ALPHA}),
        ("rho_range", "alpha_zero", "point"),
    ),
    Step(
        "factor_power",
        "nor are those of the factor.",
        ge(FACTOR**ALPHA, 0),
        Apply(power_monotone.STATEMENT, {x: sp.Integer(0), y: FACTOR, r: ALPHA}),
        ("rho_range", "alpha_zero", "theta_range", "L_range"),
    ),
    Step(
        "positive",
        "So where L g^rho > theta L0, L and the gap are positive,",
        conj(gt(gap, 0), gt(L, 0)),
        Decide(),
        ("slope_bound", "power", "L0_range", "theta_range"),
        _LARGE,
    ),
    Step(
        "slope_power",
        "g^rho <= (2 (1 + 1/theta) L)^alpha gap^alpha,",
        le(g**rho, FACTOR**ALPHA * gap**ALPHA),
        Decide(),
        ("inverted", "quotient", "split", "positive", "rho_range", "theta_range"),
        _LARGE,
    ),
    Step(
        "large",
        "and the curvature is covered by K gap^alpha and K0,",
        le(allowed(g), ELL(gap)),
        Decide(),
        ("slope_power", "L_range", "L0_range", "rho_range", "theta_range", "point"),
        _LARGE,
    ),
    Step(
        "small",
        "and elsewhere by K0 alone.",
        le(allowed(g), ELL(gap)),
        Decide(),
        ("gap_power", "factor_power", "L_range", "rho_range", "theta_range", "point"),
        _SMALL,
    ),
    Step(
        "bound",
        "Where the gradient is zero, so is L g^rho.",
        BOUND,
        Decide(),
        (
            "large",
            "small",
            "zero_power",
            "L_range",
            "L0_range",
            "rho_range",
            "theta_range",
            "point",
        ),
    ),
)


def constants(*values: sp.Rational | int) -> dict[sp.Symbol, sp.Expr]:
    """rho, L0, L and theta (default 1)."""
    return dict(zip((rho, L0, L, theta), map(sp.Rational, (*values, 1)), strict=False))


STATEMENT = Statement(
    id="inclusion_at_point",
    kind="lemma",
    title="What Definition 0 allows, bounded by the gap",
    source=Source("LW", "proof of Lemma 1"),
    summary="L0 + L g^rho <= (1 + theta) L0 + L (2 (1 + 1/theta) L)^alpha gap^alpha at every point "
    "of a (rho, L0, L)-smooth f, 0 < rho < 2, alpha = rho/(2 - rho).",
    parameters=(rho, L0, L, theta, gap, g),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("bound", BOUND),),
    proof=PROOF,
    closes={"bound": ("bound", "L_range", "rho_range", "theta_range", "point")},
    sharp_at=(
        Witness(
            "the constant 1 at gap 0 with L0 = 0: both sides are 0",
            "bound",
            f=sp.Integer(1),
            f_star=sp.Integer(1),
            values=constants(1, 0, 1),
            equality=True,
        ),
    ),
    fails_without={
        "rho_range": Witness(
            "x^2/2 at x = 4 with rho = 3, L0 = L = 1: 65 > 2 + 1/32768",
            "bound",
            f=PARABOLA,
            point=sp.Integer(4),
            values=constants(3, 1, 1),
        ),
        "L0_range": EMPTY_CLASS,
        "L_range": Witness(
            "the constant 1, gap measured from 0, with rho = 4/3, L0 = 2, L = -1: 2 > 4 - 16",
            "bound",
            f=sp.Integer(1),
            values=constants(sp.Rational(4, 3), 2, -1),
        ),
        "not_both_zero": "with L0 = L = 0 both sides are 0",
        "smooth": Witness(
            "x^2/2 at x = 1/4 with rho = 1, L0 = 0, L = 1: 1/4 > 1/8",
            "bound",
            f=PARABOLA,
            point=sp.Rational(1, 4),
            values=constants(1, 0, 1),
        ),
        "bounded_below": Witness(
            "1 - 2x at x = 0, gap measured from 0, with rho = 1, L0 = 0, L = 1/5: 2/5 > 4/25",
            "bound",
            f=1 - 2 * X,
            values=constants(1, 0, sp.Rational(1, 5)),
        ),
        "theta_range": Witness(
            "the constant 1, gap measured from 0, with rho = L0 = L = 1, theta = -1/2: 1 > -3/2",
            "bound",
            f=sp.Integer(1),
            values=constants(1, 1, 1, sp.Rational(-1, 2)),
        ),
    },
)
