"""Theorem 2, warm-up: eta_t = 1/ell(Delta_t), for every nondecreasing ell.

If psi is a lower bound of s/ell(s) for the gaps s between eps and Delta_0, then

    Delta_t >= eps for all t < T   =>   2 psi T <= ||w_0 - w*||^2,

so the first t with Delta_t < eps is at most floor(||w_0 - w*||^2/(2 psi)).

Proof. No gap exceeds the first (Theorem 1), so eta_t Delta_t = Delta_t/ell(Delta_t) >= psi in each
of the T steps; put that into the sum of ``gd_convex``.
"""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.convex import (
    ATTAINED,
    CONVEX_CLASS,
    END,
    RUN_TOWARDS,
    START,
    distance_at,
    inner_at,
)
from theory.definitions.ell_smooth import BOUNDED, ELL_NONDECREASING, SMOOTH_CLASS
from theory.definitions.run import (
    FIRST,
    HORIZON,
    RUN,
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
from theory.logic import ForAll, Implies, between, conj, ge, le
from theory.rules.integers import FINITE_SUM, a, count, i, total
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.theorems import gd_convex, gd_nonconvex
from theory.theorems.gd_convex import GAPS, ONE, failures, instance
from theory.theorems.gd_nonconvex_warmup import SCHEDULE
from theory.witness import PARABOLA, Witness

ell, eps, psi, s = sym.ell, sym.eps, sym.psi, sym.s

TARGET = bounds(eps, 0, low_included=False, text="the target gap is positive")
QUOTIENT = Assumption(
    "quotient",
    ForAll(s, between(eps, s, FIRST), le(psi * ell(s), s)),
    "psi <= s/ell(s) for the gaps s from eps to the first gap",
)
ASSUMPTIONS = (
    SMOOTH_CLASS,
    BOUNDED,
    ELL_NONDECREASING,
    CONVEX_CLASS,
    ATTAINED,
    RUN,
    RUN_TOWARDS,
    HORIZON,
    SCHEDULE,
    TARGET,
    QUOTIENT,
)

ABOVE = in_run(ge(Delta(t), eps))
"""No gap of the first T iterates is below the target."""

COUNT = Implies(ABOVE, le(2 * psi * T, START**2 - END**2))

_GAIN = etas(i) * Delta(i)
_NEXT = (integer(n), le(0, n), le(n + 1, T))
_SUM_N = le(psi * n, total(_GAIN, i, n))
_CLASS = ("smooth", "bounded_below", "ell_nondecreasing")

PROOF = (
    Step(
        "admissible",
        "The steps are admissible for both theorems.",
        in_run(conj(ge(etas(t), 0), le(etas(t) * ell(Delta(t)), 1))),
        Decide(),
        ("schedule", "run"),
    ),
    Step(
        "theorem_1",
        "Theorem 1 (with 0 for the smallest gradient norm): no gap exceeds the first.",
        None,
        Apply(gd_nonconvex.STATEMENT, {m: sp.Integer(0)}),
        (*_CLASS, "run", "horizon", "admissible"),
    ),
    Step(
        "theorem_2",
        "Theorem 2 for any schedule.",
        None,
        Apply(gd_convex.STATEMENT),
        (*_CLASS, "convex", "minimiser", "run", "towards", "horizon", "admissible"),
    ),
    Step(
        "gain",
        "A step from a gap of eps or more gains eta_t Delta_t = Delta_t/ell(Delta_t) >= psi.",
        le(psi, etas(n) * Delta(n)),
        Decide(),
        (
            At("schedule", {t: n}),
            At("theorem_1.below_start", {n: n}),
            At("quotient", {s: Delta(n)}),
        ),
        (ABOVE, *_NEXT),
    ),
    Step(
        "gains",
        "Partial sums of eta_t Delta_t.",
        None,
        Apply(FINITE_SUM, {a: sp.Lambda(i, _GAIN), count: T}),
    ),
    Step(
        "sum_at_0",
        "0 <= 0.",
        le(psi * 0, total(_GAIN, i, sp.Integer(0))),
        Decide(),
        ("gains.empty",),
    ),
    Step(
        "sum_next",
        "Each step adds at least psi.",
        le(psi * (n + 1), total(_GAIN, i, n + 1)),
        Decide(),
        ("gains.next", "gain"),
        (ABOVE, *_NEXT, _SUM_N),
    ),
    Step(
        "sum",
        "So T steps gain at least psi T.",
        ForAll(n, UP_TO_T, _SUM_N),
        Induct("sum_at_0", "sum_next"),
        (),
        (ABOVE,),
    ),
    Step(
        "count",
        "Compare with the total gain.",
        COUNT,
        Decide(),
        (At("sum", {n: T}), "theorem_2.total", "horizon"),
    ),
)


_FAILURES = failures("count")
_TARGETS = {**GAPS, "ell_nondecreasing": sp.Rational(1, 1000)}
_QUOTIENTS = {
    "smooth": sp.Integer(5),
    "bounded_below": sp.Rational(5, 6),
    "ell_nondecreasing": sp.Integer(0),
    "convex": sp.Rational(2, 5),
    "minimiser": sp.Rational(3, 2),
}
_HALF = sp.Rational(1, 2)


def _on_parabola(text: str, step: sp.Expr, quotient: sp.Expr, *, equality: bool = False) -> Witness:
    return instance(
        text, "count", PARABOLA, step, values={eps: _HALF, psi: quotient}, equality=equality
    )


STATEMENT = Statement(
    id="gd_convex_warmup",
    kind="theorem",
    title="Theorem 2 with the theoretical warm-up",
    source=Source("LW", "Theorem 2", "warm-up, for every nondecreasing ell"),
    summary="For eta_t = 1/ell(Delta_t): if psi <= s/ell(s) for eps <= s <= Delta_0, a gap of eps "
    "is reached within floor(||w_0 - w*||^2/(2 psi)) steps.",
    parameters=(ell, Delta, g, inner_at, distance_at, etas, T, eps, psi),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("count", COUNT),),
    proof=PROOF,
    closes={"count": ("count",)},
    sharp_at=(
        _on_parabola(
            "one step eta = 1 on x^2/2 from x = 1 with eps = psi = 1/2: it lands on w*",
            ONE,
            _HALF,
            equality=True,
        ),
    ),
    fails_without={
        **{
            name: replace(w, values={eps: _TARGETS[name], psi: _QUOTIENTS[name]})
            for name, w in _FAILURES.items()
        },
        "schedule": _on_parabola(
            "x^2/2 from x = 1 with eta = 3/2 and eps = psi = 1/2: 1 > 3/4", 3 * _HALF, _HALF
        ),
        "eps_range": "for eps <= 0 no gap is ever below it, and psi <= s/ell(s) at s = eps leaves "
        "no positive psi: nothing is claimed",
        "quotient": _on_parabola(
            "x^2/2 from x = 1 with eta = 1 and eps = 1/2, but psi = 1: 2 > 1", ONE, ONE
        ),
    },
)
