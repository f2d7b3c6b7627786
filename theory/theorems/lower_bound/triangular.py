"""Theorem 3 with triangular slopes: C^{1,1} functions, and 4 in place of 2 pi.

For every nonincreasing schedule there is a C^{1,1} function of one variable with |f''| <= ell(f)
almost everywhere, f* = 0, f(x_0) = gap0 and |f'(x_t)| >= eps for all

    t <= tau + (gap0 - eps^2/(2 K0)) M/(4 eps^2),

tau the number of steps that are at least 4/M, if eps^2 <= min{(1 - theta) M gap0, K0 gap0/2}. For a
given curvature a triangular slope moves least between eps and -eps, and a parabola is the lowest
valley. The function is put together from right to left by two inductions: over the steps, and over
the periods under each.
"""

from __future__ import annotations

import sympy as sp

from theory.definitions.run import integer, n, t
from theory.logic import ForAll, Formula, Implies, conj, eq, ge, gt, le, lt
from theory.rules.integers import SUCCESSOR
from theory.rules.integers import n as index
from theory.schema import Apply, At, Decide, Induct, Source, Statement, Step, Use
from theory.theorems.lower_bound import pieces, triangle
from theory.theorems.lower_bound.common import CONSTANT_STEPS, HIGH, high_member, nodes_glued
from theory.theorems.lower_bound.descent import CLOSES, Descent
from theory.theorems.lower_bound.gluing import (
    added,
    ddf,
    df,
    f,
    from_node,
    glued,
    passes,
    slopes,
    x,
)
from theory.theorems.lower_bound.iterates import NODES_UP_TO_TAU, START, T, etas, node, tau, x_at
from theory.theorems.lower_bound.pieces import TRIANGULAR, M, Z, eta, gap0, m, theta
from theory.theorems.lower_bound.setting import (
    K0,
    N_ON_WAVES,
    N_TO_NEXT,
    ZERO,
    ell,
    eps,
    periods,
)
from theory.theorems.lower_bound.triangular_instances import FAILS_WITHOUT, SHARP_AT
from theory.theorems.lower_bound.triangular_setting import (
    ASSUMPTIONS,
    BEYOND,
    GROUND,
    K_ON_STEP,
    K_UP_TO_END,
    falling,
    joint,
    k,
    length,
    middle,
    rising,
)

FALLING, RISING = falling(n, k), rising(n, k)
LEFT_END, MIDDLE, RIGHT_END = joint(n, k + 1), middle(n, k), joint(n, k)
LAM = length(n)
FALLING_HALF, RISING_HALF = (
    half.with_values({pieces.lam: LAM}) for half in (pieces.falling_half(), pieces.rising_half())
)
_INSIDE = (*N_ON_WAVES, integer(k), le(0, k), lt(k, periods(n)))
_LENGTH: tuple[Use, ...] = (At("length", {n: n}),)
RUN = Descent(TRIANGULAR, GROUND, tau, tau)


def _high(right_of: sp.Expr) -> Formula:
    """Right of a point the value is at least theta gap0 and the curvature at most M."""
    return Implies(gt(x, right_of), HIGH)


def _from(point: sp.Expr) -> tuple[Formula, Formula]:
    return from_node(point, smooth=False)


_PREPARATION = (
    *CONSTANT_STEPS,
    Step(
        "steps_positive",
        "Steps over waves are positive.",
        gt(etas(n), 0),
        Decide(),
        (At("periods", {t: n}), "M_positive"),
        N_ON_WAVES,
    ),
    Step(
        "length",
        "Periods have a positive length,",
        gt(LAM, 0),
        Decide(),
        (At("periods", {t: n}), At("lengths", {t: n}), "steps_positive", "eps_range"),
        N_ON_WAVES,
    ),
    Step(
        "quotient",
        "which is eta eps/periods,",
        eq(LAM, etas(n) * eps / periods(n)),
        Decide(),
        (At("lengths", {t: n}), At("periods", {t: n})),
        N_ON_WAVES,
    ),
    Step(
        "frequency",
        "and 1/lam = periods/(eta eps).",
        eq(1 / LAM, periods(n) / (etas(n) * eps)),
        Decide(),
        (At("lengths", {t: n}), "steps_positive", "eps_range"),
        N_ON_WAVES,
    ),
    Step(
        "triangle",
        "The two halves of a period.",
        None,
        Apply(triangle.STATEMENT, {m: periods(n), eta: etas(n)}),
        ("M_positive", "eps_range", At("periods", {t: n}), "waves_above"),
        N_ON_WAVES,
    ),
    Step(
        "halves_above",
        "As z (1 - 2 z/lam) <= lam/8, both halves stay above theta gap0,",
        conj(ge(FALLING_HALF.value, theta * gap0), ge(RISING_HALF.value, theta * gap0)),
        Decide(),
        (
            At("triangle.depth", {n: n}),
            At("quotient", {n: n}),
            At("length", {n: n}),
            "eps_range",
        ),
        (*N_ON_WAVES, le(0, Z), le(Z, LAM / 2)),
    ),
    Step(
        "steep",
        "with curvature 4 eps/lam <= M.",
        le(RISING_HALF.curvature, M),
        Decide(),
        (
            At("frequency", {n: n}),
            At("triangle.curvature", {n: n}),
            At("length", {n: n}),
        ),
        N_ON_WAVES,
    ),
    Step(
        "next_period",
        "k + 1 is an integer.",
        None,
        Apply(SUCCESSOR, {index: k}),
        (),
        (integer(k),),
    ),
)

