"""The rate of SGD: from the sum of the steps to the constants of the problem.

If m sum eta_t <= 4 Delta_0 and every eta_t is one of the four terms of the step size, then

    m <= (4 Delta_0/T) mean(1/eta_t)
      <= 4 sqrt(Delta_0/T) mean sqrt(L_t (A Delta_t + C))
         + (4 Delta_0/T) mean(2 (1+B) L_t + (h_t + sqrt(tail V_t))/R_t)
         + (4 share ln(1/delta)/T) mean V_t

with share = 4 and tail = 1 for bounded noise, 12 and 1 + ln(T/delta) for light tails.

Proof. The harmonic mean of the steps is at most the arithmetic one; 1/eta_t is at most the sum of
the four inverses (``sgd_step_inverse``), and sqrt(T L_t (A Delta_t + C)/Delta_0) is sqrt(T/Delta_0)
times the root in the first mean.

Source: LW, Lemmas 13 and 16, the displays of Theorems 4 and 6, and Appendix G.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.ell_smooth import CLASS_PARAMETERS
from theory.definitions.run import IN_RUN, Delta, T, etas, in_run, integer, m, t
from theory.definitions.sgd_run import START
from theory.definitions.sgd_step_size import confidence_load, largest_curvature, noise_level
from theory.lemmas import distance_rises, harmonic_mean, sum_bound
from theory.lemmas.distance_rises import r
from theory.lemmas.growth.setting import y
from theory.lemmas.harmonic_mean import sum_of, sum_of_inverses
from theory.lemmas.local_descent_level import BETA
from theory.lemmas.sgd_rate_instances import rate
from theory.lemmas.sgd_step.setting import NOISE_CONSTANTS
from theory.lemmas.sgd_step_size import inverse
from theory.lemmas.sgd_step_size.inverse import DELTA
from theory.lemmas.sgd_step_size.terms import SHARE, TAIL, is_one_of, radius, terms
from theory.lemmas.sgd_step_size.warmup import CLASS
from theory.lemmas.sum_bound import alpha, first, fourth, gamma, second, third
from theory.logic import conj, ge, gt, le
from theory.rules.integers import i, total
from theory.schema import Apply, At, Decide, Named, Source, Statement, Step

gap0, level, share, tail = sym.gap0, sym.level_at, sym.share, sym.tail
GAP, LEVEL, ETA = Delta(t), level(t), etas(t)
L, V = largest_curvature(LEVEL, sym.ell), noise_level(GAP, sym.Phi)
TERMS = terms(GAP, LEVEL, share, tail)
_CURVATURE, _RADIUS, _CONFIDENCE, _NOISE = TERMS

HORIZON = Assumption(
    "horizon", conj(integer(T), ge(T, 1)), "the run has at least one step", defines=True
)
GAPS = Assumption(
    "gaps",
    in_run(conj(ge(GAP, 0), ge(sym.Phi(GAP), 0))),
    "the gaps are gaps, and Phi is not negative there, as in the class it is",
    defines=True,
)
LEVELS = Assumption("levels", in_run(gt(LEVEL, 0)), "every level is positive")
SCHEDULE = Assumption(
    "schedule",
    in_run(is_one_of(TERMS, ETA)),
    "every step is one of the four terms whose denominators are positive",
)
RATE = Assumption(
    "rate",
    conj(ge(m, 0), le(m * sum_of(T), 4 * gap0)),
    "m sum eta_t <= 4 gap0, m the smallest squared gradient norm",
)
ASSUMPTIONS = (
    *CLASS,
    BETA,
    START,
    DELTA,
    HORIZON,
    *NOISE_CONSTANTS,
    GAPS,
    LEVELS,
    SHARE,
    TAIL,
    SCHEDULE,
    RATE,
)

ROOT = sp.sqrt(L * (sym.A * GAP + sym.C))
REST = _CURVATURE.inverse + _RADIUS.inverse


def sum_over_run(term: sp.Expr) -> sp.Sum:
    """The sum of a term in t over the run."""
    return total(term.subs(t, i), i, T)


ROOTS, RESTS, NOISES = (sum_over_run(term) for term in (ROOT, REST, V))
HARMONIC = le(m * T**2, 4 * gap0 * sum_of_inverses(T))
DISPLAY = le(
    m,
    4 * sp.sqrt(gap0 / T) * ROOTS / T
    + 4 * gap0 / T * RESTS / T
    + 4 * confidence_load(NOISES, share) / T / T,
)

_SCALE, _SHARE = sp.sqrt(T / gap0), confidence_load(sp.Integer(1), share) / gap0
_RANGES = tuple(assumption.name for assumption in NOISE_CONSTANTS)
_POSITIVE = ("gap0_range", "horizon")
_MEANING = (
    "gaps",
    "levels",
    "beta_range",
    "radius_positive",
    "noise_positive",
    "level_positive",
    "tail_range",
)
"""What makes all terms mean something."""

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
        "so every radius is positive.",
        gt(radius(LEVEL), 0),
        Decide(),
        (At("distance.rises", {r: LEVEL, y: sym.beta * LEVEL}), "levels", "beta_range"),
        (IN_RUN,),
    ),
    Step(
        "level_positive",
        "No noise bound is negative,",
        ge(V, 0),
        Decide(),
        ("gaps", *_RANGES),
        (IN_RUN,),
    ),
    Step(
        "curvature",
        "nor any curvature,",
        ge(L, 0),
        Decide(),
        (At("ell_nonnegative", {sym.s: sym.beta * LEVEL}), "levels", "beta_range"),
        (IN_RUN,),
    ),
    Step(
        "noise_positive",
        "nor their product.",
        ge(L * (sym.A * GAP + sym.C), 0),
        Decide(),
        ("curvature", "gaps", "A_range", "C_range", "levels", "beta_range"),
        (IN_RUN,),
    ),
    Step(
        "inverse",
        "The inverse of every step is at most the sum of four.",
        None,
        Apply(inverse.STATEMENT, {sym.gap: GAP, sym.level: LEVEL, sym.eta: ETA}),
        (
            *(a.name for a in CLASS),
            "gap0_range",
            "delta_range",
            *_RANGES,
            "share_range",
            "schedule",
            *(fact for fact in _MEANING if fact != "level_positive"),
        ),
        (IN_RUN,),
    ),
    Step(
        "term",
        "So the inverse of every step, sorted: sqrt(T L (A gap + C)/gap0) is sqrt(T/gap0) times a "
        "root without T and gap0.",
        le(1 / ETA, _SCALE * ROOT + REST + _SHARE * V),
        Decide(),
        ("inverse", "gap0_range", "delta_range", *_MEANING),
        (IN_RUN,),
    ),
    Step(
        "sums",
        "The sum of the inverses.",
        le(sum_of_inverses(T), _SCALE * ROOTS + RESTS + _SHARE * NOISES),
        Apply(
            sum_bound.STATEMENT,
            {
                first: sp.Lambda(t, 1 / ETA),
                second: sp.Lambda(t, ROOT),
                third: sp.Lambda(t, REST),
                fourth: sp.Lambda(t, V),
                alpha: _SCALE,
                gamma: _SHARE,
            },
        ),
        ("horizon", "term", "inverse.positive", "gap0_range", "delta_range", *_MEANING),
    ),
    Step(
        "means",
        "The harmonic mean is at most the arithmetic mean.",
        None,
        Apply(harmonic_mean.STATEMENT),
        ("horizon", "inverse.positive"),
    ),
    Step(
        "harmonic",
        "So m T^2 is at most 4 gap0 times the sum of the inverses.",
        HARMONIC,
        Decide(),
        ("means", "rate", "inverse.positive"),
    ),
    Step(
        "scaled",
        "Put in, times T^2; gap0 sqrt(T/gap0) = T sqrt(gap0/T).",
        le(
            m * T**2,
            4 * T * sp.sqrt(gap0 / T) * ROOTS
            + 4 * gap0 * RESTS
            + 4 * confidence_load(NOISES, share),
        ),
        Decide(),
        ("harmonic", "sums", "delta_range", *_POSITIVE, *_MEANING),
    ),
    Step(
        "display",
        "Divided by T^2: the display.",
        DISPLAY,
        Decide(),
        ("scaled", "delta_range", *_POSITIVE, *_MEANING),
    ),
)

STATEMENT = Statement(
    id="sgd_rate",
    kind="lemma",
    title="The rate of SGD in the constants of the problem",
    source=Source("LW", "Lemmas 13 and 16", "for every ell and beta"),
    summary="If m sum eta_t <= 4 gap0 and every step is one of the four terms, then m <= "
    "4 sqrt(gap0/T) mean sqrt(L_t (A gap_t + C)) + (4 gap0/T) mean(2 (1+B) L_t + "
    "(h_t + sqrt(tail V_t))/R_t) + (4 share ln(1/delta)/T) mean V_t.",
    parameters=(
        *CLASS_PARAMETERS,
        sym.G,
        sym.A,
        sym.B,
        sym.C,
        sym.beta,
        sym.delta,
        T,
        gap0,
        Delta,
        level,
        etas,
        m,
        share,
        tail,
    ),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("harmonic", HARMONIC), Named("display", DISPLAY)),
    proof=PROOF,
    closes={
        "harmonic": ("harmonic", "inverse.positive"),
        "display": ("display", "delta_range", *_POSITIVE, *_MEANING),
    },
    sharp_at=(
        rate("one step of 1/2, gap0 = 2: 16 = 4 * 2 * 2", "harmonic", 16, equality=True),
        rate(
            "one step, the curvature term alone, at gap 0 without noise: 16 = 8 * 2",
            "display",
            16,
            at="0",
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
        "antiderivative": rate(
            "G(s) = -s: the radius -3/2, without noise: 16 > 16 - 16/3",
            "display",
            16,
            C=0,
            falling=True,
        ),
        "beta_range": rate(
            "beta = 1/2: a negative radius, without noise", "display", 16, C=0, factor="1/2"
        ),
        "gap0_range": "for gap0 <= 0 the terms with gap0 are not positive, so they are no steps",
        "delta_range": rate("ln(1/delta) = -10", "display", 16, confidence=-10),
        "A_range": "it keeps V and A gap + C from being negative, which their roots need",
        "B_range": rate(
            "B = -2, C = 3, gap0 = 4, ln(1/delta) = 1/64: 32 > 8 sqrt(3) + 0 + 1/4",
            "display",
            32,
            B=-2,
            C=3,
            start=4,
            confidence="1/64",
        ),
        "C_range": "it keeps V and A gap + C from being negative, which their roots need",
        "levels": "a level that is not positive has no radius",
        "share_range": rate("share = -160", "display", 16, part=-160),
        "tail_range": "it keeps tail V from being negative, which its root needs",
        "schedule": rate(
            "no noise, and a step of 1/10, smaller than both terms: 80 > 24",
            "display",
            80,
            "1/10",
            C=0,
        ),
        "rate": rate("one step of 1/2, gap0 = 2, but m = 17: 17 > 16", "harmonic", 17),
    },
    does_not_claim="That the means are small: they are taken along the run.",
)
