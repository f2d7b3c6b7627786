"""Theorem 6: SGD with the theoretical warm-up, the smallest of four terms at the current gap.

    eta_t = min{ 1/(2 (1+B) L_t),  R_t/(h_t + sqrt(V_t)),  Delta_0/(4 ln(1/delta) V_t),
                 sqrt(Delta_0/(T L_t (A Delta_t + C))) },

with s_t = max(Delta_t, s_0), L_t = ell(beta s_t), R_t = G(beta s_t) - G(s_t), h_t = sqrt(2
Phi(Delta_t)) and V_t = A Delta_t + 2 B Phi(Delta_t) + C. A term whose denominator is 0 is left out.
Then all that ``statement`` says holds with probability at least 1 - delta.

Proof. The step meets the four conditions (``sgd_step_size_warmup``); ``sgd`` with the level s_t.
"""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.run import IN_RUN, Delta, etas, t
from theory.definitions.sgd_run import (
    ADAPTED,
    CENTRED,
    ETA,
    GAP,
    MOMENT,
    NOISE_ABC,
    every_step,
    level,
)
from theory.lemmas import sgd_rate
from theory.lemmas.sgd_step_size import warmup as step_size
from theory.lemmas.sgd_step_size.terms import terms
from theory.lemmas.sgd_step_size.warmup import FOR_BOUNDED_NOISE
from theory.logic import conj, ge, gt
from theory.rules.expectation import OUTCOME, omega
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.substitution import substitute
from theory.theorems.sgd import numbers
from theory.theorems.sgd import statement as sgd
from theory.theorems.sgd.descent import RANGES
from theory.theorems.sgd.display import MEANING, displayed, meaning
from theory.theorems.sgd.probably import claim
from theory.theorems.sgd.schedule import smallest_term
from theory.theorems.sgd.scheduled_instances import WARMUP_FAIL
from theory.theorems.sgd.setting import CONCLUSIONS, GROUND, LEAST, RATE_ROOM

gap_floor = sym.gap_floor

FLOORED = sp.Max(GAP, gap_floor)
"""s_t, the level from which the radius is measured."""

AT_FLOORED = {level: sp.Lambda((t, omega), FLOORED)}

FLOOR = bounds(gap_floor, 0, low_included=False, text="the floor of the level is positive")
KNOWN = replace(ADAPTED, claim=substitute(ADAPTED.claim, AT_FLOORED))
SCHEDULE = Assumption(
    "schedule",
    every_step(smallest_term(GAP, FLOORED, ETA)),
    "eta_t is the smallest of the four terms at Delta_t with the level max(Delta_t, gap_floor), a "
    "term whose denominator is 0 left out (and Phi >= 0, as in the class it is)",
)
ASSUMPTIONS = (*GROUND, FLOOR, SCHEDULE, KNOWN, CENTRED, NOISE_ABC, MOMENT, LEAST)

PARAMETERS = tuple(gap_floor if p == level else p for p in sgd.PARAMETERS)
_RUN = (IN_RUN, OUTCOME)
AT_STEP = {sym.gap: GAP, sym.level: FLOORED, sym.eta: ETA}
_TERMS = tuple(f"{term.name}_step" for term in terms(GAP, FLOORED))

PROOF = (
    Step(
        "floored",
        "The level is positive and at least the gap.",
        conj(gt(FLOORED, 0), ge(FLOORED, GAP)),
        Decide(),
        ("gap_floor_range",),
        _RUN,
    ),
    Step("forward", "No step is negative.", ge(ETA, 0), Decide(), ("schedule",), _RUN),
    Step(
        "step_size",
        "The step meets the four conditions.",
        None,
        Apply(step_size.STATEMENT, {**AT_STEP, **FOR_BOUNDED_NOISE}),
        (
            "ell_nonnegative",
            "integral",
            "potential_positive",
            "antiderivative",
            "beta_range",
            "gap0_range",
            "delta_range",
            *RANGES,
            "run",
            "floored",
            "schedule",
        ),
        _RUN,
    ),
    Step(
        "theorem",
        "So the theorem for any steps applies.",
        None,
        Apply(sgd.STATEMENT, AT_FLOORED),
        (
            *(a.name for a in GROUND),
            "forward",
            "floored",
            *(f"step_size.{name}" for name in _TERMS),
            "schedule",
            "adapted",
            "centred",
            "noise_abc",
            "moment",
            "least",
        ),
    ),
)

AT_OUTCOME = {
    Delta: sp.Lambda(t, GAP),
    etas: sp.Lambda(t, ETA),
    sym.level_at: sp.Lambda(t, FLOORED),
}
MEANING_HERE = ("run", "schedule", "floored", "horizon", "delta_range", *MEANING)
DISPLAY = displayed(
    sgd_rate.STATEMENT, {**AT_OUTCOME, **FOR_BOUNDED_NOISE}, RATE_ROOM, MEANING_HERE, MEANING_HERE
)

STATEMENT = Statement(
    id="sgd_warmup",
    kind="theorem",
    title="SGD with the theoretical warm-up",
    source=Source("LW", "Theorem 6", "for every ell and beta"),
    summary="With the smallest of the four terms at the current gap as step, with probability at "
    "least 1 - delta all gaps are at most 2 gap0 and min ||grad f(w_t)||^2 is at most "
    "4 gap0/sum eta_t.",
    parameters=PARAMETERS,
    assumptions=ASSUMPTIONS,
    conclusions=(*CONCLUSIONS, Named("display", claim(DISPLAY.room), sgd_rate.STATEMENT.summary)),
    proof=(
        *PROOF,
        *meaning(GAP, FLOORED, ("run",), ("schedule",), ("floored",), _RUN),
        *DISPLAY.steps,
    ),
    closes={
        **{c.name: (f"theorem.{c.name}",) for c in CONCLUSIONS},
        "display": ("display",),
    },
    evaluation=numbers.WARMUP,
    fails_without=WARMUP_FAIL,
    does_not_claim="That the steps grow: the gap of a run with noise may rise, to 2 gap0 at most.",
)
