"""Theorem 3 with steep waves: the iterates on the waves keep a slope s, larger than the target.

The waves have slope s, eps <= s <= sqrt((1 - theta) M gap0/(4 pi)), and the last period before the
straight piece is a quartic that leads down to slope eps. So |f'(x_t)| = s for t <= q, the last long
step, and then eps for every n <= (theta gap0 - eps^2/K0) M/(2 pi eps^2) steps more. LW reach the
same with two lemmas about polynomials (their Lemmas 8 and 9).
"""

from __future__ import annotations

import sympy as sp

from theory.assumptions import Assumption
from theory.definitions.run import integer, n, t
from theory.logic import ForAll, Formula, Implies, conj, eq, ge, gt, le, lt, real
from theory.rules.integers import SUCCESSOR
from theory.rules.integers import n as index
from theory.schema import Apply, At, Decide, Enclose, Source, Statement, Step, Use
from theory.theorems.lower_bound import link, pieces, valley
from theory.theorems.lower_bound.common import CONSTANT_STEPS, HIGH, high_member
from theory.theorems.lower_bound.descent import CLOSES, Descent
from theory.theorems.lower_bound.gluing import (
    Placed,
    added,
    ddf,
    definitions,
    df,
    f,
    place,
    takes,
    x,
)
from theory.theorems.lower_bound.ground import Ground
from theory.theorems.lower_bound.iterates import DESCENT, T, etas, node, x_at
from theory.theorems.lower_bound.pieces import QUARTIC, SINE, M, eta, gap0, m, s, theta
from theory.theorems.lower_bound.setting import (
    CLASS,
    K0,
    NONINCREASING,
    NONNEGATIVE_STEPS,
    ZERO,
    ell,
    eps,
    periods,
    whole_periods,
)
from theory.theorems.lower_bound.sines import Sines, beyond
from theory.theorems.lower_bound.statement import BY_PIECES

q = real("last")
"""The index of the last long step; tau = q + 1."""

WAVES_UP_TO_Q = conj(integer(t), le(0, t), le(t, q))
N_UP_TO_Q = (integer(n), le(0, n), le(n, q))

LAM = pieces.LINK_LENGTH.subs({eta: etas(q), m: periods(q)})
TOP = gap0 - LAM * (s + eps) / 2
"""The value at node q + 1, below the link."""
FOOT, CUT = node(q + 1), node(q + 1) + LAM
"""Both ends of the link."""

GROUND = Ground(FOOT)
SINES = Sines(s, "slope_positive", "sines_above", q, N_UP_TO_Q)
RUN = Descent(SINE, GROUND, q + 1, q, s, theta * gap0)

_LAST = SINES.on(q)
LAST = Placed("last", _LAST.value, _LAST.slope, _LAST.curvature, CUT, node(q))
LINK = place("link", pieces.link().with_values({pieces.lam: LAM}), FOOT, (FOOT, CUT))
BEYOND = beyond(s)

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
PERIODS = Assumption(
    "periods",
    conj(
        ForAll(t, WAVES_UP_TO_Q, whole_periods(SINE, t)),
        whole_periods(SINE, q),
        gt(etas(q), 0),
    ),
    "periods_t = floor(eta_t M/(2 pi)), also for the last long step",
    defines=True,
)
NODES = Assumption(
    "nodes",
    conj(
        eq(FOOT, GROUND.rim + (TOP - GROUND.height) / eps),
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
        ForAll(t, conj(integer(t), le(0, t), lt(t, q)), SINES.on(t).definition),
        "between node t + 1 and node t f has periods_t waves",
        defines=True,
    ),
    NODES,
    *definitions(
        (BEYOND, "beyond x_0 f goes on with slope s"),
        (LAST, "the last waves begin one period right of node q + 1"),
        (LINK, "that period is the quartic link"),
    ),
    *GROUND.definitions("link"),
    DESCENT,
)

_AT_Q: tuple[Use, ...] = (At("periods", {t: q}), "tau")
"""The last long step has periods under it, so that the link has a length."""


def _high(right_of: sp.Expr) -> Formula:
    return Implies(ge(x, right_of), HIGH)


_PREPARATION = (
    valley.PI_POSITIVE,
    *CONSTANT_STEPS,
    Step("valley", "The valley.", None, Apply(valley.STATEMENT), ("K0_range", "eps_range")),
    Step("slope_positive", "s > 0.", gt(s, 0), Decide(), ("steeper", "eps_range")),
    Step("pi_large", "pi > 3.", gt(sp.pi, 3), Enclose()),
    Step(
        "sines_above",
        "The waves stay above theta gap0, with room to spare.",
        le(s**2, SINE.largest_eps_squared[0]),
        Decide(),
        ("waves_above", "pi_large"),
    ),
    *SINES.steps(),
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
        (At("steps_positive", {n: q}), "slope_positive", *_AT_Q),
    ),
    Step(
        "link_depth",
        "so it falls by at most 4 pi s^2/M <= (1 - theta) gap0.",
        le(LAM * s, (1 - theta) * gap0),
        Decide(),
        ("waves_above", "M_positive", *_AT_Q),
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
        conj(ge(TOP, theta * gap0), ge(TOP, GROUND.height)),
        Decide(),
        ("link_depth", "link_length", "steeper", "link_fits", "K0_range", *_AT_Q),
    ),
    Step("next_long", "q + 1 is an integer.", None, Apply(SUCCESSOR, {index: q}), ("tau",)),
)

_JOINTS = (
    *GROUND.joints(),
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
        takes(CUT, *SINES.end),
        Decide(),
        (At("link_piece", {x: CUT}), "link_length", *_AT_Q),
    ),
    Step(
        "node_last",
        "and the same at node q,",
        takes(node(q), *SINES.end),
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
    SINES.right_end("node_right", "and at the right end of every other wave,"),
    Step(
        "node",
        "so at every node.",
        takes(node(n), *SINES.end),
        Decide(),
        ("node_last", "node_right", At("nodes", {t: n}), At("nodes", {t: q})),
        N_UP_TO_Q,
    ),
)

_SMOOTH_STEPS = (
    *added(BEYOND, "Beyond x_0 f is C^2,", (At("node", {n: ZERO}), "zero", "tau")),
    *SINES.glued("beyond_glued"),
    *added(
        LAST,
        "With the last waves,",
        ("cut", At("nodes_glued", {n: q})),
        ("slope_positive", *_AT_Q),
    ),
    *added(
        LINK,
        "and with the link.",
        ("foot", "last_glued"),
        ("link_length", *_AT_Q),
        ("link_length",),
    ),
    *GROUND.glued(("link_glued",)),
)

_MEMBER_STEPS = (
    SINES.beyond_high(_high),
    *SINES.high("beyond_high", _high),
    Step(
        "last_high",
        "The same on the last waves",
        HIGH,
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
        HIGH,
        Decide(),
        (
            "link_piece",
            At("link.above", {pieces.Z: x - FOOT}),
            At("link.curvature", {pieces.Z: x - FOOT}),
            *_AT_Q,
        ),
        (lt(FOOT, x), le(x, CUT)),
    ),
    high_member(
        "high_member",
        (At("nodes_high", {x: x, n: q}), "last_high", "link_high", *_AT_Q),
        (gt(x, FOOT),),
    ),
    *GROUND.member("high_member"),
)

PROOF = (
    *_PREPARATION,
    *_JOINTS,
    *_SMOOTH_STEPS,
    *_MEMBER_STEPS,
    *RUN.steps(("tau", "next_long"), ("top",)),
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
    conclusions=RUN.conclusions(),
    proof=PROOF,
    closes=CLOSES,
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
