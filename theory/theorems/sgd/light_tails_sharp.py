"""SGD with light tails, without a local radius: with probability 1 - delta, not 1 - 2 delta.

With L = ell(2 gap0) and N_t = A Delta_t + B ||grad f(w_t)||^2 + C > 0 let

    E[exp(||xi_t||^2/N_t) | known at t] <= e,

and every step be known beforehand and small in three ways, where the gap is at most 2 gap0:

    2 (1+B) L eta_t <= 1,   12 ln(1/delta) N_t eta_t <= gap0,   T L (A Delta_t + C) eta_t^2 <= gap0.

Then the conclusions of ``sgd`` hold with probability at least 1 - delta. LW's proof (Appendix G,
see ``sgd_light_tails``) has to exclude large noise, which might leave the local radius: that costs
another delta, and a factor sqrt(1 + ln(T/delta)) in the step. Here large noise is paid for by the
same exponential moment, and no radius is left to leave.

Proof. ``probable_descent_light`` asks for the descent inequality only where its right side is below
2 gap0, and there ``sgd_descent_below_level`` gives it.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.noise_light_tails import LIGHT_TAILS, POSITIVE
from theory.definitions.run import IN_RUN, T, t
from theory.definitions.sgd_run import (
    CENTRED,
    ETA,
    GAP,
    MOMENT,
    eta,
    g,
    gap,
    gap0,
    inner,
    moment,
    noise,
)
from theory.definitions.sgd_step_size import LIGHT_SHARE, START_BOUND, confidence_load
from theory.lemmas import sgd_descent_below_level
from theory.lemmas.sgd_descent_below_level import CLASS_BELOW
from theory.logic import ge, le, lt
from theory.rules.expectation import OUTCOME, omega
from theory.rules.martingales import KNOWN_CONSTANT, alpha, n
from theory.schema import Apply, At, Decide, Source, Statement, Step
from theory.theorems.sgd.budget import small_gap
from theory.theorems.sgd.light_tails_steps import (
    ADAPTED,
    SCALE_KNOWN,
    SIGNS,
    SMALL,
    STEP,
    N,
    below,
    bound,
    factors_known,
    kept,
    small_steps,
)
from theory.theorems.sgd.probably import follows
from theory.theorems.sgd.rate import LAST_ROOM, rate_steps
from theory.theorems.sgd.setting import (
    CONCLUSIONS,
    GAP_ROOM,
    LEAST,
    POTENTIAL_ROOM,
    SLACK,
    TILT,
    A,
    B,
    C,
    delta,
    least,
)
from theory.theorems.sgd.sharp import CURVATURE_STEP, GROUND_BELOW, NOISE_STEP, L
from theory.theorems.sgd.sharp_instances import LIGHT_SHARP_FAIL

CONFIDENCE_STEP = Assumption(
    "confidence_step",
    small_gap(le(confidence_load(N, LIGHT_SHARE) * ETA, gap0)),
    "12 ln(1/delta) N_t eta_t <= gap0 where the gap is at most 2 gap0",
)
ASSUMPTIONS = (
    *GROUND_BELOW,
    CURVATURE_STEP,
    CONFIDENCE_STEP,
    NOISE_STEP,
    ADAPTED,
    CENTRED,
    POSITIVE,
    LIGHT_TAILS,
    MOMENT,
    LEAST,
)

_REACHED = (IN_RUN, OUTCOME, lt(GAP, START_BOUND), below(L))
_ALWAYS = sp.Lambda(omega, sp.Integer(1))

ONE_STEP = (
    Step(
        "curvature",
        "L is not negative.",
        ge(L, 0),
        Decide(),
        (At("ell_nonnegative", {sym.s: START_BOUND}), "top_curvature", "gap0_range"),
    ),
    Step(
        "load",
        "6 tilt N_t eta_t <= 1.",
        le(6 * TILT * N * ETA, 1),
        Decide(),
        ("confidence_step", "gap0_range", "delta_range"),
        SMALL,
    ),
    Step(
        "squared_noise",
        "The squared noise adds at most gap0/(2T).",
        le(L * ETA**2 / 2 * (A * GAP + C), SLACK),
        Decide(),
        ("noise_step",),
        SMALL,
    ),
    *small_steps(L),
    Step(
        "step",
        "Where the bound of the next gap is below 2 gap0, the descent inequality holds,",
        None,
        Apply(sgd_descent_below_level.STATEMENT, {**STEP, sym.level: START_BOUND}),
        (
            *(assumption.name for assumption in CLASS_BELOW),
            "top_curvature",
            "run",
            "forward",
            "smaller",
        ),
        _REACHED,
    ),
    Step(
        "descent",
        "and so does the bound.",
        le(gap(t + 1, omega), bound(L) + SLACK),
        Decide(),
        ("step", "smaller", "top_curvature"),
        _REACHED,
    ),
)


def _always(name: str, text: str, room: sp.Expr, source: str) -> Step:
    """What holds unless the event does not happen, holds, as it happens always."""
    return follows(name, text, room, sp.Lambda(omega, sp.Max(room, sp.Integer(-1))), source)


PROOF = (
    *SIGNS,
    *SCALE_KNOWN,
    Step(
        "curvature_known",
        "L is a number, and so known.",
        None,
        Apply(KNOWN_CONSTANT, {alpha: L, n: t}),
    ),
    *factors_known(L, "curvature_known"),
    *ONE_STEP,
    kept("kept", "With probability 1 - delta,", moment(omega), L, _ALWAYS, "moment"),
    _always("potential", "the potential stays small,", POTENTIAL_ROOM, "kept.potential"),
    _always("gap", "and so does the gap;", GAP_ROOM, "kept.gap"),
    kept("kept_to_the_end", "at the end", T, L, _ALWAYS),
    _always("last", "the potential too.", LAST_ROOM, "kept_to_the_end.potential"),
    *rate_steps(last="last"),
)

STATEMENT = Statement(
    id="sgd_light_tails_sharp",
    kind="theorem",
    title="SGD with light tails without a local radius",
    source=Source("LW", "Appendix G", "without the radius term, beta and the second delta"),
    summary="With E[exp(||xi_t||^2/N_t) | known at t] <= e and steps known beforehand, "
    "2 (1+B) L eta_t <= 1 with L = ell(2 gap0), 12 ln(1/delta) N_t eta_t <= gap0 and "
    "T L (A Delta_t + C) eta_t^2 <= gap0 where the gap is at most 2 gap0, with probability at "
    "least 1 - delta: Delta_n + (1/2) sum_{t<n} eta_t ||grad f(w_t)||^2 <= 2 gap0 for all n <= T "
    "at once, and min ||grad f||^2 is at most 4 gap0/sum eta_t.",
    parameters=(
        sym.ell,
        L,
        A,
        B,
        C,
        delta,
        T,
        gap0,
        gap,
        g,
        eta,
        noise,
        inner,
        moment,
        least,
    ),
    assumptions=ASSUMPTIONS,
    conclusions=CONCLUSIONS,
    proof=PROOF,
    closes={
        "potential": ("potential",),
        "gap": ("gap",),
        "progress": ("progress",),
        "rate": ("rate",),
    },
    fails_without=LIGHT_SHARP_FAIL,
    does_not_claim="That steps that follow the gap may be longer: L is read at 2 gap0.",
)
