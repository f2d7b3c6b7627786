"""The inclusion is strict for exponents below 1 as well: a function of Definition 1 alone.

    f = y^q (2 + sin z),  y = 1 + x^2,  z = 2 q ln y,  q = 1/(1 - alpha),  0 < alpha < 1

    f'  = 2 q x y^(q-1) (2 + sin z + 2 cos z)
    f'' = 2 q y^(q-1) ((1 - 2 w) (2 + sin z + 2 cos z) + 2 q w (2 - 3 sin z + 4 cos z)),
    w   = 1 - 1/y

The two brackets are at most 5 and 7 in size, so |f''| <= C y^(q-1) with C = 28 q^2 + 10 q. As
f >= y^q and q alpha = q - 1, this is at most C f^alpha <= C gap^alpha + C 2^alpha, because f* is at
most f(0) = 2. Where z = pi + 2 pi k the slope vanishes, but f'' = -8 q^2 w y^(q-1) is unbounded: a
bound L0 + L |f'|^rho gives L0 there for every rho and L, and no L0 is large enough.

For alpha >= 1 Example 1 (``oscillating_exponential``) shows the same.

Source: LW, Lemma 1, of which it is the converse that fails.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.run import integer
from theory.lemmas import power_monotone, power_sums
from theory.logic import TRUE, Formula, HasDerivative, conj, eq, ge, gt, le, real
from theory.rules.calculus import MEAN_VALUE, a, b, dp, p
from theory.rules.flows import allowed
from theory.rules.logarithms import EXPONENTIAL, t
from theory.rules.powers import POWER_OF_POWER, POWER_OF_ZERO, POWER_POSITIVE, r, s, x, y, z
from theory.rules.trigonometry import TRIGONOMETRIC_IDENTITY, WHOLE_PERIODS, m
from theory.rules.trigonometry import z as angle
from theory.schema import Apply, Decide, Differentiate, Enclose, Named, Source, Statement, Step
from theory.witness import Witness, X

alpha, rho, L0, L = sym.alpha, sym.rho, sym.L0, sym.L
f_star, g = sym.f_star, sym.gradient_norm
k = real("k")
"""Numbers the stationary points."""

q = 1 / (1 - alpha)
"""The exponent of f."""

BASE = 1 + X**2
PHASE = 2 * q * sp.log(BASE)
_WAVE = 2 + sp.sin(PHASE)
_SLOPE_BRACKET = _WAVE + 2 * sp.cos(PHASE)
_CURVATURE_BRACKET = 2 - 3 * sp.sin(PHASE) + 4 * sp.cos(PHASE)
_SHARE = 1 - 1 / BASE
_BRACKET = (1 - 2 * _SHARE) * _SLOPE_BRACKET + 2 * q * _SHARE * _CURVATURE_BRACKET

F = BASE**q * _WAVE
SLOPE = 2 * q * X * BASE ** (q - 1) * _SLOPE_BRACKET
CURVATURE = 2 * q * BASE ** (q - 1) * _BRACKET

GROWTH = 28 * q**2 + 10 * q
"""K of the class that f is in, with the exponent alpha; K0 is 2^alpha K."""

_TWO, _ZERO = sp.Integer(2), sp.Integer(0)
GAP = F - f_star
ALLOWED = _TWO**alpha * GROWTH + GROWTH * GAP**alpha

_LOG_BASE = (sp.pi + 2 * sp.pi * k) * (1 - alpha) / 2
STATIONARY = sp.sqrt(sp.exp(_LOG_BASE) - 1)
"""x_k: a stationary point for every integer k >= 0; there ln y = (pi + 2 pi k)/(2 q)."""

_SLOPE_THERE, _CURVATURE_THERE = SLOPE.subs(X, STATIONARY), CURVATURE.subs(X, STATIONARY)
_POWER_THERE = sp.exp(_LOG_BASE * (q - 1))

ASSUMPTIONS = (
    bounds(
        alpha, 0, 1, low_included=False, high_included=False, text="the exponent is between 0 and 1"
    ),
    Assumption(
        "below",
        ge(GAP, 0),
        "f_star lies below f at x, as the infimum does",
        says="f(x) >= f_star",
    ),
    bounds(f_star, None, 2, text="f_star lies below f at 0, as the infimum does: f(0) = 2"),
    bounds(rho, 0, low_included=False, text="the exponent of the gradient norm is positive"),
    Assumption(
        "far",
        conj(integer(k), ge(k, 0), ge(alpha * k, L0)),
        "k is an integer, not negative, with alpha k >= L0",
    ),
    Assumption(
        "norm",
        conj(ge(g, 0), eq(g**2, _SLOPE_THERE**2)),
        "g is the gradient norm at x_k",
        defines=True,
        says="gradient_norm = |f'(x_k)|",
    ),
)

ABOVE = ge(F, BASE**q)
MEMBER = conj(le(CURVATURE, ALLOWED), ge(CURVATURE, -ALLOWED))
STATIONARY_THERE = eq(_SLOPE_THERE, 0)
NOT_A_MEMBER = gt(-_CURVATURE_THERE, allowed(g))


def _derivative(of: sp.Expr, is_: sp.Expr) -> Formula:
    return HasDerivative(X, TRUE, of, is_)


def _within(expr: sp.Expr, bound: sp.Expr | int) -> Formula:
    return conj(le(expr, bound), ge(expr, -bound))


_MEMBERSHIP = (
    Step(
        "exponent",
        "q > 1 and q alpha = q - 1.",
        conj(gt(q, 1), eq(q * alpha, q - 1)),
        Decide(),
        ("alpha_range",),
    ),
    Step("slope", "The slope,", _derivative(F, SLOPE), Differentiate(), ("alpha_range",)),
    Step(
        "curvature",
        "and the curvature.",
        _derivative(SLOPE, CURVATURE),
        Differentiate(),
        ("alpha_range",),
    ),
    Step(
        "circle",
        "sin^2 + cos^2 = 1.",
        None,
        Apply(TRIGONOMETRIC_IDENTITY, {angle: PHASE}),
        ("alpha_range",),
    ),
    Step("base", "y^q > 0.", None, Apply(POWER_POSITIVE, {x: BASE, r: q}), ("alpha_range",)),
    Step(
        "above",
        "f >= y^q, as 2 + sin >= 1.",
        ABOVE,
        Decide(),
        ("circle", "base", "alpha_range"),
    ),
    Step(
        "slope_bracket",
        "|2 + sin + 2 cos| <= 5,",
        _within(_SLOPE_BRACKET, 5),
        Decide(),
        ("circle", "alpha_range"),
    ),
    Step(
        "curvature_bracket",
        "|2 - 3 sin + 4 cos| <= 7",
        _within(_CURVATURE_BRACKET, 7),
        Decide(),
        ("circle", "alpha_range"),
    ),
    Step(
        "bracket",
        "and w is between 0 and 1, so the bracket of f'' is at most 5 + 14 q in size,",
        _within(_BRACKET, 5 + 14 * q),
        Decide(),
        ("slope_bracket", "curvature_bracket", "exponent"),
    ),
    Step(
        "curvature_bound",
        "and |f''| <= C y^(q-1).",
        _within(CURVATURE, GROWTH * BASE ** (q - 1)),
        Decide(),
        ("bracket", "base", "exponent"),
    ),
    Step(
        "same_power",
        "y^(q-1) = (y^q)^alpha",
        None,
        Apply(POWER_OF_POWER, {x: BASE, r: q, s: alpha, z: q - 1}),
        ("exponent",),
    ),
    Step(
        "more",
        "is at most f^alpha <= (gap + 2)^alpha",
        None,
        Apply(power_monotone.STATEMENT, {x: BASE**q, y: GAP + 2, r: alpha}),
        ("above", "base", "f_star_range", "alpha_range"),
    ),
    Step(
        "sum",
        "<= gap^alpha + 2^alpha.",
        None,
        Apply(power_sums.STATEMENT, {x: GAP, y: _TWO, r: alpha}),
        ("below", "alpha_range"),
    ),
    Step(
        "covered",
        "So y^(q-1) <= 2^alpha + gap^alpha,",
        le(BASE ** (q - 1), _TWO**alpha + GAP**alpha),
        Decide(),
        ("same_power", "more", "sum", "below", "alpha_range"),
    ),
    Step(
        "scaled",
        "and C times as much on both sides:",
        le(GROWTH * BASE ** (q - 1), ALLOWED),
        Decide(),
        ("covered", "below", "alpha_range"),
    ),
    Step(
        "member",
        "|f''| <= 2^alpha C + C gap^alpha.",
        MEMBER,
        Decide(),
        ("curvature_bound", "scaled", "below", "alpha_range"),
    ),
)

_DECAY, _DECAY_SLOPE = -(1 + t) * sp.exp(-t), t * sp.exp(-t)

_NO_MEMBERSHIP = (
    Step("pi", "pi > 3,", gt(sp.pi, 3), Enclose()),
    Step(
        "logarithm",
        "so ln y = (pi + 2 pi k)/(2 q) is positive, with q ln y > 1",
        conj(gt(_LOG_BASE, 0), gt(q * _LOG_BASE, 1)),
        Decide(),
        ("pi", "far", "exponent"),
    ),
    Step(
        "enough",
        "and (q - 1) ln y >= alpha k >= L0.",
        ge(_LOG_BASE * (q - 1), L0),
        Decide(),
        ("pi", "far", "alpha_range"),
    ),
    Step(
        "root",
        "y >= 1 + ln y > 1: x_k exists.",
        None,
        Apply(EXPONENTIAL, {t: _LOG_BASE}),
    ),
    Step(
        "periods",
        "sin 2 k pi = 0 and cos 2 k pi = 1.",
        None,
        Apply(WHOLE_PERIODS, {m: k}),
        ("far",),
    ),
    Step(
        "stationary",
        "There the sine is 0 and the cosine -1, so the slope is 0.",
        STATIONARY_THERE,
        Decide(),
        ("periods", "root", "logarithm"),
    ),
    Step(
        "decay",
        "-(1 + t) e^(-t) has derivative t e^(-t),",
        HasDerivative(t, TRUE, _DECAY, _DECAY_SLOPE),
        Differentiate(),
    ),
    Step("positive", "e^(-t) > 0,", None, Apply(EXPONENTIAL, {t: -t})),
    Step(
        "rises",
        "which is positive for t > 0,",
        ge(_DECAY_SLOPE, 0),
        Decide(),
        ("positive.positive",),
        (gt(t, 0),),
    ),
    Step(
        "inverse",
        "so (1 + ln y)/y <= 1.",
        le((1 + _LOG_BASE) * sp.exp(-_LOG_BASE), 1),
        Apply(
            MEAN_VALUE,
            {a: _ZERO, b: _LOG_BASE, p: sp.Lambda(t, _DECAY), dp: sp.Lambda(t, _DECAY_SLOPE)},
        ),
        ("decay", "rises", "logarithm"),
    ),
    Step(
        "away",
        "Hence q^2 w >= 1/4, w = 1 - 1/y,",
        ge(q**2 * (1 - sp.exp(-_LOG_BASE)), sp.Rational(1, 4)),
        Decide(),
        ("inverse", "logarithm", "exponent"),
    ),
    Step(
        "large",
        "and y^(q-1) >= 1 + (q - 1) ln y > L0,",
        None,
        Apply(EXPONENTIAL, {t: _LOG_BASE * (q - 1)}),
        ("exponent",),
    ),
    Step(
        "steep",
        "so |f''| = 8 q^2 w y^(q-1) > L0.",
        gt(-_CURVATURE_THERE, L0),
        Decide(),
        ("periods", "away", "large", "enough"),
    ),
    Step("zero_power", "0^rho = 0,", None, Apply(POWER_OF_ZERO, {r: rho}), ("rho_range",)),
    Step(
        "at_rest",
        "and the gradient norm is 0,",
        eq(g, 0),
        Decide(),
        ("periods", "norm"),
    ),
    Step(
        "not_a_member",
        "so nothing but L0 is allowed.",
        NOT_A_MEMBER,
        Decide(),
        ("steep", "at_rest", "zero_power", "rho_range", "exponent"),
    ),
)

PROOF = (*_MEMBERSHIP, *_NO_MEMBERSHIP)

_HALF = sp.Rational(1, 2)


def _numbers(text: str, conclusion: str, **changed: Any) -> Witness:
    """Numbers at x = 0 and the first stationary point, alpha = 1/2, with some values changed."""
    values: dict[sp.Symbol, Any] = {alpha: _HALF, X: 0, f_star: 1, rho: 1, L0: 0, L: 0, k: 0, g: 0}
    values |= {symbol: changed.pop(symbol.name) for symbol in values if symbol.name in changed}
    numbers = {symbol: sp.sympify(value) for symbol, value in values.items()}
    return Witness(text, conclusion, values=numbers, **changed)


_FAR_OUT = sp.sqrt(sp.exp(sp.pi / 2) - 1)

STATEMENT = Statement(
    id="inclusion_strict",
    kind="proposition",
    title="Definition 1 is strictly larger than Definition 0 for exponents below 1",
    source=Source("LW", "Lemma 1", "the converse, which fails"),
    summary="(1 + x^2)^q (2 + sin(2 q ln(1 + x^2))), q = 1/(1 - alpha), is (alpha, 2^alpha C, C)-"
    "smooth with C = 28 q^2 + 10 q for every 0 < alpha < 1, but its stationary points have "
    "unbounded curvature: it is not (rho, L0, L)-smooth for any rho, L0, L.",
    parameters=(X, alpha, f_star, rho, L0, L, k, g),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("above", ABOVE),
        Named("member", MEMBER, "at every x"),
        Named("stationary", STATIONARY_THERE),
        Named("not_a_member", NOT_A_MEMBER),
    ),
    proof=PROOF,
    closes={
        "above": ("above", "exponent"),
        "member": ("member", "below", "alpha_range"),
        "stationary": ("stationary", "root", "logarithm"),
        "not_a_member": ("not_a_member", "at_rest", "exponent", "rho_range"),
    },
    sharp_at=(
        _numbers(
            "alpha = 1/2 at y = e^(3 pi/8), where the sine is -1: f = y^2",
            "above",
            x=sp.sqrt(sp.exp(3 * sp.pi / 8) - 1),
            equality=True,
        ),
    ),
    fails_without={
        "alpha_range": _numbers(
            "alpha = 5, q = -1/4: C = -3/4 bounds nothing",
            "member",
            alpha=5,
        ),
        "below": "without it the gap may be negative, and its power has no meaning",
        "f_star_range": _numbers(
            "f_star = f(x) at y = e^(pi/2), far from the infimum: f'' = 321 > 187 at gap 0",
            "member",
            x=_FAR_OUT,
            f_star=2 * sp.exp(sp.pi),
        ),
        "rho_range": _numbers("rho = 0: L = 100 covers x_0", "not_a_member", rho=0, L=100),
        "far": _numbers("L0 = 100 covers x_0, where f'' = -38", "not_a_member", L0=100),
    },
    does_not_claim="That f is convex, or that f_star is attained at 0: f* lies between 1 and 2.",
)
