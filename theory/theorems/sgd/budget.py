"""Descent with high probability where an event happens: the proof, for any event.

``probable_descent`` is the case in which nothing is asked of the outcome. Here what is asked of a
step,

    gap_{t+1} <= gap_t - q_t/2 + slack + Y_t/tilt,      tilt = 2 ln(1/delta)/gap0,

is asked only at outcomes of an event, which may depend on all of the run: such as that no noise was
large. With q_t >= 0, T slack <= gap0/2 and E[exp(Y_t) | known at t] <= 1, with probability at least
1 - delta either the event does not happen or

    gap_n + (q_0 + ... + q_{n-1})/2 <= 2 gap0        for all n <= T at once.

Even at its outcomes nothing is asked unless the gap and the right side are below 2 gap0.

Proof. exp(Y_0 + ... + Y_{n-1}) is a nonnegative supermartingale from 1, so by Ville's inequality
the sums stay below ln(1/delta), all of them, with probability 1 - delta. There, and where the event
happens, the sum of the steps gives gap_n + (q_0 + ...)/2 < gap0 + n slack + gap0/2 <= 2 gap0; by
induction, because what is asked of a step is asked only where the gap and its bound are below
2 gap0, and the sums up to n and up to n + 1 say that they are.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.run import HORIZON, UP_TO_T, T, in_run, integer, t
from theory.definitions.sgd_run import MOMENT, START, always, every_step, gap, gap0, moment
from theory.definitions.sgd_step_size import CONFIDENCE, START_BOUND
from theory.logic import ForAll, Formula, Implies, conj, disj, eq, ge, gt, le, lt, real
from theory.rules.expectation import OUTCOME, omega
from theory.rules.integers import FINITE_SUM, SUCCESSOR, a, count, i, total
from theory.rules.martingales import (
    SUPERMARTINGALE_PRODUCT,
    VILLE,
    Y,
    at,
    conditionally_at_most,
    known,
    typical,
)
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.theorems.sgd.abstract_instances import MOMENTS_FAIL
from theory.theorems.sgd.probably import claim, follows

delta, tilt, slack = sym.delta, sym.tilt, sym.slack
n = real("n")
gain, exponent, event = sym.gain_at, sym.exponent_at, sym.event

DELTA = bounds(
    delta,
    0,
    1,
    low_included=False,
    high_included=False,
    text="the probability of failure allowed lies strictly between 0 and 1",
)
TILT = Assumption(
    "tilt_value",
    conj(gt(tilt, 0), eq(tilt * gap0, 2 * CONFIDENCE)),
    "tilt = 2 ln(1/delta)/gap0",
    defines=True,
)
SLACK = Assumption(
    "slack_range",
    conj(ge(slack, 0), le(T * slack, gap0 / 2)),
    "slack is not negative, and over T steps at most gap0/2",
)
FIRST_GAP = Assumption(
    "first_gap", always(le(gap(0, omega), gap0)), "gap0 bounds the gap at the start", True
)
GAIN = Assumption("gain", every_step(ge(gain(t, omega), 0)), "no step gains less than nothing")
KNOWN = Assumption(
    "known", in_run(known(at(exponent, t), t + 1)), "Y_t is known once its step is taken"
)
INCREMENTS = Assumption(
    "increments",
    in_run(
        conditionally_at_most(
            sp.Lambda(omega, sp.exp(exponent(t, omega))), sp.Lambda(omega, sp.Integer(1)), t
        )
    ),
    "E[exp(Y_t) | known at t] <= 1",
)


def small_gap(claim: Formula) -> Formula:
    """The claim at every step and outcome where the gap is at most twice its start."""
    return every_step(Implies(le(gap(t, omega), START_BOUND), claim))


def change(outcome: sp.Expr = omega) -> sp.Expr:
    """What a step adds to the gap and half of what was gained, but for the slack."""
    return gap(t + 1, outcome) - gap(t, outcome) + gain(t, outcome) / 2 - slack


def reachable(index: sp.Expr) -> Formula:
    """The gap is below 2 gap0, and so is what the step is asked to lead to."""
    here = gap(index, omega) - gain(index, omega) / 2 + slack - START_BOUND
    return conj(lt(gap(index, omega), START_BOUND), lt(tilt * here + exponent(index, omega), 0))


HAPPENS = eq(event(omega), 1)
"""The event happens at this outcome."""

EVENT = Assumption(
    "event",
    always(disj(eq(event(omega), 0), HAPPENS)),
    "event is 1 at the outcomes of an event, else 0",
    defines=True,
)
DESCENT = Assumption(
    "descent",
    every_step(Implies(conj(HAPPENS, reachable(t)), le(tilt * change(), exponent(t, omega)))),
    "gap_{t+1} <= gap_t - q_t/2 + slack + Y_t/tilt where the event happens and the gap and this "
    "bound are below 2 gap0",
)
ASSUMPTIONS = (
    START,
    FIRST_GAP,
    HORIZON,
    DELTA,
    TILT,
    SLACK,
    GAIN,
    KNOWN,
    INCREMENTS,
    EVENT,
    DESCENT,
    MOMENT,
)


def gained(number: sp.Expr) -> sp.Sum:
    """The sum of q_i over the first steps."""
    return total(gain(i, omega), i, number)


def _spent(number: sp.Expr) -> sp.Sum:
    return total(exponent(i, omega), i, number)


def _potential(number: sp.Expr) -> sp.Expr:
    return gap(number, omega) - gap0 + gained(number) / 2 - number * slack


def _paid(number: sp.Expr) -> Formula:
    return le(tilt * _potential(number), _spent(number))


def _kept(number: sp.Expr) -> Formula:
    """What the induction carries along: the potential with what was spent so far."""
    return conj(le(gap(number, omega), START_BOUND), ge(gained(number), 0), _paid(number))


ROOM = START_BOUND - gap(moment(omega), omega) - gained(moment(omega)) / 2
"""2 gap0 - gap_n - (q_0 + ... + q_{n-1})/2 at n = moment."""

GAP_ROOM = START_BOUND - gap(moment(omega), omega)

ROOM_WITHIN, GAP_ROOM_WITHIN = (sp.Max(room, -event(omega)) for room in (ROOM, GAP_ROOM))
"""Not negative where the event does not happen, and where it does as the rooms themselves."""

_TYPICAL = (OUTCOME, ge(typical(omega), 0), HAPPENS)
_NEXT = (integer(n), le(0, n), le(n + 1, T))
_ZERO = sp.Integer(0)
_MOMENT = At("kept", {omega: omega, n: moment(omega)})


PROOF = (
    Step(
        "product",
        "exp(Y_0 + ... + Y_{n-1}) is a supermartingale,",
        None,
        Apply(SUPERMARTINGALE_PRODUCT, {Y: exponent}),
        ("known", "increments"),
    ),
    Step(
        "ville",
        "so at typical outcomes all these sums stay below ln(1/delta).",
        None,
        Apply(VILLE, {Y: sp.Lambda((n, omega), _spent(n))}),
        ("product", "delta_range"),
    ),
    Step(
        "gains",
        "Partial sums of q.",
        None,
        Apply(FINITE_SUM, {a: sp.Lambda(i, gain(i, omega)), count: T}),
    ),
    Step(
        "spending",
        "Partial sums of Y.",
        None,
        Apply(FINITE_SUM, {a: sp.Lambda(i, exponent(i, omega)), count: T}),
    ),
    Step(
        "kept_at_0",
        "Nothing has happened yet.",
        _kept(_ZERO),
        Decide(),
        ("gains.empty", "spending.empty", "first_gap", "tilt_value", "gap0_range"),
        (OUTCOME,),
    ),
    Step("successor", "n + 1 is an index.", None, Apply(SUCCESSOR), (), (integer(n),)),
    Step(
        "reachable",
        "As what was spent is below ln(1/delta), the gap is below 2 gap0, and so is its bound.",
        reachable(n),
        Decide(),
        (
            "ville.below",
            At("ville.below", {omega: omega, n: n + 1}),
            "successor",
            "spending.next",
            "slack_range",
            At("gain", {t: n}),
            "tilt_value",
        ),
        (*_TYPICAL[:2], *_NEXT, _kept(n)),
    ),
    Step(
        "sum_next",
        "The step adds to both sums what it may.",
        conj(ge(gained(n + 1), 0), _paid(n + 1)),
        Decide(),
        ("gains.next", "spending.next", "reachable", At("gain", {t: n}), At("descent", {t: n})),
        (*_TYPICAL, *_NEXT, _kept(n)),
    ),
    Step(
        "below",
        "What was spent is below ln(1/delta), so the potential below gap0/2,",
        lt(_potential(n), gap0 / 2),
        Decide(),
        ("ville.below", "tilt_value"),
        (*_TYPICAL[:2], UP_TO_T, _paid(n)),
    ),
    Step(
        "room",
        "and the slack of n steps is at most gap0/2 too.",
        ge(START_BOUND - gap(n, omega) - gained(n) / 2, 0),
        Decide(),
        ("below", "slack_range"),
        (*_TYPICAL[:2], UP_TO_T, _paid(n)),
    ),
    Step(
        "kept_next",
        "So the gap stays at most 2 gap0,",
        _kept(n + 1),
        Decide(),
        ("sum_next", "successor", At("room", {n: n + 1, omega: omega})),
        (*_TYPICAL, *_NEXT, _kept(n)),
    ),
    Step(
        "kept",
        "and it goes on for all n up to T,",
        ForAll(n, UP_TO_T, _kept(n)),
        Induct("kept_at_0", "kept_next"),
        (),
        _TYPICAL,
    ),
    Step(
        "potential_room",
        "so at the index chosen, unless the event does not happen.",
        ge(ROOM_WITHIN, 0),
        Decide(),
        (_MOMENT, At("room", {n: moment(omega)}), "moment", "event"),
        _TYPICAL[:2],
    ),
    follows(
        "potential",
        "The potential, with probability at least 1 - delta.",
        ROOM_WITHIN,
        typical,
        "ville.probable",
        "potential_room",
    ),
    Step(
        "gap_room",
        "The gap alone.",
        ge(GAP_ROOM_WITHIN, 0),
        Decide(),
        (_MOMENT, "moment", "event"),
        _TYPICAL[:2],
    ),
    follows(
        "gap",
        "The gap, with probability at least 1 - delta.",
        GAP_ROOM_WITHIN,
        typical,
        "ville.probable",
        "gap_room",
    ),
)

STATEMENT = Statement(
    id="probable_descent_within",
    kind="lemma",
    title="Descent with high probability where an event happens",
    source=Source("warmproof", "", "the common part of LW, Theorems 4 to 7 and Appendix G"),
    summary="If gap_{t+1} <= gap_t - q_t/2 + slack + Y_t/tilt wherever an event happens and the "
    "gap and this bound are below 2 gap0, with E[exp(Y_t) | known at t] <= 1, T slack <= gap0/2 "
    "and tilt = 2 ln(1/delta)/gap0, then with probability at least 1 - delta the event does not "
    "happen or gap_n + (q_0 + ... + q_{n-1})/2 <= 2 gap0 for all n <= T.",
    parameters=(gap0, delta, T, tilt, slack, gap, gain, exponent, event, moment),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("potential", claim(ROOM_WITHIN)),
        Named("gap", claim(GAP_ROOM_WITHIN)),
    ),
    proof=PROOF,
    closes={"potential": ("potential",), "gap": ("gap",)},
    fails_without=MOMENTS_FAIL,
    does_not_claim="How likely the event is.",
)