_JOINTS = (
    Step(
        "node_tau",
        "At node tau value gap0 and slope eps;",
        passes(node(tau), gap0, eps),
        Decide(),
        (At("straight_piece", {x: node(tau)}), "nodes", "K0_range", "eps_range", "valley_fits"),
    ),
    Step(
        "right_end",
        "at the right end of every period the same,",
        passes(RIGHT_END, gap0, eps),
        Decide(),
        (At("rising_pieces", {t: n, k: k, x: MIDDLE + LAM / 2}), *_LENGTH),
        _INSIDE,
    ),
    Step(
        "node_right",
        "so at every node with a wave left of it,",
        passes(node(n), gap0, eps),
        Decide(),
        (At("right_end", {n: n, k: ZERO}), At("periods", {t: n}), "zero"),
        N_ON_WAVES,
    ),
    Step(
        "node",
        "and at every node.",
        passes(node(n), gap0, eps),
        Decide(),
        ("node_tau", "node_right", "nodes"),
        (integer(n), le(0, n), le(n, tau)),
    ),
    Step(
        "last_end",
        "The last period ends at the next node.",
        eq(joint(n, periods(n)), node(n + 1)),
        Decide(),
        (At("nodes", {t: n}), At("lengths", {t: n})),
        N_ON_WAVES,
    ),
    Step(
        "left_end",
        "So value gap0 and slope eps also stand at the left end of every period,",
        passes(LEFT_END, gap0, eps),
        Decide(),
        (
            At("right_end", {n: n, k: k + 1}),
            At("next_period", {k: k}),
            At("last_end", {n: n}),
            At("node", {n: n + 1}),
            At("next_index", {n: n}),
        ),
        (*N_TO_NEXT, *K_ON_STEP),
    ),
    Step(
        "middle",
        "and slope -eps in its middle.",
        passes(MIDDLE, gap0, -eps),
        Decide(),
        (At("falling_pieces", {t: n, k: k, x: MIDDLE}), *_LENGTH),
        _INSIDE,
    ),
    *GROUND.joints(),
)

_SMOOTH_STEPS = (
    *added(
        BEYOND,
        "Beyond x_0 f is C^{1,1},",
        (At("node", {n: ZERO}), "zero", "tau"),
        smooth=False,
    ),
    *slopes(RISING, _LENGTH, under=N_ON_WAVES),
    glued(
        RISING,
        "with the right half of each period",
        (
            At("rising_slope", {n: n, k: k}),
            At("rising_second", {n: n, k: k}),
            At("rising_pieces", {t: n, k: k}),
            At("middle", {n: n, k: k}),
            *_LENGTH,
        ),
        (*_INSIDE, *_from(RIGHT_END)),
        smooth=False,
    ),
    *slopes(FALLING, _LENGTH, under=N_ON_WAVES),
    glued(
        FALLING,
        "and with the left half,",
        (
            At("falling_slope", {n: n, k: k}),
            At("falling_second", {n: n, k: k}),
            At("falling_pieces", {t: n, k: k}),
            At("left_end", {n: n, k: k}),
            At("rising_glued", {n: n, k: k}),
            *_LENGTH,
        ),
        (*N_TO_NEXT, *K_ON_STEP, *_from(RIGHT_END)),
        smooth=False,
    ),
    Step(
        "first_period",
        "from node n on",
        conj(*_from(node(n))),
        Decide(),
        (),
        _from(node(n)),
    ),
    Step(
        "periods_glued",
        "by induction over the periods,",
        ForAll(k, K_UP_TO_END, conj(*_from(joint(n, k)))),
        Induct("first_period", "falling_glued"),
        (),
        (*N_TO_NEXT, *_from(node(n))),
    ),
    Step(
        "step_glued",
        "down to the next node;",
        conj(*_from(node(n + 1))),
        Decide(),
        (At("periods_glued", {n: n, k: periods(n)}), At("last_end", {n: n}), At("periods", {t: n})),
        (*N_TO_NEXT, *_from(node(n))),
    ),
    *nodes_glued("beyond_glued", "step_glued", NODES_UP_TO_TAU, smooth=False),
    *GROUND.glued((At("nodes_glued", {n: tau}), "tau")),
)

