"""The potential, and that no step of the run increases it."""

from __future__ import annotations

import sympy as sp

from theory.definitions.convex import inner_at
from theory.definitions.run import UP_TO_T, Delta, T, g, n, t
from theory.logic import ForAll, conj, eq, ge, le
from theory.rules.convexity import pair, size
from theory.schema import At, Decide, Identity, Induct, Step
from theory.theorems.gd_convex_sharp.auxiliary import SPREAD, lam, long_step, squares, tau
from theory.theorems.gd_convex_sharp.setting import BOUND, NEXT, ZERO, L, M


def _potential(k: sp.Expr, gap: sp.Expr, square: sp.Expr, z: sp.Expr, excess: sp.Expr) -> sp.Expr:
    return lam(k) * gap + L * z / (2 * M) + lam(k) * square / (2 * L) + (1 - lam(k)) * excess / 2


def potential_at(k: sp.Expr) -> sp.Expr:
    """V_k."""
    return _potential(k, Delta(k), g(k) ** 2, size(k), squares(k))


_INTERPOLATION = Delta(n) - Delta(n + 1) - (g(n) ** 2 + g(n + 1) ** 2) / (2 * L)
_LEMMA_7 = inner_at(n) - Delta(n) - g(n) ** 2 / (2 * L)
_LOSS = lam(n + 1) * _INTERPOLATION + tau(n) * _LEMMA_7 + tau(n) * SPREAD / 2

_SIZE_NEXT = size(n) - 2 * long_step(n) * pair(n) + long_step(n) ** 2 * g(n) ** 2
_SQUARES_NEXT = squares(n) + (long_step(n) - 1 / L) * g(n) ** 2
_KEPT = le(potential_at(n), BOUND)
_V_NEXT = _potential(n + 1, Delta(n + 1), g(n + 1) ** 2, _SIZE_NEXT, _SQUARES_NEXT)

POTENTIAL = (
    Step(
        "slacks",
        "The slack of the two inequalities is not negative.",
        conj(ge(_INTERPOLATION, 0), ge(_LEMMA_7, 0)),
        Decide(),
        (
            At("interpolation", {t: n}),
            At("lemma_7", {t: n}),
            At("step_is", {t: n}),
            "positive",
            "run",
        ),
        NEXT,
    ),
    Step(
        "losses",
        "So what the potential loses is not negative.",
        conj(
            ge(lam(n + 1) * _INTERPOLATION + tau(n) * _LEMMA_7, 0),
            ge(tau(n) * SPREAD / 2, 0),
        ),
        Decide(),
        ("slacks", "spread", "positive", "run"),
        NEXT,
    ),
    Step(
        "size_next",
        "The next point z_{n+1}, and the next sum,",
        conj(eq(size(n + 1), _SIZE_NEXT), eq(squares(n + 1), _SQUARES_NEXT)),
        Decide(),
        ("combination.next", "squares.next", At("step_is", {t: n}), "positive", "run"),
        NEXT,
    ),
    Step(
        "potential_next",
        "put into the potential.",
        eq(potential_at(n + 1), _V_NEXT),
        Decide(),
        ("size_next", "positive", "run"),
        NEXT,
    ),
    Step(
        "balance",
        "What it loses in step n is the three slacks, exactly.",
        eq(potential_at(n) - _V_NEXT, _LOSS),
        Identity(),
        ("positive", "run"),
        (le(0, n), le(n + 1, T)),
    ),
    Step(
        "kept",
        "So the potential does not increase.",
        le(_V_NEXT, potential_at(n)),
        Decide(),
        ("balance", "losses", "positive", "run"),
        NEXT,
    ),
    Step(
        "potential_at_0",
        "It starts at L ||w_0 - w*||^2/(2M),",
        le(potential_at(ZERO), BOUND),
        Decide(),
        ("combination.start", "squares.empty", "horizon", "run"),
    ),
    Step(
        "potential_grows",
        "and with each step stays below it,",
        le(potential_at(n + 1), BOUND),
        Decide(),
        ("kept", "potential_next", "positive", "run"),
        (*NEXT, _KEPT),
    ),
    Step(
        "potential",
        "so it never exceeds its start.",
        ForAll(n, UP_TO_T, _KEPT),
        Induct("potential_at_0", "potential_grows"),
        ("sums_defined", "positive", "run"),
    ),
)
