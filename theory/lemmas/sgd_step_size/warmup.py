"""The step size of SGD is small enough: each of the four terms gives one condition.

    eta <= 1/(2 (1+B) L)                    =>  2 (1+B) L eta <= 1
    eta <= R/(h + sqrt(tail V))             =>  eta (h + sqrt(tail V)) <= R
    eta <= Delta_0/(share ln(1/delta) V)    =>  share ln(1/delta) V eta <= Delta_0
    eta <= sqrt(Delta_0/(T L (A gap + C)))  =>  T L (A gap + C) eta^2 <= Delta_0

with share = 4 and tail = 1 for bounded noise, 12 and 1 + ln(T/delta) for light tails.

A term whose denominator is 0 is missing on the left; the condition holds then, because it asks that
something nonnegative be at least 0. On the right nothing is divided.

Source: LW, Lemmas 11 and 14 (Lemma 11 is A = B = 0), and Appendix G.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.ell_smooth import CLASS_PARAMETERS, ELL_NONNEGATIVE, INTEGRAL
from theory.definitions.sgd_run import START
from theory.definitions.sgd_step_size import (
    BOUNDED_SHARE,
    BOUNDED_TAIL,
    LIGHT_SHARE,
    LIGHT_TAIL,
    confidence_load,
    curvature_load,
    largest_curvature,
    noise_level,
    noise_load,
    speed,
)
from theory.lemmas import distance_rises
from theory.lemmas.distance_rises import r
from theory.lemmas.growth.setting import ANTIDERIVATIVE, POSITIVE, y
from theory.lemmas.local_descent_level import BETA
from theory.lemmas.sgd_step.setting import FORWARD, NOISE_CONSTANTS
from theory.lemmas.sgd_step_size.instances import instance
from theory.lemmas.sgd_step_size.terms import (
    LEVEL,
    LOGARITHM_DEFINED,
    TAIL,
    at_most_each,
    radius,
    terms,
)
from theory.logic import conj, ge, le
from theory.schema import Apply, At, Decide, Named, Source, Statement, Step

gap, level, eta, beta = sym.gap, sym.level, sym.eta, sym.beta
share, tail = sym.share, sym.tail

GAP = Assumption(
    "gap",
    conj(ge(gap, 0), ge(sym.Phi(gap), 0)),
    "gap is a gap, and Phi is not negative there, as in the class it is",
    defines=True,
)
CLASS = (ELL_NONNEGATIVE, INTEGRAL, POSITIVE, ANTIDERIVATIVE)
TERMS = terms(gap, level, share, tail)
ASSUMPTIONS = (
    *CLASS,
    BETA,
    LEVEL,
    GAP,
    START,
    LOGARITHM_DEFINED,
    *NOISE_CONSTANTS,
    FORWARD,
    TAIL,
    *at_most_each(TERMS, eta),
)
PARAMETERS = (
    *CLASS_PARAMETERS,
    sym.G,
    sym.A,
    sym.B,
    sym.C,
    beta,
    sym.delta,
    sym.T,
    sym.gap0,
    level,
    eta,
    share,
    tail,
)

FOR_BOUNDED_NOISE = {share: BOUNDED_SHARE, tail: BOUNDED_TAIL}
FOR_LIGHT_TAILS = {share: LIGHT_SHARE, tail: LIGHT_TAIL}


def conditions(
    at: sp.Expr, top: sp.Expr, share: sp.Expr = BOUNDED_SHARE, tail: sp.Expr = BOUNDED_TAIL
) -> tuple[Named, ...]:
    """The four conditions on the step, as ``sgd_step`` and Theorems 4 to 7 ask them.

    Args:
        at: the gap.
        top: the level.
        share: 4 for bounded noise, 12 for light tails.
        tail: the radius allows for so many times V.
    """
    L, V = largest_curvature(top, sym.ell), noise_level(at, sym.Phi)
    return (
        Named("curvature_step", le(curvature_load(L) * eta, 1)),
        Named(
            "radius_step",
            conj(ge(sym.Phi(at), 0), le(eta * speed(V * tail, at, sym.Phi), radius(top))),
        ),
        Named("confidence_step", le(confidence_load(V, share) * eta, sym.gap0)),
        Named("noise_step", le(noise_load(L, at) * eta**2, sym.gap0)),
    )


CURVATURE, WITHIN, CONFIDENCE, NOISE = conditions(gap, level, share, tail)
_RANGES = tuple(a.name for a in NOISE_CONSTANTS)

PROOF = (
    Step(
        "curvature",
        "The curvature term, or no curvature.",
        CURVATURE.claim,
        Decide(),
        ("curvature_term", "eta_range", "level_range", "beta_range"),
    ),
    Step(
        "distance",
        "G rises strictly,",
        None,
        Apply(distance_rises.STATEMENT),
        tuple(a.name for a in CLASS),
    ),
    Step(
        "radius_positive",
        "so the radius is positive.",
        ge(radius(level), 0),
        Decide(),
        (At("distance.rises", {r: level, y: beta * level}), "level_range", "beta_range"),
    ),
    Step(
        "within",
        "The radius term, or neither gradient nor noise.",
        WITHIN.claim,
        Decide(),
        ("radius_term", "radius_positive", "gap", "tail_range", *_RANGES),
    ),
    Step(
        "confidence",
        "The confidence term, or no noise.",
        CONFIDENCE.claim,
        Decide(),
        ("confidence_term", "eta_range", "gap0_range", "gap", "delta_range"),
    ),
    Step(
        "noise",
        "The noise term, or no noise that adds up.",
        NOISE.claim,
        Decide(),
        ("noise_term", "eta_range", "gap0_range", "level_range", "beta_range"),
    ),
)

STATEMENT = Statement(
    id="sgd_step_size_warmup",
    kind="lemma",
    title="The step size of SGD meets the four conditions",
    source=Source("LW", "Lemmas 11 and 14", "for every ell and beta"),
    summary="A step that is at most each of the four terms (a term with denominator 0 left out) "
    "absorbs the noise growing with the gradient, stays within the radius of the level, and keeps "
    "the martingale part and the squared noise small.",
    parameters=(*PARAMETERS, gap),
    assumptions=ASSUMPTIONS,
    conclusions=(CURVATURE, WITHIN, CONFIDENCE, NOISE),
    proof=PROOF,
    closes={
        "curvature_step": ("curvature", "level_range", "beta_range"),
        "radius_step": ("within", "gap", "tail_range", *_RANGES),
        "confidence_step": ("confidence", "gap", "delta_range"),
        "noise_step": ("noise", "level_range", "beta_range"),
    },
    sharp_at=tuple(
        instance(f"all four terms are 1/2: {text}", name, equality=True)
        for name, text in (
            ("curvature_step", "2 * 1/2 = 1"),
            ("confidence_step", "4 * 1/2 = 2"),
            ("noise_step", "8 * 1/4 = 2"),
        )
    ),
    fails_without={
        "ell_nonnegative": "it and the next serve to show that the radius is positive, which "
        "follows from its derivative all the same",
        "integral": "it serves to show that the radius is positive, which follows from its "
        "derivative all the same",
        "potential_positive": "without it 1/h has no meaning at the gaps where Phi = 0",
        "antiderivative": instance(
            "G(s) = -s at gap 0 without noise: the radius -3/2 is below 0",
            "radius_step",
            at=0,
            C=0,
            falling=True,
        ),
        "beta_range": instance(
            "beta = 1/2 at gap 0 without noise: a negative radius",
            "radius_step",
            at=0,
            C=0,
            factor="1/2",
        ),
        "level_range": "a level that is not positive has no radius",
        "gap0_range": instance("gap0 = -1 and no noise: 0 > -1", "confidence_step", C=0, start=-1),
        "delta_range": "ln(1/delta) has a meaning for positive delta only",
        "A_range": "a negative A serves too where V is not negative, which sqrt(V) needs",
        "B_range": "a negative B serves too where V is not negative, which sqrt(V) needs",
        "C_range": "a negative C serves too where V is not negative, which sqrt(V) needs",
        "eta_range": instance("eta = -2: 32 > 2", "noise_step", eta_value="-2"),
        "tail_range": "it keeps tail V from being negative, which its root needs",
        "curvature_term": instance("eta = 1 without noise: 2 > 1", "curvature_step", "1", C=0),
        "radius_term": instance(
            "level 1/18, so that the radius is 1/3, with eta = 1/2 and no noise: 1/2 > 1/3",
            "radius_step",
            C=0,
            low="1/18",
        ),
        "confidence_term": instance(
            "gap0 = 1 and one step, eta = 1/2: 2 > 1", "confidence_step", start=1, count=1
        ),
        "noise_term": instance("nine steps: 9/4 > 2", "noise_step", count=9),
    },
    does_not_claim="That the step is positive: see sgd_step_inverse.",
)
