"""The descent lemma with the curvature of the start, and nothing larger.

    0 <= eta <= 2/ell(gap)   =>   gap_next <= gap - eta (1 - eta ell(gap)/2) g^2

Proof. Along the step the gap u never exceeds its start: while it has not, its curvature is at most
ell(gap) g^2, so u'(t) <= -(1 - ell(gap) t) g^2 and u(t) < gap inside the step; this is continuous
induction. The same two integrations then give the bound at t = eta. Nothing outside S is looked at,
and the whole segment stays below its start, for the lemma holds for every shorter step as well.

The factor 3^rho that usually stands here is not needed, because going down the gap does not grow.
Equality: quadratics. For K > 0 descent itself holds for longer steps (see ``energy_step``).

Source: the descent step in LW's proof of Theorem 1, sharpened.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import bounds
from theory.definitions.ell_smooth import (
    BOUNDED,
    ELL_NONDECREASING,
    ONE_STEP,
    SMOOTH_CLASS,
)
from theory.logic import (
    ForAll,
    HasDerivative,
    between,
    conj,
    ge,
    gt,
    le,
    lt,
    real,
    strictly_between,
)
from theory.rules.calculus import CONTINUOUS_INDUCTION_FROM_ZERO, MEAN_VALUE, a, b, dp, p
from theory.rules.rays import GD_RAY, NOT_RISEN, c, ddu, du, u
from theory.schema import Apply, At, Decide, Differentiate, Named, Source, Statement, Step
from theory.witness import (
    COSH,
    DECREASING_ELL,
    DECREASING_PHI,
    LINEAR_ELL,
    LINEAR_PHI,
    LOG_COSH,
    PARABOLA,
    STEEP,
    Witness,
)

s, t, r = sym.s, sym.t, real("r")
gap, g, eta, gap_next, ell = sym.gap, sym.gradient_norm, sym.eta, sym.gap_next, sym.ell
curvature = ell(gap)

STEP_RANGE = bounds(
    eta,
    0,
    2 / curvature,
    name="step_range",
    text="the step is between 0 and 2/ell(gap)",
    claim=conj(ge(eta, 0), le(eta * curvature, 2)),
)
ASSUMPTIONS = (SMOOTH_CLASS, BOUNDED, ELL_NONDECREASING, ONE_STEP, STEP_RANGE)

BOUND = le(gap_next, gap - eta * (1 - eta * curvature / 2) * g**2)
LANDS = ge(gap_next, 0)

_ZERO = sp.Integer(0)
_LATER = ge(t, 0)
_DURING = between(0, t, eta)
_NOT_RISEN_UP_TO_R = ForAll(s, between(0, s, r), le(u(s), gap))
_SLOPE = -du(t) - (1 - curvature * t) * g**2
_VALUE = gap - u(t) - t * (1 - curvature * t / 2) * g**2

PROOF = (
    Step(
        "ray",
        "Walk from w along -grad f; u is the gap on the way, and the step ends at t = eta.",
        None,
        Apply(GD_RAY, {c: sp.Integer(1)}),
        ("smooth", "bounded_below", "step"),
    ),
    Step(
        "in_region",
        "As long as u has not risen above its start, the walk has not left S: there f >= f*,",
        ge(u(t), 0),
        Decide(),
        ("ray.nonnegative",),
        (_LATER, NOT_RISEN),
    ),
    Step(
        "curvature",
        "and its curvature is at most ell(gap) g^2.",
        le(ddu(t), curvature * g**2),
        Decide(),
        (
            "ray.curvature",
            "in_region",
            At("ell_nondecreasing", {a: u(t), b: gap}),
        ),
        (_LATER, NOT_RISEN),
    ),
    Step(
        "slope_derivative",
        "The function -u' - (1 - ell t) g^2 has derivative ell g^2 - u''.",
        HasDerivative(t, _LATER, _SLOPE, curvature * g**2 - ddu(t), smooth=False),
        Differentiate(),
        ("ray.acceleration", "step"),
    ),
    Step(
        "value_derivative",
        "The function gap - u - t (1 - ell t/2) g^2 has derivative -u' - (1 - ell t) g^2.",
        HasDerivative(t, _LATER, _VALUE, _SLOPE),
        Differentiate(),
        ("ray.velocity", "step"),
    ),
    Step(
        "shorter",
        "A history up to t contains the history up to any earlier r.",
        _NOT_RISEN_UP_TO_R,
        Decide(),
        (),
        (between(0, r, t), NOT_RISEN),
    ),
    Step(
        "slope",
        "As long as u stays below its start, u'(t) <= -(1 - ell t) g^2.",
        ge(_SLOPE, 0),
        Apply(
            MEAN_VALUE,
            {
                a: _ZERO,
                b: t,
                p: sp.Lambda(t, _SLOPE),
                dp: sp.Lambda(t, curvature * g**2 - ddu(t)),
            },
        ),
        ("slope_derivative", "curvature", "shorter", "ray.slope", "step"),
        (_LATER, NOT_RISEN),
    ),
    Step(
        "value",
        "Integrated once more: u(t) <= gap - t (1 - ell t/2) g^2.",
        ge(_VALUE, 0),
        Apply(MEAN_VALUE, {a: _ZERO, b: t, p: sp.Lambda(t, _VALUE), dp: sp.Lambda(t, _SLOPE)}),
        ("value_derivative", "slope", "shorter", "ray.start", "step"),
        (_LATER, NOT_RISEN),
    ),
    Step(
        "inside",
        "For t inside the step the bracket is positive, so u(t) < gap.",
        lt(u(t) - gap, 0),
        Decide(),
        (
            "value",
            "step_range",
        ),
        (gt(g, 0), strictly_between(0, t, eta), NOT_RISEN),
    ),
    Step(
        "rise_derivative",
        "u - gap has derivative u'.",
        HasDerivative(t, _DURING, u(t) - gap, du(t)),
        Differentiate(),
        ("ray.velocity",),
    ),
    Step(
        "stays",
        "So u never exceeds its start during the step.",
        None,
        Apply(
            CONTINUOUS_INDUCTION_FROM_ZERO,
            {a: _ZERO, b: eta, p: sp.Lambda(t, u(t) - gap), dp: du},
        ),
        ("rise_derivative", "inside", "ray.start", "ray.slope"),
        (gt(g, 0),),
    ),
    Step(
        "below",
        "If the gradient is zero, u stands still. Either way u stays below its start.",
        ForAll(s, between(0, s, eta), le(u(s), gap)),
        Decide(),
        ("stays", "ray.still", "step"),
    ),
    Step(
        "lands",
        "So the step ends in S, where the gap is not negative.",
        LANDS,
        Decide(),
        (At("ray.nonnegative", {t: eta}), "below", "ray.arrival", "step_range"),
    ),
    Step(
        "end",
        "At the end of the step this is the bound.",
        BOUND,
        Decide(),
        (At("value", {t: eta}), "below", "ray.arrival", "step_range", "step"),
    ),
)

STATEMENT = Statement(
    id="descent_lemma",
    kind="lemma",
    title="Descent with the curvature of the start",
    source=Source("LW", "proof of Theorem 1", "sharp: no factor 3^rho"),
    summary="A step 0 <= eta <= 2/ell(gap) lowers the gap by at least "
    "eta (1 - eta ell(gap)/2) g^2.",
    parameters=(ell, gap, g, eta, gap_next),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("descent", BOUND), Named("lands", LANDS)),
    proof=PROOF,
    closes={"descent": ("end", "step"), "lands": ("lands",)},
    sharp_at=(
        Witness(
            "x^2/2 at x = 1 with ell = 1 and eta = 1",
            "descent",
            f=PARABOLA,
            point=sp.Integer(1),
            steps=(sp.Integer(1),),
            equality=True,
        ),
    ),
    fails_without={
        "smooth": Witness(
            "5 x^2 at x = 1 with ell = 1 and eta = 1: the gap grows from 5 to 405",
            "descent",
            f=STEEP,
            point=sp.Integer(1),
            steps=(sp.Integer(1),),
        ),
        "bounded_below": "smooth speaks of ell(f - f*), which has no meaning where f < f*",
        "ell_nondecreasing": Witness(
            "log cosh x at x = 2, where f'' = exp(-2 f), with eta = 14 < 1/ell(gap)",
            "descent",
            f=LOG_COSH,
            point=sp.Integer(2),
            ell=DECREASING_ELL,
            Phi=DECREASING_PHI,
            steps=(sp.Integer(14),),
        ),
        "step_range": Witness(
            "cosh(x) - 1 at x = 1, K0 = K = 1, eta = 6: 211 > 30.6",
            "descent",
            f=COSH,
            point=sp.Integer(1),
            ell=LINEAR_ELL,
            Phi=LINEAR_PHI,
            steps=(sp.Integer(6),),
        ),
    },
)