_MEMBER_STEPS = (
    Step(
        "beyond_high",
        "Beyond x_0 the value is at least gap0 and the curvature 0,",
        _high(node(START)),
        Decide(),
        ("beyond_piece", "eps_range", "gap_positive", "theta_range", "M_positive"),
    ),
    Step(
        "rising_high",
        "on the right half of a period at least theta gap0 and at most M,",
        HIGH,
        Decide(),
        (
            At("rising_pieces", {t: n, k: k}),
            At("halves_above", {n: n, Z: x - MIDDLE}),
            At("steep", {n: n}),
            "eps_range",
        ),
        (*_INSIDE, lt(MIDDLE, x), le(x, RIGHT_END)),
    ),
    Step(
        "falling_high",
        "on the left half of a period the same,",
        HIGH,
        Decide(),
        (
            At("falling_pieces", {t: n, k: k}),
            At("halves_above", {n: n, Z: x - LEFT_END}),
            At("steep", {n: n}),
            "eps_range",
        ),
        (*_INSIDE, lt(LEFT_END, x), le(x, MIDDLE)),
    ),
    Step(
        "period_high",
        "so right of the left end of a period, if right of its right end;",
        _high(LEFT_END),
        Decide(),
        (
            At("rising_high", {n: n, k: k, x: x}),
            At("falling_high", {n: n, k: k, x: x}),
        ),
        (*N_TO_NEXT, *K_ON_STEP, _high(RIGHT_END)),
    ),
    Step(
        "first_high",
        "from node n on",
        _high(node(n)),
        Decide(),
        (),
        (_high(node(n)),),
    ),
    Step(
        "periods_high",
        "by induction over the periods,",
        ForAll(k, K_UP_TO_END, _high(joint(n, k))),
        Induct("first_high", "period_high"),
        (),
        (*N_TO_NEXT, _high(node(n))),
    ),
    Step(
        "next_high",
        "down to the next node,",
        _high(node(n + 1)),
        Decide(),
        (
            At("periods_high", {x: x, n: n, k: periods(n)}),
            At("last_end", {n: n}),
            At("periods", {t: n}),
        ),
        (*N_TO_NEXT, _high(node(n))),
    ),
    Step(
        "nodes_high",
        "so by induction right of every node.",
        ForAll(n, NODES_UP_TO_TAU, _high(node(n))),
        Induct("beyond_high", "next_high"),
    ),
    high_member("waves_member", (At("nodes_high", {x: x, n: tau}), "tau"), (gt(x, node(tau)),)),
    *GROUND.member("waves_member"),
)

PROOF = (*_PREPARATION, *_JOINTS, *_SMOOTH_STEPS, *_MEMBER_STEPS, *RUN.steps())

STATEMENT = Statement(
    id="lower_bound_triangular",
    kind="theorem",
    title="Theorem 3 for C^{1,1} functions, with 4 in place of 2 pi",
    source=Source("LW", "Theorem 3", "LW: C^2 and rho = 1; here C^{1,1} and every such ell"),
    summary="For every nonincreasing schedule there is a C^{1,1} function of one variable with "
    "|f''| <= ell(f), f* = 0, f(x_0) = gap0 on which gradient descent has the slope eps at x_0, "
    "..., x_tau and at x_{tau+n} for every n <= (gap0 - eps^2/(2 K0)) M/(4 eps^2). Here "
    "M = ell(theta gap0), and tau is the number of steps that are at least 4/M.",
    parameters=(
        *(ell, f, df, ddf, x_at, etas, node, periods, length),
        *(tau, T, K0, gap0, eps, theta, M),
    ),
    assumptions=ASSUMPTIONS,
    conclusions=RUN.conclusions(),
    proof=PROOF,
    closes=CLOSES,
    does_not_claim="That one function is slow for all schedules, or that the constant 4 is the "
    "best one among all functions.",
    sharp_at=SHARP_AT,
    fails_without=FAILS_WITHOUT,
)
