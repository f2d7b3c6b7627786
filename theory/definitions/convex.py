"""Convex functions with a minimiser w*: the assumptions that Lemma 7 and Theorem 2 share.

S is convex and f is convex on it (where S is all of R^d: f is convex); w* is a minimiser in S, and
f* is its value. A run then has two more sequences beside those of ``theory/definitions/run.py``:
``distance_at(t) = ||w_t - w*||`` and ``inner_at(t) = <grad f(w_t), w_t - w*>``.
"""

from __future__ import annotations

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.run import Delta, T, etas, g, in_run, t
from theory.logic import Pred, conj, ge
from theory.rules.convexity import CONVEX, GD_TOWARDS, MINIMISER, POINT_TOWARDS

inner_at, distance_at = sym.inner_at, sym.distance_at
START, END = distance_at(0), distance_at(T)

CONVEX_CLASS = Assumption("convex", CONVEX, "S is convex, and f is convex on S")
ATTAINED = Assumption("minimiser", MINIMISER, "f* = f(w*) at a point w* of S")
POINT_WITH_INNER = Assumption(
    "point",
    conj(POINT_TOWARDS, ge(sym.gap, 0), ge(sym.gradient_norm, 0)),
    "gap = f(w) - f*, gradient_norm = ||grad f(w)||, inner = <grad f(w), w - w*> at a point w",
    defines=True,
)
STEP_TOWARDS = Assumption(
    "towards",
    conj(GD_TOWARDS, ge(sym.distance, 0), ge(sym.distance_next, 0)),
    "distance = ||w - w*|| and distance_next = ||w - eta grad f(w) - w*|| at the same point",
    defines=True,
)
RUN_TOWARDS = Assumption(
    "towards",
    conj(
        ge(START, 0),
        ge(END, 0),
        in_run(
            conj(
                Pred("point_towards", (Delta(t), g(t), inner_at(t))),
                Pred(
                    "gd_towards", (distance_at(t), inner_at(t), g(t), etas(t), distance_at(t + 1))
                ),
                ge(distance_at(t), 0),
                ge(distance_at(t + 1), 0),
            )
        ),
    ),
    "distance_at(t) = ||w_t - w*|| and inner_at(t) = <grad f(w_t), w_t - w*>",
    defines=True,
)
