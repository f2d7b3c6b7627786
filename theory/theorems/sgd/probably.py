"""Claims that hold with probability at least 1 - delta, and what follows from them."""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.logic import Formula
from theory.rules.expectation import omega
from theory.rules.martingales import PROBABLE_MONOTONE, U, V, p, probable, q
from theory.schema import Apply, Step, Use

LIKELY = 1 - sym.delta
"""The probability of all that is claimed, if nothing else is said."""


def claim(room: sp.Expr, probability: sp.Expr = LIKELY) -> Formula:
    """P(room >= 0) >= probability, for a room that depends on the outcome omega."""
    return probable(sp.Lambda(omega, room), probability)


def follows(
    name: str,
    text: str,
    room: sp.Expr,
    other: sp.Lambda,
    *uses: Use,
    probability: sp.Expr = LIKELY,
) -> Step:
    """P(room >= 0) >= probability, because room >= 0 wherever another variable is.

    Args:
        name: the step's name.
        text: the step in words.
        room: what is not negative.
        other: the variable of which it is known already.
        uses: the fact that says so, and the one that passes it on to ``room``.
        probability: how likely both are.
    """
    mapping = {U: other, V: sp.Lambda(omega, room), p: probability, q: probability}
    return Step(name, text, None, Apply(PROBABLE_MONOTONE, mapping), uses)
