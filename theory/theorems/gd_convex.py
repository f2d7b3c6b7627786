"""Theorem 2 for any schedule: steps up to 1/ell(gap) turn distance into gap.

    0 <= eta_t <= 1/ell(Delta_t)   =>   2 sum_{t<T} eta_t Delta_t <= ||w_0 - w*||^2 - ||w_T - w*||^2

Proof. Sum what one step gains (``gd_convex_step``). The two schedules each have a file.
"""

from __future__ import annotations

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
from theory.definitions.distance import within_distance
from theory.definitions.ell_smooth import BOUNDED, ELL_NONDECREASING, SMOOTH_CLASS
from theory.definitions.gap_smooth import CONSTANTS, ELL, NOT_BOTH_ZERO
from theory.definitions.run import (
    HORIZON,
    IN_RUN,
    RUN,
    UP_TO_T,
    Delta,
    T,
    etas,
    g,
    in_run,
    integer,
    n,
    t,
)
from theory.evaluation import Case, Evaluation, Output
from theory.logic import ForAll, le
from theory.rules.integers import FINITE_SUM, a, count, i, total
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.theorems import gd_convex_step
from theory.theorems.gd_convex_step import BUMP
from theory.theorems.gd_nonconvex import STEPS
from theory.witness import (
    DECREASING_ELL,
    DECREASING_PHI,
    LOG_COSH,
    PARABOLA,
    STEEP,
    S,
    Witness,
)

ell, distance0, gap0, eps = sym.ell, sym.distance0, sym.gap0, sym.eps

ASSUMPTIONS = (
    SMOOTH_CLASS,
    BOUNDED,
    ELL_NONDECREASING,
    CONVEX_CLASS,
    ATTAINED,
    RUN,
    RUN_TOWARDS,
    HORIZON,
    STEPS,
)

_GAIN = etas(i) * Delta(i)
CLOSER = in_run(le(distance_at(t + 1) ** 2, distance_at(t) ** 2 - 2 * etas(t) * Delta(t)))
TOTAL = le(2 * total(_GAIN, i, T), START**2 - END**2)

_NEXT = (integer(n), le(0, n), le(n + 1, T))
_TOTAL_N = le(2 * total(_GAIN, i, n), START**2 - distance_at(n) ** 2)
_CONVEX = ("smooth", "bounded_below", "ell_nondecreasing", "convex", "minimiser")

PROOF = (
    Step(
        "step",
        "One step, at w_t.",
        None,
        Apply(
            gd_convex_step.STATEMENT,
            {
                sym.gap: Delta(t),
                sym.gradient_norm: g(t),
                sym.inner: inner_at(t),
                sym.eta: etas(t),
                sym.distance: distance_at(t),
                sym.distance_next: distance_at(t + 1),
            },
        ),
        (*_CONVEX, "run", "towards", "steps"),
        (IN_RUN,),
    ),
    Step(
        "gains",
        "Partial sums of eta_t Delta_t.",
        None,
        Apply(FINITE_SUM, {a: sp.Lambda(i, _GAIN), count: T}),
    ),
    Step(
        "total_at_0",
        "The empty sum is 0.",
        le(2 * total(_GAIN, i, sp.Integer(0)), START**2 - START**2),
        Decide(),
        ("gains.empty",),
    ),
    Step(
        "total_next",
        "Each step adds at most what the squared distance falls by.",
        le(2 * total(_GAIN, i, n + 1), START**2 - distance_at(n + 1) ** 2),
        Decide(),
        ("gains.next", At("step", {t: n})),
        (*_NEXT, _TOTAL_N),
    ),
    Step("total", "Telescoping.", ForAll(n, UP_TO_T, _TOTAL_N), Induct("total_at_0", "total_next")),
)

ONE = sp.Integer(1)


def instance(text: str, conclusion: str, f: sp.Expr, step: sp.Expr, **more: object) -> Witness:
    """One step on f from x = 1, with ell = 1, unless told otherwise."""
    given: dict[str, object] = {"point": ONE, **more}
    return Witness(text, conclusion, f=f, steps=(step,), **given)  # type: ignore[arg-type]


GAPS: dict[str, sp.Expr] = {
    "smooth": sp.Integer(5),
    "bounded_below": sp.Rational(5, 2),
    "ell_nondecreasing": sp.log(sp.cosh(2)),
    "convex": sp.Rational(4, 5),
    "minimiser": sp.Rational(3, 2),
}
"""The gaps at the start of the instances in ``failures``."""


