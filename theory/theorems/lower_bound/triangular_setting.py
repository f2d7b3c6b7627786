"""The C^{1,1} function of Theorem 3: its pieces in their places, and what is assumed of them.

Under step t lie periods_t periods of length lam_t = eta_t eps/periods_t. Period k, counted from
node t to the left, ends at node t - k lam_t; the slope falls over its left half and rises over its
right half.
"""

from __future__ import annotations

import sympy as sp

from theory.assumptions import Assumption
from theory.definitions.run import integer, n, t
from theory.logic import ForAll, Formula, conj, eq, function, le, lt, real
from theory.theorems.lower_bound import pieces
from theory.theorems.lower_bound.gluing import Placed, df, f, place
from theory.theorems.lower_bound.iterates import DESCENT, START, etas, node, tau
from theory.theorems.lower_bound.pieces import TRIANGULAR, affine, gap0
from theory.theorems.lower_bound.setting import (
    CLASS,
    NONINCREASING,
    NONNEGATIVE_STEPS,
    ON_WAVES,
    ZERO,
    eps,
    first_short,
    periods,
    periods_of,
    waves_above,
)

k = real("k")
"""Index of a period under one step."""

K_ON_STEP = (integer(k), le(0, k), le(k + 1, periods(n)))
"""k is one of 0, ..., periods_n - 1, as it stands in an induction."""
K_UP_TO_END = conj(integer(k), le(0, k), le(k, periods(n)))

VALLEY = pieces.parabola_valley()
RIM, HEIGHT = VALLEY.high, VALLEY.at(VALLEY.high)[0]
LENGTH = (gap0 - HEIGHT) / eps
"""Of the straight piece between valley and node tau."""


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


BEYOND = place("beyond", affine(eps, gap0), node(START), (node(START), None))
STRAIGHT = place("straight", affine(eps, HEIGHT), RIM, (RIM, node(tau)))
BED = place("bed", VALLEY, ZERO, (-RIM, RIM))
LEFT = place("left", affine(-eps, HEIGHT), -RIM, (None, -RIM))


def _on_periods(name: str, half: Placed, text: str) -> Assumption:
    inside = conj(integer(k), le(0, k), lt(k, periods(t)))
    claim = ForAll(t, ON_WAVES, ForAll(k, inside, half.definition))
    return Assumption(f"{name}_pieces", claim, text, defines=True)


NODES = Assumption(
    "nodes",
    conj(
        eq(node(tau), RIM + LENGTH),
        ForAll(t, ON_WAVES, eq(node(t), node(t + 1) + etas(t) * eps)),
    ),
    "node tau is where f = gap0 on the straight piece; node t lies eta_t eps right of node t + 1",
    defines=True,
)
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
    NODES,
    *(
        Assumption(f"{p.name}_piece", p.definition, text, defines=True)
        for p, text in (
            (BEYOND, "beyond x_0 f goes on with slope eps"),
            (STRAIGHT, "between valley and node tau f has slope eps"),
            (BED, "around 0 f is a parabola"),
            (LEFT, "left of the valley f has slope -eps"),
        )
    ),
    _on_periods("falling", falling(t, k), "over the left half of a period the slope falls"),
    _on_periods("rising", rising(t, k), "over the right half of a period the slope rises"),
    DESCENT,
)


def passes(at: sp.Expr, value: sp.Expr, slope: sp.Expr) -> Formula:
    """Value and slope at a point; the curvature may jump there."""
    return conj(eq(f(at), value), eq(df(at), slope))


SLOWLY = le(n * TRIANGULAR.per_curvature * eps**2, (gap0 - HEIGHT) * pieces.M)
"""n short steps do not use up the straight piece: n <= (gap0 - eps^2/(2 K0)) M/(4 eps^2)."""
