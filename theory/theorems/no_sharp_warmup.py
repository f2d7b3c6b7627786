"""Theorem 2, warm-up at rho = 1: its count cannot be improved by a constant factor.

On Huber's function (``huber_lower_bound``) of curvature K0 and slope s, steps 1/(K0 + K Delta_t)
lower Phi(Delta) = K0 Delta + K Delta^2/2 by at most s^2 each; on the cone the gap itself falls by
exactly s^2/(K0 + K Delta_t). So a gap of at most eps takes

    n >= (Phi(Delta_0) - Phi(eps))/s^2,    and    n >= K (Delta_0^2 - eps^2)/(2 s^2)

steps. Against the promised B = D0^2 (K0/eps + K)/2, with eps = c s D0 and a start on the cone,

    n >= (1 - c^2) B - D0 (K0 (1 - c)^2/(2 c s) + K s/(2 K0)) - 1/2,

where what is subtracted grows like D0, and B like D0^2 if K > 0: then n/B is at least 1 - 2 c^2
from some D0 on.
The constant step has a factor 2 to gain (``gd_convex_sharp``); warm-up has none.

Proof. As |H'| <= s, a step is no longer than eta s and lowers the gap by at most eta s^2; and Phi
is convex with derivative 1/eta.
"""

from __future__ import annotations

from collections.abc import Mapping

import sympy as sp

from theory.definitions.run import UP_TO_T, Delta, T, etas, in_run, integer, n, t
from theory.logic import ForAll, conj, eq, ge, gt, implies, le
from theory.rules.integers import SUCCESSOR, ZERO_INTEGER
from theory.rules.integers import n as index
from theory.schema import Apply, At, Decide, Induct, Named, Source, Statement, Step
from theory.theorems.fixed_step.huber import CONVEX, SMOOTH, huber, slope, x, y
from theory.theorems.no_sharp_warmup_setting import (
    ASSUMPTIONS,
    FIRST,
    K0,
    PROMISED,
    K,
    Phi,
    distance0,
    ell,
    eps,
    least_steps,
    position,
    s,
    share,
)
from theory.witness import Witness

_LOSS = K0 * (1 - share) ** 2 / (2 * share * s) + K * s / (2 * K0)
_REACHED = le(Delta(n), eps)
_LARGE = ge(K * share**2 * distance0**2, 2 * distance0 * _LOSS + 1)
_NEXT = (integer(n), le(0, n), le(n + 1, T))
_ON_CONE = (ge(K0 * position(t), s), ge(K0 * position(t + 1), s))

EXACT = in_run(implies(_ON_CONE, eq(ell(Delta(t)) * (Delta(t) - Delta(t + 1)), s**2)))
SPENT = in_run(ge(Phi(Delta(t + 1)), Phi(Delta(t)) - s**2))
COUNT = ForAll(n, UP_TO_T, implies((_REACHED,), ge(n, least_steps(FIRST))))
_EXPLICIT = ge(n, (1 - share**2) * PROMISED - distance0 * _LOSS - sp.Rational(1, 2))
SQUARES = in_run(ge(K * Delta(t + 1) ** 2, K * Delta(t) ** 2 - 2 * s**2))
_SIMPLE = ge(n, K * (FIRST**2 - eps**2) / (2 * s**2))
SIMPLE = ForAll(n, UP_TO_T, implies((_REACHED,), _SIMPLE))
EXPLICIT = ForAll(n, UP_TO_T, implies((_REACHED,), _EXPLICIT))
_RATIO = ge(n, (1 - 2 * share**2) * PROMISED)
RATIO = ForAll(n, UP_TO_T, implies((_REACHED, _LARGE), _RATIO))

_BUDGET = ge(Phi(Delta(n)) + n * s**2, Phi(FIRST))
_IN_SHARE = K * distance0**2 / 2 + K0 * distance0 / (2 * share * s)

