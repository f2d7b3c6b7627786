"""Theorem 2 with the constant step and the best constant: assumptions and claims."""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.convex import ATTAINED, CONVEX_CLASS, START, inner_at
from theory.definitions.ell_smooth import BOUNDED, ELL_NONDECREASING, SMOOTH_CLASS
from theory.definitions.run import FIRST, LAST, RUN, Delta, T, etas, g, in_run, integer, n, t
from theory.logic import Implies, Pred, conj, ge, le
from theory.rules.convexity import PATH_TOWARDS
from theory.theorems.gd_nonconvex_constant import SCHEDULE

ell, eps, cross_at = sym.ell, sym.eps, sym.cross_at

PAIRS = Assumption(
    "pairs",
    conj(
        PATH_TOWARDS,
        in_run(
            conj(
                Pred("point_towards", (Delta(t), g(t), inner_at(t))),
                Pred(
                    "gd_pair",
                    (Delta(t), g(t), etas(t), Delta(t + 1), g(t + 1), cross_at(t)),
                ),
                ge(g(t + 1), 0),
            )
        ),
    ),
    "distance_at, inner_at, g and cross_at are those of the run w_0, ..., w_T in S",
    defines=True,
)
LAST_POINT = Assumption(
    "last_point",
    conj(Pred("point_towards", (LAST, g(T), inner_at(T))), ge(g(T), 0)),
    "they are so at w_T too",
    defines=True,
)
HORIZON = Assumption(
    "horizon",
    conj(integer(T), ge(T, 1)),
    "the number of steps T is a positive integer",
    defines=True,
)
ASSUMPTIONS = (
    SMOOTH_CLASS,
    BOUNDED,
    ELL_NONDECREASING,
    CONVEX_CLASS,
    ATTAINED,
    RUN,
    HORIZON,
    PAIRS,
    LAST_POINT,
    SCHEDULE,
)

RATE = le((4 * T + 2) * LAST, ell(FIRST) * START**2)
COUNT = Implies(le(ell(FIRST) * START**2, (4 * T + 2) * eps), le(LAST, eps))

CLASS = ("smooth", "bounded_below", "ell_nondecreasing")
NEXT = (integer(n), le(0, n), le(n + 1, T))

ZERO = sp.Integer(0)
M, L = 2 * T + 1, ell(FIRST)
BOUND = L * START**2 / (2 * M)
"""What the last gap is at most, and the potential all along."""
