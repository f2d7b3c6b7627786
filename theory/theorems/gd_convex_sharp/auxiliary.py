"""The auxiliary points z_n, which move with longer steps than the run, and their spread."""

from __future__ import annotations

import sympy as sp

from theory.definitions.convex import inner_at
from theory.definitions.run import FIRST, UP_TO_T, T, etas, g, integer, n, t
from theory.logic import ForAll, between, conj, eq, ge, ne
from theory.rules.convexity import COMBINATION, b, pair
from theory.rules.integers import FINITE_SUM, a, count, i, total
from theory.schema import Apply, At, Decide, Induct, Step
from theory.theorems.gd_convex_sharp.setting import NEXT, ZERO, L, M


def lam(k: sp.Expr) -> sp.Expr:
    """Multiplier of the interpolation inequality between w_{k-1} and w_k."""
    return k / (M - k)


def tau(k: sp.Expr) -> sp.Expr:
    """Multiplier of Lemma 7 at w_k; it is M/((M - k)(M - k - 1))."""
    return lam(k + 1) - lam(k)


def long_step(k: sp.Expr) -> sp.Expr:
    """The step M tau_k/L of the auxiliary point."""
    return M**2 / ((M - k) * (M - k - 1) * L)


_EXCESS = long_step(i) - etas(i)
"""c_i."""


def _lengths(k: sp.Expr) -> sp.Expr:
    """The sum of c_j over j < k."""
    return total(_EXCESS, i, k)


def squares(k: sp.Expr) -> sp.Expr:
    """The sum of c_j g_j^2 over j < k."""
    return total(_EXCESS * g(i) ** 2, i, k)


def _closed(k: sp.Expr) -> sp.Expr:
    """The sum of c_j in closed form."""
    return k**2 / ((M - k) * L)


SPREAD = g(n) ** 2 * _closed(n) + squares(n) - 2 * (inner_at(n) - pair(n))
"""The sum of c_j ||grad_n - grad_j||^2 over j < n."""

AUXILIARY = (
    Step(
        "longer",
        "The steps of z are longer than those of the run.",
        ge(long_step(n), etas(n)),
        Decide(),
        (At("step_is", {t: n}), "positive", "run"),
        NEXT,
    ),
    Step(
        "combination",
        "The auxiliary points z_n.",
        None,
        Apply(COMBINATION, {b: sp.Lambda(i, long_step(i))}),
        ("pairs", "longer", "positive", "run"),
    ),
    Step(
        "lengths",
        "Partial sums of c_j.",
        None,
        Apply(FINITE_SUM, {a: sp.Lambda(i, _EXCESS), count: T}),
        ("positive", "run"),
    ),
    Step(
        "squares",
        "Partial sums of c_j g_j^2.",
        None,
        Apply(FINITE_SUM, {a: sp.Lambda(i, _EXCESS * g(i) ** 2), count: T}),
        ("positive", "run"),
    ),
    Step(
        "sums_defined",
        "The sums divide by positive numbers.",
        ForAll(
            i,
            conj(integer(i), between(0, i, n - 1)),
            conj(ne(M - i - 1, 0), ne(M - i, 0), ge(FIRST, 0), ne(L, 0)),
        ),
        Decide(),
        ("positive", "run"),
        (UP_TO_T,),
    ),
    Step(
        "closed_at_0",
        "The empty sum of c_j is 0,",
        eq(_lengths(ZERO), _closed(ZERO)),
        Decide(),
        ("lengths.empty",),
    ),
    Step(
        "closed_next",
        "and the formula for n gives that for n + 1,",
        eq(_lengths(n + 1), _closed(n + 1)),
        Decide(),
        ("lengths.next", At("step_is", {t: n}), "positive", "run"),
        (*NEXT, eq(_lengths(n), _closed(n))),
    ),
    Step(
        "closed",
        "so the c_j add up to n^2/((M-n) L).",
        ForAll(n, UP_TO_T, eq(_lengths(n), _closed(n))),
        Induct("closed_at_0", "closed_next"),
        ("sums_defined", "positive", "run"),
    ),
    Step(
        "spread",
        "The sum of c_j ||g_n - g_j||^2 is not negative.",
        ge(SPREAD, 0),
        Decide(),
        ("combination.spread", "closed", "positive", "run"),
        (UP_TO_T,),
    ),
)