PROOF = (
    Step("next_index", "n + 1 is an index.", None, Apply(SUCCESSOR, {index: n}), (), (integer(n),)),
    Step(
        "nonnegative",
        "H is not negative.",
        ge(huber(x), 0),
        Decide(),
        ("K0_range", "outer_slope_range"),
    ),
    Step(
        "down",
        "A step is no longer than eta s, and so lowers the gap by at most eta s^2,",
        ge(Delta(n + 1), Delta(n) - etas(n) * s**2),
        Decide(),
        (
            At("run", {t: n}),
            At("gaps", {n: n}),
            At("gaps", {n: n + 1}),
            At("schedule", {t: n}),
            "next_index",
        ),
        _NEXT,
    ),
    Step(
        "times",
        "where eta = 1/ell(Delta).",
        ge(ell(Delta(n)) * (Delta(n + 1) - Delta(n)), -(s**2)),
        Decide(),
        ("down", At("schedule", {t: n})),
        _NEXT,
    ),
    Step(
        "spent",
        "Phi is convex with derivative ell.",
        ge(Phi(Delta(n + 1)), Phi(Delta(n)) - s**2),
        Decide(),
        ("times", "K_range"),
        _NEXT,
    ),
    Step("budget_at_0", "0 <= 0.", ge(Phi(FIRST) + 0 * s**2, Phi(FIRST)), Decide()),
    Step(
        "budget_next",
        "Each step spends s^2 at most,",
        ge(Phi(Delta(n + 1)) + (n + 1) * s**2, Phi(FIRST)),
        Decide(),
        ("spent",),
        (*_NEXT, _BUDGET),
    ),
    Step(
        "budget",
        "so n steps n s^2.",
        ForAll(n, UP_TO_T, _BUDGET),
        Induct("budget_at_0", "budget_next"),
    ),
    Step(
        "phi_at_target",
        "At or below the target Phi is at most Phi(eps).",
        le(Phi(Delta(n)), Phi(eps)),
        Decide(),
        (
            At("nonnegative", {x: position(n)}),
            At("gaps", {n: n}),
            "K0_range",
            "K_range",
        ),
        (UP_TO_T, _REACHED),
    ),
    Step(
        "count",
        "Divide by s^2.",
        ge(n, least_steps(FIRST)),
        Decide(),
        ("budget", "phi_at_target", "outer_slope_range"),
        (UP_TO_T, _REACHED),
    ),
    Step(
        "squares",
        "Of the squared gap alone:",
        ge(K * Delta(n + 1) ** 2, K * Delta(n) ** 2 - 2 * s**2),
        Decide(),
        ("times", At("nonnegative", {x: position(n)}), At("gaps", {n: n}), "K0_range", "K_range"),
        _NEXT,
    ),
    Step("zero", "0 is an index.", None, Apply(ZERO_INTEGER)),
    Step(
        "first_nonnegative",
        "The first gap is not negative.",
        ge(FIRST, 0),
        Decide(),
        ("zero.zero", At("nonnegative", {x: position(0)}), At("gaps", {n: 0}), "horizon"),
    ),
    Step(
        "simple",
        "Without K0: weaker if eps <= Delta_0, and trivial if not.",
        _SIMPLE,
        Decide(),
        (
            "count",
            "first_nonnegative",
            "K0_range",
            "K_range",
            "outer_slope_range",
        ),
        (UP_TO_T, _REACHED),
    ),
    Step(
        "on_cone",
        "On the cone H(x) = s x - s^2/(2 K0) and H' = s.",
        conj(eq(huber(x), s * x - s**2 / (2 * K0)), eq(slope(x), s)),
        Decide(),
        ("outer_slope_range",),
        (ge(K0 * x, s),),
    ),
    Step(
        "exact",
        "There a step lowers the gap by exactly eta s^2.",
        eq(ell(Delta(n)) * (Delta(n) - Delta(n + 1)), s**2),
        Decide(),
        (
            At("run", {t: n}),
            At("gaps", {n: n}),
            At("gaps", {n: n + 1}),
            At("schedule", {t: n}),
            "next_index",
        ),
        (*_NEXT, ge(K0 * position(n), s), ge(K0 * position(n + 1), s)),
    ),
    Step(
        "start_gap",
        "The first gap.",
        eq(FIRST, s * distance0 - s**2 / (2 * K0)),
        Decide(),
        (
            "zero.zero",
            At("on_cone", {x: position(0)}),
            At("gaps", {n: 0}),
            "run",
            "start",
            "horizon",
            "K0_range",
        ),
    ),
    Step(
        "shares",
        "D0 and the share are positive.",
        conj(gt(distance0, 0), gt(share, 0)),
        Decide(),
        ("start", "K0_range", "outer_slope_range", "share", "eps_range"),
    ),
    Step(
        "promised",
        "The promised count in terms of the share.",
        eq(PROMISED, _IN_SHARE),
        Decide(),
        ("share", "shares", "outer_slope_range"),
    ),
    Step(
        "kept",
        "Less its share of c^2:",
        eq((1 - share**2) * PROMISED, (1 - share**2) * _IN_SHARE),
        Decide(),
        ("promised", "shares", "outer_slope_range", "eps_range"),
    ),
    Step(
        "expanded",
        "Put in, the count is what is claimed, and K s^2/(8 K0^2) more.",
        eq(
            least_steps(FIRST),
            (1 - share**2) * _IN_SHARE
            - distance0 * _LOSS
            - sp.Rational(1, 2)
            + K * s**2 / (8 * K0**2),
        ),
        Decide(),
        ("start_gap", "share", "shares", "outer_slope_range", "K0_range"),
    ),
    Step(
        "left_over",
        "That is not negative.",
        ge(K * s**2 / (8 * K0**2), 0),
        Decide(),
        ("K_range", "K0_range"),
    ),
    Step(
        "explicit",
        "So against the promised count only terms of order D0 are lost,",
        _EXPLICIT,
        Decide(),
        (
            "count",
            "kept",
            "expanded",
            "left_over",
            "shares",
            "outer_slope_range",
            "K0_range",
            "eps_range",
        ),
        (UP_TO_T, _REACHED),
    ),
    Step(
        "outgrown",
        "which c^2 times the promised count outgrows,",
        ge(share**2 * PROMISED, distance0 * _LOSS + sp.Rational(1, 2)),
        Decide(),
        ("shares", "outer_slope_range", "K0_range", "eps_range"),
        (_LARGE,),
    ),
    Step(
        "ratio",
        "so all but a share of 2 c^2 of it is needed.",
        _RATIO,
        Decide(),
        ("explicit", "outgrown", "eps_range"),
        (UP_TO_T, _REACHED, _LARGE),
    ),
)


