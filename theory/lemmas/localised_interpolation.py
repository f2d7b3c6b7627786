"""A step on a convex function pays for the gradients at both of its ends.

    0 < eta <= 1/ell(gap)   =>   gap - gap_next >= (eta/2) (||grad f(w)||^2 + ||grad f(w+)||^2)

This is the interpolation inequality of L-smooth convex functions between consecutive iterates, with
L = 1/eta: the descent lemma plus half of eta ||grad f(w+)||^2. Usually it is read off a bound that
holds everywhere; here the bound at gaps up to that of w is enough.

Proof. Let d = grad f(w) - grad f(w+). Between w and w+ the curvature is at most 1/eta, so
<grad f(w), d> >= |d|^2 (mean curvature). Walk from w along -d up to time eta: while the gap v has
not exceeded its start, v(t) <= gap - <grad f(w), d> t + |d|^2 t^2/(2 eta), which is below gap; so
it does not exceed it at all. Compare at the end with the tangent of f at w+.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.convex import CONVEX_CLASS
from theory.definitions.ell_smooth import BOUNDED, ELL_NONDECREASING, SMOOTH_CLASS
from theory.lemmas import descent_lemma
from theory.lemmas.ray_parabola import Walk
from theory.logic import between, conj, ge, gt, le
from theory.rules.calculus import a, b
from theory.rules.convexity import (
    GD_PAIR,
    LENGTH_OF_CHANGE,
    MEAN_CURVATURE,
    SECANT_RAY,
    M,
    ddv,
    dv,
    v,
)
from theory.rules.rays import GD_STEP
from theory.schema import Apply, At, Decide, Named, Source, Statement, Step
from theory.witness import DECREASING_ELL, DECREASING_PHI, LOG_COSH, PARABOLA, STEEP, S, Witness, X

s, t = sym.s, sym.t
gap, g, eta, gap_next, ell = sym.gap, sym.gradient_norm, sym.eta, sym.gap_next, sym.ell
g_next, cross = sym.gradient_next, sym.cross

PAIR = Assumption(
    "pair",
    conj(GD_STEP, GD_PAIR, ge(gap, 0), ge(g, 0), ge(gap_next, 0), ge(g_next, 0)),
    "gap, gradient_norm belong to w and gap_next, gradient_next to w+ = w - eta grad f(w), both in "
    "S; cross = <grad f(w), grad f(w+)>",
    defines=True,
)
STEP_RANGE = Assumption(
    "step_range",
    conj(gt(eta, 0), le(eta * ell(gap), 1)),
    "the step is positive and at most 1/ell(gap); choose it in this range",
)
ASSUMPTIONS = (SMOOTH_CLASS, BOUNDED, ELL_NONDECREASING, CONVEX_CLASS, PAIR, STEP_RANGE)

BOUND = ge(gap - gap_next, eta * (g**2 + g_next**2) / 2)

_ZERO, ONE = sp.Integer(0), sp.Integer(1)
_FALL = g**2 - cross
_LENGTH = LENGTH_OF_CHANGE
_MOVING = gt(_LENGTH, 0)
_WALK = Walk(
    v,
    dv,
    ddv,
    start=gap,
    slope=-_FALL,
    bend=_LENGTH / eta,
    bent=(At("allowed", {s: v(t)}), "fall", "step_range"),
    known="step_range",
)
_CLASS = ("smooth", "bounded_below")

PROOF = (
    Step(
        "descent",
        "The gap does not grow.",
        None,
        Apply(descent_lemma.STATEMENT),
        (*_CLASS, "ell_nondecreasing", "pair", "step_range"),
    ),
    Step(
        "down",
        "In particular w+ is not above w.",
        le(gap_next, gap),
        Decide(),
        ("descent", "step_range"),
    ),
    Step(
        "allowed",
        "Up to the gap of w the curvature is at most 1/eta.",
        le(ell(s), 1 / eta),
        Decide(),
        (At("ell_nondecreasing", {a: s, b: gap}), "step_range"),
        (between(0, s, gap),),
    ),
    Step(
        "mean_curvature",
        "So <grad f(w), d> >= |d|^2 for d = grad f(w) - grad f(w+).",
        None,
        Apply(MEAN_CURVATURE, {M: 1 / eta}),
        (*_CLASS, "convex", "pair", "down", "allowed", "step_range"),
    ),
    Step(
        "fall",
        "Written out:",
        conj(ge(_FALL, _LENGTH), ge(_LENGTH, 0)),
        Decide(),
        ("mean_curvature",),
    ),
    Step(
        "ray",
        "Walk from w along -d; v is the gap on the way.",
        None,
        Apply(SECANT_RAY),
        (*_CLASS, "convex", "pair"),
    ),
    *_WALK.under_parabola(),
    *_WALK.stays(eta, _MOVING, ("fall",), ("fall",)),
    Step(
        "history",
        "In other words:",
        _WALK.below(eta),
        Decide(),
        ("stays",),
        (_MOVING,),
    ),
    Step(
        "moving",
        "At eta, compare with the tangent at w+.",
        BOUND,
        Decide(),
        (
            At("value", {t: eta}),
            At("ray.tangent", {t: eta}),
            "history",
            "step_range",
        ),
        (_MOVING,),
    ),
    Step(
        "start_history",
        "At time 0 v is at its start.",
        _WALK.below(_ZERO),
        Decide(),
        ("ray.start",),
    ),
    Step(
        "bound",
        "If d is zero, compare at time 0: then <grad f(w), grad f(w+)> is both squares.",
        BOUND,
        Decide(),
        ("moving", At("ray.tangent", {t: _ZERO}), "start_history", "ray.start", "fall"),
    ),
)


def _instance(text: str, f: sp.Expr, step: sp.Expr, **more: object) -> Witness:
    given: dict[str, object] = {"point": ONE, **more}
    return Witness(text, "both_ends", f=f, steps=(step,), **given)  # type: ignore[arg-type]


_WAVE = X**2 / (1 + X**2)

STATEMENT = Statement(
    id="localised_interpolation",
    kind="lemma",
    title="A step on a convex function pays for both gradients",
    source=Source(
        "warmproof", "for the sharp constant step", "[drori2014]'s inequality, on the sublevel set"
    ),
    summary="For f convex and 0 < eta <= 1/ell(gap): gap - gap_next >= (eta/2) "
    "(||grad f(w)||^2 + ||grad f(w+)||^2).",
    parameters=(ell, gap, g, eta, gap_next, g_next, cross),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("both_ends", BOUND),),
    proof=PROOF,
    closes={"both_ends": ("bound",)},
    sharp_at=(_instance("one step eta = 1 on x^2/2 from x = 1", PARABOLA, ONE, equality=True),),
    fails_without={
        "smooth": _instance(
            "5 x^2 at x = 1 with ell = 1 and eta = 1: the gap grows from 5 to 405", STEEP, ONE
        ),
        "bounded_below": "smooth speaks of ell(f - f*), which has no meaning where f < f*",
        "ell_nondecreasing": _instance(
            "log cosh x at x = 2, where f'' = exp(-2 f), with eta = 14 < 1/ell(gap)",
            LOG_COSH,
            sp.Integer(14),
            point=sp.Integer(2),
            ell=DECREASING_ELL,
            Phi=DECREASING_PHI,
        ),
        "convex": _instance(
            "x^2/(1 + x^2) at x = 2 with ell = 2 and eta = 1/2: the slope grows downhill",
            _WAVE,
            sp.Rational(1, 2),
            point=sp.Integer(2),
            ell=sp.Lambda(S, sp.Integer(2)),
            Phi=sp.Lambda(S, 2 * S),
        ),
        "step_range": _instance(
            "x^2/2 at x = 1 with ell = 1 and eta = 3/2: 3/8 < 15/16", PARABOLA, sp.Rational(3, 2)
        ),
    },
)
