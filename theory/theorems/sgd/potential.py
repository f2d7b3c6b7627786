"""Descent with high probability: a budget of exponential moments keeps the gap below 2 gap0.

Let a step lead to

    gap_{t+1} <= gap_t - q_t/2 + slack + Y_t/tilt,      tilt = 2 ln(1/delta)/gap0,

with q_t >= 0, T slack <= gap0/2 and E[exp(Y_t) | known at t] <= 1; not even that, unless the gap
and the right side are below 2 gap0. Then, with probability at least 1 - delta,

    gap_n + (q_0 + ... + q_{n-1})/2 <= 2 gap0        for all n <= T at once.

``moment`` says "for all n at once": it is any index, chosen after everything is known.

Proof. The case of ``probable_descent_within`` in which the event is the whole space.
"""

from __future__ import annotations

import sympy as sp

from theory.assumptions import Assumption
from theory.definitions.run import T, t
from theory.definitions.sgd_run import every_step, gap, gap0, moment
from theory.logic import Implies, le
from theory.rules.expectation import omega
from theory.schema import Apply, Named, Source, Statement, Step
from theory.theorems.sgd import budget
from theory.theorems.sgd.abstract_instances import MOMENTS_FAIL
from theory.theorems.sgd.budget import (
    EVENT,
    GAP_ROOM,
    ROOM,
    change,
    delta,
    event,
    exponent,
    gain,
    reachable,
    slack,
    tilt,
)
from theory.theorems.sgd.probably import claim, follows

DESCENT = Assumption(
    "descent",
    every_step(Implies(reachable(t), le(tilt * change(), exponent(t, omega)))),
    "gap_{t+1} <= gap_t - q_t/2 + slack + Y_t/tilt where the gap and this bound are below 2 gap0",
)
ASSUMPTIONS = tuple(
    DESCENT if assumption is budget.DESCENT else assumption
    for assumption in budget.ASSUMPTIONS
    if assumption is not EVENT
)

_ALWAYS = sp.Lambda(omega, sp.Integer(1))


def _everywhere(name: str, text: str, room: sp.Expr) -> Step:
    """The step ``name``: what holds unless the event does not happen, holds."""
    either = sp.Lambda(omega, sp.Max(room, sp.Integer(-1)))
    return follows(name, text, room, either, f"within.{name}")


PROOF = (
    Step(
        "within",
        "The event is the whole space.",
        None,
        Apply(budget.STATEMENT, {event: _ALWAYS}),
        tuple(assumption.name for assumption in ASSUMPTIONS),
    ),
    _everywhere("potential", "The potential, with probability at least 1 - delta.", ROOM),
    _everywhere("gap", "The gap alone.", GAP_ROOM),
)

STATEMENT = Statement(
    id="probable_descent",
    kind="lemma",
    title="Descent with high probability from a bound of exponential moments",
    source=Source("warmproof", "", "the common part of LW, Theorems 4 to 7 and Appendix G"),
    summary="If gap_{t+1} <= gap_t - q_t/2 + slack + Y_t/tilt wherever the gap and this bound are "
    "below 2 gap0, with E[exp(Y_t) | known at t] <= 1, T slack <= gap0/2 and tilt = 2 "
    "ln(1/delta)/gap0, then with probability at least 1 - delta gap_n + (q_0 + ... + q_{n-1})/2 "
    "<= 2 gap0 for all n <= T.",
    parameters=(gap0, delta, T, tilt, slack, gap, gain, exponent, moment),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("potential", claim(ROOM)),
        Named("gap", claim(GAP_ROOM)),
    ),
    proof=PROOF,
    closes={"potential": ("potential",), "gap": ("gap",)},
    fails_without=MOMENTS_FAIL,
    does_not_claim="Anything on outcomes of probability delta, not even that the run stays "
    "bounded there.",
)
