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

from theory.assumptions import Assumption
from theory.definitions.ell_smooth import a as low
from theory.definitions.ell_smooth import b as high
from theory.definitions.run import integer, n, t
from theory.logic import TRUE, ForAll, Formula, Implies, conj, eq, ge, le, lt
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.theorems.lower_bound import iterates, pieces, valley
from theory.theorems.lower_bound.common import CONSTANT_STEPS, wave_steps
from theory.theorems.lower_bound.gluing import (
    Placed,
    ddf,
    df,
    f,
    from_node,
    glued,
    place,
    slopes,
    takes,
    twice_differentiable,
    x,
)
from theory.theorems.lower_bound.iterates import (
    DESCENT,
    NODES_UP_TO_TAU,
    START,
    T,
    etas,
    node,
    tau,
    x_at,
)
from theory.theorems.lower_bound.numbers import EVALUATION
from theory.theorems.lower_bound.pieces import SINE, M, Piece, affine, eta, gap0, m, s, theta
from theory.theorems.lower_bound.schedule import short_steps
from theory.theorems.lower_bound.setting import (
    CLASS,
    K0,
    N_ON_WAVES,
    N_TO_NEXT,
    NONINCREASING,
    NONNEGATIVE_STEPS,
    ON_WAVES,
    ZERO,
    ell,
    eps,
    first_short,
    member,
    periods,
    periods_of,
    waves_above,
)

VALLEY = pieces.valley()
RIM, HEIGHT = VALLEY.high, valley.HEIGHT
LENGTH = (gap0 - HEIGHT) / eps
"""Of the straight piece between valley and node tau."""


def wave_at(index: sp.Expr) -> Piece:
    """The waves under step ``index``."""
    return pieces.wave().with_values({eta: etas(index), m: periods(index)})


def waves(index: sp.Expr) -> Placed:
    """The same in their place, between node index + 1 and node index."""
    ends = (node(index + 1), node(index))
    return place("waves", wave_at(index), node(index + 1), ends)


BEYOND = place("beyond", affine(eps, gap0), node(START), (node(START), None))
STRAIGHT = place("straight", affine(eps, HEIGHT), RIM, (RIM, node(tau)))
BED = place("bed", VALLEY, ZERO, (-RIM, RIM))
LEFT = place("left", affine(-eps, HEIGHT), -RIM, (None, -RIM))

_DEFINITIONS = tuple(
    Assumption(f"{p.name}_piece", p.definition, text, defines=True)
    for p, text in (
        (BEYOND, "beyond x_0 f goes on with slope eps"),
        (STRAIGHT, "between valley and node tau f has slope eps"),
        (BED, "around 0 f is the valley"),
        (LEFT, "left of the valley f has slope -eps"),
    )
)
WAVE_PIECES = Assumption(
    "wave_pieces",
    ForAll(t, ON_WAVES, waves(t).definition),
    "between node t + 1 and node t f has periods_t waves",
    defines=True,
)
NODES = Assumption(
    "nodes",
    conj(
        eq(node(tau), RIM + LENGTH),
        ForAll(t, ON_WAVES, eq(node(t), node(t + 1) + etas(t) * eps)),
    ),
    "node tau is where f = gap0 on the straight piece; node t lies eta_t eps right of node t + 1",
    defines=True,
)

ASSUMPTIONS = (
    *CLASS,
    waves_above(SINE),
    first_short(SINE),
    NONNEGATIVE_STEPS,
    NONINCREASING,
    periods_of(SINE),
    NODES,
    *_DEFINITIONS,
    WAVE_PIECES,
    DESCENT,
)

