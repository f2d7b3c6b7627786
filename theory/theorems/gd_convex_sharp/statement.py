"""The last point: the potential there exceeds the last gap, and so the bound."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from theory.definitions.convex import distance_at, inner_at
from theory.definitions.run import LAST, Delta, T, etas, g, n
from theory.logic import conj, eq, ge, le
from theory.rules.convexity import pair, size
from theory.schema import At, Decide, Identity, Named, Source, Statement, Step
from theory.theorems.gd_convex import failures, instance
from theory.theorems.gd_convex_sharp.auxiliary import AUXILIARY, SPREAD
from theory.theorems.gd_convex_sharp.points import POINTS
from theory.theorems.gd_convex_sharp.potential import POTENTIAL, potential_at
from theory.theorems.gd_convex_sharp.setting import (
    ASSUMPTIONS,
    BOUND,
    COUNT,
    RATE,
    L,
    M,
    cross_at,
    ell,
    eps,
)
from theory.witness import PARABOLA, S

_LEMMA_7 = inner_at(T) - LAST - g(T) ** 2 / (2 * L)
_LAST_SPREAD = SPREAD.subs(n, T)
_A = M / ((T + 1) * L)
_SQUARE = size(T) + _A**2 * g(T) ** 2 - 2 * _A * pair(T)
_LOSS = _LEMMA_7 / (T + 1) + _LAST_SPREAD / (2 * T + 2) + L * _SQUARE / (2 * M)

PROOF = (
    *POINTS,
    *AUXILIARY,
    *POTENTIAL,
    Step(
        "square",
        "At w_T, Cauchy-Schwarz: 2 a <g_T, z_T> <= ||z_T||^2 + a^2 ||g_T||^2.",
        ge(_SQUARE, 0),
        Decide(),
        (At("combination.cauchy_schwarz", {n: T}), "positive", "horizon", "run"),
    ),
    Step(
        "last_slacks",
        "The slacks of Lemma 7, of the spread and of that one are not negative.",
        conj(
            ge(_LEMMA_7 / (T + 1), 0),
            ge(_LAST_SPREAD / (2 * T + 2), 0),
            ge(L * _SQUARE / (2 * M), 0),
        ),
        Decide(),
        ("lemma_7_last", At("spread", {n: T}), "square", "positive", "horizon", "run"),
    ),
    Step(
        "last_balance",
        "The last potential exceeds Delta_T by them, exactly.",
        eq(potential_at(T) - LAST, _LOSS),
        Identity(),
        ("positive", "horizon", "run"),
    ),
    Step(
        "last_loss",
        "Together they are not negative.",
        ge(_LOSS, 0),
        Decide(),
        ("last_slacks", "positive", "horizon", "run"),
    ),
    Step(
        "bound",
        "So Delta_T <= L ||w_0 - w*||^2/(2M).",
        le(LAST, BOUND),
        Decide(),
        ("last_balance", "last_loss", At("potential", {n: T}), "horizon", "run"),
    ),
    Step("rate", "Multiplied by 2M.", RATE, Decide(), ("bound", "horizon", "run")),
    Step(
        "count",
        "With (4T + 2) eps >= L ||w_0 - w*||^2 the last gap is at most eps.",
        COUNT,
        Decide(),
        ("rate", "horizon", "run"),
    ),
)

ONE = sp.Integer(1)
_RUNS = failures("rate")

STATEMENT = Statement(
    id="gd_convex_sharp",
    kind="theorem",
    title="Theorem 2 with the constant step and the best constant",
    source=Source("drori2014", "Theorem 3.1", "localised, and proved for every T by induction"),
    summary="For f convex with minimiser w* and eta = 1/ell(Delta_0): Delta_T <= ell(Delta_0) "
    "||w_0 - w*||^2/(4T + 2) for every T >= 1.",
    parameters=(ell, Delta, g, inner_at, distance_at, cross_at, etas, T, eps),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("rate", RATE), Named("count", COUNT)),
    proof=PROOF,
    closes={"rate": ("rate", "run"), "count": ("count", "run")},
    sharp_at=(
        instance(
            "from w* itself both sides are 0; from a distance D the Huber function of slope "
            "L D/(2T + 1) attains it, which has no second derivative at its joint",
            "rate",
            PARABOLA,
            ONE,
            point=sp.Integer(0),
            equality=True,
        ),
    ),
    fails_without={
        **_RUNS,
        "bounded_below": replace(
            _RUNS["bounded_below"],
            text="x^2/2 at x = 3 with w* = 2, f* = f(2) = 2, ell = 6 and eta = 1/6: 27/4 > 6",
            steps=(sp.Rational(1, 6),),
            ell=sp.Lambda(S, sp.Integer(6)),
            Phi=sp.Lambda(S, 6 * S),
        ),
        "convex": replace(
            _RUNS["convex"],
            text="x^2/(1 + x^2) at x = 6/5 with ell = 2 and eta = 1/2: 2.99 > 2.88",
            point=sp.Rational(6, 5),
        ),
        "schedule": instance("x^2/2 from x = 1 with eta = 3: 12 > 1", "rate", PARABOLA, 3 * ONE),
    },
)
