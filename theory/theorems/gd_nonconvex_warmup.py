"""Theorem 1, warm-up: eta_t = 1/ell(Delta_t), the step that grows as the gap shrinks.

    min_{t<T} ||grad f(w_t)||^2 <= (2 (Delta_0 - Delta_T)/T) * mean_{t<T} ell(Delta_t)

The steps do not decrease, and the bound is never worse than the constant step's, because no
ell(Delta_t) exceeds ell(Delta_0). For ell(s) = K0 + K s^rho the mean is K0 + K mean Delta_t^rho.

Proof. Theorem 1 for any schedule bounds m sum eta_t; the harmonic mean of the ell(Delta_t) is at
most their arithmetic mean, that is, sum eta_t * sum ell(Delta_t) >= T^2.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.ell_smooth import (
    BOUNDED,
    ELL_NONDECREASING,
    SMOOTH_CLASS,
)
from theory.definitions.run import (
    FIRST,
    HORIZON,
    LAST,
    RUN,
    SMALLEST,
    UP_TO_T,
    Delta,
    T,
    etas,
    g,
    in_run,
    integer,
    m,
    n,
    t,
)
from theory.logic import ForAll, Formula, between, conj, eq, ge, le, real
from theory.rules.integers import FINITE_SUM, SUCCESSOR, a, count, i, total
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.theorems import gd_nonconvex
from theory.theorems.gd_nonconvex import MEANINGLESS, on_log_cosh, on_parabola, on_steep

ell = sym.ell

SCHEDULE = Assumption(
    "schedule",
    in_run(conj(ge(etas(t), 0), eq(etas(t) * ell(Delta(t)), 1))),
    "eta_t = 1/ell(Delta_t) (so ell(Delta_t) > 0)",
)
ASSUMPTIONS = (
    SMOOTH_CLASS,
    BOUNDED,
    ELL_NONDECREASING,
    RUN,
    HORIZON,
    SCHEDULE,
    SMALLEST,
)

SUM_OF_CURVATURES = total(ell(Delta(i)), i, T)
RATE = le(m * T**2, 2 * (FIRST - LAST) * SUM_OF_CURVATURES)
WARMS_UP = ForAll(t, conj(integer(t), ge(t, 0), le(t, T - 2)), le(etas(t), etas(t + 1)))
NOT_WORSE = le(SUM_OF_CURVATURES, T * ell(FIRST))

_A, _B = etas(i), ell(Delta(i))
_ZERO = sp.Integer(0)
_NEXT = (integer(n), le(0, n), le(n + 1, T))


def _sums(number: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    return total(_A, i, number), total(_B, i, number)


def _harmonic(number: sp.Expr) -> Formula:
    steps, curvatures = _sums(number)
    return conj(ge(steps, 0), ge(curvatures, 0), ge(steps * curvatures, number**2))


def _mean(number: sp.Expr) -> Formula:
    return le(_sums(number)[1], number * ell(FIRST))


_S, _C = _sums(n)
_CLASS = ("smooth", "bounded_below", "ell_nondecreasing")

PROOF = (
    Step(
        "admissible",
        "The steps are admissible for Theorem 1.",
        in_run(conj(ge(etas(t), 0), le(etas(t) * ell(Delta(t)), 1))),
        Decide(),
        ("schedule", "run"),
    ),
    Step(
        "theorem",
        "Theorem 1 for any schedule.",
        None,
        Apply(gd_nonconvex.STATEMENT),
        (*_CLASS, "run", "horizon", "admissible", "smallest"),
    ),
    Step(
        "steps",
        "Partial sums of the steps.",
        None,
        Apply(FINITE_SUM, {a: sp.Lambda(i, _A), count: T}),
    ),
    Step(
        "curvatures",
        "Partial sums of the curvatures.",
        None,
        Apply(FINITE_SUM, {a: sp.Lambda(i, _B), count: T}),
        ("run",),
    ),
    Step(
        "gaps",
        "The gaps summed over are gaps: ell of them means something.",
        ForAll(i, conj(integer(i), between(0, i, n - 1)), ge(Delta(i), 0)),
        Decide(),
        ("run",),
        (UP_TO_T,),
    ),
    Step(
        "harmonic_at_0",
        "0 * 0 >= 0.",
        _harmonic(_ZERO),
        Decide(),
        ("steps.empty", "curvatures.empty"),
    ),
    Step(
        "cross_terms",
        "The cross terms are at least 2n: their square is at least 4 times the sums' product.",
        ge(_S * ell(Delta(n)) + _C * etas(n), 2 * n),
        Decide(),
        (At("schedule", {t: n}), At("run", {t: n}), "gaps"),
        (*_NEXT, _harmonic(n)),
    ),
    Step(
        "harmonic_next",
        "So the product of the sums grows from n^2 to (n+1)^2.",
        _harmonic(n + 1),
        Decide(),
        (
            "cross_terms",
            "steps.next",
            "curvatures.next",
            At("schedule", {t: n}),
            "run",
        ),
        (*_NEXT, _harmonic(n)),
    ),
    Step(
        "harmonic",
        "Harmonic mean at most arithmetic mean.",
        ForAll(n, UP_TO_T, _harmonic(n)),
        Induct("harmonic_at_0", "harmonic_next"),
        ("gaps",),
    ),
    Step(
        "rate",
        "Multiply the rate of Theorem 1 by the sum of the curvatures.",
        RATE,
        Decide(),
        (
            "theorem.rate",
            At("harmonic", {n: T}),
            "run",
            "smallest",
            "horizon",
        ),
    ),
    Step(
        "mean_at_0",
        "For no steps both sides are 0.",
        _mean(_ZERO),
        Decide(),
        ("curvatures.empty",),
    ),
    Step(
        "mean_next",
        "No curvature exceeds the first, because no gap does.",
        _mean(n + 1),
        Decide(),
        (
            "curvatures.next",
            At("theorem.below_start", {n: n}),
            At("ell_nondecreasing", {real("a"): Delta(n), real("b"): FIRST}),
            "run",
        ),
        (*_NEXT, _mean(n)),
    ),
    Step(
        "mean",
        "So the mean curvature is at most the first one.",
        ForAll(n, UP_TO_T, _mean(n)),
        Induct("mean_at_0", "mean_next"),
        ("run", "gaps"),
    ),
    Step(
        "next_index",
        "t + 1 is an index too.",
        None,
        Apply(SUCCESSOR, {n: t}),
        (),
        (integer(t),),
    ),
    Step(
        "warms_up",
        "The gap does not increase, so neither does ell of it, and the step does not decrease.",
        le(etas(t), etas(t + 1)),
        Decide(),
        (
            "theorem.monotone",
            At("ell_nondecreasing", {real("a"): Delta(t + 1), real("b"): Delta(t)}),
            "schedule",
            At("schedule", {t: t + 1}),
            "run",
            "next_index",
        ),
        (integer(t), ge(t, 0), le(t, T - 2)),
    ),
)

STATEMENT = Statement(
    id="gd_nonconvex_warmup",
    kind="theorem",
    title="Theorem 1 with the theoretical warm-up",
    source=Source("LW", "Theorem 1", "warm-up; LW's form has mean ell(3 Delta_t)"),
    summary="For eta_t = 1/ell(Delta_t): min ||grad f||^2 <= (2 (Delta_0 - Delta_T)/T) mean "
    "ell(Delta_t), and the steps do not decrease.",
    parameters=(ell, Delta, g, etas, T, m),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("rate", RATE),
        Named("warms_up", WARMS_UP),
        Named("not_worse", NOT_WORSE),
    ),
    proof=PROOF,
    closes={
        "rate": ("rate", "run"),
        "warms_up": ("warms_up",),
        "not_worse": (At("mean", {n: T}), "horizon", "run"),
    },
    does_not_claim="A rate in T alone: how much faster it is depends on how fast the gap falls.",
    sharp_at=(
        on_parabola("one step eta = 1 on x^2/2 from x = 1", "rate", sp.Integer(1), equality=True),
    ),
    fails_without={
        "smooth": on_steep("rate"),
        "bounded_below": MEANINGLESS,
        "ell_nondecreasing": on_log_cosh("rate", sp.cosh(2) ** 2),
        "schedule": on_parabola(
            "x^2/2 from x = 1 with eta = 3/2: 1 > 3/4", "rate", sp.Rational(3, 2)
        ),
    },
)