END = (gap0, eps, ZERO)
SLOWLY = le(n * SINE.per_curvature * eps**2, (gap0 - HEIGHT) * M)
"""n short steps do not use up the straight piece: n <= (gap0 - eps^2/K0) M/(2 pi eps^2)."""
SMOOTH = conj(*twice_differentiable(TRUE))
MEMBER = ForAll(x, TRUE, member())
ATTAINED = eq(f(ZERO), 0)
ON_NODES = ForAll(n, NODES_UP_TO_TAU, conj(eq(f(x_at(n)), gap0), eq(df(x_at(n)), eps)))
SLOW = ForAll(n, iterates.AFTER, Implies(SLOWLY, eq(df(x_at(tau + n)), eps)))
_WAVE_TERMS = ("pi_positive", "steps_positive", "periods", "eps_range")


def _high(right_of: sp.Expr) -> Formula:
    """Right of a point the value is at least theta gap0 and the curvature at most M."""
    return Implies(ge(x, right_of), _HIGH)


_HIGH = conj(ge(f(x), theta * gap0), le(sp.Abs(ddf(x)), M))


PROOF = (
    *CONSTANT_STEPS,
    Step("valley", "The valley.", None, Apply(valley.STATEMENT), ("K0_range", "eps_range")),
    *wave_steps(N_ON_WAVES),
    # -- the joints ------------------------------------------------------------------------
    Step(
        "node_tau",
        "At node tau value gap0, slope eps, curvature 0;",
        takes(node(tau), *END),
        Decide(),
        (
            At("straight_piece", {x: node(tau)}),
            "nodes",
            "pi_positive",
            "K0_range",
            "eps_range",
            "valley_fits",
        ),
    ),
    Step(
        "node_right",
        "at the right end of every wave the same,",
        takes(node(n), *END),
        Decide(),
        (
            At("wave_pieces", {t: n, x: node(n + 1) + etas(n) * eps}),
            At("nodes", {t: n}),
            "wave",
            "steps_positive",
            "eps_range",
            At("periods", {t: n}),
            "pi_positive",
        ),
        N_ON_WAVES,
    ),
    Step(
        "node",
        "so at every node, wave or not.",
        takes(node(n), *END),
        Decide(),
        ("node_tau", "node_right", "nodes"),
        (integer(n), le(0, n), le(n, tau)),
    ),
    Step(
        "rim",
        "At the rim of the valley value eps^2/K0, slope eps, curvature 0,",
        takes(RIM, HEIGHT, eps, ZERO),
        Decide(),
        (At("bed_piece", {x: RIM}), "valley", "pi_positive", "K0_range", "eps_range"),
    ),
    Step(
        "left_rim",
        "and on its left side slope -eps.",
        takes(-RIM, HEIGHT, -eps, ZERO),
        Decide(),
        (At("left_piece", {x: -RIM}), "K0_range", "eps_range"),
    ),
    # -- twice continuously differentiable ---------------------------------------------------
    *slopes(BEYOND),
    glued(
        BEYOND,
        "Beyond x_0 f is C^2,",
        ("beyond_slope", "beyond_second", "beyond_piece", At("node", {n: ZERO}), "zero", "tau"),
    ),
    *slopes(waves(n), _WAVE_TERMS, N_ON_WAVES),
    glued(
        waves(n),
        "and with each wave,",
        (
            "waves_slope",
            "waves_second",
            At("wave_pieces", {t: n}),
            At("node", {n: n + 1}),
            "next_index",
            *_WAVE_TERMS,
        ),
        (*N_TO_NEXT, *from_node(node(n))),
    ),
    Step(
        "start_glued",
        "from x_0 on",
        conj(*from_node(node(START))),
        Decide(),
        ("beyond_glued",),
    ),
    Step(
        "nodes_glued",
        "by induction from every node on.",
        ForAll(n, NODES_UP_TO_TAU, conj(*from_node(node(n)))),
        Induct("start_glued", "waves_glued"),
    ),
    *slopes(STRAIGHT, ("K0_range",)),
    glued(
        STRAIGHT,
        "With the straight piece,",
        (
            "straight_slope",
            "straight_second",
            "straight_piece",
            "rim",
            At("nodes_glued", {n: tau}),
            "tau",
            "K0_range",
        ),
    ),
    *slopes(BED, ("K0_range", "eps_range")),
    glued(
        BED,
        "with the valley,",
        (
            "bed_slope",
            "bed_second",
            "bed_piece",
            "left_rim",
            "straight_glued",
            "K0_range",
            "eps_range",
        ),
    ),
    *slopes(LEFT, ("K0_range",)),
    glued(
        LEFT,
        "and with the last piece f is C^2 everywhere.",
        ("left_slope", "left_second", "left_piece", "bed_glued", "K0_range"),
    ),
    # -- membership ----------------------------------------------------------------------------
    Step(
        "beyond_high",
        "Beyond x_0 the value is at least gap0 and the curvature 0,",
        _high(node(START)),
        Decide(),
        (
            "beyond_piece",
            At("node", {n: ZERO}),
            "zero",
            "eps_range",
            "gap_positive",
            "theta_range",
            "M_positive",
            "tau",
        ),
    ),
    Step(
        "waves_high",
        "on waves the value is at least theta gap0 and the curvature at most M,",
        _HIGH,
        Decide(),
        (
            At("wave_pieces", {t: n}),
            At("wave.above", {n: n, pieces.Z: x - node(n + 1)}),
            At("wave.curvature", {n: n, pieces.Z: x - node(n + 1)}),
            *_WAVE_TERMS,
        ),
        (*N_ON_WAVES, lt(node(n + 1), x), le(x, node(n))),
    ),
    Step(
        "next_high",
        "at nodes gap0 and 0,",
        _high(node(n + 1)),
        Decide(),
        (
            "waves_high",
            At("node", {n: n + 1}),
            "next_index",
            "gap_positive",
            "theta_range",
            "M_positive",
        ),
        (*N_TO_NEXT, _high(node(n))),
    ),
    Step(
        "nodes_high",
        "so by induction right of every node.",
        ForAll(n, NODES_UP_TO_TAU, _high(node(n))),
        Induct("beyond_high", "next_high"),
    ),
    Step(
        "waves_member",
        "There ell(f) >= ell(theta gap0) = M.",
        member(),
        Decide(),
        (
            At("nodes_high", {x: x, n: tau}),
            At("ell_nondecreasing", {low: theta * gap0, high: f(x)}),
            "M",
            "gap_positive",
            "theta_range",
            "tau",
        ),
        (ge(x, node(tau)),),
    ),
    Step(
        "straight_member",
        "On the straight piece the curvature is 0 again,",
        member(),
        Decide(),
        (
            "straight_piece",
            "valley_height",
            At("ell_nondecreasing", {low: ZERO, high: f(x)}),
            "ell_at_zero",
            "K0_range",
            "eps_range",
        ),
        (lt(RIM, x), le(x, node(tau))),
    ),
    Step(
        "bed_member",
        "in the valley it is at most K0,",
        member(),
        Decide(),
        (
            "bed_piece",
            At("valley.above", {pieces.Z: x}),
            At("valley.curvature", {pieces.Z: x}),
            At("ell_nondecreasing", {low: ZERO, high: f(x)}),
            "ell_at_zero",
            "K0_range",
            "eps_range",
        ),
        (lt(-RIM, x), le(x, RIM)),
    ),
    Step(
        "left_member",
        "and left of it 0.",
        member(),
        Decide(),
        (
            "left_piece",
            "valley_height",
            At("ell_nondecreasing", {low: ZERO, high: f(x)}),
            "ell_at_zero",
            "K0_range",
            "eps_range",
        ),
        (le(x, -RIM),),
    ),
    Step(
        "member",
        "So f is a member of the class.",
        member(),
        Decide(),
        ("left_member", "bed_member", "straight_member", "waves_member", "K0_range"),
    ),
    # -- the run -------------------------------------------------------------------------------
    *short_steps(SINE),
    Step(
        "straight_slopes",
        "From rim to node tau the slope is eps.",
        eq(df(x), eps),
        Decide(),
        ("straight_piece", "rim", "K0_range"),
        (le(RIM, x), le(x, node(tau))),
    ),
    Step(
        "over_waves",
        "The nodes are one step apart.",
        conj(eq(node(t), node(t + 1) + etas(t) * eps), eq(df(node(t)), eps)),
        Decide(),
        ("nodes", At("node", {n: t})),
        (integer(t), le(0, t), le(t, tau - 1)),
    ),
    Step(
        "iterates",
        "So gradient descent visits the nodes, and then goes slowly.",
        None,
        Apply(
            iterates.STATEMENT,
            {s: eps, iterates.rim: RIM, iterates.threshold: SINE.step_threshold},
        ),
        (
            "tau",
            "over_waves",
            "straight_slopes",
            "late_steps",
            "run",
            "eps_range",
            "M_positive",
            "K0_range",
        ),
    ),
    Step(
        "bottom",
        "f* = 0 is attained at the bottom of the valley.",
        eq(f(ZERO), 0),
        Decide(),
        (At("bed_piece", {x: ZERO}), "valley", "pi_positive", "K0_range", "eps_range"),
    ),
    Step(
        "on_nodes",
        "On the waves the gap stays gap0 and the slope eps,",
        conj(eq(f(x_at(n)), gap0), eq(df(x_at(n)), eps)),
        Decide(),
        ("node", "iterates.on_nodes"),
        (integer(n), le(0, n), le(n, tau)),
    ),
    Step(
        "within",
        "and the straight piece is long enough for so many steps.",
        le(n * SINE.step_threshold * eps, node(tau) - RIM),
        Decide(),
        ("nodes", "M_positive", "eps_range", "K0_range"),
        (SLOWLY,),
    ),
    Step(
        "slow",
        "Then the slope stays eps while n 2 pi eps^2/M <= gap0 - eps^2/K0.",
        eq(df(x_at(tau + n)), eps),
        Decide(),
        ("iterates.slow", "within", "M_positive", "K0_range"),
        (integer(n), le(0, n), le(n, T - tau), SLOWLY),
    ),
)

