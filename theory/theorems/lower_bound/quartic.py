"""Theorem 3 with steep waves: the iterates on the waves keep a slope s, larger than the target.

The waves have slope s, eps <= s <= sqrt((1 - theta) M gap0/(4 pi)), and the last period before the
straight piece is a quartic that leads down to slope eps. So |f'(x_t)| = s for t <= q, the last long
step, and then eps for every n <= (theta gap0 - eps^2/K0) M/(2 pi eps^2) steps more. LW reach the
same with two lemmas about polynomials (their Lemmas 8 and 9).
"""

from __future__ import annotations

import sympy as sp

from theory.assumptions import Assumption
from theory.definitions.ell_smooth import a as low
from theory.definitions.ell_smooth import b as high
from theory.definitions.run import integer, n, t
from theory.logic import TRUE, ForAll, Formula, Implies, conj, eq, ge, gt, le, lt, real
from theory.rules.integers import SUCCESSOR
from theory.rules.integers import n as index
from theory.schema import Apply, At, Decide, Enclose, Induct, Named, Source, Statement, Step
from theory.theorems.lower_bound import iterates, link, pieces, valley
from theory.theorems.lower_bound.common import CONSTANT_STEPS, HEIGHT, wave_steps
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
from theory.theorems.lower_bound.iterates import DESCENT, START, T, etas, node, x_at
from theory.theorems.lower_bound.pieces import QUARTIC, SINE, M, affine, eta, gap0, m, s, theta
from theory.theorems.lower_bound.schedule import short_steps
from theory.theorems.lower_bound.setting import (
    CLASS,
    K0,
    NONINCREASING,
    NONNEGATIVE_STEPS,
    ZERO,
    ell,
    eps,
    member,
    periods,
)
from theory.theorems.lower_bound.statement import BED, BY_PIECES, LEFT, RIM

q = real("last")
"""The index of the last long step; tau = q + 1."""

WAVES_UP_TO_Q = conj(integer(t), le(0, t), le(t, q))
N_UP_TO_Q = (integer(n), le(0, n), le(n, q))
N_BEFORE_Q = (integer(n), le(0, n), lt(n, q))
N_TO_NEXT = (integer(n), le(0, n), le(n + 1, q))


def waves(at: sp.Expr) -> Placed:
    """The waves under step ``at``, between node at + 1 and node at."""
    piece = pieces.wave(s).with_values({eta: etas(at), m: periods(at)})
    return place("waves", piece, node(at + 1), (node(at + 1), node(at)))


LAM = pieces.LINK_LENGTH.subs({eta: etas(q), m: periods(q)})
TOP = gap0 - LAM * (s + eps) / 2
"""The value at node q + 1, below the link."""
FOOT, CUT = node(q + 1), node(q + 1) + LAM
"""Both ends of the link."""

_LAST = waves(q)
LAST = Placed("last", _LAST.value, _LAST.slope, _LAST.curvature, CUT, node(q))
LINK = place("link", pieces.link().with_values({pieces.lam: LAM}), FOOT, (FOOT, CUT))
BEYOND = place("beyond", affine(s, gap0), node(START), (node(START), None))
STRAIGHT = place("straight", affine(eps, HEIGHT), RIM, (RIM, FOOT))

STEEP = Assumption("steeper", le(eps, s), "the waves are at least as steep as the target")
NOT_TOO_STEEP = Assumption(
    "waves_above",
    le(QUARTIC.trough * s**2, (1 - theta) * M * gap0),
    "waves and link stay above theta gap0; lower the slope",
)
LINK_FITS = Assumption(
    "link_fits",
    le(eps**2, QUARTIC.largest_eps_squared[1]),
    "the valley fits below theta gap0; lower eps",
)
LAST_LONG = Assumption(
    "tau",
    conj(
        integer(T),
        integer(q),
        le(0, q),
        le(q + 1, T),
        ForAll(t, WAVES_UP_TO_Q, ge(etas(t) * M, SINE.per_curvature)),
        Implies(le(q + 1, T - 1), lt(etas(q + 1) * M, SINE.per_curvature)),
    ),
    "q is the last step that is at least 2 pi/M (with no such step this is lower_bound)",
    defines=True,
)


