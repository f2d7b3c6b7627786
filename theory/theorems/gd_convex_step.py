"""One step of gradient descent towards the minimiser of a convex function.

    0 <= eta <= 1/ell(gap)   =>   ||w+ - w*||^2 <= ||w - w*||^2 - 2 eta (f(w) - f*)

Proof. Expand the square and put in Lemma 7: 2 <grad f(w), w - w*> >= 2 gap + eta ||grad f(w)||^2.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.definitions.convex import ATTAINED, CONVEX_CLASS, POINT_WITH_INNER, STEP_TOWARDS
from theory.definitions.ell_smooth import BOUNDED, ELL_NONDECREASING, SMOOTH_CLASS
from theory.lemmas import cocoercivity
from theory.lemmas.self_bounding import STEP_RANGE
from theory.logic import le
from theory.rules.convexity import EXPANSION
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.witness import (
    DECREASING_ELL,
    DECREASING_PHI,
    LOG_COSH,
    PARABOLA,
    STEEP,
    S,
    Witness,
    X,
)

ell, gap, g, inner, eta = sym.ell, sym.gap, sym.gradient_norm, sym.inner, sym.eta
distance, distance_next = sym.distance, sym.distance_next

ASSUMPTIONS = (
    SMOOTH_CLASS,
    BOUNDED,
    ELL_NONDECREASING,
    CONVEX_CLASS,
    ATTAINED,
    POINT_WITH_INNER,
    STEP_TOWARDS,
    STEP_RANGE,
)

BOUND = le(distance_next**2, distance**2 - 2 * eta * gap)

PROOF = (
    Step("expansion", "Expand the square.", None, Apply(EXPANSION), ("towards",)),
    Step(
        "cocoercivity",
        "Lemma 7.",
        None,
        Apply(cocoercivity.STATEMENT),
        (
            "smooth",
            "bounded_below",
            "ell_nondecreasing",
            "convex",
            "minimiser",
            "point",
            "step_range",
        ),
    ),
    Step(
        "bound",
        "Twice eta times Lemma 7.",
        BOUND,
        Decide(),
        ("expansion", "cocoercivity", "step_range"),
    ),
)

ONE = sp.Integer(1)
BUMP = X**2 / (1 + X**2)
"""Curvature at most 2; convex near 0 only."""


def _instance(text: str, f: sp.Expr, step: sp.Expr, **more: object) -> Witness:
    given: dict[str, object] = {"point": ONE, **more}
    return Witness(text, "closer", f=f, steps=(step,), **given)  # type: ignore[arg-type]


STATEMENT = Statement(
    id="gd_convex_step",
    kind="lemma",
    title="One step brings gradient descent closer to the minimiser",
    source=Source("LW", "proof of Theorem 2"),
    summary="For f convex with minimiser w* and 0 <= eta <= 1/ell(gap): ||w+ - w*||^2 <= "
    "||w - w*||^2 - 2 eta gap.",
    parameters=(ell, gap, g, inner, eta, distance, distance_next),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("closer", BOUND),),
    proof=PROOF,
    closes={"closer": ("bound",)},
    sharp_at=(_instance("one step eta = 1 on x^2/2 from x = 1", PARABOLA, ONE, equality=True),),
    fails_without={
        "smooth": _instance("5 x^2 at x = 1 with ell = 1 and eta = 1: 81 > 1 - 10", STEEP, ONE),
        "bounded_below": _instance(
            "x^2/2 at x = 3 with w* = 2, f* = f(2) = 2 and eta = 1: 4 > 1 - 5",
            PARABOLA,
            ONE,
            point=sp.Integer(3),
            minimiser=sp.Integer(2),
            f_star=sp.Integer(2),
        ),
        "ell_nondecreasing": _instance(
            "log cosh x at x = 2, where f'' = exp(-2 f), with eta = 14 < 1/ell(gap)",
            LOG_COSH,
            sp.Integer(14),
            point=sp.Integer(2),
            ell=DECREASING_ELL,
            Phi=DECREASING_PHI,
        ),
        "convex": _instance(
            "x^2/(1 + x^2) at x = 2 with ell = 2 and eta = 1/2",
            BUMP,
            sp.Rational(1, 2),
            point=sp.Integer(2),
            ell=sp.Lambda(S, sp.Integer(2)),
            Phi=sp.Lambda(S, 2 * S),
        ),
        "minimiser": _instance(
            "x^2/2 at x = 1 with the gap measured from f* = -1 and eta = 1: 0 > 1 - 3",
            PARABOLA,
            ONE,
            f_star=sp.Integer(-1),
        ),
        "step_range": _instance(
            "x^2/2 at x = 1 with ell = 1 and eta = 3/2: 1/4 > 1 - 3/2", PARABOLA, sp.Rational(3, 2)
        ),
    },
)
