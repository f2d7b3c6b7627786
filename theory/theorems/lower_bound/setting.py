"""What the theorems of this folder assume: the class, the constants, the schedule and its run.

The schedule is nonincreasing and tau is its first step below the threshold. Waves are needed for
t < tau only; the run is followed up to a horizon T, which is arbitrary.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.ell_smooth import ELL_NONDECREASING
from theory.definitions.run import integer, n, t
from theory.logic import ForAll, Formula, Implies, conj, eq, function, ge, le, lt
from theory.theorems.lower_bound.gluing import ddf, f, x
from theory.theorems.lower_bound.iterates import T, etas, node, tau
from theory.theorems.lower_bound.pieces import SINE, M, Variant, gap0, theta

ell, K0, eps = sym.ell, sym.K0, sym.eps
periods = function("periods_at")
ZERO = sp.Integer(0)

AT_ZERO = Assumption("ell_at_zero", eq(ell(ZERO), K0), "K0 is the curvature at gap 0", defines=True)
POSITIVE = bounds(K0, 0, low_included=False, text="the curvature allowed at gap 0 is positive")
SHARE = bounds(
    theta,
    0,
    1,
    low_included=False,
    high_included=False,
    text="the waves stay above a share of gap0",
)
TARGET = bounds(eps, 0, low_included=False, text="the target is positive")
FITS = Assumption(
    "valley_fits",
    le(eps**2, SINE.largest_eps_squared[1]),
    "the valley fits below gap0; lower eps",
)
ALLOWED = Assumption(
    "M", eq(M, ell(theta * gap0)), "M is the curvature allowed at gap theta gap0", defines=True
)
CLASS = (ELL_NONDECREASING, AT_ZERO, POSITIVE, SHARE, TARGET, FITS, ALLOWED)

ON_WAVES = conj(integer(t), le(0, t), lt(t, tau))
"""t is one of 0, ..., tau - 1."""
N_ON_WAVES = (integer(n), le(0, n), lt(n, tau))
"""The same for n, as local hypotheses."""
N_TO_NEXT = (integer(n), le(0, n), le(n + 1, tau))
"""The same as it stands in an induction."""


def waves_above(variant: Variant) -> Assumption:
    """The waves of slope eps stay above theta gap0."""
    limit = variant.largest_eps_squared[0]
    return Assumption(
        "waves_above", le(eps**2, limit), "the waves stay above theta gap0; lower eps"
    )


NONNEGATIVE_STEPS = Assumption(
    "steps",
    ForAll(t, conj(integer(t), le(0, t), le(t, T - 1)), ge(etas(t), 0)),
    "the steps are not negative",
)
NONINCREASING = Assumption(
    "nonincreasing",
    ForAll(t, conj(integer(t), le(0, t), le(t, T - 2)), le(etas(t + 1), etas(t))),
    "the steps do not increase",
)


def nodes_from(foot: sp.Expr) -> Assumption:
    """The node tau at ``foot``, and the others one step of slope eps apart."""
    return Assumption(
        "nodes",
        conj(
            eq(node(tau), foot),
            ForAll(t, ON_WAVES, eq(node(t), node(t + 1) + etas(t) * eps)),
        ),
        "node tau is where f = gap0 on the straight piece; node t lies eta_t eps right of node "
        "t + 1",
        defines=True,
    )


def first_short(variant: Variant) -> Assumption:
    """The number tau of steps that are at least the threshold."""
    reach = variant.per_curvature
    return Assumption(
        "tau",
        conj(
            integer(T),
            integer(tau),
            le(0, tau),
            le(tau, T),
            ForAll(t, ON_WAVES, ge(etas(t) * M, reach)),
            Implies(le(tau, T - 1), lt(etas(tau) * M, reach)),
        ),
        f"tau is the first step below {reach}/M, or T if none is",
        defines=True,
    )


def whole_periods(variant: Variant, step: sp.Expr) -> Formula:
    """The number of periods under a step is its length over the threshold, rounded down."""
    reach, number = variant.per_curvature, periods(step)
    return conj(
        integer(number),
        ge(number, 1),
        le(reach * number, etas(step) * M),
        lt(etas(step) * M, reach * (number + 1)),
    )


def periods_of(variant: Variant, long_steps: Formula = ON_WAVES) -> Assumption:
    """The number of periods under each long step."""
    return Assumption(
        "periods",
        ForAll(t, long_steps, whole_periods(variant, t)),
        f"periods_t = floor(eta_t M/({variant.per_curvature}))",
        defines=True,
    )


def member(at: sp.Expr = x) -> Formula:
    """F >= 0 = f* and |f''| <= ell(f - f*) at a point."""
    return conj(ge(f(at), 0), le(sp.Abs(ddf(at)), ell(f(at))))
