"""What SGD asks of its steps, for any steps known beforehand; see ``statement``.

With L_t = ell(beta level_t) and V_t = A Delta_t + 2 B Phi(Delta_t) + C a step has to be small in
four ways, but only where the gap is at most 2 gap0:

    2 (1+B) L_t eta_t <= 1,                     eta_t (h(Delta_t) + sqrt(V_t)) <= the local radius,
    4 ln(1/delta) V_t eta_t <= gap0,            T L_t (A Delta_t + C) eta_t^2 <= gap0.

They are written as products, so that nothing is divided by 0.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.run import T, integer
from theory.definitions.sgd_run import (
    ADAPTED,
    CENTRED,
    CURVATURE,
    ETA,
    FORWARD,
    GAP,
    GRADIENT,
    INNER,
    LEVEL,
    MOMENT,
    NOISE_ABC,
    RUN,
    START,
    V,
    every_step,
    gap,
    gap0,
    i,
    moment,
    progress,
)
from theory.definitions.sgd_step_size import CONFIDENCE, START_BOUND
from theory.lemmas.growth.setting import G, h
from theory.lemmas.local_descent_level import BETA
from theory.lemmas.sgd_step.setting import CLASS, NOISE_CONSTANTS
from theory.logic import Implies, conj, ge, gt, le
from theory.rules.expectation import omega
from theory.rules.integers import total
from theory.schema import Named
from theory.theorems.sgd.budget import DELTA, small_gap
from theory.theorems.sgd.probably import LIKELY, claim

A, B, C, beta, delta = sym.A, sym.B, sym.C, sym.beta, sym.delta
least = sym.least_square

HORIZON = Assumption(
    "horizon",
    conj(integer(T), ge(T, 1)),
    "the number of steps T is a positive integer",
    defines=True,
)
LEVELS = Assumption(
    "levels",
    every_step(conj(gt(LEVEL, 0), Implies(le(GAP, START_BOUND), ge(LEVEL, GAP)))),
    "a level is positive, and at least the gap where that is at most 2 gap0",
)
CURVATURE_STEP = Assumption(
    "curvature_step",
    small_gap(le(2 * (1 + B) * CURVATURE * ETA, 1)),
    "2 (1+B) L_t eta_t <= 1 where the gap is at most 2 gap0",
)
RADIUS_STEP = Assumption(
    "radius_step",
    small_gap(
        conj(
            ge(sym.Phi(GAP), 0),
            le(ETA * (h(GAP) + sp.sqrt(V)), G(beta * LEVEL) - G(LEVEL)),
        )
    ),
    "eta_t (h(Delta_t) + sqrt(V_t)) is at most the radius of the level where the gap is at most "
    "2 gap0 (and Phi >= 0, as in the class it is)",
)
CONFIDENCE_STEP = Assumption(
    "confidence_step",
    small_gap(le(4 * CONFIDENCE * V * ETA, gap0)),
    "4 ln(1/delta) V_t eta_t <= gap0 where the gap is at most 2 gap0",
)
NOISE_STEP = Assumption(
    "noise_step",
    small_gap(le(T * CURVATURE * (A * GAP + C) * ETA**2, gap0)),
    "T L_t (A Delta_t + C) eta_t^2 <= gap0 where the gap is at most 2 gap0",
)
LEAST = Assumption(
    "least",
    every_step(conj(ge(least(omega), 0), le(least(omega), GRADIENT**2))),
    "least_square is the smallest squared gradient norm of w_0, ..., w_{T-1}",
    defines=True,
)
STEPS = (LEVELS, CURVATURE_STEP, RADIUS_STEP, CONFIDENCE_STEP, NOISE_STEP)
GROUND = (*CLASS, BETA, START, DELTA, HORIZON, *NOISE_CONSTANTS, RUN)
"""What is asked whatever the steps are."""
RANDOM = (ADAPTED, CENTRED, NOISE_ABC, MOMENT, LEAST)
ASSUMPTIONS = (*GROUND, FORWARD, *STEPS, *RANDOM)

NOISE_PART = ETA * (1 - CURVATURE * ETA) * INNER
"""X_t, the part of a step that is centred."""

NOISE_BOUND = ETA * GRADIENT * sp.sqrt(V)
"""a_t, a bound of |X_t| that is known at t."""

GAINED = ETA * GRADIENT**2
"""q_t, what the squared gradient adds."""

SLACK = gap0 / (2 * T)
"""What the squared noise may add in one step."""

TILT = 2 * CONFIDENCE / gap0
"""The scale of the exponents."""


def steps_taken(number: sp.Expr) -> sp.Sum:
    """The sum of the first step sizes."""
    return total(sym.sgd_eta(i, omega), i, number)


POTENTIAL_ROOM = START_BOUND - gap(moment(omega), omega) - progress(moment(omega)) / 2
GAP_ROOM = START_BOUND - gap(moment(omega), omega)
PROGRESS_ROOM = 4 * gap0 - progress(T)
RATE_ROOM = 4 * gap0 - least(omega) * steps_taken(T)


def conclusions(probability: sp.Expr = LIKELY) -> tuple[Named, ...]:
    """What holds with this probability."""
    return (
        Named(
            "potential",
            claim(POTENTIAL_ROOM, probability),
            "Delta_n + (1/2) sum_{t<n} eta_t ||grad f(w_t)||^2 <= 2 gap0 for all n <= T",
        ),
        Named("gap", claim(GAP_ROOM, probability), "Delta_n <= 2 gap0 for all n <= T"),
        Named(
            "progress",
            claim(PROGRESS_ROOM, probability),
            "sum_{t<T} eta_t ||grad f(w_t)||^2 <= 4 gap0",
        ),
        Named("rate", claim(RATE_ROOM, probability), "min ||grad f(w_t)||^2 sum eta_t <= 4 gap0"),
    )


CONCLUSIONS = conclusions()