def _floor(at: sp.Expr) -> Formula:
    reach, number = SINE.per_curvature, periods(at)
    return conj(
        integer(number),
        ge(number, 1),
        le(reach * number, etas(at) * M),
        lt(etas(at) * M, reach * (number + 1)),
    )


PERIODS = Assumption(
    "periods",
    conj(ForAll(t, WAVES_UP_TO_Q, _floor(t)), _floor(q), gt(etas(q), 0)),
    "periods_t = floor(eta_t M/(2 pi)), also for the last long step",
    defines=True,
)
NODES = Assumption(
    "nodes",
    conj(
        eq(FOOT, RIM + (TOP - HEIGHT) / eps),
        ForAll(t, WAVES_UP_TO_Q, eq(node(t), node(t + 1) + etas(t) * s)),
    ),
    "node q + 1 is where the straight piece meets the link; node t lies eta_t s to its right",
    defines=True,
)
ASSUMPTIONS = (
    *CLASS,
    STEEP,
    NOT_TOO_STEEP,
    LINK_FITS,
    LAST_LONG,
    NONNEGATIVE_STEPS,
    NONINCREASING,
    PERIODS,
    Assumption(
        "wave_pieces",
        ForAll(t, conj(integer(t), le(0, t), lt(t, q)), waves(t).definition),
        "between node t + 1 and node t f has periods_t waves",
        defines=True,
    ),
    NODES,
    *(
        Assumption(f"{p.name}_piece", p.definition, text, defines=True)
        for p, text in (
            (BEYOND, "beyond x_0 f goes on with slope s"),
            (LAST, "the last waves begin one period right of node q + 1"),
            (LINK, "that period is the quartic link"),
            (STRAIGHT, "between valley and link f has slope eps"),
            (BED, "around 0 f is the valley"),
            (LEFT, "left of the valley f has slope -eps"),
        )
    ),
    DESCENT,
)

END = (gap0, s, ZERO)
SLOWLY = le(n * SINE.per_curvature * eps**2, (theta * gap0 - HEIGHT) * M)
"""n short steps do not use up the straight piece: n <= (theta gap0 - eps^2/K0) M/(2 pi eps^2)."""
_TERMS = ("pi_positive", "steps_positive", "periods", "slope_positive")
_AT_Q = (
    "pi_positive",
    At("steps_positive", {n: q}),
    At("periods", {t: q}),
    "slope_positive",
    "tau",
)
_HIGH = conj(ge(f(x), theta * gap0), le(sp.Abs(ddf(x)), M))
_FROM_ZERO = (
    At("ell_nondecreasing", {low: ZERO, high: f(x)}),
    "ell_at_zero",
    "K0_range",
    "eps_range",
)


def _high(right_of: sp.Expr) -> Formula:
    """Right of a point the value is at least theta gap0 and the curvature at most M."""
    return Implies(ge(x, right_of), _HIGH)


