"""Appendix G: SGD with light tails and any steps known beforehand, such as warm-up.

With N_t = A Delta_t + B ||grad f(w_t)||^2 + C > 0 let E[exp(||xi_t||^2/N_t) | known at t] <= e. Let
L_t = ell(beta level_t) and V_t = A Delta_t + 2 B Phi(Delta_t) + C, and let every step be known
beforehand and, where the gap is at most 2 gap0, small in four ways:

    2 (1+B) L_t eta_t <= 1,
    eta_t (h(Delta_t) + sqrt(V_t (1 + ln(T/delta)))) <= G(beta level_t) - G(level_t),
    12 ln(1/delta) V_t eta_t <= gap0,
    T L_t (A Delta_t + C) eta_t^2 <= gap0.

Then the conclusions of ``sgd`` hold with probability at least 1 - 2 delta.

Proof. By Markov's inequality and the union bound, ||xi_t||^2 <= N_t (1 + ln(T/delta)) for all t
with probability 1 - delta; then every step from a gap up to 2 gap0 stays within the local radius
(``sgd_descent_within_radius``). There the descent inequality is that of ``probable_descent_light``,
which costs the other delta. For a constant step the radius, and with it the first delta, is not
needed: ``sgd_light_tails_sharp``.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.ell_smooth import CLASS_PARAMETERS
from theory.definitions.noise_light_tails import LIGHT_TAILS, POSITIVE
from theory.definitions.run import IN_RUN, T, in_run, t
from theory.definitions.sgd_run import (
    CENTRED,
    CURVATURE,
    ETA,
    FORWARD,
    GAP,
    GRADIENT,
    LEVEL,
    MOMENT,
    NOISE,
    V,
    eta,
    g,
    gap,
    gap0,
    inner,
    level,
    moment,
    noise,
)
from theory.definitions.sgd_step_size import (
    LIGHT_SHARE,
    LIGHT_TAIL,
    confidence_load,
    speed,
)
from theory.lemmas import gradient_bound, sgd_descent_within_radius
from theory.lemmas.growth.setting import G
from theory.lemmas.sgd_step.setting import CLASS
from theory.logic import conj, eq, ge, gt, le
from theory.rules.expectation import OUTCOME, omega
from theory.rules.light_tails import BOTH_PROBABLE, MARKOV, UNION_OF_STEPS, c, event
from theory.rules.logarithms import LOGARITHM_OF_PRODUCT, x, y
from theory.rules.martingales import U, Z, known, n, p, q
from theory.rules.martingales import V as Other
from theory.schema import Apply, At, Decide, Source, Statement, Step
from theory.theorems.sgd import sharp_numbers
from theory.theorems.sgd.budget import small_gap
from theory.theorems.sgd.light_tails_steps import (
    NOISE_KNOWN,
    SCALE_KNOWN,
    SIGNS,
    SMALL,
    STEP,
    N,
    bound,
    factors_known,
    kept,
    small_steps,
)
from theory.theorems.sgd.probably import follows
from theory.theorems.sgd.rate import LAST_ROOM, rate_steps
from theory.theorems.sgd.setting import (
    CURVATURE_STEP,
    GAP_ROOM,
    GROUND,
    LEAST,
    LEVELS,
    NOISE_STEP,
    POTENTIAL_ROOM,
    SLACK,
    TILT,
    A,
    B,
    C,
    beta,
    conclusions,
    delta,
    least,
)
from theory.theorems.sgd.sharp_instances import LIGHT_FAIL

LIKELY = 1 - 2 * delta

RADIUS_STEP = Assumption(
    "radius_step",
    small_gap(
        conj(
            ge(sym.Phi(GAP), 0),
            ge(LIGHT_TAIL, 0),
            le(ETA * speed(V * LIGHT_TAIL, GAP, sym.Phi), G(beta * LEVEL) - G(LEVEL)),
        )
    ),
    "eta_t (h(Delta_t) + sqrt(V_t (1 + ln(T/delta)))) is at most the radius of the level where the "
    "gap is at most 2 gap0 (and Phi >= 0 as in the class, ln(T/delta) >= 0 as T >= 1)",
)
CONFIDENCE_STEP = Assumption(
    "confidence_step",
    small_gap(le(confidence_load(V, LIGHT_SHARE) * ETA, gap0)),
    "12 ln(1/delta) V_t eta_t <= gap0 where the gap is at most 2 gap0",
)
ADAPTED = Assumption(
    "adapted",
    in_run(conj(*NOISE_KNOWN, known(sp.Lambda(omega, CURVATURE), t))),
    "the iterate, its step and its level are known before the noise of the step is drawn",
)
ASSUMPTIONS = (
    *GROUND,
    FORWARD,
    LEVELS,
    CURVATURE_STEP,
    RADIUS_STEP,
    CONFIDENCE_STEP,
    NOISE_STEP,
    ADAPTED,
    CENTRED,
    POSITIVE,
    LIGHT_TAILS,
    MOMENT,
    LEAST,
)

_MEANING = ("levels", "beta_range")
"""What makes ell(beta level_t) mean something."""
_FAILURE = delta / T
_EXCESS = 1 - sp.log(_FAILURE) - NOISE**2 / N
_HAPPENS = eq(event(omega), 1)

NO_LARGE_NOISE = (
    Step(
        "failure",
        "delta/T is positive,",
        gt(_FAILURE, 0),
        Decide(),
        ("delta_range", "horizon"),
    ),
    Step(
        "logarithms",
        "and ln(delta/T) = ln delta - ln T.",
        None,
        Apply(LOGARITHM_OF_PRODUCT, {x: _FAILURE, y: T}),
        ("failure", "horizon"),
    ),
    Step(
        "markov",
        "||xi_t||^2/N_t <= 1 + ln(T/delta) with probability 1 - delta/T (Markov),",
        None,
        Apply(
            MARKOV,
            {Z: sp.Lambda(omega, NOISE**2 / N), c: sp.Integer(1), q: _FAILURE, n: t},
        ),
        ("light_tails", "failure"),
        (IN_RUN,),
    ),
    Step(
        "union",
        "so for all t with probability 1 - delta.",
        None,
        Apply(UNION_OF_STEPS, {U: sp.Lambda((t, omega), _EXCESS), q: _FAILURE}),
        ("markov", "horizon", "failure", "positive"),
    ),
    Step(
        "lemma_5",
        "||grad f||^2 <= 2 Phi(Delta_t) (Lemma 5),",
        None,
        Apply(gradient_bound.STATEMENT, {sym.gap: GAP, sym.gradient_norm: GRADIENT}),
        ("smooth", "bounded_below", "ell_nonnegative", "integral", "points.point", "run"),
        (IN_RUN, OUTCOME),
    ),
    Step(
        "scale_bound",
        "so N_t <= V_t.",
        le(N, V),
        Decide(),
        ("lemma_5", "B_range", "run"),
        (IN_RUN, OUTCOME),
    ),
    Step(
        "ratio",
        "At such outcomes ||xi_t||^2/N_t <= 1 + ln(T/delta),",
        le(NOISE**2 / N, LIGHT_TAIL),
        Decide(),
        ("union.all", "logarithms", "positive", "delta_range"),
        (IN_RUN, OUTCOME, _HAPPENS),
    ),
    Step(
        "scaled_noise",
        "that is, ||xi_t||^2 <= N_t (1 + ln(T/delta)),",
        le(NOISE**2, N * LIGHT_TAIL),
        Decide(),
        ("ratio", "positive", "delta_range"),
        (IN_RUN, OUTCOME, _HAPPENS),
    ),
    Step(
        "noise_bound",
        "and so ||xi_t||^2 <= V_t (1 + ln(T/delta)).",
        le(NOISE**2, V * LIGHT_TAIL),
        Decide(),
        ("scaled_noise", "scale_bound", "radius_step", "run", "delta_range"),
        (*SMALL, _HAPPENS),
    ),
)

ONE_STEP = (
    Step(
        "curvature",
        "L_t is not negative.",
        ge(CURVATURE, 0),
        Decide(),
        (At("ell_nonnegative", {sym.s: beta * LEVEL}), *_MEANING),
        (IN_RUN, OUTCOME),
    ),
    Step(
        "load",
        "6 tilt N_t eta_t <= 1, because N_t <= V_t.",
        le(6 * TILT * N * ETA, 1),
        Decide(),
        (
            "confidence_step",
            "scale_bound",
            "confidence",
            "forward",
            "gap0_range",
            "delta_range",
        ),
        SMALL,
    ),
    Step(
        "squared_noise",
        "The squared noise adds at most gap0/(2T).",
        le(CURVATURE * ETA**2 / 2 * (A * GAP + C), SLACK),
        Decide(),
        ("noise_step", *_MEANING),
        SMALL,
    ),
    *small_steps(CURVATURE, *_MEANING),
    Step(
        "step",
        "Where no noise is large, the step stays within the radius,",
        None,
        Apply(
            sgd_descent_within_radius.STATEMENT,
            {**STEP, sym.level: LEVEL, sym.noise_level: V * LIGHT_TAIL},
        ),
        (
            *(assumption.name for assumption in CLASS),
            "beta_range",
            "run",
            "forward",
            "levels",
            "noise_bound",
            "radius_step",
            "delta_range",
        ),
        (*SMALL, _HAPPENS),
    ),
    Step(
        "descent",
        "and the bound of the next gap holds.",
        le(gap(t + 1, omega), bound(CURVATURE) + SLACK),
        Decide(),
        ("step.descent", "smaller", *_MEANING),
        (*SMALL, _HAPPENS),
    ),
)


def _both(name: str, text: str, room: sp.Expr, source: str) -> tuple[Step, Step]:
    """The step ``name``: the event and the room, with probability 1 - 2 delta."""
    either = sp.Max(room, -event(omega))
    return (
        Step(
            f"{name}_and_event",
            "Both are likely:",
            None,
            Apply(
                BOTH_PROBABLE,
                {
                    U: sp.Lambda(omega, either),
                    Other: sp.Lambda(omega, event(omega) - 1),
                    p: 1 - delta,
                    q: 1 - delta,
                },
            ),
            (source, "union.probable"),
        ),
        follows(
            name,
            text,
            room,
            sp.Lambda(omega, sp.Min(either, event(omega) - 1)),
            f"{name}_and_event",
            probability=LIKELY,
        ),
    )


_EVENT = ("union.indicator", *_MEANING)

PROOF = (
    *SIGNS,
    *SCALE_KNOWN,
    *factors_known(CURVATURE),
    *NO_LARGE_NOISE,
    *ONE_STEP,
    kept("kept", "With probability 1 - delta,", moment(omega), CURVATURE, None, "moment", *_EVENT),
    *_both("potential", "so the potential stays small.", POTENTIAL_ROOM, "kept.potential"),
    *_both("gap", "So does the gap.", GAP_ROOM, "kept.gap"),
    kept("kept_to_the_end", "At the end", T, CURVATURE, None, *_EVENT),
    *_both("last", "the potential is small too.", LAST_ROOM, "kept_to_the_end.potential"),
    *rate_steps(LIKELY, "last"),
)

STATEMENT = Statement(
    id="sgd_light_tails",
    kind="theorem",
    title="SGD with light tails, for any steps known beforehand",
    source=Source("LW", "Appendix G", "for every ell, beta and any steps known beforehand"),
    summary="With E[exp(||xi_t||^2/N_t) | known at t] <= e and steps that are small in four ways "
    "where the gap is at most 2 gap0, with probability at least 1 - 2 delta: Delta_n + (1/2) "
    "sum_{t<n} eta_t ||grad f(w_t)||^2 <= 2 gap0 for all n <= T at once, and min ||grad f||^2 is "
    "at most 4 gap0/sum eta_t.",
    parameters=(
        *CLASS_PARAMETERS,
        G,
        A,
        B,
        C,
        beta,
        delta,
        T,
        gap0,
        gap,
        g,
        eta,
        level,
        noise,
        inner,
        moment,
        least,
    ),
    assumptions=ASSUMPTIONS,
    conclusions=conclusions(LIKELY),
    proof=PROOF,
    closes={
        "potential": ("potential",),
        "gap": ("gap",),
        "progress": ("progress",),
        "rate": ("rate",),
    },
    evaluation=sharp_numbers.LIGHT_TAILS,
    fails_without=LIGHT_FAIL,
    does_not_claim="Anything for delta >= 1/2, or of noise without an exponential moment.",
)
