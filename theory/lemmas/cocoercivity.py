"""Lemma 7: at a point of a convex function, the gradient points towards the minimiser, and more.

    <grad f(w), w - w*>  >=  gap + (eta/2) ||grad f(w)||^2        for 0 <= eta <= 1/ell(gap),

so gap + ||grad f(w)||^2/(2 ell(gap)) for eta = 1/ell(gap).

Proof. Walk from w* along grad f(w) up to time eta. While the gap v stays at or below that of w, its
curvature is at most ell(gap) g^2, so v(t) <= ell(gap) g^2 t^2/2 <= (t/2) g^2; and that is below
(eta/2) g^2 <= gap (``self_bounding``) before the end. So v does stay, and v(eta) <= (eta/2) g^2. On
the other hand v(eta) >= gap - <grad f(w), w - w*> + eta g^2, because f lies above its tangent at w.

The usual proof asks for L-smoothness everywhere; here the bound at gaps up to that of w is enough.
Equality: quadratics. Source: LW, Lemma 7 (there with ell at a multiple of the gap).
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.definitions.convex import ATTAINED, CONVEX_CLASS, POINT_WITH_INNER
from theory.definitions.ell_smooth import BOUNDED, ELL_NONDECREASING, SMOOTH_CLASS
from theory.lemmas import self_bounding
from theory.lemmas.ray_parabola import Walk
from theory.lemmas.self_bounding import STEP_RANGE
from theory.logic import HasDerivative, between, ge, gt, le, lt, real, strictly_between
from theory.rules.calculus import CONTINUOUS_INDUCTION, a, b, dp, p
from theory.rules.convexity import CONVEX_RAY, FORGET_MINIMISER, ddv, dv, v
from theory.schema import Apply, At, Decide, Differentiate, Named, Source, Statement, Step
from theory.witness import DECREASING_ELL, DECREASING_PHI, LOG_COSH, PARABOLA, STEEP, S, Witness, X

t, T = sym.t, real("T")
gap, g, inner, eta, ell = sym.gap, sym.gradient_norm, sym.inner, sym.eta, sym.ell
curvature = ell(gap)

ASSUMPTIONS = (
    SMOOTH_CLASS,
    BOUNDED,
    ELL_NONDECREASING,
    CONVEX_CLASS,
    ATTAINED,
    POINT_WITH_INNER,
    STEP_RANGE,
)

BOUND = ge(inner, gap + eta * g**2 / 2)

_ZERO, ONE = sp.Integer(0), sp.Integer(1)
_WALK = Walk(
    v,
    dv,
    ddv,
    start=_ZERO,
    slope=_ZERO,
    bend=curvature * g**2,
    bent=(At("ell_nondecreasing", {a: v(t), b: gap}),),
    known="point",
)

PROOF = (
    Step("forget", "w is a point.", None, Apply(FORGET_MINIMISER), ("point",)),
    Step(
        "self_bounding",
        "Half a step's worth of g^2 is at most the gap.",
        None,
        Apply(self_bounding.STATEMENT),
        ("smooth", "bounded_below", "ell_nondecreasing", "forget", "point", "step_range"),
    ),
    Step(
        "ray",
        "Walk from w* along grad f(w); v is the gap on the way.",
        None,
        Apply(CONVEX_RAY),
        ("smooth", "bounded_below", "convex", "minimiser", "point"),
    ),
    *_WALK.under_parabola(),
    Step(
        "before_end",
        "Before the end that is less than (eta/2) g^2, and so less than the gap.",
        lt(v(t) - gap, 0),
        Decide(),
        ("value", "self_bounding", "step_range"),
        (gt(g, 0), ge(t, 0), lt(t, eta), _WALK.below(t)),
    ),
    Step(
        "rise_derivative",
        "v - gap has derivative v'.",
        HasDerivative(t, between(0, t, T), v(t) - gap, dv(t), smooth=False),
        Differentiate(),
        ("ray.velocity",),
    ),
    Step(
        "stays",
        "So v stays below the gap of w up to every time T before the end.",
        None,
        Apply(CONTINUOUS_INDUCTION, {a: _ZERO, b: T, p: sp.Lambda(t, v(t) - gap), dp: dv}),
        ("rise_derivative", "before_end", "ray.start", "self_bounding"),
        (gt(g, 0), strictly_between(0, T, eta)),
    ),
    Step(
        "history",
        "In other words: before the end it has been below.",
        _WALK.below(t),
        Decide(),
        (At("stays", {T: t}),),
        (gt(g, 0), strictly_between(0, t, eta)),
    ),
    Step(
        "end_value",
        "So v(eta) <= ell g^2 eta^2/2, which is at most (eta/2) g^2.",
        le(v(eta), eta * g**2 / 2),
        _WALK.room_grows(eta),
        ("value_derivative", "slope", "history", "ray.start", "step_range", "point"),
        (gt(g, 0),),
    ),
    Step(
        "whole_history",
        "It has been below up to the end.",
        _WALK.below(eta),
        Decide(),
        ("history", "end_value", "self_bounding", "ray.start"),
        (gt(g, 0),),
    ),
    Step(
        "start_history",
        "And so it has at time 0.",
        _WALK.below(_ZERO),
        Decide(),
        ("ray.start", "point"),
    ),
    Step(
        "bound",
        "Compare with the tangent of f at w (if the gradient is zero: at time 0).",
        BOUND,
        Decide(),
        (
            At("ray.tangent", {t: eta}),
            At("ray.tangent", {t: _ZERO}),
            "whole_history",
            "start_history",
            "end_value",
            "ray.start",
            "point",
        ),
    ),
)

BUMP = X**2 / (1 + X**2)
"""Curvature at most 2; convex near 0 only."""

STATEMENT = Statement(
    id="cocoercivity",
    kind="lemma",
    title="The gradient of a convex function points towards the minimiser",
    source=Source("LW", "Lemma 7", "with ell at the gap itself"),
    summary="For f convex with minimiser w*: <grad f(w), w - w*> >= gap + (eta/2) ||grad f(w)||^2 "
    "for 0 <= eta <= 1/ell(gap); at eta = 1/ell(gap): gap + ||grad f(w)||^2/(2 ell(gap)).",
    parameters=(ell, gap, g, inner, eta),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("cocoercive", BOUND),),
    proof=PROOF,
    closes={"cocoercive": ("bound",)},
    sharp_at=(
        Witness(
            "x^2/2 at x = 1 with ell = 1 and eta = 1: 1 = 1/2 + 1/2",
            "cocoercive",
            f=PARABOLA,
            point=ONE,
            values={eta: ONE},
            equality=True,
        ),
    ),
    fails_without={
        "smooth": Witness(
            "5 x^2 at x = 1 with ell = 1 and eta = 1: 10 < 5 + 50",
            "cocoercive",
            f=STEEP,
            point=ONE,
            values={eta: ONE},
        ),
        "bounded_below": Witness(
            "x^2/2 at x = 3 with w* = 2, f* = f(2) = 2, ell = 1 and eta = 1: 3 < 5/2 + 9/2",
            "cocoercive",
            f=PARABOLA,
            f_star=sp.Integer(2),
            minimiser=sp.Integer(2),
            point=sp.Integer(3),
            values={eta: ONE},
        ),
        "ell_nondecreasing": Witness(
            "log cosh x at x = 2, where f'' = exp(-2 f), with eta = 14 < 1/ell(gap)",
            "cocoercive",
            f=LOG_COSH,
            point=sp.Integer(2),
            ell=DECREASING_ELL,
            Phi=DECREASING_PHI,
            values={eta: sp.Integer(14)},
        ),
        "convex": Witness(
            "x^2/(1 + x^2) at x = 2 with ell = 2 and eta = 0: 8/25 < 4/5",
            "cocoercive",
            f=BUMP,
            point=sp.Integer(2),
            ell=sp.Lambda(S, sp.Integer(2)),
            Phi=sp.Lambda(S, 2 * S),
            values={eta: sp.Integer(0)},
        ),
        "minimiser": Witness(
            "x^2/2 at x = 1 with the gap measured from f* = -1, ell = 1 and eta = 1: 1 < 3/2 + 1/2",
            "cocoercive",
            f=PARABOLA,
            f_star=sp.Integer(-1),
            point=ONE,
            values={eta: ONE},
        ),
        "step_range": Witness(
            "x^2/2 at x = 1 with ell = 1 and eta = 3/2: 1 < 1/2 + 3/4",
            "cocoercive",
            f=PARABOLA,
            point=ONE,
            values={eta: sp.Rational(3, 2)},
        ),
    },
)