_PREPARATION = (
    *CONSTANT_STEPS,
    Step("valley", "The valley.", None, Apply(valley.STATEMENT), ("K0_range", "eps_range")),
    Step("slope_positive", "s > 0.", gt(s, 0), Decide(), ("steeper", "eps_range")),
    Step("pi_large", "pi > 3.", gt(sp.pi, 3), Enclose()),
    Step(
        "sines_above",
        "The waves stay above theta gap0, with room to spare.",
        le(s**2, SINE.largest_eps_squared[0]),
        Decide(),
        ("waves_above", "pi_large", "theta_range", "M_positive", "gap_positive"),
    ),
    *(
        Step(
            step.name,
            step.text,
            step.claim,
            step.by,
            tuple(
                {"eps_range": "slope_positive", "waves_above": "sines_above"}.get(u, u)
                if isinstance(u, str)
                else u
                for u in step.uses
            ),
            step.under,
        )
        for step in wave_steps(N_UP_TO_Q, s)
    ),
    Step(
        "link_length",
        "The link is between 2 pi s/M and 4 pi s/M long,",
        conj(
            gt(LAM, 0),
            le(2 * sp.pi * s, M * LAM),
            le(M * LAM, 4 * sp.pi * s),
            le(LAM, etas(q) * s),
        ),
        Decide(),
        _AT_Q,
    ),
    Step(
        "link_depth_m",
        "so it falls by at most 4 pi s^2/M,",
        le(M * LAM * s, 4 * sp.pi * s**2),
        Decide(),
        ("link_length", "slope_positive", *_AT_Q),
    ),
    Step(
        "link_depth",
        "which is at most (1 - theta) gap0.",
        le(LAM * s, (1 - theta) * gap0),
        Decide(),
        ("link_depth_m", "waves_above", "M_positive", *_AT_Q, "pi_large"),
    ),
    Step(
        "link",
        "The link.",
        None,
        Apply(link.STATEMENT, {pieces.lam: LAM}),
        ("eps_range", "steeper", "link_length", "link_depth", *_AT_Q),
    ),
    Step(
        "top",
        "Below it the value is at least theta gap0, above the rim.",
        conj(ge(TOP, theta * gap0), ge(TOP, HEIGHT)),
        Decide(),
        ("link_depth", "link_length", "steeper", "link_fits", "K0_range", *_AT_Q),
    ),
    Step("next_long", "q + 1 is an integer.", None, Apply(SUCCESSOR, {index: q}), ("tau",)),
)

_JOINTS = (
    Step(
        "foot",
        "At node q + 1 slope eps and curvature 0,",
        takes(FOOT, TOP, eps, ZERO),
        Decide(),
        (At("straight_piece", {x: FOOT}), "nodes", "rim", "top", "K0_range", "eps_range", *_AT_Q),
    ),
    Step(
        "cut",
        "one period further value gap0 and slope s,",
        takes(CUT, *END),
        Decide(),
        (At("link_piece", {x: CUT}), "link", "link_length", *_AT_Q),
    ),
    Step(
        "node_last",
        "and the same at node q,",
        takes(node(q), *END),
        Decide(),
        (
            At("last_piece", {x: node(q + 1) + etas(q) * s}),
            At("nodes", {t: q}),
            At("wave", {n: q}),
            "cut",
            "link_length",
            *_AT_Q,
        ),
    ),
    Step(
        "node_right",
        "and at the right end of every other wave,",
        takes(node(n), *END),
        Decide(),
        (
            At("wave_pieces", {t: n, x: node(n + 1) + etas(n) * s}),
            At("nodes", {t: n}),
            "wave",
            *_TERMS,
        ),
        N_BEFORE_Q,
    ),
    Step(
        "node",
        "so at every node.",
        takes(node(n), *END),
        Decide(),
        ("node_last", "node_right", At("nodes", {t: n}), At("nodes", {t: q}), "tau"),
        N_UP_TO_Q,
    ),
)

