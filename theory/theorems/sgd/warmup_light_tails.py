"""Appendix G for the theoretical warm-up: SGD with light tails, the smallest of four terms.

    eta_t = min{ 1/(2 (1+B) L_t),  R_t/(h_t + sqrt(V_t (1 + ln(T/delta)))),
                 Delta_0/(12 ln(1/delta) V_t),  sqrt(Delta_0/(T L_t (A Delta_t + C))) },

with s_t, L_t, R_t, h_t and V_t as in ``warmup``. A term whose denominator is 0 is left out. Then
all that ``light_tails`` says holds with probability at least 1 - 2 delta.

Proof. Each term gives the condition of ``sgd_light_tails`` of its name; where it is missing, the
condition asks that something nonnegative be at least 0. The level is s_t.
"""

from __future__ import annotations

from dataclasses import replace

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.noise_light_tails import LIGHT_TAILS, POSITIVE
from theory.definitions.run import IN_RUN
from theory.definitions.sgd_run import CENTRED, ETA, GAP, MOMENT, V, every_step, gap0
from theory.definitions.sgd_step_size import (
    confidence_load,
    curvature_load,
    largest_curvature,
    noise_load,
    speed,
)
from theory.lemmas.sgd_step_size.terms import radius, terms
from theory.logic import Formula, conj, ge, gt, le
from theory.rules.expectation import OUTCOME
from theory.schema import Apply, Decide, Source, Statement, Step
from theory.substitution import substitute
from theory.theorems.sgd import light_tails
from theory.theorems.sgd.display import meaning
from theory.theorems.sgd.light_tails import LIKELY, TAIL
from theory.theorems.sgd.schedule import smallest_term
from theory.theorems.sgd.scheduled_instances import WARMUP_LIGHT_FAIL
from theory.theorems.sgd.setting import GROUND, LEAST, conclusions
from theory.theorems.sgd.sharp_numbers import LIGHT_SHARE
from theory.theorems.sgd.warmup import AT_FLOORED, FLOOR, FLOORED, PARAMETERS

KNOWN = replace(light_tails.ADAPTED, claim=substitute(light_tails.ADAPTED.claim, AT_FLOORED))
SCHEDULE = Assumption(
    "schedule",
    every_step(conj(ge(TAIL, 0), smallest_term(GAP, FLOORED, ETA, LIGHT_SHARE, TAIL))),
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
_L = largest_curvature(FLOORED, sym.ell)
_LEVELS = ("floored", "beta_range")
_CURVATURE, _RADIUS, _CONFIDENCE, _NOISY = terms(GAP, FLOORED, LIGHT_SHARE, TAIL)


def _condition(name: str, text: str, claim: Formula, *uses: str) -> Step:
    return Step(name, text, claim, Decide(), uses, _RUN)


PROOF = (
    Step(
        "floored",
        "The level is positive and at least the gap.",
        conj(gt(FLOORED, 0), ge(FLOORED, GAP)),
        Decide(),
        ("gap_floor_range", "run"),
        _RUN,
    ),
    Step("forward", "No step is negative.", ge(ETA, 0), Decide(), ("schedule",), _RUN),
    *meaning(GAP, FLOORED, ("run",), ("schedule",), ("floored",), _RUN),
    _condition(
        "curvature_term",
        "The step is at most the curvature term, if that is there;",
        _CURVATURE.missing_or_at_least(ETA),
        "schedule",
        *_LEVELS,
    ),
    _condition(
        "curvature_step",
        "this, or there is no curvature.",
        le(curvature_load(_L) * ETA, 1),
        "curvature_term",
        "forward",
        *_LEVELS,
    ),
    _condition(
        "meaning",
        "Phi and 1 + ln(T/delta) are not negative.",
        conj(ge(sym.Phi(GAP), 0), ge(TAIL, 0)),
        "schedule",
        "run",
        "delta_range",
    ),
    _condition(
        "radius_term",
        "The step is at most the radius term, if that is there;",
        _RADIUS.missing_or_at_least(ETA),
        "schedule",
        "level_nonnegative",
        "run",
        "delta_range",
    ),
    _condition(
        "radius_step",
        "this, or there is neither gradient nor noise.",
        le(ETA * speed(V * TAIL, GAP, sym.Phi), radius(FLOORED)),
        "radius_term",
        "meaning",
        "radius_positive",
        "level_nonnegative",
        "run",
        "delta_range",
    ),
    _condition(
        "confidence_term",
        "The step is at most the confidence term, if that is there;",
        _CONFIDENCE.missing_or_at_least(ETA),
        "schedule",
        "run",
        "delta_range",
    ),
    _condition(
        "confidence_step",
        "this, or there is no noise.",
        le(confidence_load(V, LIGHT_SHARE) * ETA, gap0),
        "confidence_term",
        "forward",
        "gap0_range",
        "run",
        "delta_range",
    ),
    _condition(
        "noise_term",
        "The step is at most the noise term, if that is there;",
        _NOISY.missing_or_at_least(ETA),
        "schedule",
        "gap0_range",
        *_LEVELS,
    ),
    _condition(
        "noise_step",
        "this, or there is no noise that adds up.",
        le(noise_load(_L, GAP) * ETA**2, gap0),
        "noise_term",
        "forward",
        "gap0_range",
        *_LEVELS,
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
            "curvature_step",
            "radius_step",
            "confidence_step",
            "noise_step",
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
    conclusions=conclusions(LIKELY),
    proof=PROOF,
    closes={c.name: (f"theorem.{c.name}",) for c in conclusions(LIKELY)},
    fails_without=WARMUP_LIGHT_FAIL,
    does_not_claim="Anything for delta >= 1/2, or of noise without an exponential moment; nor a "
    "lower bound of the steps, which would put the rate in the constants of the problem.",
)
