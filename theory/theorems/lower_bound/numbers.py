"""The numbers of Theorem 3 for (rho, K0, K)-smooth functions, beside those of Theorem 1."""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.gap_smooth import ELL, EXPONENT, GROWTH
from theory.evaluation import Case, Evaluation, Output
from theory.logic import Implies, eq, le, ne
from theory.theorems.lower_bound.pieces import SINE, M, eps, gap0, theta

K0 = sym.K0
HALF = sp.Rational(1, 2)

ALLOWED = ELL(theta * gap0)
COUNT = SINE.count.subs(M, ALLOWED)
UPPER = 2 * gap0 * ELL(gap0) / eps**2
_LIMIT = le(eps**2, sp.Min(*SINE.largest_eps_squared).subs(M, ALLOWED))
_LOWER_EPS = "the waves stay above theta gap0 and the valley fits below it; lower eps"

DOMAIN = (
    EXPONENT,
    bounds(K0, 0, low_included=False, text="the curvature allowed at gap 0 is positive"),
    GROWTH,
    bounds(gap0, 0, low_included=False, text="the gap at the start is positive"),
    bounds(eps, 0, low_included=False, text="the target is positive"),
    bounds(theta, 0, 1, low_included=False, high_included=False, text="a share of the gap"),
    Assumption(
        "eps_small",
        Implies(eq(theta, HALF), _LIMIT),
        _LOWER_EPS,
        says="eps^2 <= min(M*gap0/4, K0*gap0/2)",
    ),
    Assumption(
        "eps_small_for_theta",
        Implies(ne(theta, HALF), _LIMIT),
        _LOWER_EPS,
        says="eps^2 <= min((1 - theta)*M*gap0/2, K0*gap0/2)",
    ),
)

EVALUATION = Evaluation(
    inputs=(sym.rho, K0, sym.K, gap0, eps, theta),
    domain=DOMAIN,
    cases=(
        Case(
            (),
            (
                Output(
                    "M",
                    ALLOWED,
                    "the curvature K0 + K (theta gap0)^rho allowed where the waves are",
                ),
                Output(
                    "step_threshold",
                    SINE.step_threshold.subs(M, ALLOWED),
                    "2 pi/M: steps at least this long are thrown over whole waves",
                ),
                Output(
                    "iterations",
                    sp.ceiling(COUNT),
                    "for every schedule that does not increase there is a function on which it "
                    "takes at least so many steps to a gradient norm below eps",
                ),
                Output(
                    "iterations_constant",
                    sp.ceiling(UPPER),
                    "so many steps of the constant schedule eta = 1/ell(gap0) are enough on every "
                    "function (gd_nonconvex_constant)",
                ),
                Output(
                    "ratio",
                    UPPER / COUNT,
                    "the upper bound over the lower one, before rounding to whole steps; it tends "
                    "to 4 pi ell(gap0)/M as eps -> 0 (lower_bound_limit)",
                ),
            ),
        ),
    ),
    defaults={theta: HALF},
    best={theta: 1000},
)