def failures(conclusion: str) -> dict[str, Witness]:
    """One step of 1/ell(gap) on functions that miss one assumption."""
    return {
        "smooth": instance(
            "5 x^2 at x = 1 with ell = 1 and eta = 1: the distance grows from 1 to 9",
            conclusion,
            STEEP,
            ONE,
        ),
        "bounded_below": instance(
            "x^2/2 at x = 3 with w* = 2, f* = f(2) = 2, ell = 3 and eta = 1/3",
            conclusion,
            PARABOLA,
            sp.Rational(1, 3),
            point=sp.Integer(3),
            minimiser=sp.Integer(2),
            f_star=sp.Integer(2),
            ell=sp.Lambda(S, sp.Integer(3)),
            Phi=sp.Lambda(S, 3 * S),
        ),
        "ell_nondecreasing": instance(
            "log cosh x at x = 2, where f'' = exp(-2 f), with eta = 1/ell(gap) = cosh(2)^2",
            conclusion,
            LOG_COSH,
            sp.cosh(2) ** 2,
            point=sp.Integer(2),
            ell=DECREASING_ELL,
            Phi=DECREASING_PHI,
        ),
        "convex": instance(
            "x^2/(1 + x^2) at x = 2 with ell = 2 and eta = 1/2",
            conclusion,
            BUMP,
            sp.Rational(1, 2),
            point=sp.Integer(2),
            ell=sp.Lambda(S, sp.Integer(2)),
            Phi=sp.Lambda(S, 2 * S),
        ),
        "minimiser": instance(
            "x^2/2 at x = 1 with the gap measured from f* = -1 and eta = 1",
            conclusion,
            PARABOLA,
            ONE,
            f_star=sp.Integer(-1),
        ),
    }


def _counts(least_quotient: sp.Expr, ratio: sp.Expr) -> tuple[Output, ...]:
    curvature = ELL(gap0)
    return (
        Output(
            "iterations_warmup",
            sp.floor(distance0**2 / (2 * least_quotient)),
            "steps of the warm-up eta_t = 1/ell(Delta_t) within which a gap of at most eps is "
            "reached (gd_convex_warmup, psi_endpoints)",
        ),
        Output(
            "iterations_constant",
            sp.floor(distance0**2 * curvature / (2 * eps)),
            "the same for the constant step 1/ell(gap0) (gd_convex_constant)",
        ),
        Output(
            "iterations_constant_sharp",
            sp.ceiling(distance0**2 * curvature / (4 * eps) - sp.Rational(1, 2)),
            "the same with the best possible constant (gd_convex_sharp)",
        ),
        Output("ratio", ratio, "iterations_constant over iterations_warmup, before rounding"),
    )


def _psi(s: sp.Expr) -> sp.Expr:
    return s / ELL(s)


_AT_TARGET = tuple(
    Output(o.name, sp.Integer(o.name == "ratio"), o.meaning) for o in _counts(sp.Integer(1), ONE)
)
_LEAST = sp.Min(_psi(eps), _psi(gap0))

_WAYS_OUT = (
    ("reachable", "raise distance0 or lower gap0"),
    ("reachable_power", "raise distance0 or lower gap0"),
    ("minimiser_needs_K0", "raise K0, without which only constants have a minimiser at rho >= 1"),
)

EVALUATION = Evaluation(
    inputs=(sym.rho, sym.K0, sym.K, distance0, gap0, eps),
    domain=(
        *CONSTANTS,
        NOT_BOTH_ZERO,
        bounds(distance0, 0, text="a distance is not negative"),
        bounds(gap0, 0, text="a gap is not negative"),
        bounds(eps, 0, low_included=False, text="the target gap is positive"),
        *(
            Assumption(
                name,
                claim,
                f"no function of the class has this gap so close to a minimiser; {action}",
            )
            for claim, (name, action) in zip(
                within_distance(gap0, distance0), _WAYS_OUT, strict=True
            )
        ),
    ),
    cases=(
        Case((le(gap0, eps),), _AT_TARGET),
        Case((le(sym.rho, 1),), _counts(_psi(eps), ELL(gap0) / ELL(eps))),
        Case((), _counts(_LEAST, _LEAST * ELL(gap0) / eps)),
    ),
)

STATEMENT = Statement(
    id="gd_convex",
    kind="theorem",
    title="Gradient descent on a convex function with steps up to 1/ell(gap)",
    source=Source("LW", "Theorem 2", "any schedule"),
    summary="For f convex with minimiser w* and 0 <= eta_t <= 1/ell(Delta_t): 2 sum eta_t Delta_t "
    "<= ||w_0 - w*||^2 - ||w_T - w*||^2, and no step leads away from w*.",
    parameters=(ell, Delta, g, inner_at, distance_at, etas, T),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("closer", CLOSER), Named("total", TOTAL)),
    proof=PROOF,
    evaluation=EVALUATION,
    closes={"closer": ("step",), "total": (At("total", {n: T}), "horizon")},
    sharp_at=(
        instance("one step eta = 1 on x^2/2 from x = 1", "total", PARABOLA, ONE, equality=True),
    ),
    fails_without={
        **failures("total"),
        "steps": instance(
            "x^2/2 from x = 1 with eta = 3/2: 3/2 > 3/4", "total", PARABOLA, sp.Rational(3, 2)
        ),
    },
)
