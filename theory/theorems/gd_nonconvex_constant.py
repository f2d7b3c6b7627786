"""Theorem 1, constant step: eta = 1/ell(Delta_0), fixed by the curvature at the start.

    min_{t<T} ||grad f(w_t)||^2 <= 2 (Delta_0 - Delta_T) ell(Delta_0) / T

so T >= 2 Delta_0 ell(Delta_0)/eps^2 steps are enough for a gradient norm of at most eps among the
first T iterates.

Proof. By induction no gap exceeds the first: the step is admissible at w_n because ell(Delta_n) <=
ell(Delta_0), and then the descent lemma gives Delta_{n+1} <= Delta_n. Theorem 1 does the rest.
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
from theory.lemmas import descent_lemma
from theory.logic import ForAll, Formula, Implies, conj, eq, ge, le, real
from theory.rules.integers import FINITE_SUM, a, count, i, total
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.theorems import gd_nonconvex
from theory.theorems.gd_nonconvex import MEANINGLESS, on_log_cosh, on_parabola, on_steep

ell, eps = sym.ell, sym.eps

SCHEDULE = Assumption(
    "schedule",
    in_run(conj(ge(etas(t), 0), eq(etas(t) * ell(FIRST), 1))),
    "eta_t = 1/ell(Delta_0) at every step (so ell(Delta_0) > 0)",
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

RATE = le(m * T, 2 * (FIRST - LAST) * ell(FIRST))
COUNT = Implies(
    conj(ge(T, 1), ge(T * eps**2, 2 * FIRST * ell(FIRST))),
    le(m, eps**2),
)


_NEXT = (integer(n), le(0, n), le(n + 1, T))
_BELOW = le(Delta(n), FIRST)


def _steps(number: sp.Expr) -> Formula:
    so_far = total(etas(i), i, number)
    return conj(ge(so_far, 0), eq(so_far * ell(FIRST), number))


_CLASS = ("smooth", "bounded_below", "ell_nondecreasing")

PROOF = (
    Step("below_at_0", "Delta_0 <= Delta_0.", le(FIRST, FIRST), Decide()),
    Step(
        "admissible_at",
        "If Delta_n <= Delta_0 the step is at most 1/ell(Delta_n).",
        le(etas(n) * ell(Delta(n)), 1),
        Decide(),
        (
            At("schedule", {t: n}),
            At("ell_nondecreasing", {real("a"): Delta(n), real("b"): FIRST}),
            "run",
        ),
        (*_NEXT, _BELOW),
    ),
    Step(
        "descent",
        "Then the descent lemma applies at w_n,",
        None,
        Apply(
            descent_lemma.STATEMENT,
            {
                sym.gap: Delta(n),
                sym.gradient_norm: g(n),
                sym.eta: etas(n),
                sym.gap_next: Delta(n + 1),
            },
        ),
        (*_CLASS, At("run", {t: n}), At("schedule", {t: n}), "admissible_at"),
        (*_NEXT, _BELOW),
    ),
    Step(
        "below_next",
        "so the next gap does not exceed the first either.",
        le(Delta(n + 1), FIRST),
        Decide(),
        (
            "descent",
            "admissible_at",
            At("schedule", {t: n}),
        ),
        (*_NEXT, _BELOW),
    ),
    Step(
        "below",
        "No gap exceeds the first.",
        ForAll(n, UP_TO_T, _BELOW),
        Induct("below_at_0", "below_next"),
    ),
    Step(
        "admissible",
        "So the steps are admissible for Theorem 1.",
        in_run(conj(ge(etas(t), 0), le(etas(t) * ell(Delta(t)), 1))),
        Decide(),
        ("admissible_at", "below", "schedule", "run"),
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
        Apply(FINITE_SUM, {a: sp.Lambda(i, etas(i)), count: T}),
    ),
    Step(
        "steps_at_0",
        "The empty sum is 0.",
        _steps(sp.Integer(0)),
        Decide(),
        ("steps.empty", "run"),
    ),
    Step(
        "steps_next",
        "Each step adds 1/ell(Delta_0).",
        _steps(n + 1),
        Decide(),
        ("steps.next", At("schedule", {t: n}), "run"),
        (*_NEXT, _steps(n)),
    ),
    Step(
        "steps_sum",
        "So the steps add up to T/ell(Delta_0).",
        ForAll(n, UP_TO_T, _steps(n)),
        Induct("steps_at_0", "steps_next"),
        ("run",),
    ),
    Step(
        "rate",
        "Multiply the rate of Theorem 1 by ell(Delta_0).",
        RATE,
        Decide(),
        (
            "theorem.rate",
            At("steps_sum", {n: T}),
            "horizon",
            "run",
        ),
    ),
    Step(
        "count",
        "With T eps^2 >= 2 Delta_0 ell(Delta_0) the smallest gradient norm is at most eps.",
        COUNT,
        Decide(),
        ("rate", At("steps_sum", {n: T}), "run", "horizon"),
    ),
)

STATEMENT = Statement(
    id="gd_nonconvex_constant",
    kind="theorem",
    title="Theorem 1 with the constant step",
    source=Source("LW", "Theorem 1", "constant step"),
    summary="For eta = 1/ell(Delta_0): min ||grad f||^2 <= 2 (Delta_0 - Delta_T) ell(Delta_0)/T; "
    "T >= 2 Delta_0 ell(Delta_0)/eps^2 steps reach a gradient norm of eps.",
    parameters=(ell, Delta, g, etas, T, m, eps),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("rate", RATE), Named("count", COUNT)),
    proof=PROOF,
    closes={"rate": ("rate", "run"), "count": ("count", "run")},
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
