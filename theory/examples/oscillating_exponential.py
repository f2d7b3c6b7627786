"""Example 1: e^x (2 + sin 2x) is (1, 0, 7)-smooth, and in no class of Definition 0.

    f   = e^x (2 + sin 2x),            inf f = 0, not attained
    f'  = e^x (2 + sin 2x + 2 cos 2x)
    f'' = e^x (2 - 3 sin 2x + 4 cos 2x)

The bracket of f'' lies between -3 and 7, and f >= e^x, so |f''| <= 7 f. At x_k = pi/2 + k pi the
gradient vanishes while f'' = -2 e^(x_k): a bound L0 + L |f'|^rho gives L0 there for every rho and
L, and no L0 is large enough. So the gap sees a curvature that the gradient does not.

Source: LW, Example 1.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.run import integer
from theory.lemmas import power_monotone
from theory.logic import TRUE, Formula, HasDerivative, Implies, conj, eq, ge, gt, le, lt, real
from theory.rules.logarithms import EXPONENTIAL, t
from theory.rules.powers import POWER_OF_ZERO, r, x, y
from theory.rules.trigonometry import TRIGONOMETRIC_IDENTITY, WHOLE_PERIODS, m, z
from theory.schema import Apply, Decide, Differentiate, Enclose, Named, Source, Statement, Step
from theory.witness import Witness, X

rho, L0, L = sym.rho, sym.L0, sym.L
k, e = real("k"), real("e")
"""k numbers the stationary points; e is a value that f falls below."""

F = sp.exp(X) * (2 + sp.sin(2 * X))
SLOPE = sp.exp(X) * (2 + sp.sin(2 * X) + 2 * sp.cos(2 * X))
CURVATURE = sp.exp(X) * (2 - 3 * sp.sin(2 * X) + 4 * sp.cos(2 * X))
GROWTH = sp.Integer(7)
BEST_GROWTH = (7 + 4 * sp.sqrt(7)) / 3
"""The smallest K with f'' <= K f, about 5.86: sqrt(16 + (3 + K)^2) = 2 K - 2."""

STATIONARY = sp.pi / 2 + k * sp.pi
"""x_k: a stationary point for every integer k."""

_SLOPE_THERE, _CURVATURE_THERE = SLOPE.subs(X, STATIONARY), CURVATURE.subs(X, STATIONARY)

FAR = Assumption(
    "far",
    conj(integer(k), ge(k, 0), ge(k, L0)),
    "k is an integer, not negative and not below L0",
)
ASSUMPTIONS = (
    bounds(rho, 0, low_included=False, text="the exponent is positive"),
    bounds(L0, 0, text="the curvature allowed at gradient 0 is not negative"),
    FAR,
)

MEMBER = conj(le(CURVATURE, GROWTH * F), ge(CURVATURE, -GROWTH * F))
STATIONARY_THERE = eq(_SLOPE_THERE, 0)
NOT_A_MEMBER = gt(sp.Abs(_CURVATURE_THERE), L0 + L * sp.Abs(_SLOPE_THERE) ** rho)
BEST_MEMBER = le(CURVATURE, BEST_GROWTH * F)
NOT_BELOW = ge(CURVATURE, -BEST_GROWTH * F)
REACHES_ZERO = Implies(gt(e, 0), lt(F.subs(X, sp.log(e / 4)), e))


def _derivative(of: sp.Expr, is_: sp.Expr) -> Formula:
    return HasDerivative(X, TRUE, of, is_)


PROOF = (
    Step("slope", "The slope,", _derivative(F, SLOPE), Differentiate()),
    Step("curvature", "and the curvature.", _derivative(SLOPE, CURVATURE), Differentiate()),
    Step("circle", "sin^2 + cos^2 = 1.", None, Apply(TRIGONOMETRIC_IDENTITY, {z: 2 * X})),
    Step("exponential", "e^x > 0.", None, Apply(EXPONENTIAL, {t: X})),
    Step(
        "positive",
        "f >= e^x > 0.",
        gt(F, 0),
        Decide(),
        ("circle", "exponential.positive"),
    ),
    Step(
        "bracket",
        "-3 <= 2 - 3 sin + 4 cos <= 7, because |4 cos - 3 sin| <= 5, and 2 + sin >= 1.",
        conj(
            le(2 - 3 * sp.sin(2 * X) + 4 * sp.cos(2 * X), GROWTH * (2 + sp.sin(2 * X))),
            ge(2 - 3 * sp.sin(2 * X) + 4 * sp.cos(2 * X), -GROWTH * (2 + sp.sin(2 * X))),
        ),
        Decide(),
        ("circle",),
    ),
    Step(
        "member",
        "So |f''| <= 7 f.",
        MEMBER,
        Decide(),
        ("bracket", "exponential.positive"),
    ),
    Step(
        "best_bracket",
        "The best constant by Cauchy-Schwarz: 4 cos - (3 + K) sin <= sqrt(16 + (3 + K)^2).",
        conj(
            le(
                2 - 3 * sp.sin(2 * X) + 4 * sp.cos(2 * X),
                BEST_GROWTH * (2 + sp.sin(2 * X)),
            ),
            ge(
                2 - 3 * sp.sin(2 * X) + 4 * sp.cos(2 * X),
                -BEST_GROWTH * (2 + sp.sin(2 * X)),
            ),
        ),
        Decide(),
        ("circle",),
    ),
    Step(
        "best_member",
        "So |f''| <= (7 + 4 sqrt 7)/3 f.",
        conj(BEST_MEMBER, NOT_BELOW),
        Decide(),
        ("best_bracket", "exponential.positive"),
    ),
    Step(
        "circle_below",
        "sin <= 1.",
        None,
        Apply(TRIGONOMETRIC_IDENTITY, {z: 2 * sp.log(e / 4)}),
        (),
        (gt(e, 0),),
    ),
    Step(
        "reaches_zero",
        "f <= 3 e^x falls below every e > 0, at the latest where e^x = e/4.",
        lt(F.subs(X, sp.log(e / 4)), e),
        Decide(),
        ("circle_below",),
        (gt(e, 0),),
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
        "At x_k the sine is 0 and the cosine -1: the slope is e^(x_k) (2 - 2) = 0,",
        STATIONARY_THERE,
        Decide(),
        ("periods",),
    ),
    Step(
        "grows",
        "e^(x_k) >= 1 + x_k.",
        None,
        Apply(EXPONENTIAL, {t: STATIONARY}),
    ),
    Step("zero_power", "0^rho = 0.", None, Apply(POWER_OF_ZERO, {r: rho}), ("rho_range",)),
    Step(
        "no_more",
        "A power of the slope is at most 0 there,",
        None,
        Apply(power_monotone.STATEMENT, {x: sp.Abs(_SLOPE_THERE), y: sp.Integer(0), r: rho}),
        ("stationary", "rho_range"),
    ),
    Step(
        "no_less",
        "and at least 0,",
        None,
        Apply(power_monotone.STATEMENT, {x: sp.Integer(0), y: sp.Abs(_SLOPE_THERE), r: rho}),
        ("stationary", "rho_range"),
    ),
    Step(
        "no_power",
        "so it is 0,",
        eq(sp.Abs(_SLOPE_THERE) ** rho, 0),
        Decide(),
        ("no_more", "no_less", "zero_power", "grows", "rho_range"),
    ),
    Step("pi", "pi > 1,", gt(sp.pi, 1), Enclose()),
    Step("further", "so x_k >= k,", ge(k * sp.pi, k), Decide(), ("pi", "far")),
    Step(
        "steep",
        "and the curvature is -2 e^(x_k) <= -2 (1 + k).",
        le(_CURVATURE_THERE, -2 * (1 + k)),
        Decide(),
        ("periods", "grows", "further", "pi"),
    ),
    Step(
        "not_a_member",
        "That is beyond L0.",
        NOT_A_MEMBER,
        Decide(),
        ("no_power", "steep", "grows", "far", "rho_range"),
    ),
)


def _instance(text: str, rho_value: int = 1, l0: int = 0, slope: int = 0) -> Witness:
    """The first stationary point against chosen constants of Definition 0."""
    values = {rho: rho_value, L0: l0, L: slope, k: 0, e: 1, X: 0}
    return Witness(text, "not_a_member", values={name: sp.Integer(v) for name, v in values.items()})


STATEMENT = Statement(
    id="oscillating_exponential",
    kind="example",
    title="Example 1: curvature that the gap sees and the gradient does not",
    source=Source("LW", "Example 1"),
    summary="e^x (2 + sin 2x) is (1, 0, 7)-smooth with f* = 0, but its stationary points have "
    "unbounded curvature: it is not (rho, L0, L)-smooth for any rho, L0, L.",
    parameters=(X, rho, L0, L, k, e),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("member", MEMBER),
        Named("best", BEST_MEMBER),
        Named("positive", gt(F, 0)),
        Named("reaches_zero", REACHES_ZERO),
        Named("stationary", STATIONARY_THERE),
        Named("not_a_member", NOT_A_MEMBER),
    ),
    proof=PROOF,
    closes={
        "member": ("member",),
        "positive": ("positive",),
        "reaches_zero": ("reaches_zero",),
        "best": ("best_member",),
        "stationary": ("stationary",),
        "not_a_member": ("not_a_member", "grows", "rho_range"),
    },
    sharp_at=(
        Witness(
            "2x = -arctan((3 + K)/4), where the angle meets Cauchy-Schwarz with equality",
            "best",
            values={
                X: -sp.atan((3 + BEST_GROWTH) / 4) / 2,
                rho: sp.Integer(1),
                L0: sp.Integer(0),
                L: sp.Integer(1),
                k: sp.Integer(0),
                e: sp.Integer(1),
            },
            equality=True,
        ),
    ),
    fails_without={
        "rho_range": _instance("rho = 0: L = 10 covers x_0", rho_value=0, slope=10),
        "L0_range": "a negative L0 only lowers what has to be exceeded",
        "far": _instance("L0 = 100 covers x_0, where f'' = -9.6", l0=100),
    },
    does_not_claim="That f attains its infimum, or that it is convex.",
)
