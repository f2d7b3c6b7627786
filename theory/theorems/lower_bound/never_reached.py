"""Theorem 3 for schedules that stay long: then the slope is eps for ever.

If every step is at least 2 pi/M, all of them are thrown over waves and no valley is reached on the
left. So f has its valley on the right, beyond a hump: else f* would be the trough of the waves.
The waves go on to the left without end; node n lies at least n 2 pi eps/M left of x_0, so
everything that holds to the right of every node holds everywhere.
"""

from __future__ import annotations

import sympy as sp

from theory.assumptions import Assumption
from theory.definitions.run import integer, n, t
from theory.logic import ForAll, Formula, Implies, conj, eq, ge, le
from theory.rules.trigonometry import TRIGONOMETRIC_IDENTITY
from theory.rules.trigonometry import z as angle
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step, Use
from theory.theorems.lower_bound import pieces, valley
from theory.theorems.lower_bound.common import CONSTANT_STEPS, FROM_ZERO, HIGH, high_member
from theory.theorems.lower_bound.gluing import (
    Placed,
    added,
    ddf,
    definitions,
    df,
    f,
    from_node,
    place,
    takes,
    x,
)
from theory.theorems.lower_bound.instances import NO_FUNCTION
from theory.theorems.lower_bound.iterates import START, etas, node, x_at
from theory.theorems.lower_bound.pieces import SINE, M, affine, gap0, theta
from theory.theorems.lower_bound.setting import (
    CLASS,
    K0,
    ZERO,
    ell,
    eps,
    member,
    periods,
    periods_of,
    waves_above,
)
from theory.theorems.lower_bound.sine_instances import FAILS_WITHOUT as SINE_FAILS_WITHOUT
from theory.theorems.lower_bound.sine_setting import GROUND
from theory.theorems.lower_bound.sines import Sines

SINES = Sines(eps, "eps_range", "waves_above", None)
ALL = conj(integer(t), le(0, t))
ALL_N = (integer(n), le(0, n))
START_AT = node(START)
TOP = START_AT + pieces.hump().high
"""Where the hump ends."""
SHORE = TOP + GROUND.length
"""Where the valley begins."""
BOTTOM, FAR = SHORE + GROUND.rim, SHORE + 2 * GROUND.rim
HEIGHT = GROUND.height

HUMP = place("hump", pieces.hump(), START_AT, (START_AT, TOP))
DOWN = place("down", affine(-eps, gap0), TOP, (TOP, SHORE))
BED = place("bed", GROUND.valley, BOTTOM, (SHORE, FAR))
RIGHT = place("right", affine(eps, HEIGHT), FAR, (FAR, None))

LONG_STEPS = Assumption(
    "long_steps",
    ForAll(t, ALL, ge(etas(t) * M, SINE.per_curvature)),
    "every step is at least 2 pi/M",
)
NODES = Assumption(
    "nodes",
    ForAll(t, ALL, eq(node(t), node(t + 1) + etas(t) * eps)),
    "node t lies eta_t eps to the right of node t + 1",
    defines=True,
)
WAVE_PIECES = Assumption(
    "wave_pieces",
    ForAll(t, ALL, SINES.on(t).definition),
    "between node t + 1 and node t f has periods_t waves",
    defines=True,
)
DESCENT = Assumption(
    "run",
    conj(
        eq(x_at(START), START_AT),
        ForAll(t, ALL, eq(x_at(t + 1), x_at(t) - etas(t) * df(x_at(t)))),
    ),
    "gradient descent starts at node 0: x_{t+1} = x_t - eta_t f'(x_t)",
    defines=True,
)
ASSUMPTIONS = (
    *CLASS,
    waves_above(SINE),
    LONG_STEPS,
    periods_of(SINE, ALL),
    NODES,
    *definitions(
        (HUMP, "right of x_0 f has a hump"),
        (DOWN, "then it falls with slope -eps"),
        (BED, "into the valley"),
        (RIGHT, "and rises with slope eps"),
    ),
    WAVE_PIECES,
    DESCENT,
)


