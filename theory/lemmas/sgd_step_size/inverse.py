"""The step size of SGD is not smaller than needed: 1/eta is at most the sum of four inverses.

    1/eta <= 2 (1+B) L + (h + sqrt(tail V))/R + share ln(1/delta) V/Delta_0
             + sqrt(T L (A gap + C)/Delta_0)

if eta is one of the four terms; share and tail as in ``warmup``. (A term whose denominator is 0
cannot be that one; its inverse is 0.)

Proof. 1/eta is the inverse of that term, and none of the others is negative.

Source: LW, Lemmas 13 and 16, first line, and Appendix G.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.sgd_run import START
from theory.definitions.sgd_step_size import CONFIDENCE, largest_curvature, noise_level
from theory.lemmas import distance_rises
from theory.lemmas.distance_rises import r
from theory.lemmas.growth.setting import y
from theory.lemmas.local_descent_level import BETA
from theory.lemmas.sgd_step.setting import NOISE_CONSTANTS
from theory.lemmas.sgd_step_size.instances import instance
from theory.lemmas.sgd_step_size.terms import LEVEL, SHARE, TAIL, Term, is_one_of, radius
from theory.lemmas.sgd_step_size.warmup import CLASS, GAP, PARAMETERS, TERMS
from theory.logic import conj, ge, gt, le
from theory.rules.logarithms import LOGARITHM, x
from theory.schema import Apply, At, Decide, Named, Source, Statement, Step, Use

gap, level, eta, beta = sym.gap, sym.level, sym.eta, sym.beta

DELTA = bounds(
    sym.delta,
    0,
    1,
    low_included=False,
    high_included=False,
    text="the probability of failure allowed lies strictly between 0 and 1",
)
LENGTH = bounds(sym.T, 0, text="the number of steps is not negative")
SCHEDULE = Assumption(
    "schedule",
    is_one_of(TERMS, eta),
    "eta is one of the four terms whose denominators are positive",
)
ASSUMPTIONS = (
    *CLASS,
    BETA,
    LEVEL,
    GAP,
    START,
    DELTA,
    LENGTH,
    *NOISE_CONSTANTS,
    SHARE,
    TAIL,
    SCHEDULE,
)
INVERSE = le(1 / eta, sum((term.inverse for term in TERMS), sp.Integer(0)))

_RANGES = tuple(a.name for a in NOISE_CONSTANTS)
_L = largest_curvature(level, sym.ell)
_V = noise_level(gap, sym.Phi)
_CURVATURE, _RADIUS, _CONFIDENCE, _NOISE = TERMS
_LEVELS = ("level_range", "beta_range")
_DEFINED: tuple[Use, ...] = (
    "radius_positive",
    "noise_level",
    "noise_load",
    "gap",
    "tail_range",
    "gap0_range",
    "delta_range",
    *_LEVELS,
)
"""What makes all four terms and their inverses mean something."""
_SIGNS = ("curvature_inverse", "confidence_inverse")
_CASES = tuple(f"{term.name}_case" for term in TERMS)


def _case(term: Term, text: str, *signs: str, without: tuple[str, ...] = ()) -> Step:
    return Step(
        f"{term.name}_case",
        text,
        conj(gt(eta, 0), INVERSE),
        Decide(),
        (*signs, *(fact for fact in _DEFINED if fact not in without)),
        (term.equals(eta),),
    )


PROOF = (
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
        gt(radius(level), 0),
        Decide(),
        (At("distance.rises", {r: level, y: beta * level}), *_LEVELS),
    ),
    Step(
        "logarithm",
        "ln(delta) <= delta - 1,",
        None,
        Apply(LOGARITHM, {x: sym.delta}),
        ("delta_range",),
    ),
    Step(
        "confidence",
        "so ln(1/delta) is positive.",
        gt(CONFIDENCE, 0),
        Decide(),
        ("logarithm", "delta_range"),
    ),
    Step(
        "curvature",
        "The curvature is not negative,",
        ge(_L, 0),
        Decide(),
        (At("ell_nonnegative", {sym.s: beta * level}), *_LEVELS),
    ),
    Step(
        "noise_level",
        "nor is the noise bound,",
        ge(_V, 0),
        Decide(),
        ("gap", *_RANGES),
    ),
    Step(
        "noise_load",
        "nor the noise that adds up.",
        ge(_NOISE.denominator, 0),
        Decide(),
        ("curvature", "gap", "T_range", "A_range", "C_range", *_LEVELS),
    ),
    Step(
        "curvature_inverse",
        "So the first inverse is not negative,",
        ge(_CURVATURE.inverse, 0),
        Decide(),
        ("curvature", "B_range", *_LEVELS),
    ),
    Step(
        "confidence_inverse",
        "nor the third; the second is a quotient, the fourth a root.",
        ge(_CONFIDENCE.inverse, 0),
        Decide(),
        ("confidence", "noise_level", "gap", "share_range", "gap0_range", "delta_range"),
    ),
    _case(
        _CURVATURE, "If eta is the first term, 1/eta is the first inverse,", "confidence_inverse"
    ),
    _case(_RADIUS, "and so for the second,", *_SIGNS),
    _case(_CONFIDENCE, "the third", "curvature_inverse"),
    _case(_NOISE, "and the fourth.", *_SIGNS, without=("noise_load",)),
    Step(
        "positive",
        "In each case the step is positive,",
        gt(eta, 0),
        Decide(),
        ("schedule", *_CASES[1:]),
    ),
    Step(
        "inverse",
        "and 1/eta at most the sum.",
        INVERSE,
        Decide(),
        ("schedule", *_CASES, *_DEFINED),
    ),
)

STATEMENT = Statement(
    id="sgd_step_inverse",
    kind="lemma",
    title="The inverse of the step size of SGD",
    source=Source("LW", "Lemmas 13 and 16", "the first line, for every ell and beta"),
    summary="If eta is one of the four terms then eta > 0 and 1/eta <= 2 (1+B) L + "
    "(h + sqrt(tail V))/R + share ln(1/delta) V/gap0 + sqrt(T L (A gap + C)/gap0).",
    parameters=(*PARAMETERS, gap),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("positive", gt(eta, 0)), Named("inverse", INVERSE)),
    proof=PROOF,
    closes={"positive": ("positive",), "inverse": ("inverse", "positive", *_DEFINED)},
    sharp_at=(
        instance(
            "the curvature term alone, at gap 0 without noise: 2 = 2",
            "inverse",
            at=0,
            C=0,
            equality=True,
        ),
    ),
    fails_without={
        "ell_nonnegative": "for 2 Phi = s/(1 + s)^2, where ell < 0 beyond s = 1, the first "
        "inverse is negative at high levels, and its term missing",
        "integral": "it serves to show that the radius is positive, which follows from its "
        "derivative all the same",
        "potential_positive": "without it 1/h has no meaning at the gaps where Phi = 0",
        "antiderivative": instance(
            "G(s) = -s: the radius -3/2, without noise: 2 > 2 - 2/3", "inverse", C=0, falling=True
        ),
        "beta_range": instance("beta = 1/2: a negative radius", "inverse", C=0, factor="1/2"),
        "level_range": "a level that is not positive has no radius",
        "gap0_range": instance(
            "gap0 = -1, A = C = 0, B = 1 and ln(1/delta) = 2: 4 > 4 + 2 - 8",
            "inverse",
            "1/4",
            B=1,
            C=0,
            start=-1,
            confidence=2,
        ),
        "delta_range": instance("ln(1/delta) = -10: 2 > 2 + 2 - 20 + 2", "inverse", confidence=-10),
        "A_range": "it keeps V and A gap + C from being negative, which their roots need",
        "B_range": instance(
            "B = -2, C = 3, no steps, ln(1/delta) = 1/8: 2 > -2 + 2 + 1/4",
            "inverse",
            B=-2,
            C=3,
            count=0,
            confidence="1/8",
        ),
        "C_range": "it keeps V and A gap + C from being negative, which their roots need",
        "T_range": "it keeps T L (A gap + C) from being negative, which its root needs",
        "share_range": instance("share = -40: 2 > 2 + 2 - 20 + 2", "inverse", part=-40),
        "tail_range": "it keeps tail V from being negative, which its root needs",
        "schedule": instance("eta = 1/10, smaller than all terms: 10 > 8", "inverse", "1/10"),
    },
    does_not_claim="That the terms are all there: one whose denominator is 0 asks nothing.",
)
