"""Theorem 1 for any schedule: steps up to 1/ell(gap) turn gap into gradient.

    0 <= eta_t <= 1/ell(Delta_t)   =>   sum_{t<T} eta_t ||grad f(w_t)||^2 <= 2 (Delta_0 - Delta_T),

the gaps do not increase, and so min_{t<T} ||grad f(w_t)||^2 <= 2 (Delta_0 - Delta_T)/sum eta_t.

Proof. The descent lemma with eta ell <= 1 gives eta g^2 <= 2 (Delta_t - Delta_{t+1}); sum over t.
The four schedules of the theorem (warm-up, constant, LW's shape, energy) each have a file.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.ell_smooth import (
    BOUNDED,
    ELL_NONDECREASING,
    SMOOTH_CLASS,
)
from theory.definitions.gap_smooth import CONSTANTS, ELL, NOT_BOTH_ZERO, PHI
from theory.definitions.run import (
    FIRST,
    HORIZON,
    IN_RUN,
    LAST,
    RUN,
    SMALLEST,
    SUM_OF_PROGRESS,
    SUM_OF_STEPS,
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
from theory.evaluation import Case, Evaluation, Output
from theory.lemmas import descent_lemma
from theory.logic import ForAll, conj, ge, le
from theory.rules.integers import FINITE_SUM, a, count, i, total
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.witness import DECREASING_ELL, DECREASING_PHI, LOG_COSH, PARABOLA, STEEP, Witness

ell = sym.ell

STEPS = Assumption(
    "steps",
    in_run(conj(ge(etas(t), 0), le(etas(t) * ell(Delta(t)), 1))),
    "0 <= eta_t <= 1/ell(Delta_t) at every step",
)
ASSUMPTIONS = (
    SMOOTH_CLASS,
    BOUNDED,
    ELL_NONDECREASING,
    RUN,
    HORIZON,
    STEPS,
    SMALLEST,
)

MONOTONE = in_run(le(Delta(t + 1), Delta(t)))
BELOW_START = ForAll(n, UP_TO_T, le(Delta(n), FIRST))
TOTAL = le(SUM_OF_PROGRESS, 2 * (FIRST - LAST))
RATE = le(m * SUM_OF_STEPS, 2 * (FIRST - LAST))

_PROGRESS = etas(i) * g(i) ** 2
_NEXT = (integer(n), le(0, n), le(n + 1, T))
_TOTAL_N = le(total(_PROGRESS, i, n), 2 * (FIRST - Delta(n)))
_RATE_N = le(m * total(etas(i), i, n), total(_PROGRESS, i, n))

PROOF = (
    Step(
        "descent",
        "The descent lemma at step t.",
        None,
        Apply(
            descent_lemma.STATEMENT,
            {
                sym.gap: Delta(t),
                sym.gradient_norm: g(t),
                sym.eta: etas(t),
                sym.gap_next: Delta(t + 1),
            },
        ),
        ("smooth", "bounded_below", "ell_nondecreasing", "run", "steps"),
        (IN_RUN,),
    ),
    Step(
        "drop",
        "With eta ell <= 1 the bracket is at least 1/2.",
        le(etas(t) * g(t) ** 2, 2 * (Delta(t) - Delta(t + 1))),
        Decide(),
        (
            "descent",
            "steps",
        ),
        (IN_RUN,),
    ),
    Step(
        "monotone",
        "In particular the gap does not increase.",
        le(Delta(t + 1), Delta(t)),
        Decide(),
        ("drop", "steps"),
        (IN_RUN,),
    ),
    Step("below_start_at_0", "Delta_0 <= Delta_0.", le(FIRST, FIRST), Decide()),
    Step(
        "below_start_next",
        "One step further.",
        le(Delta(n + 1), FIRST),
        Decide(),
        (At("monotone", {t: n}),),
        (*_NEXT, le(Delta(n), FIRST)),
    ),
    Step(
        "below_start",
        "So no gap exceeds the first.",
        BELOW_START,
        Induct("below_start_at_0", "below_start_next"),
    ),
    Step(
        "progress",
        "Partial sums of eta_t g_t^2.",
        None,
        Apply(FINITE_SUM, {a: sp.Lambda(i, _PROGRESS), count: T}),
    ),
    Step(
        "total_at_0",
        "The empty sum is 0.",
        le(total(_PROGRESS, i, sp.Integer(0)), 2 * (FIRST - FIRST)),
        Decide(),
        ("progress.empty",),
    ),
    Step(
        "total_next",
        "Each step adds at most twice its drop.",
        le(total(_PROGRESS, i, n + 1), 2 * (FIRST - Delta(n + 1))),
        Decide(),
        ("progress.next", At("drop", {t: n})),
        (*_NEXT, _TOTAL_N),
    ),
    Step("total", "Telescoping.", ForAll(n, UP_TO_T, _TOTAL_N), Induct("total_at_0", "total_next")),
    Step(
        "steps_sum",
        "Partial sums of the steps.",
        None,
        Apply(FINITE_SUM, {a: sp.Lambda(i, etas(i)), count: T}),
    ),
    Step(
        "rate_at_0",
        "Both empty sums are 0.",
        le(m * total(etas(i), i, sp.Integer(0)), total(_PROGRESS, i, sp.Integer(0))),
        Decide(),
        ("progress.empty", "steps_sum.empty"),
    ),
    Step(
        "smallest_at",
        "No squared gradient norm is below the smallest.",
        le(m, g(t) ** 2),
        Decide(),
        ("smallest",),
        (IN_RUN,),
    ),
    Step(
        "rate_next",
        "Each term on the left is at most the term on the right.",
        le(m * total(etas(i), i, n + 1), total(_PROGRESS, i, n + 1)),
        Decide(),
        ("progress.next", "steps_sum.next", At("smallest_at", {t: n}), At("steps", {t: n})),
        (*_NEXT, _RATE_N),
    ),
    Step("rate", "So for the sums.", ForAll(n, UP_TO_T, _RATE_N), Induct("rate_at_0", "rate_next")),
)

MEANINGLESS = "smooth speaks of ell(f - f*), which has no meaning where f < f*"
ONE = (sp.Integer(1),)


def on_parabola(text: str, conclusion: str, step: sp.Expr, *, equality: bool = False) -> Witness:
    """One step on x^2/2 from x = 1, with ell = 1."""
    return Witness(
        text, conclusion, f=PARABOLA, point=sp.Integer(1), steps=(step,), equality=equality
    )


def on_steep(conclusion: str) -> Witness:
    """One step on 5 x^2, which is not in the class of ell = 1."""
    return Witness(
        "5 x^2 at x = 1 with ell = 1 and eta = 1: the gap grows from 5 to 405",
        conclusion,
        f=STEEP,
        point=sp.Integer(1),
        steps=ONE,
    )


def on_log_cosh(conclusion: str, step: sp.Expr) -> Witness:
    """One step on log cosh x from x = 2, with the decreasing ell(s) = exp(-2 s)."""
    return Witness(
        f"log cosh x at x = 2, where f'' = exp(-2 f), with eta = {step}: the gap grows",
        conclusion,
        f=LOG_COSH,
        point=sp.Integer(2),
        ell=DECREASING_ELL,
        Phi=DECREASING_PHI,
        steps=(step,),
    )


EVALUATION = Evaluation(
    inputs=(sym.rho, sym.K0, sym.K, sym.gap0, sym.eps),
    domain=(
        *CONSTANTS,
        NOT_BOTH_ZERO,
        bounds(sym.gap0, 0, text="a gap is not negative"),
        bounds(sym.eps, 0, low_included=False, text="the target is positive"),
    ),
    cases=(
        Case(
            (),
            (
                Output(
                    "iterations_constant",
                    sp.ceiling(2 * sym.gap0 * ELL(sym.gap0) / sym.eps**2),
                    "steps of the constant schedule eta = 1/ell(gap0) after which one of the "
                    "iterates has had a gradient norm of at most eps (gd_nonconvex_constant)",
                ),
                Output(
                    "iterations_energy",
                    sp.ceiling(2 * PHI(sym.gap0) / sym.eps**2),
                    "the same for energy steps (gd_nonconvex_energy)",
                ),
            ),
        ),
    ),
)

STATEMENT = Statement(
    id="gd_nonconvex",
    kind="theorem",
    title="Gradient descent with steps up to 1/ell(gap)",
    source=Source("LW", "Theorem 1", "any schedule"),
    summary="For 0 <= eta_t <= 1/ell(Delta_t): sum eta_t ||grad f(w_t)||^2 <= 2 (Delta_0 - "
    "Delta_T) and the gaps do not increase.",
    parameters=(ell, Delta, g, etas, T, m),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("monotone", MONOTONE),
        Named("below_start", BELOW_START),
        Named("total", TOTAL),
        Named("rate", RATE),
    ),
    proof=PROOF,
    closes={
        "monotone": ("monotone",),
        "below_start": ("below_start",),
        "total": (At("total", {n: T}), "horizon"),
        "rate": (At("total", {n: T}), At("rate", {n: T}), "horizon"),
    },
    evaluation=EVALUATION,
    does_not_claim="That the last iterate has a small gradient, or that gradient norms decrease.",
    sharp_at=(
        on_parabola("one step eta = 1 on x^2/2 from x = 1", "total", sp.Integer(1), equality=True),
    ),
    fails_without={
        "smooth": on_steep("total"),
        "bounded_below": MEANINGLESS,
        "ell_nondecreasing": on_log_cosh("total", sp.Integer(14)),
        "steps": on_parabola(
            "x^2/2 from x = 1 with eta = 3/2: 3/2 > 3/4", "total", sp.Rational(3, 2)
        ),
    },
)