def _always(claim: Formula) -> ForAll:
    return ForAll(n, conj(*ALL_N), claim)


FAR_LEFT = le(node(n), START_AT - n * SINE.step_threshold * eps)
MEMBER = ForAll(x, ge(x, node(n)), member())
NEVER = conj(eq(x_at(n), node(n)), eq(f(x_at(n)), gap0), eq(df(x_at(n)), eps))

_ANGLE = ("K0_range", "eps_range")


def _within(right_of: sp.Expr) -> Formula:
    """Between a point and x_0 the value is at least theta gap0 and the curvature at most M."""
    return Implies(conj(le(right_of, x), le(x, START_AT)), HIGH)


def _member(piece: Placed, text: str, *uses: Use) -> Step:
    """Membership on one of the pieces right of x_0."""
    own = f"{piece.name}_piece"
    return Step(
        f"{piece.name}_member", text, member(), Decide(), (own, *uses, *FROM_ZERO), (piece.guard,)
    )


PROOF = (
    valley.PI_POSITIVE,
    *CONSTANT_STEPS,
    *SINES.steps(),
    # -- the joints ------------------------------------------------------------------------
    SINES.right_end("node", "At every node value gap0, slope eps, curvature 0;"),
    Step(
        "top",
        "behind the hump gap0 and slope -eps;",
        takes(TOP, gap0, -eps, ZERO),
        Decide(),
        (At("hump_piece", {x: TOP}), "pi_positive", *_ANGLE),
    ),
    Step(
        "shore",
        "at the valley eps^2/K0 and slope -eps;",
        takes(SHORE, HEIGHT, -eps, ZERO),
        Decide(),
        (At("down_piece", {x: SHORE}), "valley_fits", *_ANGLE),
    ),
    Step(
        "far",
        "behind it slope eps.",
        takes(FAR, HEIGHT, eps, ZERO),
        Decide(),
        (At("bed_piece", {x: FAR}), "pi_positive", *_ANGLE),
    ),
    # -- twice continuously differentiable ---------------------------------------------------
    *added(RIGHT, "On the right f is C^2,", ("far",), _ANGLE, ()),
    *added(BED, "with the valley,", ("shore", "right_glued"), _ANGLE),
    *added(DOWN, "with the way down,", ("top", "bed_glued", "eps_range"), ("K0_range",), ()),
    *added(
        HUMP,
        "with the hump,",
        (At("node", {n: ZERO}), "zero", "down_glued"),
        _ANGLE,
        ("eps_range",),
    ),
    *SINES.glued("hump_glued"),
    # -- membership ----------------------------------------------------------------------------
    Step(
        "circle",
        "On the hump sin^2 + cos^2 = 1.",
        None,
        Apply(TRIGONOMETRIC_IDENTITY, {angle: K0 * (x - START_AT) / eps}),
        ("eps_range",),
    ),
    Step(
        "bed_circle",
        "In the valley the same.",
        None,
        Apply(TRIGONOMETRIC_IDENTITY, {angle: K0 * (x - BOTTOM) / eps}),
        _ANGLE,
    ),
    _member(HUMP, "The hump has curvature at most K0,", "circle", "valley_fits"),
    _member(DOWN, "the way down 0,", "eps_range"),
    _member(BED, "the valley at most K0,", "bed_circle"),
    _member(RIGHT, "and the rest 0.", "eps_range"),
    Step(
        "start_high",
        "x_0 itself has value gap0 and curvature 0.",
        _within(START_AT),
        Decide(),
        (
            At("node", {n: ZERO}),
            "zero",
            "gap_positive",
            "theta_range",
            "M_positive",
        ),
    ),
    *SINES.high("start_high", _within),
    high_member(
        "waves_member",
        (At("nodes_high", {x: x, n: n}),),
        (*ALL_N, le(node(n), x), le(x, START_AT)),
    ),
    Step(
        "member",
        "So f is a member of the class.",
        member(),
        Decide(),
        (
            "waves_member",
            "hump_member",
            "down_member",
            "bed_member",
            "right_member",
            *_ANGLE,
        ),
        (*ALL_N, ge(x, node(n))),
    ),
    Step(
        "bottom",
        "f* = 0 is attained at the bottom of the valley.",
        eq(f(BOTTOM), 0),
        Decide(),
        (At("bed_piece", {x: BOTTOM}), "pi_positive", *_ANGLE),
    ),
    # -- the run -------------------------------------------------------------------------------
    Step(
        "far_first",
        "Node 0 is x_0;",
        le(START_AT, START_AT),
        Decide(),
    ),
    Step(
        "far_next",
        "each node lies at least 2 pi eps/M left of the one before,",
        le(node(n + 1), START_AT - (n + 1) * SINE.step_threshold * eps),
        Decide(),
        (At("nodes", {t: n}), At("long_steps", {t: n}), "M_positive", "eps_range"),
        (*ALL_N, FAR_LEFT),
    ),
    Step(
        "far_left",
        "so the nodes leave every bounded set.",
        _always(FAR_LEFT),
        Induct("far_first", "far_next"),
        ("M_positive",),
    ),
    Step("first", "The run starts at node 0.", eq(x_at(START), START_AT), Decide(), ("run",)),
    Step(
        "next_node",
        "From node n, with slope eps, the step leads to node n + 1.",
        eq(x_at(n + 1), node(n + 1)),
        Decide(),
        (At("run", {t: n}), At("nodes", {t: n}), "node"),
        (*ALL_N, eq(x_at(n), node(n))),
    ),
    Step(
        "on_nodes",
        "So x_n is node n.",
        _always(eq(x_at(n), node(n))),
        Induct("first", "next_node"),
    ),
    Step(
        "never",
        "There the slope is eps.",
        NEVER,
        Decide(),
        ("on_nodes", "node"),
        ALL_N,
    ),
)

