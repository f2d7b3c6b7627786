"""Theorem 3 (lower bound): for every nonincreasing schedule a function on which it is slow.

Let ell be nondecreasing, K0 = ell(0) > 0, theta in (0, 1), M = ell(theta gap0) and
eps^2 <= min{(1 - theta) M gap0/2, K0 gap0/2}. For every nonincreasing schedule there is a C^2
function of one variable with |f''| <= ell(f), f* = 0, f(x_0) = gap0 and |f'(x_t)| >= eps for all

    t <= tau + (gap0 - eps^2/K0) M/(2 pi eps^2),

tau the number of steps that are at least 2 pi/M. Long steps are thrown over whole waves and stay
where they were; short ones go down a straight slope eps of height gap0 - eps^2/K0, at most
2 pi eps^2/M a step. (``never_reached`` treats schedules that stay above 2 pi/M for ever.)
"""

from __future__ import annotations

import sympy as sp

from theory.definitions.run import integer, n
from theory.logic import Formula, Implies, ge, le
from theory.schema import Apply, At, Decide, Source, Statement, Step
from theory.theorems.lower_bound import valley
from theory.theorems.lower_bound.common import CONSTANT_STEPS, HIGH, high_member
from theory.theorems.lower_bound.descent import CLOSES, Descent
from theory.theorems.lower_bound.gluing import added, ddf, df, f, takes, x
from theory.theorems.lower_bound.iterates import T, etas, node, tau, x_at
from theory.theorems.lower_bound.numbers import EVALUATION
from theory.theorems.lower_bound.pieces import SINE, M, gap0, theta
from theory.theorems.lower_bound.setting import (
    K0,
    ZERO,
    ell,
    eps,
    periods,
)
from theory.theorems.lower_bound.sine_instances import FAILS_WITHOUT, SHARP_AT
from theory.theorems.lower_bound.sine_setting import ASSUMPTIONS, BEYOND, GROUND, SINES

RUN = Descent(SINE, GROUND, tau, tau)


def _high(right_of: sp.Expr) -> Formula:
    return Implies(ge(x, right_of), HIGH)


PROOF = (
    valley.PI_POSITIVE,
    *CONSTANT_STEPS,
    Step("valley", "The valley.", None, Apply(valley.STATEMENT), ("K0_range", "eps_range")),
    *SINES.steps(),
    # -- the joints ------------------------------------------------------------------------
    Step(
        "node_tau",
        "At node tau value gap0, slope eps, curvature 0;",
        takes(node(tau), *SINES.end),
        Decide(),
        (At("straight_piece", {x: node(tau)}), "nodes", "K0_range", "eps_range", "valley_fits"),
    ),
    SINES.right_end("node_right", "at the right end of every wave the same,"),
    Step(
        "node",
        "so at every node, wave or not.",
        takes(node(n), *SINES.end),
        Decide(),
        ("node_tau", "node_right", "nodes"),
        (integer(n), le(0, n), le(n, tau)),
    ),
    *GROUND.joints(),
    # -- twice continuously differentiable ---------------------------------------------------
    *added(BEYOND, "Beyond x_0 f is C^2,", (At("node", {n: ZERO}), "zero", "tau")),
    *SINES.glued("beyond_glued"),
    *GROUND.glued((At("nodes_glued", {n: tau}), "tau")),
    # -- membership ----------------------------------------------------------------------------
    SINES.beyond_high(_high),
    *SINES.high("beyond_high", _high),
    high_member("waves_member", (At("nodes_high", {x: x, n: tau}), "tau"), (ge(x, node(tau)),)),
    *GROUND.member("waves_member"),
    # -- the run -------------------------------------------------------------------------------
    *RUN.steps(),
)

STATEMENT = Statement(
    id="lower_bound",
    kind="theorem",
    title="Theorem 3: a function on which a given schedule is slow",
    source=Source("LW", "Theorem 3", "LW: rho = 1; here every nondecreasing ell with ell(0) > 0"),
    summary="For every nonincreasing schedule there is a C^2 function of one variable with "
    "|f''| <= ell(f), f* = 0, f(x_0) = gap0 on which gradient descent has the slope eps at x_0, "
    "..., x_tau and at x_{tau+n} for every n <= (gap0 - eps^2/K0) M/(2 pi eps^2). Here "
    "M = ell(theta gap0), and tau is the number of steps that are at least 2 pi/M.",
    parameters=(
        *(ell, f, df, ddf, x_at, etas, node, periods),
        *(tau, T, K0, gap0, eps, theta, M),
    ),
    assumptions=ASSUMPTIONS,
    conclusions=RUN.conclusions(),
    proof=PROOF,
    closes=CLOSES,
    evaluation=EVALUATION,
    does_not_claim="That one function is slow for all schedules: f depends on the schedule. Nor "
    "that the constant is the best one; the upper bound is about 4 pi times as large.",
    sharp_at=SHARP_AT,
    fails_without=FAILS_WITHOUT,
)