def _instance(
    text: str,
    conclusion: str,
    *constants: int | sp.Rational,
    step: sp.Expr | None = None,
    at: Mapping[sp.Symbol, sp.Expr] | None = None,
    equality: bool = False,
) -> Witness:
    """K0, K, s, D0, eps by position; at the start, or after one step of this size."""
    values = dict(zip((K0, K, s, distance0, eps), map(sp.sympify, constants), strict=True))
    values[share] = values[eps] / (values[s] * values[distance0])
    before, first = values[distance0], huber(values[distance0]).subs(values)
    after = before - (step or 0) * slope(before).subs(values)
    gap = huber(after).subs(values)
    values[n] = values[T] = sp.Integer(step is not None)
    values |= at or {}
    k = sp.Symbol("k", real=True)
    return Witness(
        text,
        conclusion,
        values=values,
        functions={
            position: sp.Lambda(k, before + (after - before) * k),
            Delta: sp.Lambda(k, first + (gap - first) * k),
        },
        steps=() if step is None else (sp.sympify(step),),
        equality=equality,
    )


_HALF = sp.Rational(1, 2)

STATEMENT = Statement(
    id="no_sharp_warmup",
    kind="theorem",
    title="The count of the theoretical warm-up has no constant factor to gain",
    source=Source("warmproof", "a lower bound for LW, Theorem 2, warm-up at rho = 1"),
    summary="On Huber's function with slope s, from x_0 = D0, steps 1/(K0 + K Delta_t) need at "
    "least (1 - c^2) B - O(D0) steps to the gap eps = c s D0, where B = D0^2 (K0/eps + K)/2 is "
    "the count of Theorem 2.",
    parameters=(K0, K, s, distance0, eps, share, Delta, etas, position, T),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("convex", CONVEX, "H is convex, with the derivative H'"),
        Named("smooth", SMOOTH, "its curvature is at most K0, so at most K0 + K gap"),
        Named("exact", EXACT, "on the cone the gap falls by s^2/(K0 + K gap)"),
        Named("spent", SPENT, "Phi falls by s^2 at most"),
        Named("squares", SQUARES, "the squared gap falls by 2 s^2/K at most"),
        Named("count", COUNT),
        Named("simple", SIMPLE),
        Named("explicit", EXPLICIT, "against the count that Theorem 2 promises"),
        Named("ratio", RATIO, "far out, all but a share of 2 c^2 of it"),
    ),
    proof=PROOF,
    closes={
        "convex": ("K0_range",),
        "smooth": ("K0_range",),
        "exact": ("exact",),
        "spent": ("spent",),
        "squares": ("squares",),
        "count": ("count", "outer_slope_range"),
        "simple": ("simple", "outer_slope_range"),
        "explicit": ("explicit", "shares", "outer_slope_range", "K0_range", "eps_range"),
        "ratio": ("ratio", "shares", "outer_slope_range", "K0_range", "eps_range"),
    },
    does_not_claim="Anything for rho < 1, where a factor may be gained, or for another schedule.",
    sharp_at=(
        _instance(
            "K0 = s = 1, K = 0, D0 = 5: one step from 9/2 to 7/2",
            "count",
            *(1, 0, 1, 5, 7 * _HALF),
            step=sp.Integer(1),
            equality=True,
        ),
    ),
    fails_without={
        "K0_range": _instance(
            "K0 = D0 = -1, s = 1: H(1) = -1/2 < 0 = H(0) + H'(0)",
            "convex",
            *(-1, 0, 1, -1, 1),
            at={x: sp.Integer(0), y: sp.Integer(1)},
        ),
        "K_range": _instance(
            "K0 = s = 1, K = -1/9, D0 = 5: one step of 2 from 9/2 to 5/2, and 1 < 11/9",
            "count",
            *(1, -sp.Rational(1, 9), 1, 5, 5 * _HALF),
            step=sp.Integer(2),
        ),
        "outer_slope_range": _instance(
            "s = D0 = -1, K0 = 1: H(x) = x - 1/2 is below eps = 1/10 at once, and Phi is larger "
            "there for K = 10: 0 < 48/5",
            "count",
            *(1, 10, -1, -1, _HALF / 5),
        ),
        "eps_range": "no gap is below 0, and with eps = 0 the promised count has no meaning",
        "start": _instance(
            "K0 = s = 1, K = 5, D0 = -10, eps = 10 (c = -1): reached at once, and 0 < 9/2",
            "explicit",
            *(1, 5, 1, -10, 10),
        ),
        "schedule": _instance(
            "K0 = K = s = 1, D0 = 5: a step of 3 from 9/2 to 3/2, and 1 < 12",
            "count",
            *(1, 1, 1, 5, 3 * _HALF),
            step=sp.Integer(3),
        ),
    },
)