REPEATED = (
    "no instance is recorded, because it has steps without end; the function of lower_bound "
    "without this assumption, its wave repeated for ever, is one"
)

STATEMENT = Statement(
    id="lower_bound_never_reached",
    kind="theorem",
    title="Theorem 3 for schedules that stay long: a function without end",
    source=Source("LW", "Theorem 3", "case 2, with the valley on the right so that f* is attained"),
    summary="If every step is at least 2 pi/M, M = ell(theta gap0), there is a C^2 function of one "
    "variable with |f''| <= ell(f), f* = 0, f(x_0) = gap0 on which every iterate of gradient "
    "descent has the gap gap0 and the slope eps.",
    parameters=(ell, f, df, ddf, x_at, etas, node, periods, K0, gap0, eps, theta, M),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("smooth", _always(conj(*from_node(node(n)))), "f is C^2 right of every node"),
        Named("member", _always(MEMBER), "f is ell-smooth there, with f* = 0"),
        Named("far_left", _always(FAR_LEFT), "the nodes go to minus infinity"),
        Named("attained", eq(f(BOTTOM), 0), "f* = 0 is attained"),
        Named("never", _always(NEVER), "no iterate has a smaller slope than eps"),
    ),
    proof=PROOF,
    closes={
        "smooth": ("nodes_glued",),
        "member": ("member",),
        "far_left": ("far_left", "M_positive"),
        "attained": ("bottom", "K0_range", "eps_range"),
        "never": ("never",),
    },
    does_not_claim="That the steps may increase at will: only that each is at least 2 pi/M.",
    fails_without={
        "K0_range": NO_FUNCTION["K0_range"],
        "eps_range": "for eps = 0 the formulas divide by 0; for eps < 0 all pieces but the last "
        "are empty, and on that one, a line of slope eps, f falls below 0",
        "valley_fits": SINE_FAILS_WITHOUT["valley_fits"],
        "long_steps": "nothing is left to break: that a whole period lies under every step "
        "(periods) says as much",
        **dict.fromkeys(("ell_nondecreasing", "theta_range", "waves_above"), REPEATED),
    },
)
