"""Theorem 1 with energy steps: the sum of squared gradient norms is bounded by the energy.

    sum_{t<T} ||grad f(w_t)||^2 <= 2 Phi(Delta_0) - 2 Phi(Delta_T)

so T >= 2 Phi(Delta_0)/eps^2 steps are enough for a gradient norm of at most eps; for rho = 1 that
is (2 K0 Delta_0 + K Delta_0^2)/eps^2, against (2 K0 Delta_0 + 2 K Delta_0^2)/eps^2 for the
constant step.

Proof. Each energy step spends at least g^2/2 of Phi (``energy_step``); sum over t.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.ell_smooth import (
    BOUNDED,
    ELL_NONDECREASING,
    ELL_NONNEGATIVE,
    INTEGRAL,
    SMOOTH_CLASS,
)
from theory.definitions.run import (
    FIRST,
    HORIZON,
    IN_RUN,
    LAST,
    RUN,
    SMALLEST,
    SUM_OF_SQUARES,
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
from theory.lemmas import energy_step
from theory.logic import ForAll, Formula, Implies, Pred, conj, eq, ge, gt, le, lt, real
from theory.rules.calculus import MEAN_VALUE, b, dp, p
from theory.rules.calculus import a as left_end
from theory.rules.integers import FINITE_SUM, a, count, i, total
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.theorems.gd_nonconvex import MEANINGLESS
from theory.witness import PARABOLA, STEEP, S, Witness

ell, Phi, eps, s = sym.ell, sym.Phi, sym.eps, sym.s
low, Gamma_at, x = sym.low_at, sym.Gamma_at, real("x")

_SPEED = sp.Lambda(s, sp.sqrt(2 * Phi(s) - 2 * Phi(low(t))))

SCHEDULE = Assumption(
    "schedule",
    in_run(
        conj(
            gt(g(t), 0),
            ge(low(t), 0),
            eq(Phi(low(t)), Phi(Delta(t)) - g(t) ** 2 / 2),
            ForAll(s, conj(lt(low(t), s), le(s, Delta(t))), gt(Phi(s), Phi(low(t)))),
            Pred(
                "time_integral",
                (sp.Lambda(x, Gamma_at(t, x)), _SPEED, low(t), Delta(t)),
            ),
            eq(etas(t) * g(t), Gamma_at(t, low(t))),
        )
    ),
    "every step is the energy step of its gap and slope (with g > 0)",
)
ASSUMPTIONS = (
    SMOOTH_CLASS,
    BOUNDED,
    ELL_NONNEGATIVE,
    ELL_NONDECREASING,
    INTEGRAL,
    RUN,
    HORIZON,
    SCHEDULE,
    SMALLEST,
)

TOTAL = le(SUM_OF_SQUARES, 2 * Phi(FIRST) - 2 * Phi(LAST))
RATE = le(m * T, 2 * Phi(FIRST))
COUNT = Implies(conj(ge(T, 1), ge(T * eps**2, 2 * Phi(FIRST))), le(m, eps**2))


_NEXT = (integer(n), le(0, n), le(n + 1, T))


def _total(number: sp.Expr) -> Formula:
    spent = 2 * Phi(FIRST) - 2 * Phi(Delta(number))
    return conj(ge(Delta(number), 0), le(total(g(i) ** 2, i, number), spent))


_RATE_N = le(m * n, total(g(i) ** 2, i, n))
_ZERO = sp.Integer(0)

PROOF = (
    Step(
        "energy",
        "The energy step at step t.",
        None,
        Apply(
            energy_step.STATEMENT,
            {
                sym.gap: Delta(t),
                sym.gradient_norm: g(t),
                sym.eta: etas(t),
                sym.gap_next: Delta(t + 1),
                sym.gap_low: low(t),
                sym.Gamma: sp.Lambda(x, Gamma_at(t, x)),
            },
        ),
        (
            "smooth",
            "bounded_below",
            "ell_nonnegative",
            "ell_nondecreasing",
            "integral",
            "run",
            "schedule",
        ),
        (IN_RUN,),
    ),
    Step(
        "potential",
        "Phi is nonnegative: it starts at 0 and its derivative ell is nonnegative.",
        ge(Phi(s), 0),
        Apply(MEAN_VALUE, {left_end: _ZERO, b: s, p: Phi, dp: ell}),
        ("integral", "ell_nonnegative"),
        (ge(s, 0),),
    ),
    Step(
        "squares",
        "Partial sums of g_t^2.",
        None,
        Apply(FINITE_SUM, {a: sp.Lambda(i, g(i) ** 2), count: T}),
    ),
    Step(
        "total_at_0",
        "The empty sum is 0.",
        _total(_ZERO),
        Decide(),
        ("squares.empty", "run"),
    ),
    Step(
        "total_next",
        "Each step adds at most twice the energy that it spends.",
        _total(n + 1),
        Decide(),
        (
            "squares.next",
            At("energy.spent", {t: n}),
            "run",
        ),
        (*_NEXT, _total(n)),
    ),
    Step(
        "total",
        "Telescoping.",
        ForAll(n, UP_TO_T, _total(n)),
        Induct("total_at_0", "total_next"),
        ("run",),
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
        "rate_at_0",
        "0 <= 0.",
        le(m * 0, total(g(i) ** 2, i, _ZERO)),
        Decide(),
        ("squares.empty",),
    ),
    Step(
        "rate_next",
        "One more term, one more m.",
        le(m * (n + 1), total(g(i) ** 2, i, n + 1)),
        Decide(),
        ("squares.next", At("smallest_at", {t: n})),
        (*_NEXT, _RATE_N),
    ),
    Step(
        "rate_sum",
        "So m T is at most the sum.",
        ForAll(n, UP_TO_T, _RATE_N),
        Induct("rate_at_0", "rate_next"),
    ),
    Step(
        "rate",
        "Together: m T <= 2 Phi(Delta_0).",
        RATE,
        Decide(),
        (
            At("rate_sum", {n: T}),
            At("total", {n: T}),
            At("potential", {s: LAST}),
            "run",
            "horizon",
        ),
    ),
    Step(
        "count",
        "With T eps^2 >= 2 Phi(Delta_0) the smallest gradient norm is at most eps.",
        COUNT,
        Decide(),
        ("rate", "run"),
    ),
)


def _instance(
    text: str,
    *,
    Gamma_of: sp.Expr,
    low_value: sp.Expr = _ZERO,
    step: sp.Expr = sp.Integer(1),
    **fields: Any,
) -> Witness:
    """One step on a parabola with ell = 1 unless told otherwise; Gamma as an expression in S."""
    given: dict[str, Any] = {"f": PARABOLA, "point": sp.Integer(1), **fields}
    return Witness(
        text,
        "total",
        steps=(step,),
        functions={
            low: sp.Lambda(t, low_value),
            Gamma_at: sp.Lambda((t, S), Gamma_of),
        },
        **given,
    )


STATEMENT = Statement(
    id="gd_nonconvex_energy",
    kind="theorem",
    title="Theorem 1 with energy steps",
    source=Source("warmproof", "energy schedule for LW, Theorem 1"),
    summary="With the energy step at every iterate: sum ||grad f||^2 <= 2 Phi(Delta_0) - 2 "
    "Phi(Delta_T); T >= 2 Phi(Delta_0)/eps^2 steps reach a gradient norm of eps.",
    parameters=(ell, Phi, Delta, g, etas, T, m, eps, low, Gamma_at),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("total", TOTAL), Named("rate", RATE), Named("count", COUNT)),
    proof=PROOF,
    closes={
        "total": (At("total", {n: T}), "horizon", "run"),
        "rate": ("rate", "run"),
        "count": ("count", "run"),
    },
    sharp_at=(
        _instance(
            "x^2/2 from x = 1 with ell = 1: one step spends all the energy",
            Gamma_of=1 - sp.sqrt(2 * S),
            equality=True,
        ),
    ),
    fails_without={
        "smooth": _instance(
            "5 x^2 from x = 1/10, gap measured from -1, ell = 1: the gap grows",
            f=STEEP,
            f_star=sp.Integer(-1),
            point=sp.Rational(1, 10),
            low_value=sp.Rational(11, 20),
            Gamma_of=1 - sp.sqrt(2 * S - sp.Rational(11, 10)),
        ),
        "bounded_below": MEANINGLESS,
        "ell_nonnegative": "used to know that Phi does not decrease; no instance is known that "
        "breaks the conclusion without it",
        "ell_nondecreasing": "used to compare curvatures at different gaps; no instance in closed "
        "form is recorded that breaks the conclusion without it",
        "integral": _instance(
            "x^2/2 from x = 1, gap measured from -10, ell = 1 but Phi(s) = s/2: 1 > 0",
            f_star=sp.Integer(-10),
            low_value=sp.Rational(19, 2),
            Gamma_of=2 - 2 * sp.sqrt(S - sp.Rational(19, 2)),
            Phi=sp.Lambda(S, S / 2),
            step=sp.Integer(2),
        ),
        "schedule": _instance(
            "x^2/2 from x = 1 with eta = 3: 1 > -3",
            Gamma_of=1 - sp.sqrt(2 * S),
            step=sp.Integer(3),
        ),
    },
)