_SMOOTH_STEPS = (
    Step(
        "left_rim",
        "Left of the valley slope -eps.",
        takes(-RIM, HEIGHT, -eps, ZERO),
        Decide(),
        (At("left_piece", {x: -RIM}), "K0_range", "eps_range"),
    ),
    *slopes(BEYOND),
    glued(
        BEYOND,
        "Beyond x_0 f is C^2,",
        ("beyond_slope", "beyond_second", "beyond_piece", At("node", {n: ZERO}), "zero", "tau"),
    ),
    *slopes(waves(n), _TERMS, N_UP_TO_Q),
    glued(
        waves(n),
        "and with each wave,",
        (
            "waves_slope",
            "waves_second",
            At("wave_pieces", {t: n}),
            At("node", {n: n + 1}),
            "next_index",
            *_TERMS,
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
        "by induction from node q on;",
        ForAll(n, conj(*N_UP_TO_Q), conj(*from_node(node(n)))),
        Induct("start_glued", "waves_glued"),
    ),
    *slopes(LAST, _AT_Q),
    glued(
        LAST,
        "with the last waves,",
        (
            "last_slope",
            "last_second",
            "last_piece",
            "cut",
            At("nodes_glued", {n: q}),
            *_AT_Q,
        ),
    ),
    *slopes(LINK, ("link_length", *_AT_Q)),
    glued(
        LINK,
        "the link,",
        ("link_slope", "link_second", "link_piece", "foot", "last_glued", "link_length", *_AT_Q),
    ),
    *slopes(STRAIGHT, ("K0_range",)),
    glued(
        STRAIGHT,
        "the straight piece,",
        ("straight_slope", "straight_second", "straight_piece", "rim", "link_glued", "K0_range"),
    ),
    *slopes(BED, ("K0_range", "eps_range")),
    glued(
        BED,
        "the valley",
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
        "and the last piece: everywhere.",
        ("left_slope", "left_second", "left_piece", "bed_glued", "K0_range"),
    ),
)

_MEMBER_STEPS = (
    Step(
        "beyond_high",
        "Beyond x_0 the value is at least gap0 and the curvature 0,",
        _high(node(START)),
        Decide(),
        (
            "beyond_piece",
            At("node", {n: ZERO}),
            "zero",
            "slope_positive",
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
            *_TERMS,
        ),
        (*N_BEFORE_Q, lt(node(n + 1), x), le(x, node(n))),
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
        "so by induction right of node q,",
        ForAll(n, conj(*N_UP_TO_Q), _high(node(n))),
        Induct("beyond_high", "next_high"),
    ),
    Step(
        "last_high",
        "on the last waves",
        _HIGH,
        Decide(),
        (
            "last_piece",
            At("wave.above", {n: q, pieces.Z: x - node(q + 1)}),
            At("wave.curvature", {n: q, pieces.Z: x - node(q + 1)}),
            *_AT_Q,
        ),
        (lt(CUT, x), le(x, node(q))),
    ),
    Step(
        "link_high",
        "and on the link.",
        _HIGH,
        Decide(),
        (
            "link_piece",
            At("link.above", {pieces.Z: x - FOOT}),
            At("link.curvature", {pieces.Z: x - FOOT}),
            "link_length",
            *_AT_Q,
        ),
        (lt(FOOT, x), le(x, CUT)),
    ),
    Step(
        "high_member",
        "There ell(f) >= ell(theta gap0) = M.",
        member(),
        Decide(),
        (
            At("nodes_high", {x: x, n: q}),
            "last_high",
            "link_high",
            At("ell_nondecreasing", {low: theta * gap0, high: f(x)}),
            "M",
            "gap_positive",
            "theta_range",
            *_AT_Q,
        ),
        (gt(x, FOOT),),
    ),
    Step(
        "straight_member",
        "On the straight piece the curvature is 0,",
        member(),
        Decide(),
        ("straight_piece", "valley_height", *_FROM_ZERO),
        (lt(RIM, x), le(x, FOOT)),
    ),
    Step(
        "bed_member",
        "in the valley at most K0,",
        member(),
        Decide(),
        (
            "bed_piece",
            At("valley.above", {pieces.Z: x}),
            At("valley.curvature", {pieces.Z: x}),
            *_FROM_ZERO,
        ),
        (lt(-RIM, x), le(x, RIM)),
    ),
    Step(
        "left_member",
        "and left of it 0.",
        member(),
        Decide(),
        ("left_piece", "valley_height", *_FROM_ZERO),
        (le(x, -RIM),),
    ),
    Step(
        "member",
        "So f is a member of the class.",
        member(),
        Decide(),
        ("left_member", "bed_member", "straight_member", "high_member", "K0_range"),
    ),
)

_RUN_STEPS = (
    *short_steps(SINE, q + 1, ("tau", "next_long")),
    Step(
        "straight_slopes",
        "From rim to node q + 1 the slope is eps.",
        eq(df(x), eps),
        Decide(),
        ("straight_piece", "rim", "K0_range"),
        (le(RIM, x), le(x, FOOT)),
    ),
    Step(
        "over_waves",
        "The nodes are one step apart.",
        conj(eq(node(t), node(t + 1) + etas(t) * s), eq(df(node(t)), s)),
        Decide(),
        (At("nodes", {t: t}), At("node", {n: t})),
        (integer(t), le(0, t), le(t, q)),
    ),
    Step(
        "iterates",
        "So gradient descent visits the nodes, and then goes slowly.",
        None,
        Apply(
            iterates.STATEMENT,
            {iterates.tau: q + 1, iterates.rim: RIM, iterates.threshold: SINE.step_threshold},
        ),
        (
            "tau",
            "next_long",
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
        "On the waves the gap stays gap0 and the slope s,",
        conj(eq(f(x_at(n)), gap0), eq(df(x_at(n)), s)),
        Decide(),
        ("node", "iterates.on_nodes"),
        N_UP_TO_Q,
    ),
    Step(
        "within",
        "and the straight piece is long enough for so many steps.",
        le(n * SINE.step_threshold * eps, FOOT - RIM),
        Decide(),
        ("nodes", "top", "M_positive", "eps_range", "K0_range", *_AT_Q),
        (SLOWLY,),
    ),
    Step(
        "slow",
        "Then the slope stays eps while n 2 pi eps^2/M <= theta gap0 - eps^2/K0.",
        eq(df(x_at(q + 1 + n)), eps),
        Decide(),
        ("iterates.slow", "within", "M_positive", "K0_range"),
        (integer(n), le(0, n), le(n, T - q - 1), SLOWLY),
    ),
)

PROOF = (
    *_PREPARATION,
    Step(
        "rim",
        "At the rim of the valley value eps^2/K0, slope eps, curvature 0,",
        takes(RIM, HEIGHT, eps, ZERO),
        Decide(),
        (At("bed_piece", {x: RIM}), "valley", "pi_positive", "K0_range", "eps_range"),
    ),
    *_JOINTS,
    *_SMOOTH_STEPS,
    *_MEMBER_STEPS,
    *_RUN_STEPS,
)

SMOOTH = conj(*twice_differentiable(TRUE))
ON_WAVES = ForAll(n, conj(*N_UP_TO_Q), conj(eq(f(x_at(n)), gap0), eq(df(x_at(n)), s)))
SLOW = ForAll(
    n,
    conj(integer(n), le(0, n), le(n, T - q - 1)),
    Implies(SLOWLY, eq(df(x_at(q + 1 + n)), eps)),
)

STATEMENT = Statement(
    id="lower_bound_quartic",
    kind="theorem",
    title="Theorem 3 with steep waves and a quartic link",
    source=Source("LW", "Theorem 3", "in place of LW's Lemmas 8 and 9"),
    summary="If at least one step is at least 2 pi/M, the waves may have any slope s between eps "
    "and sqrt((1 - theta) M gap0/(4 pi)): then |f'(x_t)| = s for t <= q, the last long step, and "
    "eps for every n <= (theta gap0 - eps^2/K0) M/(2 pi eps^2) steps more.",
    parameters=(
        *(ell, f, df, ddf, x_at, etas, node, periods),
        *(q, T, K0, gap0, eps, s, theta, M),
    ),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("smooth", SMOOTH, "f is C^2"),
        Named("member", ForAll(x, TRUE, member()), "f is ell-smooth with f* = 0"),
        Named("attained", eq(f(ZERO), 0), "f* = 0 is attained"),
        Named("on_waves", ON_WAVES, "the gap stays gap0, the slope s, while steps are long"),
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
    does_not_claim="That the schedule has a long step: with none this is lower_bound with tau = 0.",
    fails_without={
        "ell_nondecreasing": "the waves then may need more curvature than is allowed at their "
        "gap; " + BY_PIECES.format("lower_bound_wave without long_step"),
        "K0_range": BY_PIECES.format("lower_bound_valley without K0_range"),
        "theta_range": BY_PIECES.format("lower_bound_link without link_above"),
        "eps_range": BY_PIECES.format("lower_bound_iterates without eps_range"),
        "valley_fits": "link_fits says more where theta <= 1/2; it is kept as in lower_bound",
        "steeper": BY_PIECES.format("lower_bound_link without steeper"),
        "waves_above": BY_PIECES.format("lower_bound_link without link_above"),
        "link_fits": "the straight piece from the link down to the rim would have a negative "
        "length",
        "steps": BY_PIECES.format("lower_bound_iterates without late_steps"),
        "nonincreasing": BY_PIECES.format("lower_bound_iterates without late_steps"),
    },
)
