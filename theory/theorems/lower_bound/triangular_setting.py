"""The C^{1,1} function of Theorem 3: its pieces in their places, and what is assumed of them.

Under step t lie periods_t periods of length lam_t = eta_t eps/periods_t. Period k, counted from
node t to the left, ends at node t - k lam_t; the slope falls over its left half and rises over its
right half.
"""

from __future__ import annotations

import sympy as sp

from theory.assumptions import Assumption
from theory.definitions.run import integer, n, t
from theory.logic import ForAll, conj, eq, function, le, lt, real
from theory.theorems.lower_bound import pieces
from theory.theorems.lower_bound.gluing import Placed, definitions, place
from theory.theorems.lower_bound.ground import Ground
from theory.theorems.lower_bound.iterates import DESCENT, etas, node, tau
from theory.theorems.lower_bound.pieces import TRIANGULAR
from theory.theorems.lower_bound.setting import (
    CLASS,
    NONINCREASING,
    NONNEGATIVE_STEPS,
    ON_WAVES,
    eps,
    first_short,
    nodes_from,
    periods,
    periods_of,
    waves_above,
)
from theory.theorems.lower_bound.sines import beyond

k = real("k")
"""Index of a period under one step."""

K_ON_STEP = (integer(k), le(0, k), le(k + 1, periods(n)))
"""k is one of 0, ..., periods_n - 1, as it stands in an induction."""
K_UP_TO_END = conj(integer(k), le(0, k), le(k, periods(n)))

GROUND = Ground(node(tau), smooth=False)

length = function("length_at")
"""length_at(t) = lam_t."""


def joint(step: sp.Expr, period: sp.Expr) -> sp.Expr:
    """The right end of a period: node t - k lam_t."""
    return node(step) - period * length(step)


def middle(step: sp.Expr, period: sp.Expr) -> sp.Expr:
    """The middle of a period, where the slope is -eps."""
    return joint(step, period + 1) + length(step) / 2


def falling(step: sp.Expr, period: sp.Expr) -> Placed:
    """The left half of a period, in its place."""
    piece = pieces.falling_half().with_values({pieces.lam: length(step)})
    left = joint(step, period + 1)
    return place("falling", piece, left, (left, middle(step, period)))


def rising(step: sp.Expr, period: sp.Expr) -> Placed:
    """The right half of a period, in its place."""
    piece = pieces.rising_half().with_values({pieces.lam: length(step)})
    ends = (middle(step, period), joint(step, period))
    return place("rising", piece, ends[0], ends)


BEYOND = beyond(eps)


def _on_periods(name: str, half: Placed, text: str) -> Assumption:
    inside = conj(integer(k), le(0, k), lt(k, periods(t)))
    claim = ForAll(t, ON_WAVES, ForAll(k, inside, half.definition))
    return Assumption(f"{name}_pieces", claim, text, defines=True)


LENGTHS = Assumption(
    "lengths",
    ForAll(t, ON_WAVES, eq(periods(t) * length(t), etas(t) * eps)),
    "the periods under step t are eta_t eps/periods_t long",
    defines=True,
)
ASSUMPTIONS = (
    *CLASS,
    waves_above(TRIANGULAR),
    first_short(TRIANGULAR),
    NONNEGATIVE_STEPS,
    NONINCREASING,
    periods_of(TRIANGULAR),
    LENGTHS,
    nodes_from(GROUND.rim + GROUND.length),
    *definitions((BEYOND, "beyond x_0 f goes on with slope eps")),
    *GROUND.definitions("node tau"),
    _on_periods("falling", falling(t, k), "over the left half of a period the slope falls"),
    _on_periods("rising", rising(t, k), "over the right half of a period the slope rises"),
    DESCENT,
)