BY_PIECES = (
    "no instance is recorded, because f is given piece by piece; {} shows what breaks in its piece"
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
    conclusions=(
        Named("smooth", SMOOTH, "f is C^2"),
        Named("member", MEMBER, "f is ell-smooth with f* = 0"),
        Named("attained", ATTAINED, "f* = 0 is attained"),
        Named("on_waves", ON_NODES, "the gap stays gap0, the slope eps, while steps are long"),
        Named("slow", SLOW, "and then the slope stays eps"),
    ),
    proof=PROOF,
    closes={
        "smooth": ("left_glued",),
        "member": ("member",),
        "attained": ("bottom",),
        "on_waves": ("on_nodes",),
        "slow": ("slow", "K0_range"),
    },
    evaluation=EVALUATION,
    does_not_claim="That one function is slow for all schedules: f depends on the schedule. Nor "
    "that the constant is the best one; the upper bound is about 4 pi times as large.",
    fails_without={
        "ell_nondecreasing": "the waves then may need more curvature than is allowed at their "
        "gap; " + BY_PIECES.format("lower_bound_wave without long_step"),
        "K0_range": BY_PIECES.format("lower_bound_valley without K0_range"),
        "theta_range": "theta outside (0, 1) leaves no gap between trough and start, or none at "
        "all below 0; " + BY_PIECES.format("lower_bound_wave without waves_above"),
        "eps_range": BY_PIECES.format("lower_bound_iterates without eps_range"),
        "valley_fits": "if the rim eps^2/K0 is above gap0, f(x_0) cannot be gap0 on the straight "
        "piece: its length (gap0 - eps^2/K0)/eps is negative",
        "waves_above": BY_PIECES.format("lower_bound_wave without waves_above"),
        "steps": "a negative step after tau climbs back onto the waves, where the slope is not "
        "eps; " + BY_PIECES.format("lower_bound_iterates without late_steps"),
        "nonincreasing": BY_PIECES.format("lower_bound_iterates without late_steps"),
    },
)
