"""Theorem 2, constant step, with the best possible constant: eta = 1/ell(Delta_0).

    Delta_T <= ell(Delta_0) ||w_0 - w*||^2 / (4T + 2),

so N <= ceil(||w_0 - w*||^2 ell(Delta_0)/(4 eps) - 1/2) steps reach a gap of eps. For L-smooth
functions this is the bound of Drori and Teboulle, attained by a Huber function; here it needs no
bound outside S.

Proof. Their multipliers, but as an induction instead of a semidefinite certificate. With
M = 2T + 1, lam_n = n/(M - n), tau_n = lam_{n+1} - lam_n = M/((M-n)(M-n-1)) and L = ell(Delta_0),
let z_n move with the longer steps M tau_n/L from z_0 = w_0 - w*, and let c_n = (M tau_n - 1)/L >= 0
be by how much they are longer. The potential

    V_n = lam_n Delta_n + L ||z_n||^2/(2M) + lam_n g_n^2/(2L) + (1 - lam_n)/2 sum_{j<n} c_j g_j^2

does not increase: what it loses in step n is lam_{n+1} times the slack of the interpolation
inequality, tau_n times that of Lemma 7, and tau_n/2 times sum_{j<n} c_j ||grad_n - grad_j||^2,
exactly. V_0 is the bound, and V_T >= Delta_T for the same reason.

Source: Drori, Teboulle 2014, Theorem 3.1 (L-smooth functions on R^d); the induction is ours.
"""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.convex import ATTAINED, CONVEX_CLASS, START, distance_at, inner_at
from theory.definitions.ell_smooth import BOUNDED, ELL_NONDECREASING, SMOOTH_CLASS
from theory.definitions.run import (
    FIRST,
    IN_RUN,
    LAST,
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
from theory.lemmas import cocoercivity, localised_interpolation
from theory.logic import (
    ForAll,
    Formula,
    Implies,
    Pred,
    between,
    conj,
    disj,
    eq,
    ge,
    gt,
    le,
    ne,
)
from theory.rules.convexity import COMBINATION, PATH_TOWARDS, b, pair, size
from theory.rules.integers import FINITE_SUM, a, count, i, total
from theory.schema import Apply, At, Decide, Identity, Induct, Named, Source, Statement, Step
from theory.theorems.gd_convex import failures, instance
from theory.theorems.gd_convex_constant import ADMISSIBLE_STEPS
from theory.theorems.gd_nonconvex_constant import SCHEDULE
from theory.witness import PARABOLA, S

ell, eps, cross_at = sym.ell, sym.eps, sym.cross_at

PAIRS = Assumption(
    "pairs",
    conj(
        PATH_TOWARDS,
        in_run(
            conj(
                Pred("point_towards", (Delta(t), g(t), inner_at(t))),
                Pred(
                    "gd_pair",
                    (Delta(t), g(t), etas(t), Delta(t + 1), g(t + 1), cross_at(t)),
                ),
                ge(g(t + 1), 0),
            )
        ),
    ),
    "distance_at, inner_at, g and cross_at are those of the run w_0, ..., w_T in S",
    defines=True,
)
LAST_POINT = Assumption(
    "last_point",
    conj(Pred("point_towards", (LAST, g(T), inner_at(T))), ge(g(T), 0)),
    "they are so at w_T too",
    defines=True,
)
HORIZON = Assumption(
    "horizon",
    conj(integer(T), ge(T, 1)),
    "the number of steps T is a positive integer",
    defines=True,
)
ASSUMPTIONS = (
    SMOOTH_CLASS,
    BOUNDED,
    ELL_NONDECREASING,
    CONVEX_CLASS,
    ATTAINED,
    RUN,
    HORIZON,
    PAIRS,
    LAST_POINT,
    SCHEDULE,
)

RATE = le((4 * T + 2) * LAST, ell(FIRST) * START**2)
COUNT = Implies(le(ell(FIRST) * START**2, (4 * T + 2) * eps), le(LAST, eps))

_M, _L = 2 * T + 1, ell(FIRST)
_ZERO = sp.Integer(0)


def lam(k: sp.Expr) -> sp.Expr:
    """Multiplier of the interpolation inequality between w_{k-1} and w_k."""
    return k / (_M - k)


def tau(k: sp.Expr) -> sp.Expr:
    """Multiplier of Lemma 7 at w_k; it is M/((M - k)(M - k - 1))."""
    return lam(k + 1) - lam(k)


def _long_step(k: sp.Expr) -> sp.Expr:
    return _M**2 / ((_M - k) * (_M - k - 1) * _L)


_EXCESS = _long_step(i) - etas(i)


def _lengths(k: sp.Expr) -> sp.Expr:
    """The sum of c_j over j < k."""
    return total(_EXCESS, i, k)


def _squares(k: sp.Expr) -> sp.Expr:
    """The sum of c_j g_j^2 over j < k."""
    return total(_EXCESS * g(i) ** 2, i, k)


def _potential(k: sp.Expr, gap: sp.Expr, square: sp.Expr, z: sp.Expr, squares: sp.Expr) -> sp.Expr:
    return (
        lam(k) * gap + _L * z / (2 * _M) + lam(k) * square / (2 * _L) + (1 - lam(k)) * squares / 2
    )


def _potential_at(k: sp.Expr) -> sp.Expr:
    return _potential(k, Delta(k), g(k) ** 2, size(k), _squares(k))


def _closed(k: sp.Expr) -> sp.Expr:
    """That sum in closed form."""
    return k**2 / ((_M - k) * _L)


_INTERPOLATION = Delta(n) - Delta(n + 1) - (g(n) ** 2 + g(n + 1) ** 2) / (2 * _L)
_LEMMA_7 = inner_at(n) - Delta(n) - g(n) ** 2 / (2 * _L)
_SPREAD = g(n) ** 2 * _closed(n) + _squares(n) - 2 * (inner_at(n) - pair(n))

_LAST_LEMMA_7 = inner_at(T) - LAST - g(T) ** 2 / (2 * _L)
_LAST_SPREAD = _SPREAD.subs(n, T)
_A = _M / ((T + 1) * _L)
_SQUARE = size(T) + _A**2 * g(T) ** 2 - 2 * _A * pair(T)

_BOUND = _L * START**2 / (2 * _M)
_NEXT = (integer(n), le(0, n), le(n + 1, T))
_V_N = le(_potential_at(n), _BOUND)
_CLASS = ("smooth", "bounded_below", "ell_nondecreasing")
_SIZE_NEXT = size(n) - 2 * _long_step(n) * pair(n) + _long_step(n) ** 2 * g(n) ** 2
_SQUARES_NEXT = _squares(n) + (_long_step(n) - 1 / _L) * g(n) ** 2
_V_NEXT = _potential(n + 1, Delta(n + 1), g(n + 1) ** 2, _SIZE_NEXT, _SQUARES_NEXT)


_LOSS = lam(n + 1) * _INTERPOLATION + tau(n) * _LEMMA_7 + tau(n) * _SPREAD / 2
_LAST_LOSS = _LAST_LEMMA_7 / (T + 1) + _LAST_SPREAD / (2 * T + 2) + _L * _SQUARE / (2 * _M)


def _positive(k: sp.Expr) -> Formula:
    return disj(eq(k, 0), gt(_L, 0))


PROOF = (
    *ADMISSIBLE_STEPS,
    Step(
        "positive_at_0",
        "At index 0 there is nothing to show.",
        _positive(_ZERO),
        Decide(),
        ("run",),
    ),
    Step(
        "positive_next",
        "eta ell(Delta_0) = 1 with eta >= 0, so ell(Delta_0) is positive.",
        _positive(n + 1),
        Decide(),
        (At("schedule", {t: n}), "run"),
        (*_NEXT, _positive(n)),
    ),
    Step(
        "positive_from_1",
        "From the first step on:",
        ForAll(n, UP_TO_T, _positive(n)),
        Induct("positive_at_0", "positive_next"),
        ("run",),
    ),
    Step(
        "positive",
        "ell(Delta_0) > 0.",
        gt(_L, 0),
        Decide(),
        (At("positive_from_1", {n: T}), "horizon", "run"),
    ),
    Step(
        "step_is",
        "Every step is 1/ell(Delta_0).",
        in_run(eq(etas(t), 1 / _L)),
        Decide(),
        ("schedule", "run"),
    ),
    Step(
        "interpolation",
        "The interpolation inequality between w_t and w_{t+1}.",
        None,
        Apply(
            localised_interpolation.STATEMENT,
            {
                sym.gap: Delta(t),
                sym.gradient_norm: g(t),
                sym.eta: etas(t),
                sym.gap_next: Delta(t + 1),
                sym.gradient_next: g(t + 1),
                sym.cross: cross_at(t),
            },
        ),
        (*_CLASS, "convex", "run", "pairs", "step_is", "positive", "admissible"),
        (IN_RUN,),
    ),
    Step(
        "lemma_7",
        "Lemma 7 at w_t.",
        None,
        Apply(
            cocoercivity.STATEMENT,
            {
                sym.gap: Delta(t),
                sym.gradient_norm: g(t),
                sym.inner: inner_at(t),
                sym.eta: etas(t),
            },
        ),
        (*_CLASS, "convex", "minimiser", "run", "pairs", "admissible"),
        (IN_RUN,),
    ),
    Step(
        "last_admissible",
        "The step would be admissible at w_T too.",
        conj(ge(1 / _L, 0), le(1 / _L * ell(LAST), 1)),
        Decide(),
        (
            At("below", {n: T}),
            At(
                "ell_nondecreasing",
                {sp.Symbol("a", real=True): LAST, sp.Symbol("b", real=True): FIRST},
            ),
            "positive",
            "run",
            "horizon",
        ),
    ),
    Step(
        "lemma_7_last",
        "So Lemma 7 holds there.",
        None,
        Apply(
            cocoercivity.STATEMENT,
            {
                sym.gap: LAST,
                sym.gradient_norm: g(T),
                sym.inner: inner_at(T),
                sym.eta: 1 / _L,
            },
        ),
        (*_CLASS, "convex", "minimiser", "run", "last_point", "last_admissible", "positive"),
    ),
    Step(
        "room",
        "The denominators are positive.",
        conj(gt(_M - n, 0), gt(_M - n - 1, 0)),
        Decide(),
        ("horizon",),
        (ge(n, 0), le(n, T)),
    ),
    Step(
        "longer",
        "The steps of z are longer than those of the run.",
        ge(_long_step(n), etas(n)),
        Decide(),
        (At("step_is", {t: n}), "positive", "run"),
        _NEXT,
    ),
    Step(
        "combination",
        "The auxiliary points z_n.",
        None,
        Apply(COMBINATION, {b: sp.Lambda(i, _long_step(i))}),
        (
            "pairs",
            "longer",
            "positive",
            "run",
        ),
    ),
    Step(
        "lengths",
        "Partial sums of c_j.",
        None,
        Apply(FINITE_SUM, {a: sp.Lambda(i, _EXCESS), count: T}),
        (
            "positive",
            "run",
        ),
    ),
    Step(
        "squares",
        "Partial sums of c_j g_j^2.",
        None,
        Apply(FINITE_SUM, {a: sp.Lambda(i, _EXCESS * g(i) ** 2), count: T}),
        (
            "positive",
            "run",
        ),
    ),
    Step(
        "sums_defined",
        "The sums divide by positive numbers.",
        ForAll(
            i,
            conj(integer(i), between(0, i, n - 1)),
            conj(ne(_M - i - 1, 0), ne(_M - i, 0), ge(FIRST, 0), ne(_L, 0)),
        ),
        Decide(),
        ("positive", "run"),
        (UP_TO_T,),
    ),
    Step(
        "closed_at_0",
        "The empty sum is 0.",
        eq(_lengths(_ZERO), _closed(_ZERO)),
        Decide(),
        ("lengths.empty",),
    ),
    Step(
        "closed_next",
        "So does the sum.",
        eq(_lengths(n + 1), _closed(n + 1)),
        Decide(),
        (
            "lengths.next",
            At("step_is", {t: n}),
            "positive",
            "run",
        ),
        (*_NEXT, eq(_lengths(n), _closed(n))),
    ),
    Step(
        "closed",
        "The c_j add up to n^2/((M-n) L).",
        ForAll(n, UP_TO_T, eq(_lengths(n), _closed(n))),
        Induct("closed_at_0", "closed_next"),
        ("sums_defined", "positive", "run"),
    ),
    Step(
        "spread",
        "The sum of c_j ||g_n - g_j||^2 is not negative.",
        ge(_SPREAD, 0),
        Decide(),
        ("combination.spread", "closed", "positive", "run"),
        (UP_TO_T,),
    ),
    Step(
        "slacks",
        "and neither is the slack of the two inequalities.",
        conj(ge(_INTERPOLATION, 0), ge(_LEMMA_7, 0)),
        Decide(),
        (
            At("interpolation", {t: n}),
            At("lemma_7", {t: n}),
            At("step_is", {t: n}),
            "positive",
            "run",
        ),
        _NEXT,
    ),
    Step(
        "losses",
        "So what the potential loses is not negative.",
        conj(
            ge(lam(n + 1) * _INTERPOLATION + tau(n) * _LEMMA_7, 0),
            ge(tau(n) * _SPREAD / 2, 0),
        ),
        Decide(),
        ("slacks", "spread", "positive", "run"),
        _NEXT,
    ),
    Step(
        "size_next",
        "The next point z_{n+1}, and the next sum,",
        conj(eq(size(n + 1), _SIZE_NEXT), eq(_squares(n + 1), _SQUARES_NEXT)),
        Decide(),
        (
            "combination.next",
            "squares.next",
            At("step_is", {t: n}),
            "positive",
            "run",
        ),
        _NEXT,
    ),
    Step(
        "potential_next",
        "put into the potential.",
        eq(_potential_at(n + 1), _V_NEXT),
        Decide(),
        ("size_next", "positive", "run"),
        _NEXT,
    ),
    Step(
        "balance",
        "What it loses in step n is the three slacks, exactly.",
        eq(_potential_at(n) - _V_NEXT, _LOSS),
        Identity(),
        ("positive", "run"),
        _NEXT,
    ),
    Step(
        "kept",
        "So the potential does not increase.",
        le(_V_NEXT, _potential_at(n)),
        Decide(),
        (
            "balance",
            "losses",
            "positive",
            "room",
            "horizon",
            "run",
        ),
        _NEXT,
    ),
    Step(
        "potential_at_0",
        "It starts at L ||w_0 - w*||^2/(2M),",
        le(_potential_at(_ZERO), _BOUND),
        Decide(),
        ("combination.start", "squares.empty", "horizon", "run"),
    ),
    Step(
        "potential_grows",
        "and with each step stays below it,",
        le(_potential_at(n + 1), _BOUND),
        Decide(),
        (
            "kept",
            "potential_next",
            "positive",
            "room",
            "horizon",
            "run",
        ),
        (*_NEXT, _V_N),
    ),
    Step(
        "potential",
        "so it never exceeds its start.",
        ForAll(n, UP_TO_T, _V_N),
        Induct("potential_at_0", "potential_grows"),
        ("sums_defined", "positive", "room", "horizon", "run"),
    ),
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
            ge(_LAST_LEMMA_7 / (T + 1), 0),
            ge(_LAST_SPREAD / (2 * T + 2), 0),
            ge(_L * _SQUARE / (2 * _M), 0),
        ),
        Decide(),
        (
            "lemma_7_last",
            At("spread", {n: T}),
            "square",
            "positive",
            "horizon",
            "run",
        ),
    ),
    Step(
        "last_balance",
        "The last potential exceeds Delta_T by them, exactly.",
        eq(_potential_at(T) - LAST, _LAST_LOSS),
        Identity(),
        ("positive", "horizon", "run"),
    ),
    Step(
        "last_loss",
        "Together they are not negative.",
        ge(_LAST_LOSS, 0),
        Decide(),
        ("last_slacks", "positive", "horizon", "run"),
    ),
    Step(
        "bound",
        "So Delta_T <= L ||w_0 - w*||^2/(2M).",
        le(LAST, _BOUND),
        Decide(),
        (
            "last_balance",
            "last_loss",
            At("potential", {n: T}),
            "positive",
            "horizon",
            "run",
        ),
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
