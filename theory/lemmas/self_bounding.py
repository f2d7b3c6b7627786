"""The gap pays for the gradient: eta g^2 <= 2 gap for every step up to 1/ell(gap).

    0 <= eta, eta ell(gap) <= 1   =>   eta ||grad f(w)||^2 <= 2 (f(w) - f*)

With eta = 1/ell(gap) this is ||grad f||^2 <= 2 ell(gap) gap, the form of Lemma 5 that serves where
a quadratic bound is enough; it needs no integral of ell. Lemma 5 itself is sharper, as Phi(gap) is
at most ell(gap) gap.

Proof. Walk from w along -grad f up to time eta. As in the descent lemma the gap stays at or below
its start, and at the end it is at most gap - (eta/2) g^2; but it is not negative.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import bounds
from theory.definitions.ell_smooth import AT_POINT, BOUNDED, ELL_NONDECREASING, SMOOTH_CLASS
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
from theory.rules.rays import RAY, c, ddu, du, u
from theory.schema import Apply, At, Decide, Differentiate, Named, Source, Statement, Step
from theory.witness import (
    DECREASING_ELL,
    DECREASING_PHI,
    LOG_COSH,
    PARABOLA,
    STEEP,
    Witness,
    X,
)

s, t, r = sym.s, sym.t, real("r")
gap, g, eta, ell = sym.gap, sym.gradient_norm, sym.eta, sym.ell
curvature = ell(gap)

STEP_RANGE = bounds(
    eta,
    0,
    1 / curvature,
    name="step_range",
    text="the step is between 0 and 1/ell(gap)",
    claim=conj(ge(eta, 0), le(eta * curvature, 1)),
)
ASSUMPTIONS = (SMOOTH_CLASS, BOUNDED, ELL_NONDECREASING, AT_POINT, STEP_RANGE)

BOUND = le(eta * g**2, 2 * gap)

_ZERO = sp.Integer(0)
_LATER = ge(t, 0)
_BELOW = ForAll(s, between(0, s, t), le(u(s), gap))
_BELOW_UP_TO_R = ForAll(s, between(0, s, r), le(u(s), gap))
_SLOPE = -du(t) - (1 - curvature * t) * g**2
_VALUE = gap - u(t) - t * (1 - curvature * t / 2) * g**2

PROOF = (
    Step(
        "ray",
        "Walk from w along -grad f; u is the gap on the way.",
        None,
        Apply(RAY, {c: sp.Integer(1)}),
        ("smooth", "bounded_below", "point"),
    ),
    Step(
        "inside_region",
        "As long as u has not risen above its start, the walk is in S, where f >= f*,",
        ge(u(t), 0),
        Decide(),
        ("ray.nonnegative",),
        (_LATER, _BELOW),
    ),
    Step(
        "curvature",
        "and its curvature is at most ell(gap) g^2.",
        le(ddu(t), curvature * g**2),
        Decide(),
        ("ray.curvature", "inside_region", At("ell_nondecreasing", {a: u(t), b: gap})),
        (_LATER, _BELOW),
    ),
    Step(
        "slope_derivative",
        "The function -u' - (1 - ell t) g^2 has derivative ell g^2 - u''.",
        HasDerivative(t, _LATER, _SLOPE, curvature * g**2 - ddu(t), smooth=False),
        Differentiate(),
        ("ray.acceleration", "point"),
    ),
    Step(
        "value_derivative",
        "The function gap - u - t (1 - ell t/2) g^2 has derivative -u' - (1 - ell t) g^2.",
        HasDerivative(t, _LATER, _VALUE, _SLOPE),
        Differentiate(),
        ("ray.velocity", "point"),
    ),
    Step(
        "shorter",
        "A history up to t contains the history up to any earlier r.",
        _BELOW_UP_TO_R,
        Decide(),
        (),
        (between(0, r, t), _BELOW),
    ),
    Step(
        "slope",
        "As long as u stays below its start, u'(t) <= -(1 - ell t) g^2.",
        ge(_SLOPE, 0),
        Apply(
            MEAN_VALUE,
            {a: _ZERO, b: t, p: sp.Lambda(t, _SLOPE), dp: sp.Lambda(t, curvature * g**2 - ddu(t))},
        ),
        ("slope_derivative", "curvature", "shorter", "ray.slope", "point"),
        (_LATER, _BELOW),
    ),
    Step(
        "value",
        "Integrated once more: u(t) <= gap - t (1 - ell t/2) g^2.",
        ge(_VALUE, 0),
        Apply(MEAN_VALUE, {a: _ZERO, b: t, p: sp.Lambda(t, _VALUE), dp: sp.Lambda(t, _SLOPE)}),
        ("value_derivative", "slope", "shorter", "ray.start", "point"),
        (_LATER, _BELOW),
    ),
    Step(
        "inside",
        "For t inside the step the bracket is positive, so u(t) < gap.",
        lt(u(t) - gap, 0),
        Decide(),
        ("value", "step_range"),
        (gt(g, 0), strictly_between(0, t, eta), _BELOW),
    ),
    Step(
        "rise_derivative",
        "u - gap has derivative u'.",
        HasDerivative(t, between(0, t, eta), u(t) - gap, du(t)),
        Differentiate(),
        ("ray.velocity",),
    ),
    Step(
        "stays",
        "So u does not exceed its start up to time eta.",
        None,
        Apply(
            CONTINUOUS_INDUCTION_FROM_ZERO,
            {a: _ZERO, b: eta, p: sp.Lambda(t, u(t) - gap), dp: du},
        ),
        ("rise_derivative", "inside", "ray.start", "ray.slope"),
        (gt(g, 0),),
    ),
    Step(
        "history",
        "In other words:",
        ForAll(s, between(0, s, eta), le(u(s), gap)),
        Decide(),
        ("stays",),
        (gt(g, 0),),
    ),
    Step(
        "bound",
        "At time eta it is at most gap - (eta/2) g^2 and not negative; g = 0 says gap >= 0.",
        BOUND,
        Decide(),
        (At("value", {t: eta}), At("inside_region", {t: eta}), "history", "step_range", "point"),
    ),
)

STATEMENT = Statement(
    id="self_bounding",
    kind="lemma",
    title="The gap pays for the gradient",
    source=Source("LW", "Lemma 5", "in the quadratic form, for every nondecreasing ell"),
    summary="eta ||grad f(w)||^2 <= 2 gap for 0 <= eta <= 1/ell(gap); at eta = 1/ell(gap): "
    "||grad f||^2 <= 2 ell(gap) gap.",
    parameters=(ell, gap, g, eta),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("bound", BOUND),),
    proof=PROOF,
    closes={"bound": ("bound",)},
    sharp_at=(
        Witness(
            "x^2/2 at x = 1 with ell = 1 and eta = 1: 1 = 2 * 1/2",
            "bound",
            f=PARABOLA,
            point=sp.Integer(1),
            values={eta: sp.Integer(1)},
            equality=True,
        ),
    ),
    fails_without={
        "smooth": Witness(
            "5 x^2 at x = 1 with ell = 1 and eta = 1: 100 > 10",
            "bound",
            f=STEEP,
            point=sp.Integer(1),
            values={eta: sp.Integer(1)},
        ),
        "bounded_below": Witness(
            "1 - 2x at x = 0, gap measured from 0, with ell = 1 and eta = 1: 4 > 2",
            "bound",
            f=1 - 2 * X,
            values={eta: sp.Integer(1)},
        ),
        "ell_nondecreasing": Witness(
            "log cosh x at x = 2, where f'' = exp(-2 f), with eta = 14 < 1/ell(gap)",
            "bound",
            f=LOG_COSH,
            point=sp.Integer(2),
            ell=DECREASING_ELL,
            Phi=DECREASING_PHI,
            values={eta: sp.Integer(14)},
        ),
        "step_range": Witness(
            "x^2/2 at x = 1 with ell = 1 and eta = 3/2: 3/2 > 1",
            "bound",
            f=PARABOLA,
            point=sp.Integer(1),
            values={eta: sp.Rational(3, 2)},
        ),
    },
)
