"""Theorem 2, constant step: eta = 1/ell(Delta_0), fixed by the curvature at the start.

    2 T Delta_T <= ell(Delta_0) (||w_0 - w*||^2 - ||w_T - w*||^2),

so a gap of eps is reached within floor(||w_0 - w*||^2 ell(Delta_0)/(2 eps)) steps. The constant is
not the best one: ``gd_convex_sharp`` has 4T + 2 for 2T.

Proof. No gap exceeds the first, so the step is admissible for ``gd_convex``, and the gaps do not
increase: each of the first T is at least the last.
"""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from theory import symbols as sym
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
    LAST,
    RUN,
    UP_TO_T,
    Delta,
    T,
    etas,
    g,
    integer,
    m,
    n,
    t,
)
from theory.logic import ForAll, Formula, Implies, conj, ge, le
from theory.rules.integers import FINITE_SUM, a, count, i, total
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.theorems import gd_convex, gd_nonconvex, gd_nonconvex_constant
from theory.theorems.gd_convex import GAPS, ONE, failures, instance
from theory.theorems.gd_convex_warmup import ABOVE
from theory.theorems.gd_nonconvex_constant import SCHEDULE
from theory.witness import PARABOLA

ell, eps = sym.ell, sym.eps

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
)

RATE = le(2 * T * LAST, ell(FIRST) * (START**2 - END**2))
COUNT = Implies(ABOVE, le(2 * eps * T, ell(FIRST) * (START**2 - END**2)))

_GAIN = etas(i) * Delta(i)
_NEXT = (integer(n), le(0, n), le(n + 1, T))
_CLASS = ("smooth", "bounded_below", "ell_nondecreasing")
_NAMES = [step.name for step in gd_nonconvex_constant.PROOF]

ADMISSIBLE_STEPS = gd_nonconvex_constant.PROOF[: _NAMES.index("admissible") + 1]
"""By induction no gap exceeds the first, and so the step is at most 1/ell(Delta_t)."""


def _sum(number: sp.Expr, gap: sp.Expr) -> Formula:
    """So many steps gain at least so many times eta times this gap (and ell(Delta_0) >= 0)."""
    enough = le(number * gap, ell(FIRST) * total(_GAIN, i, number))
    return conj(enough, ge(number * ell(FIRST), 0))


PROOF = (
    *ADMISSIBLE_STEPS,
    Step(
        "theorem_1",
        "Theorem 1 (with 0 for the smallest gradient norm): the gaps do not increase.",
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
        "gains",
        "Partial sums of eta_t Delta_t.",
        None,
        Apply(FINITE_SUM, {a: sp.Lambda(i, _GAIN), count: T}),
    ),
    Step(
        "gain",
        "Times ell(Delta_0), step n gains Delta_n.",
        conj(
            le(
                ell(FIRST) * total(_GAIN, i, n) + Delta(n),
                ell(FIRST) * total(_GAIN, i, n + 1),
            ),
            ge(ell(FIRST), 0),
        ),
        Decide(),
        ("gains.next", At("schedule", {t: n}), "run"),
        _NEXT,
    ),
    Step(
        "sum_at_0",
        "0 <= 0.",
        _sum(sp.Integer(0), FIRST),
        Decide(),
        ("gains.empty", "run"),
    ),
    Step(
        "sum_next",
        "The next gap is not larger, so n + 1 times it has been gained.",
        _sum(n + 1, Delta(n + 1)),
        Decide(),
        ("gain", At("theorem_1.monotone", {t: n}), "run"),
        (*_NEXT, _sum(n, Delta(n))),
    ),
    Step(
        "sum",
        "So T steps gain at least T times the last gap.",
        ForAll(n, UP_TO_T, _sum(n, Delta(n))),
        Induct("sum_at_0", "sum_next"),
        ("run",),
    ),
    Step(
        "rate",
        "Compare with the total gain.",
        RATE,
        Decide(),
        (At("sum", {n: T}), "theorem_2.total", "horizon", "run"),
    ),
    Step(
        "above_next",
        "If no gap is below eps, n steps gain at least n eps.",
        _sum(n + 1, eps),
        Decide(),
        ("gain", "run"),
        (ABOVE, *_NEXT, _sum(n, eps)),
    ),
    Step(
        "above_at_0",
        "0 <= 0.",
        _sum(sp.Integer(0), eps),
        Decide(),
        ("gains.empty", "run"),
    ),
    Step(
        "above",
        "So T steps gain at least T eps.",
        ForAll(n, UP_TO_T, _sum(n, eps)),
        Induct("above_at_0", "above_next"),
        ("run",),
        (ABOVE,),
    ),
    Step(
        "count",
        "Compare with the total gain.",
        COUNT,
        Decide(),
        (At("above", {n: T}), "theorem_2.total", "horizon", "run"),
    ),
)

_HALF = sp.Rational(1, 2)

STATEMENT = Statement(
    id="gd_convex_constant",
    kind="theorem",
    title="Theorem 2 with the constant step",
    source=Source("LW", "Theorem 2", "constant step"),
    summary="For eta = 1/ell(Delta_0): Delta_T <= ell(Delta_0) ||w_0 - w*||^2/(2T), and a gap of "
    "eps is reached within floor(||w_0 - w*||^2 ell(Delta_0)/(2 eps)) steps.",
    parameters=(ell, Delta, g, inner_at, distance_at, etas, T, eps),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("rate", RATE), Named("count", COUNT)),
    proof=PROOF,
    closes={"rate": ("rate", "run"), "count": ("count", "run")},
    sharp_at=(
        instance(
            "one step eta = 1 on x^2/2 from x = 1 with eps = 1/2: it lands on w*",
            "count",
            PARABOLA,
            ONE,
            values={eps: _HALF},
            equality=True,
        ),
    ),
    fails_without={
        **{name: replace(w, values={eps: GAPS[name]}) for name, w in failures("count").items()},
        "schedule": instance(
            "x^2/2 from x = 1 with eta = 3/2 and eps = 1/2: 1 > 3/4",
            "count",
            PARABOLA,
            3 * _HALF,
            values={eps: _HALF},
        ),
    },
)
