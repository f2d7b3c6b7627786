"""The function of Theorem 3 with steep waves: its pieces, and what is assumed of them."""

from __future__ import annotations

from theory.assumptions import Assumption
from theory.definitions.run import integer, n, t
from theory.logic import ForAll, Implies, conj, eq, ge, gt, le, lt, real
from theory.theorems.lower_bound import pieces
from theory.theorems.lower_bound.gluing import (
    Placed,
    definitions,
    place,
)
from theory.theorems.lower_bound.ground import Ground
from theory.theorems.lower_bound.iterates import DESCENT, T, etas, node
from theory.theorems.lower_bound.pieces import QUARTIC, SINE, M, eta, gap0, m, s, theta
from theory.theorems.lower_bound.setting import (
    CLASS,
    NONINCREASING,
    NONNEGATIVE_STEPS,
    eps,
    periods,
    whole_periods,
)
from theory.theorems.lower_bound.sines import Sines, beyond

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
