"""Nearest points of the set of minimisers, and what a gradient step does to the distance from it.

W* is a nonempty closed set of points with f = f*, fixed once; pi(w) is a nearest point of it to w
and dist(w, W*) = ||w - pi(w)||. Neither f nor W* need be convex, so pi(w) need not be unique: the
predicate fixes one.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.logic import Pred, ge, le
from theory.rules.rays import BOUNDED_BELOW, EVERYWHERE, POINT
from theory.schema import Named, Rule

_PARAMETERS = (
    sym.distance,
    sym.gap,
    sym.gradient_norm,
    sym.inner,
    sym.eta,
    sym.distance_next,
)

AIMING_STEP = Pred("aiming_step", _PARAMETERS)
"""POINT (gap and gradient_norm at a point w of S), distance = dist(w, W*), inner =
<grad f(w), w - pi(w)>, and distance_next = dist(w - eta grad f(w), W*)."""

PROJECTED_STEP = Rule(
    id="projected_step",
    title="dist(w - eta grad f(w), W*)^2 <= dist(w, W*)^2 - 2 eta <grad f(w), w - pi(w)> "
    "+ eta^2 ||grad f(w)||^2: a nearest point is at least as near as pi(w)",
    citation="[rudin1976], Theorem 1.37 (an inner product is bilinear)",
    parameters=_PARAMETERS,
    premises=(Named("step", AIMING_STEP),),
    conclusions=(
        Named("point", POINT),
        Named(
            "closer",
            le(
                sym.distance_next**2,
                sym.distance**2 - 2 * sym.eta * sym.inner + sym.eta**2 * sym.gradient_norm**2,
            ),
        ),
    ),
)

FROM_MINIMISER = Rule(
    id="from_minimiser",
    title="pi(w) is a point of gap 0 and gradient 0 at distance dist(w, W*) >= 0 from w",
    citation="[rudin1976], Theorem 5.8 (the derivative vanishes at a minimum)",
    parameters=_PARAMETERS,
    premises=(
        Named("step", AIMING_STEP),
        Named("bounded_below", BOUNDED_BELOW),
        Named("everywhere", EVERYWHERE),
    ),
    conclusions=(
        Named(
            "pair",
            Pred("two_points", (sp.Integer(0), sym.gap, sym.distance, sp.Integer(0))),
        ),
        Named("distance", ge(sym.distance, 0)),
    ),
)

PROJECTION_RULES = (PROJECTED_STEP, FROM_MINIMISER)
