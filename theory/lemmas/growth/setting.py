"""Lemma 4: symbols and assumptions, shared with what follows from it."""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.ell_smooth import BOUNDED, ELL_NONNEGATIVE, INTEGRAL, SMOOTH_CLASS
from theory.logic import ForAll, HasDerivative, Implies, conj, ge, gt, le, real
from theory.rules.rays import EVERYWHERE
from theory.rules.segments import TWO_POINTS

t, x, y = sym.t, real("x"), real("y")
ell, Phi, G = sym.ell, sym.Phi, sym.G
gap, gap_far, distance, towards, level = (
    sym.gap,
    sym.gap_far,
    sym.distance,
    sym.towards,
    sym.level,
)


def h(s: sp.Expr) -> sp.Expr:
    """The largest gradient norm possible at gap s."""
    return sp.sqrt(2 * Phi(s))


GLOBAL = Assumption(
    "everywhere",
    EVERYWHERE,
    "the bounds hold on all of R^d, for the segment from w to w' may leave a sublevel set",
)
PAIR = Assumption(
    "two_points",
    conj(TWO_POINTS, ge(gap, 0), ge(gap_far, 0), ge(distance, 0)),
    "gap and gap_far are f - f* at w and at w', distance = ||w' - w||",
    defines=True,
)
POSITIVE = Assumption(
    "potential_positive", ForAll(x, gt(x, 0), gt(Phi(x), 0)), "Phi is positive at positive gaps"
)
ANTIDERIVATIVE = Assumption(
    "antiderivative",
    HasDerivative(x, gt(x, 0), G(x), 1 / h(x)),
    "G is an antiderivative of 1/h at positive gaps",
)
LEVEL = Assumption(
    "level_range",
    conj(gt(level, 0), ge(level, gap)),
    "the level is positive and at least the gap at w (for gap > 0: the gap itself)",
)
ASSUMPTIONS = (
    SMOOTH_CLASS,
    BOUNDED,
    GLOBAL,
    ELL_NONNEGATIVE,
    INTEGRAL,
    PAIR,
    POSITIVE,
    ANTIDERIVATIVE,
    LEVEL,
)
BOUND = Implies(gt(gap_far, 0), le(G(gap_far) - G(level), distance))
