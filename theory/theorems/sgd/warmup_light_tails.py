"""Appendix G for the theoretical warm-up: SGD with light tails, the smallest of four terms.

    eta_t = min{ 1/(2 (1+B) L_t),  R_t/(h_t + sqrt(V_t (1 + ln(T/delta)))),
                 Delta_0/(12 ln(1/delta) V_t),  sqrt(Delta_0/(T L_t (A Delta_t + C))) },

with s_t, L_t, R_t, h_t and V_t as in ``warmup``. A term whose denominator is 0 is left out. Then
all that ``light_tails`` says holds with probability at least 1 - 2 delta.

Proof. The step meets the four conditions (``sgd_step_size_warmup``, with 12 for 4 and room for the
tail); ``sgd_light_tails`` with the level s_t. The display is ``sgd_rate``, with 48 ln(1/delta)/T
for 16.
"""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from theory.assumptions import Assumption
from theory.definitions.noise_light_tails import LIGHT_TAILS, POSITIVE
from theory.definitions.run import IN_RUN, t
from theory.definitions.sgd_run import CENTRED, ETA, GAP, MOMENT, every_step
from theory.definitions.sgd_step_size import LIGHT_SHARE, LIGHT_TAIL
from theory.lemmas import sgd_rate
from theory.lemmas.sgd_step_size import warmup as step_size
from theory.lemmas.sgd_step_size.terms import terms
from theory.lemmas.sgd_step_size.warmup import FOR_LIGHT_TAILS
from theory.logic import conj, ge, gt
from theory.rules.expectation import OUTCOME
from theory.rules.integers import ZERO_INTEGER
from theory.schema import Apply, At, Decide, Named, Source, Statement, Step
from theory.substitution import substitute
from theory.theorems.sgd import light_tails
from theory.theorems.sgd.descent import RANGES
from theory.theorems.sgd.display import CLASS, displayed, meaning
from theory.theorems.sgd.light_tails import LIKELY
from theory.theorems.sgd.probably import claim
from theory.theorems.sgd.schedule import smallest_term
from theory.theorems.sgd.scheduled_instances import WARMUP_LIGHT_FAIL
from theory.theorems.sgd.setting import GROUND, LEAST, RATE_ROOM, conclusions
from theory.theorems.sgd.warmup import (
    AT_FLOORED,
    AT_OUTCOME,
    AT_STEP,
    FLOOR,
    FLOORED,
    MEANING_HERE,
    PARAMETERS,
)

KNOWN = replace(light_tails.ADAPTED, claim=substitute(light_tails.ADAPTED.claim, AT_FLOORED))
SCHEDULE = Assumption(
    "schedule",
    every_step(conj(ge(LIGHT_TAIL, 0), smallest_term(GAP, FLOORED, ETA, LIGHT_SHARE, LIGHT_TAIL))),
    "eta_t is the smallest of the four terms at Delta_t with the level max(Delta_t, gap_floor), a "
    "term whose denominator is 0 left out (and Phi >= 0 as in the class, ln(T/delta) >= 0 as "
    "T >= 1)",
)
ASSUMPTIONS = (
    *GROUND,
    FLOOR,
    SCHEDULE,
    KNOWN,
    CENTRED,
    POSITIVE,
    LIGHT_TAILS,
    MOMENT,
    LEAST,
)

_RUN = (IN_RUN, OUTCOME)
_TERMS = tuple(f"{term.name}_step" for term in terms(GAP, FLOORED, LIGHT_SHARE, LIGHT_TAIL))

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
    Step("start", "0 is an index,", None, Apply(ZERO_INTEGER)),
    Step(
        "tail",
        "so the schedule says that 1 + ln(T/delta) is not negative.",
        ge(LIGHT_TAIL, 0),
        Decide(),
        (At("schedule", {t: sp.Integer(0)}), "start", "horizon", "delta_range"),
        (OUTCOME,),
    ),
    Step(
        "step_size",
        "The step meets the four conditions.",
        None,
        Apply(step_size.STATEMENT, {**AT_STEP, **FOR_LIGHT_TAILS}),
        (
            *CLASS,
            "beta_range",
            "gap0_range",
            "delta_range",
            *RANGES,
            "run",
            "floored",
            "schedule",
            "tail",
        ),
        _RUN,
    ),
    Step(
        "theorem",
        "So the theorem for any steps applies.",
        None,
        Apply(light_tails.STATEMENT, AT_FLOORED),
        (
            *(a.name for a in GROUND),
            "forward",
            "floored",
            *(f"step_size.{name}" for name in _TERMS),
            "tail",
            "schedule",
            "adapted",
            "centred",
            "positive",
            "light_tails",
            "moment",
            "least",
        ),
    ),
)

_MEANING = (*MEANING_HERE, "tail")
DISPLAY = displayed(
    sgd_rate.STATEMENT,
    {**AT_OUTCOME, **FOR_LIGHT_TAILS},
    RATE_ROOM,
    _MEANING,
    _MEANING,
    LIKELY,
)

STATEMENT = Statement(
    id="sgd_warmup_light_tails",
    kind="theorem",
    title="SGD with light tails and the theoretical warm-up",
    source=Source("LW", "Appendix G", "for every ell and beta"),
    summary="With E[exp(||xi_t||^2/N_t) | known at t] <= e and the smallest of the four terms at "
    "the current gap as step, with probability at least 1 - 2 delta all gaps are at most 2 gap0 "
    "and min ||grad f(w_t)||^2 is at most 4 gap0/sum eta_t.",
    parameters=PARAMETERS,
    assumptions=ASSUMPTIONS,
    conclusions=(
        *conclusions(LIKELY),
        Named("display", claim(DISPLAY.room, LIKELY), sgd_rate.STATEMENT.summary),
    ),
    proof=(
        *PROOF,
        *meaning(GAP, FLOORED, ("run",), ("schedule",), ("floored",), _RUN),
        *DISPLAY.steps,
    ),
    closes={
        **{c.name: (f"theorem.{c.name}",) for c in conclusions(LIKELY)},
        "display": ("display",),
    },
    fails_without=WARMUP_LIGHT_FAIL,
    does_not_claim="Anything for delta >= 1/2, or of noise without an exponential moment.",
)
