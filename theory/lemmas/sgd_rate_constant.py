"""The rate of SGD with a constant step: one of the four terms read at H = 2 Delta_0.

    m sum_{t<T} eta <= 4 Delta_0   =>   m <= 4 Delta_0/(T eta)
      <= 4 sqrt(Delta_0 L (A H + C)/T) + (4 Delta_0/T) (2 (1+B) L + (h + sqrt(V))/R)
         + 16 ln(1/delta) V/T,                  L, h, V and R at gap and level H

Proof. The sum of the steps is T eta, and 1/eta is at most the sum of the four inverses
(``sgd_step_inverse``).

Source: LW, Lemmas 13 and 16 and the displays of Theorems 5 and 7.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.ell_smooth import CLASS_PARAMETERS
from theory.definitions.run import UP_TO_T, T, integer, m, n
from theory.definitions.sgd_run import START
from theory.definitions.sgd_step_size import (
    CONFIDENCE,
    START_BOUND,
    largest_curvature,
    noise_level,
)
from theory.lemmas import distance_rises
from theory.lemmas.distance_rises import r
from theory.lemmas.growth.setting import y
from theory.lemmas.local_descent_level import BETA
from theory.lemmas.sgd_rate import HORIZON
from theory.lemmas.sgd_rate_instances import constant_rate
from theory.lemmas.sgd_step.setting import NOISE_CONSTANTS
from theory.lemmas.sgd_step_size import inverse
from theory.lemmas.sgd_step_size.constant import POTENTIAL
from theory.lemmas.sgd_step_size.inverse import DELTA
from theory.lemmas.sgd_step_size.terms import is_one_of, radius, terms
from theory.lemmas.sgd_step_size.warmup import CLASS, FOR_BOUNDED_NOISE
from theory.logic import ForAll, Formula, conj, eq, ge, gt, le
from theory.rules.integers import FINITE_SUM, a, count, i, total
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.witness import S

gap0, eta, H = sym.gap0, sym.eta, START_BOUND
L, V = largest_curvature(H, sym.ell), noise_level(H, sym.Phi)
TERMS = terms(H, H)
_CURVATURE, _RADIUS, _, _NOISE = TERMS

SCHEDULE = Assumption(
    "schedule",
    is_one_of(TERMS, eta),
    "the step is one of the four terms, read at gap and level 2 gap0, whose denominators are "
    "positive",
)
RATE = Assumption(
    "rate",
    conj(ge(m, 0), le(m * total(eta, i, T), 4 * gap0)),
    "m times the sum of the T equal steps is at most 4 gap0, m the smallest squared gradient norm",
)
ASSUMPTIONS = (*CLASS, BETA, START, DELTA, HORIZON, *NOISE_CONSTANTS, POTENTIAL, SCHEDULE, RATE)

REST = _CURVATURE.inverse + _RADIUS.inverse
STEP_RATE = le(m, 4 * gap0 / (T * eta))
DISPLAY = le(
    m,
    4 * sp.sqrt(gap0 * L * (sym.A * H + sym.C) / T) + 4 * gap0 / T * REST + 16 * CONFIDENCE * V / T,
)

_RANGES = tuple(assumption.name for assumption in NOISE_CONSTANTS)
_MEANING = (
    "radius_positive",
    "noise_level",
    "noise_positive",
    "potential_at_start",
    "gap0_range",
    "beta_range",
)
"""What makes all terms mean something."""


def _sum(number: sp.Expr) -> Formula:
    return eq(total(eta, i, number), number * eta)


PROOF = (
    Step("sums", "Partial sums.", None, Apply(FINITE_SUM, {a: sp.Lambda(i, eta), count: T})),
    Step("sum_at_0", "The empty sum.", _sum(sp.Integer(0)), Decide(), ("sums.empty",)),
    Step(
        "sum_next",
        "One step more.",
        _sum(n + 1),
        Decide(),
        ("sums.next",),
        (integer(n), le(0, n), le(n + 1, T), _sum(n)),
    ),
    Step(
        "sum",
        "The sum of n equal steps.",
        ForAll(n, UP_TO_T, _sum(n)),
        Induct("sum_at_0", "sum_next"),
    ),
    Step(
        "distance",
        "G rises strictly,",
        None,
        Apply(distance_rises.STATEMENT),
        tuple(assumption.name for assumption in CLASS),
    ),
    Step(
        "radius_positive",
        "so the radius is positive.",
        gt(radius(H), 0),
        Decide(),
        (At("distance.rises", {r: H, y: sym.beta * H}), "gap0_range", "beta_range"),
    ),
    Step(
        "noise_level",
        "The noise bound is not negative,",
        ge(V, 0),
        Decide(),
        ("potential_at_start", "gap0_range", *_RANGES),
    ),
    Step(
        "curvature",
        "nor is the curvature,",
        ge(L, 0),
        Decide(),
        (At("ell_nonnegative", {sym.s: sym.beta * H}), "gap0_range", "beta_range"),
    ),
    Step(
        "noise_positive",
        "nor the noise that adds up.",
        ge(L * (sym.A * H + sym.C), 0),
        Decide(),
        ("curvature", "gap0_range", "beta_range", "A_range", "C_range"),
    ),
    Step(
        "inverse",
        "The inverse of the step.",
        None,
        Apply(inverse.STATEMENT, {sym.gap: H, sym.level: H, **FOR_BOUNDED_NOISE}),
        (
            *(assumption.name for assumption in CLASS),
            "delta_range",
            "horizon",
            *_RANGES,
            "schedule",
            *(fact for fact in _MEANING if fact != "noise_level"),
        ),
    ),
    Step(
        "step_rate",
        "m T eta <= 4 gap0.",
        STEP_RATE,
        Decide(),
        (At("sum", {n: T}), "rate", "inverse.positive", "horizon"),
    ),
    Step(
        "scaled",
        "4 gap0/T times the sum of the inverses.",
        le(
            4 * gap0 / (T * eta),
            4 * (gap0 / T * _NOISE.inverse) + 4 * gap0 / T * REST + 16 * CONFIDENCE * V / T,
        ),
        Decide(),
        ("inverse", "horizon", "delta_range", *_MEANING),
    ),
    Step(
        "display",
        "Together: the display; gap0/T times the last inverse is the root in it.",
        DISPLAY,
        Decide(),
        ("step_rate", "scaled", "horizon", "delta_range", *_MEANING),
    ),
)

STATEMENT = Statement(
    id="sgd_rate_constant",
    kind="lemma",
    title="The rate of SGD with a constant step",
    source=Source("LW", "Lemmas 13 and 16", "constant step, for every ell and beta"),
    summary="If T equal steps are one of the four terms at gap and level 2 gap0, and m times their "
    "sum is at most 4 gap0, then m <= 4 gap0/(T eta) <= 4 sqrt(gap0 L (A H + C)/T) + "
    "(4 gap0/T)(2 (1+B) L + (h + sqrt(V))/R) + 16 ln(1/delta) V/T, H = 2 gap0.",
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
        eta,
        m,
    ),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("step_rate", STEP_RATE), Named("display", DISPLAY)),
    proof=PROOF,
    closes={
        "step_rate": ("step_rate", "inverse.positive", "horizon"),
        "display": ("display", "horizon", "delta_range", *_MEANING),
    },
    sharp_at=(
        constant_rate(
            "two steps of 1/2, gap0 = 1/4: 1 = 1/(2 * 1/2)", "step_rate", 1, equality=True
        ),
    ),
    fails_without={
        "ell_nonnegative": "for 2 Phi = s/(1 + s)^2, where ell < 0 beyond s = 1, the first "
        "inverse is negative at high levels, and its term missing",
        "integral": "it serves to show that the radius is positive, which follows from its "
        "derivative all the same",
        "potential_positive": "without it 1/h has no meaning at the gaps where Phi = 0",
        "antiderivative": constant_rate(
            "G(s) = -s/8: the radius -3/16, without noise: 1 > 1 - 8/3",
            "display",
            1,
            C=0,
            G_of=-S / 8,
        ),
        "beta_range": constant_rate(
            "beta = 1/2: a negative radius, without noise", "display", 1, C=0, factor="1/2"
        ),
        "gap0_range": "for gap0 <= 0 the level 2 gap0 has no radius",
        "delta_range": constant_rate("ln(1/delta) = -10", "display", 1, confidence=-10),
        "A_range": "it keeps V and A H + C from being negative, which their roots need",
        "B_range": constant_rate(
            "B = -4, C = 4 and one step of 1: 1 > 4 - 6 + 1", "display", 1, "1", B=-4, C=4, steps=1
        ),
        "C_range": "it keeps V and A H + C from being negative, which their roots need",
        "schedule": constant_rate(
            "no noise, and steps of 1/20, smaller than both terms: 10 > 3/2",
            "display",
            10,
            "1/20",
            C=0,
        ),
        "rate": constant_rate("m = 2 with two steps of 1/2: 2 > 1", "step_rate", 2),
    },
    does_not_claim="That a smaller step would not do better: the terms are read at 2 gap0.",
)
