"""Descent with high probability where the centred part of a step has a bound known before it.

Where the gap is at most 2 gap0, let

    gap_{t+1} <= gap_t - (3/4) q_t - X_t + slack,    |X_t| <= a_t,    2 tilt a_t^2 <= q_t,

the first only if its right side is below 2 gap0 too; with E[X_t | known at t] = 0 and a_t known at
t. Then gap_n + (q_0 + ... + q_{n-1})/2 <= 2 gap0 for
all n <= T with probability at least 1 - delta.

Nothing is asked where the gap exceeds 2 gap0: the proof stops the noise there.

Proof. I_t = 1 where gap_t <= 2 gap0, else 0, is known at t. By Hoeffding's lemma
Y_t = -tilt I_t X_t - tilt^2 I_t a_t^2/2 has E[exp(Y_t) | known at t] <= 1; and where I_t = 1, half
of tilt a_t^2 is at most q_t/4, so a step gains q_t/2 but for slack and Y_t/tilt.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.run import HORIZON, IN_RUN, T, in_run, t
from theory.definitions.sgd_run import MOMENT, START, every_step, gap, gap0, moment
from theory.definitions.sgd_step_size import START_BOUND
from theory.logic import Implies, conj, ge, le, lt
from theory.rules.expectation import OUTCOME, omega
from theory.rules.martingales import at, centred, known
from theory.schema import Apply, Decide, Source, Statement, Step
from theory.substitution import substitute
from theory.theorems.sgd import potential
from theory.theorems.sgd.abstract_instances import BOUNDED_FAIL
from theory.theorems.sgd.budget import (
    DELTA,
    FIRST_GAP,
    GAIN,
    SLACK,
    TILT,
    change,
    gain,
    reachable,
    small_gap,
    tilt,
)
from theory.theorems.sgd.stopped_noise import EXPONENT, MOMENTS, STOPPED, bound, part

delta, slack = sym.delta, sym.slack

ADAPTED = Assumption(
    "adapted",
    in_run(conj(known(at(gap, t), t), known(at(bound, t), t), known(at(part, t), t + 1))),
    "gap_t and a_t are known at t, X_t once its step is taken",
)
CENTRED = Assumption("centred", in_run(centred(at(part, t), t)), "E[X_t | known at t] = 0")
BOUNDED = Assumption(
    "bounded",
    small_gap(conj(le(part(t, omega), bound(t, omega)), ge(part(t, omega), -bound(t, omega)))),
    "|X_t| <= a_t where the gap is at most 2 gap0",
)
VARIANCE = Assumption(
    "variance",
    small_gap(le(2 * tilt * bound(t, omega) ** 2, gain(t, omega))),
    "2 tilt a_t^2 <= q_t where the gap is at most 2 gap0",
)
STEP_BOUND = gap(t, omega) - sp.Rational(3, 4) * gain(t, omega) - part(t, omega) + slack
"""What a step leads to at most."""

DESCENT = Assumption(
    "descent",
    every_step(
        Implies(
            conj(lt(gap(t, omega), START_BOUND), lt(STEP_BOUND, START_BOUND)),
            le(gap(t + 1, omega), STEP_BOUND),
        )
    ),
    "gap_{t+1} <= gap_t - (3/4) q_t - X_t + slack where the gap and this bound are below 2 gap0",
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
    VARIANCE,
    DESCENT,
    MOMENT,
)

_REACHABLE = (
    IN_RUN,
    OUTCOME,
    substitute(reachable(t), {sym.exponent_at: sp.Lambda((t, omega), EXPONENT)}),
)

PROOF = (
    *STOPPED,
    *MOMENTS,
    Step(
        "half_variance",
        "tilt^2 a_t^2/2 <= tilt q_t/4.",
        le(tilt**2 * bound(t, omega) ** 2 / 2, tilt * gain(t, omega) / 4),
        Decide(),
        ("variance", "tilt_value"),
        (IN_RUN, OUTCOME, le(gap(t, omega), START_BOUND)),
    ),
    Step(
        "tilted",
        "There the descent leaves q_t/2, slack and Y_t/tilt.",
        le(tilt * change(), EXPONENT),
        Decide(),
        ("descent", "half_variance", "indicator.one", "tilt_value"),
        _REACHABLE,
    ),
    Step(
        "probable",
        "The lemma for exponential moments.",
        None,
        Apply(potential.STATEMENT, {sym.exponent_at: sp.Lambda((t, omega), EXPONENT)}),
        (
            "gap0_range",
            "first_gap",
            "horizon",
            "delta_range",
            "tilt_value",
            "slack_range",
            "gain",
            "exponent.known",
            "exponent.moment",
            "tilted",
            "moment",
        ),
    ),
)

STATEMENT = Statement(
    id="probable_descent_bounded",
    kind="lemma",
    title="Descent with high probability with bounded noise",
    source=Source("warmproof", "", "the common part of LW, Theorems 4 to 7"),
    summary="If gap_{t+1} <= gap_t - (3/4) q_t - X_t + slack where the gap and this bound are "
    "below 2 gap0, with X_t centred, |X_t| <= a_t known at t and 2 tilt a_t^2 <= q_t, then with "
    "probability at least 1 - delta gap_n + (q_0 + ... + q_{n-1})/2 <= 2 gap0 for all n <= T.",
    parameters=(gap0, delta, T, tilt, slack, gap, gain, part, bound, moment),
    assumptions=ASSUMPTIONS,
    conclusions=potential.STATEMENT.conclusions,
    proof=PROOF,
    closes={"potential": ("probable.potential",), "gap": ("probable.gap",)},
    fails_without=BOUNDED_FAIL,
    does_not_claim="Anything on outcomes of probability delta.",
)
