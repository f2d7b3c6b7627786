"""Every constant step that Theorem 7 allows is allowed without radius and beta too.

At H = 2 gap0 the conditions of ``sgd_constant`` with L = ell(beta H),

    2 (1+B) L eta <= 1,     T L (A H + C) eta^2 <= gap0,

imply the same with L = ell(H); the third is the same, and the fourth, the radius, is not asked. So
the step of ``sgd_constant_sharp`` is never smaller than that of ``sgd_constant``.

Proof. 0 <= ell(H) <= ell(beta H).
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.ell_smooth import ELL_NONDECREASING, ELL_NONNEGATIVE
from theory.definitions.ell_smooth import a as low
from theory.definitions.ell_smooth import b as high
from theory.definitions.sgd_step_size import START_BOUND, curvature_load, noise_load
from theory.lemmas.local_descent_level import BETA
from theory.logic import Formula, conj, ge, le
from theory.schema import At, Decide, Named, Source, Statement, Step
from theory.witness import CONSTANT_ELL, DECREASING_ELL, LINEAR_ELL, S, Witness

A, B, C, beta, T, gap0, eta = sym.A, sym.B, sym.C, sym.beta, sym.T, sym.gap0, sym.eta

NEAR, FAR = sym.ell(START_BOUND), sym.ell(beta * START_BOUND)
"""L without beta and with it."""


def _curvature(L: sp.Expr) -> Formula:
    return le(curvature_load(L) * eta, 1)


def _noise(L: sp.Expr) -> Formula:
    return le(noise_load(L, START_BOUND) * eta**2, gap0)


START = bounds(gap0, 0, low_included=False, text="the run does not start at a minimiser")
CURVATURE = Assumption(
    "curvature_step", _curvature(FAR), "2 (1+B) ell(beta H) eta <= 1, H = 2 gap0"
)
NOISE = Assumption("noise_step", _noise(FAR), "T ell(beta H) (A H + C) eta^2 <= gap0")
ASSUMPTIONS = (ELL_NONNEGATIVE, ELL_NONDECREASING, BETA, START, CURVATURE, NOISE)

PROOF = (
    Step(
        "order",
        "0 <= ell(H) <= ell(beta H).",
        conj(ge(NEAR, 0), le(NEAR, FAR)),
        Decide(),
        (
            At("ell_nonnegative", {sym.s: START_BOUND}),
            At("ell_nondecreasing", {low: START_BOUND, high: beta * START_BOUND}),
            "gap0_range",
            "beta_range",
        ),
    ),
    Step(
        "curvature",
        "The first condition.",
        _curvature(NEAR),
        Decide(),
        ("order", "curvature_step", "gap0_range"),
    ),
    Step(
        "noise",
        "The second.",
        _noise(NEAR),
        Decide(),
        ("order", "noise_step", "gap0_range"),
    ),
)


def _at(text: str, conclusion: str, ell: sp.Lambda, **fields: Any) -> Witness:
    """Constants at gap0 = 1/2, so H = 1, with A = B = C = 0 and T = 1 unless given."""
    values = {"A": 0, "B": 0, "C": 0, "T": 1, "gap0": sp.Rational(1, 2), "beta": 3, "eta": 1}
    equality = fields.pop("equality", False)
    values |= fields
    exact = {getattr(sym, name): sp.sympify(value) for name, value in values.items()}
    return Witness(text, conclusion, ell=ell, values=exact, equality=equality)


STATEMENT = Statement(
    id="sgd_step_size_sharp",
    kind="lemma",
    title="The constant step without radius and beta is never smaller",
    source=Source("warmproof"),
    summary="At H = 2 gap0 the conditions 2 (1+B) L eta <= 1 and T L (A H + C) eta^2 <= gap0 with "
    "L = ell(beta H) imply those with L = ell(H).",
    parameters=(sym.ell, A, B, C, beta, T, gap0, eta),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("curvature", _curvature(NEAR)), Named("noise", _noise(NEAR))),
    proof=PROOF,
    closes={"curvature": ("curvature", "gap0_range"), "noise": ("noise", "gap0_range")},
    sharp_at=(
        _at(
            "ell = 1, eta = 1/2: the same condition, with equality",
            "curvature",
            CONSTANT_ELL,
            eta=sp.Rational(1, 2),
            equality=True,
        ),
    ),
    fails_without={
        "ell_nonnegative": _at(
            "ell(s) = s - 3, so L = -2 for -1/4, and eta = -1: 4 > 1",
            "curvature",
            sp.Lambda(S, S - 3),
            beta=sp.Rational(11, 4),
            eta=-1,
        ),
        "ell_nondecreasing": _at(
            "ell(s) = exp(-2 s), beta = 4, eta = 10: 2.7 > 1",
            "curvature",
            DECREASING_ELL,
            beta=4,
            eta=10,
        ),
        "beta_range": _at(
            "ell(s) = 1 + s, beta = 1/2, eta = 3/10: 6/5 > 1",
            "curvature",
            LINEAR_ELL,
            beta=sp.Rational(1, 2),
            eta=sp.Rational(3, 10),
        ),
        "gap0_range": "at gap0 = 0 both curvatures are ell(0), and below ell has no meaning",
        "curvature_step": _at("ell = 1, eta = 1: 2 > 1", "curvature", CONSTANT_ELL),
        "noise_step": _at(
            "ell = 1, eta = 1/2, C = 4: 1 > 1/2",
            "noise",
            CONSTANT_ELL,
            eta=sp.Rational(1, 2),
            C=4,
        ),
    },
    does_not_claim="How much larger the step may be.",
)
