"""Lemma 1 (inclusion): Definition 0 with 0 < rho < 2 lies inside Definition 1.

    (rho, L0, L)-smooth   =>   (alpha, (1 + theta) L0, L (2 (1 + 1/theta) L)^alpha)-smooth,
    alpha = rho/(2 - rho),  for every theta > 0

theta = 1 is the form (alpha, 2 L0, L (4 L)^alpha); another theta trades K0 against K. The proof is
``inclusion_at_point``, at every point.

Source: LW, Lemma 1.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.evaluation import Case, Evaluation, Output
from theory.lemmas.inclusion import at_point
from theory.lemmas.inclusion.at_point import ELL, K0_OUT, K_OUT, THETA, constants, theta
from theory.lemmas.inclusion.setting import (
    ALPHA,
    CLASS_ASSUMPTIONS,
    CONSTANTS,
    EMPTY_CLASS,
    L0,
    L,
    g,
    gap,
    rho,
)
from theory.logic import ForAll, Pred, conj, ge, le
from theory.rules.flows import GRADIENT_CLASS, allowed
from theory.rules.rays import POINT
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.witness import PARABOLA, Witness, X

ASSUMPTIONS = (*CLASS_ASSUMPTIONS, THETA)

AT_ALL_POINTS = ForAll(gap, ge(gap, 0), ForAll(g, conj(POINT, ge(g, 0)), le(allowed(g), ELL(gap))))

PROOF = (
    Step(
        "point",
        "At every point what Definition 0 allows is bounded by the gap.",
        None,
        Apply(at_point.STATEMENT),
        tuple(a.name for a in ASSUMPTIONS),
        (POINT, ge(gap, 0), ge(g, 0)),
    ),
    Step(
        "everywhere",
        "In other words:",
        AT_ALL_POINTS,
        Decide(),
        ("point", "rho_range", "L_range", "theta_range"),
    ),
    Step(
        "class",
        "This is Definition 1 with these constants.",
        None,
        Apply(GRADIENT_CLASS, {sym.ell: ELL}),
        ("smooth", "bounded_below", "everywhere", "L_range", "rho_range", "theta_range"),
    ),
)

EVALUATION = Evaluation(
    inputs=(rho, L0, L, theta),
    domain=(*CONSTANTS, THETA),
    cases=(
        Case(
            (),
            (
                Output("alpha", ALPHA, "the exponent of the gap"),
                Output("K0", K0_OUT, "curvature allowed at gap 0, loss/length^2"),
                Output("K", K_OUT, "growth of the curvature with the gap^alpha"),
            ),
        ),
    ),
    defaults={theta: sp.Integer(1)},
)


def _at(
    at_gap: sp.Rational | int, slope: sp.Rational | int, values: dict[sp.Symbol, sp.Expr]
) -> dict[sp.Symbol, sp.Expr]:
    """Constants, and the gap and the gradient norm at which the conclusion is read."""
    return {**values, gap: sp.Rational(at_gap), g: sp.Rational(slope)}


STATEMENT = Statement(
    id="inclusion",
    kind="lemma",
    title="Definition 0 lies inside Definition 1",
    source=Source("LW", "Lemma 1", "theta = 1 is the usual form, with 4 L for 2^(rho+2) L"),
    summary="A (rho, L0, L)-smooth f with 0 < rho < 2 is (alpha, (1 + theta) L0, "
    "L (2 (1 + 1/theta) L)^alpha)-smooth, alpha = rho/(2 - rho), for every theta > 0.",
    parameters=(rho, L0, L, theta),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("curvature", AT_ALL_POINTS, "at every point w of S"),
        Named("smooth", Pred("smooth", (ELL,))),
    ),
    proof=PROOF,
    closes={
        "curvature": ("everywhere", "L_range", "rho_range", "theta_range"),
        "smooth": ("class",),
    },
    evaluation=EVALUATION,
    sharp_at=(
        Witness(
            "the constant 1 at gap 0 with L0 = 0: both sides are 0",
            "curvature",
            f=sp.Integer(1),
            f_star=sp.Integer(1),
            values=_at(0, 0, constants(1, 0, 1)),
            equality=True,
        ),
    ),
    fails_without={
        "rho_range": Witness(
            "x^2/2 at x = 4 with rho = 3, L0 = L = 1: 65 > 2 + 1/32768",
            "curvature",
            f=PARABOLA,
            point=sp.Integer(4),
            values=_at(8, 4, constants(3, 1, 1)),
        ),
        "L0_range": EMPTY_CLASS,
        "L_range": Witness(
            "the constant 1, gap measured from 0, with rho = 4/3, L0 = 2, L = -1: 2 > 4 - 16",
            "curvature",
            f=sp.Integer(1),
            values=_at(1, 0, constants(sp.Rational(4, 3), 2, -1)),
        ),
        "not_both_zero": "with L0 = L = 0 both sides are 0",
        "smooth": Witness(
            "x^2/2 at x = 1/4 with rho = 1, L0 = 0, L = 1: 1/4 > 1/8",
            "curvature",
            f=PARABOLA,
            point=sp.Rational(1, 4),
            values=_at(sp.Rational(1, 32), sp.Rational(1, 4), constants(1, 0, 1)),
        ),
        "bounded_below": Witness(
            "1 - 2x at x = 0, gap measured from 0, with rho = 1, L0 = 0, L = 1/5: 2/5 > 4/25",
            "curvature",
            f=1 - 2 * X,
            values=_at(1, 2, constants(1, 0, sp.Rational(1, 5))),
        ),
        "theta_range": Witness(
            "the constant 1, gap measured from 0, with rho = L0 = L = 1, theta = -1/2: 1 > -3/2",
            "curvature",
            f=sp.Integer(1),
            values=_at(1, 0, constants(1, 1, 1, sp.Rational(-1, 2))),
        ),
    },
    does_not_claim="That the classes are equal: e^x (2 + sin 2x) is in Definition 1 (rho = 1), "
    "but in no class of Definition 0.",
)
