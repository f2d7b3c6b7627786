"""Descent with high probability where the noise has light tails.

At the outcomes of an event, and where the gap and the right side are below 2 gap0, let

    gap_{t+1} <= gap_t - (3/4) q_t - c_t p_t + b_t (||xi_t||^2 - N_t) + slack,

with noise as in ``light_tails_moment``; and where the gap is at most 2 gap0,

    6 tilt c_t^2 g_t^2 N_t <= q_t,      0 <= 2 tilt b_t N_t <= 1.

Then with probability at least 1 - delta the event does not happen, or gap_n + (q_0 + ... +
q_{n-1})/2 <= 2 gap0 for all n <= T.

Proof. As for bounded noise: I_t = 1 where gap_t <= 2 gap0, else 0, stops the noise. Then
Y_t = I_t tilt (-c_t p_t + b_t (||xi_t||^2 - N_t)) - (3/2) (I_t tilt c_t g_t)^2 N_t has
E[exp(Y_t) | known at t] <= 1, and where I_t = 1 its last term is at most tilt q_t/4.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.run import HORIZON, IN_RUN, T, in_run, t
from theory.definitions.sgd_run import (
    GRADIENT,
    INNER,
    MOMENT,
    NOISE,
    START,
    every_step,
    g,
    gap,
    gap0,
    inner,
    moment,
    noise,
)
from theory.definitions.sgd_step_size import START_BOUND
from theory.lemmas import light_tails_moment
from theory.logic import ForAll, Implies, conj, ge, gt, le, lt
from theory.rules.expectation import OUTCOME, omega
from theory.rules.martingales import (
    KNOWN_PRODUCT,
    KNOWN_SUM,
    Y,
    Z,
    alpha,
    at,
    centred,
    conditionally_at_most,
    gamma,
    indicator,
    known,
    n,
)
from theory.schema import Apply, Decide, Source, Statement, Step
from theory.substitution import put_in, substitute
from theory.theorems.sgd import budget
from theory.theorems.sgd.budget import (
    DELTA,
    EVENT,
    FIRST_GAP,
    GAIN,
    HAPPENS,
    SLACK,
    TILT,
    change,
    delta,
    event,
    gain,
    reachable,
    slack,
    small_gap,
    tilt,
)
from theory.theorems.sgd.light_instances import LIGHT_NOISE_FAIL
from theory.theorems.sgd.stopped_noise import WITHIN

scale, pull, push = sym.scale_at, sym.pull_at, sym.push_at
_N, _PULL, _PUSH = scale(t, omega), pull(t, omega), push(t, omega)

ADAPTED = Assumption(
    "adapted",
    in_run(
        conj(
            *(known(at(variable, t), t) for variable in (gap, g, scale, pull, push)),
            *(known(at(variable, t), t + 1) for variable in (inner, noise)),
        )
    ),
    "gap_t, g_t, N_t, b_t and c_t are known at t, the noise once its step is taken",
)
CENTRED = Assumption("centred", in_run(centred(at(inner, t), t)), "E[p_t | known at t] = 0")
BOUNDED = Assumption(
    "bounded",
    every_step(conj(le(INNER, GRADIENT * NOISE), ge(INNER, -GRADIENT * NOISE))),
    "|p_t| <= g_t ||xi_t|| at every outcome",
)
POSITIVE = Assumption("positive", every_step(gt(_N, 0)), "N_t is positive at every outcome")
LIGHT_TAILS = Assumption(
    "light_tails",
    in_run(
        conditionally_at_most(sp.Lambda(omega, sp.exp(NOISE**2 / _N)), sp.Lambda(omega, sp.E), t)
    ),
    "E[exp(||xi_t||^2/N_t) | known at t] <= e",
)
VARIANCE = Assumption(
    "variance",
    small_gap(le(6 * tilt * _PULL**2 * GRADIENT**2 * _N, gain(t, omega))),
    "6 tilt c_t^2 g_t^2 N_t <= q_t where the gap is at most 2 gap0",
)
PUSH = Assumption(
    "push_range",
    small_gap(conj(ge(_PUSH, 0), le(2 * tilt * _PUSH * _N, 1))),
    "0 <= 2 tilt b_t N_t <= 1 where the gap is at most 2 gap0",
)
STEP_BOUND = (
    gap(t, omega)
    - sp.Rational(3, 4) * gain(t, omega)
    - _PULL * INNER
    + _PUSH * (NOISE**2 - _N)
    + slack
)
"""What a step leads to at most."""

DESCENT = Assumption(
    "descent",
    every_step(
        Implies(
            conj(HAPPENS, lt(gap(t, omega), START_BOUND), lt(STEP_BOUND, START_BOUND)),
            le(gap(t + 1, omega), STEP_BOUND),
        )
    ),
    "gap_{t+1} <= gap_t - (3/4) q_t - c_t p_t + b_t (||xi_t||^2 - N_t) + slack where the event "
    "happens and the gap and this bound are below 2 gap0",
)
ASSUMPTIONS = (
    START,
    FIRST_GAP,
    HORIZON,
    DELTA,
    TILT,
    SLACK,
    GAIN,
    ADAPTED,
    CENTRED,
    BOUNDED,
    POSITIVE,
    LIGHT_TAILS,
    VARIANCE,
    PUSH,
    EVENT,
    DESCENT,
    MOMENT,
)

_I = indicator(t, omega)
_STOPPED = {
    pull: sp.Lambda((t, omega), tilt * _I * _PULL),
    push: sp.Lambda((t, omega), tilt * _I * _PUSH),
}
EXPONENT = put_in(light_tails_moment.EXPONENT, _STOPPED)
"""Y_t."""


def _variable(term: sp.Expr) -> sp.Lambda:
    return sp.Lambda(omega, term)


def _stopped(name: str, text: str, factor: sp.Expr) -> tuple[Step, Step]:
    """The steps to ``<name>_known``: tilt I_t times a known factor is known."""
    product = {Y: at(indicator, t), Z: _variable(factor), n: t}
    term = _I * factor
    multiple = {
        Y: _variable(term),
        Z: _variable(term),
        alpha: tilt,
        gamma: sp.Integer(0),
        n: t,
    }
    return (
        Step(
            f"{name}_stopped",
            f"{text}, stopped where the gap is larger,",
            None,
            Apply(KNOWN_PRODUCT, product),
            ("indicator.known", "adapted"),
            (IN_RUN,),
        ),
        Step(
            f"{name}_known",
            "and tilted, is known.",
            known(_variable(tilt * term), t),
            Apply(KNOWN_SUM, multiple),
            (f"{name}_stopped",),
            (IN_RUN,),
        ),
    )


_SMALL = (IN_RUN, OUTCOME, le(gap(t, omega), START_BOUND))
_REACHABLE = (
    IN_RUN,
    OUTCOME,
    substitute(reachable(t), {sym.exponent_at: sp.Lambda((t, omega), EXPONENT)}),
)

PROOF = (
    *WITHIN,
    *_stopped("pull", "c_t", _PULL),
    *_stopped("push", "b_t", _PUSH),
    Step(
        "push_stopped_range",
        "Stopped, b_t is small enough at every outcome.",
        ForAll(
            omega,
            OUTCOME,
            conj(ge(tilt * _I * _PUSH, 0), le(2 * tilt * _I * _PUSH * _N, 1)),
        ),
        Decide(),
        ("indicator.one", "indicator.zero", "push_range", "tilt_value"),
        (IN_RUN,),
    ),
    Step(
        "exponent",
        "So exp(Y_t) has at most the conditional expectation 1.",
        None,
        Apply(light_tails_moment.STATEMENT, _STOPPED),
        (
            "adapted",
            "centred",
            "bounded",
            "positive",
            "light_tails",
            "pull_known",
            "push_known",
            "push_stopped_range",
        ),
        (IN_RUN,),
    ),
    Step(
        "quarter",
        "(3/2) tilt^2 c_t^2 g_t^2 N_t <= tilt q_t/4.",
        le(
            sp.Rational(3, 2) * tilt**2 * _PULL**2 * GRADIENT**2 * _N,
            tilt * gain(t, omega) / 4,
        ),
        Decide(),
        ("variance", "tilt_value"),
        _SMALL,
    ),
    Step(
        "tilted",
        "Where the bound with Y_t is below 2 gap0, that of the step is; what it leaves is q_t/2, "
        "slack and Y_t/tilt.",
        le(tilt * change(), EXPONENT),
        Decide(),
        ("descent", "quarter", "indicator.one", "tilt_value"),
        (*_REACHABLE, HAPPENS),
    ),
    Step(
        "probable",
        "The lemma for exponential moments.",
        None,
        Apply(budget.STATEMENT, {sym.exponent_at: sp.Lambda((t, omega), EXPONENT)}),
        (
            "gap0_range",
            "first_gap",
            "horizon",
            "delta_range",
            "tilt_value",
            "slack_range",
            "gain",
            "exponent",
            "event",
            "tilted",
            "moment",
        ),
    ),
)

STATEMENT = Statement(
    id="probable_descent_light",
    kind="lemma",
    title="Descent with high probability with light tails",
    source=Source("LW", "Appendix G", "the part that has nothing to do with the step size"),
    summary="If gap_{t+1} <= gap_t - (3/4) q_t - c_t p_t + b_t (||xi_t||^2 - N_t) + slack where an "
    "event happens and the gap and this bound are below 2 gap0, with centred noise such that "
    "E[exp(||xi_t||^2/N_t) | known at t] <= e, 6 tilt c_t^2 g_t^2 N_t <= q_t and "
    "0 <= 2 tilt b_t N_t <= 1, then with probability at least 1 - delta the event does not happen "
    "or gap_n + (q_0 + ... + q_{n-1})/2 <= 2 gap0 for all n <= T.",
    parameters=(
        gap0,
        delta,
        T,
        tilt,
        slack,
        gap,
        gain,
        inner,
        noise,
        g,
        scale,
        pull,
        push,
        event,
        moment,
    ),
    assumptions=ASSUMPTIONS,
    conclusions=budget.STATEMENT.conclusions,
    proof=PROOF,
    closes={"potential": ("probable.potential",), "gap": ("probable.gap",)},
    fails_without=LIGHT_NOISE_FAIL,
    does_not_claim="How likely the event is.",
)
