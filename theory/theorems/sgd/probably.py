"""Claims that hold with probability at least 1 - delta, and what follows from them."""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.logic import Formula
from theory.rules.expectation import omega
from theory.rules.martingales import PROBABLE_MONOTONE, U, V, p, probable, q
from theory.schema import Apply, Step

delta = sym.delta


def claim(room: sp.Expr) -> Formula:
    """P(room >= 0) >= 1 - delta, for a room that depends on the outcome omega."""
    return probable(sp.Lambda(omega, room), 1 - delta)


def follows(name: str, text: str, room: sp.Expr, other: sp.Lambda, *uses: str) -> Step:
    """P(room >= 0) >= 1 - delta, because room >= 0 wherever another variable is.

    Args:
        name: the step's name.
        text: the step in words.
        room: what is not negative.
        other: the variable of which it is known already.
        uses: the fact that says so, and the one that passes it on to ``room``.
    """
    mapping = {U: other, V: sp.Lambda(omega, room), p: 1 - delta, q: 1 - delta}
    return Step(name, text, None, Apply(PROBABLE_MONOTONE, mapping), uses)
