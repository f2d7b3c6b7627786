"""Theorem 3 with steep waves: the iterates on the waves keep a slope s, larger than the target.

The waves have slope s, eps <= s <= sqrt((1 - theta) M gap0/(4 pi)), and the last period before the
straight piece is a quartic that leads down to slope eps. So |f'(x_t)| = s for t <= q, the last long
step, and then eps for every n <= (theta gap0 - eps^2/K0) M/(2 pi eps^2) steps more. LW reach the
same with two lemmas about polynomials (their Lemmas 8 and 9).
"""

from __future__ import annotations

import sympy as sp

from theory.definitions.run import n, t
from theory.logic import Formula, Implies, conj, ge, gt, le, lt
from theory.rules.integers import SUCCESSOR
from theory.rules.integers import n as index
from theory.schema import Apply, At, Decide, Enclose, Source, Statement, Step, Use
from theory.theorems.lower_bound import link, pieces, valley
from theory.theorems.lower_bound.common import CONSTANT_STEPS, HIGH, high_member
from theory.theorems.lower_bound.descent import CLOSES, Descent
from theory.theorems.lower_bound.gluing import (
    added,
    ddf,
    df,
    f,
    takes,
    x,
)
from theory.theorems.lower_bound.iterates import T, etas, node, x_at
from theory.theorems.lower_bound.pieces import SINE, M, gap0, s, theta
from theory.theorems.lower_bound.quartic_instances import FAILS_WITHOUT
from theory.theorems.lower_bound.quartic_setting import (
    ASSUMPTIONS,
    BEYOND,
    CUT,
    FOOT,
    GROUND,
    LAM,
    LAST,
    LINK,
    N_UP_TO_Q,
    SINES,
    TOP,
    q,
)
from theory.theorems.lower_bound.setting import (
    K0,
    ZERO,
    ell,
    eps,
    periods,
)

RUN = Descent(SINE, GROUND, q + 1, q, s, theta * gap0)

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
    does_not_claim="That the schedule has a long step: with none this is lower_bound with tau = 0. "
    "Nor that the count is the best one: the link falls by less than (1 - theta) gap0, so that a "
    "part of the straight piece is left.",
    fails_without=FAILS_WITHOUT,
)
