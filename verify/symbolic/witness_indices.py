"""The integers that a guard such as ``integer(t), t >= 0, t < T`` leaves for an index.

A claim about all indices is checked one by one, so there have to be finitely many of them: a guard
without a lower or an upper end leaves the claim open, however many indices one would try.
"""

from __future__ import annotations

import sympy as sp

from theory.logic import And, Formula, Rel
from verify.intervals.compare import Undecided
from verify.intervals.enclose import certified_ceil, certified_floor
from verify.intervals.lowering import UnsupportedError

MOST_INDICES = 10_000


def index_range(variable: sp.Symbol, guard: Formula) -> range | None:
    """Every integer that the guard may leave for the index; None if that may be infinitely many.

    >>> from theory.logic import Rel
    >>> t = sp.Symbol("t")
    >>> guard = And((Rel(t, ">=", sp.Integer(0)), Rel(t, "<", sp.Rational(5, 2))))
    >>> index_range(t, guard), index_range(t, Rel(t, ">=", sp.Integer(0)))
    (range(0, 3), None)
    """
    lows: list[int] = []
    highs: list[int] = []
    for part in guard.args if isinstance(guard, And) else (guard,):
        if not isinstance(part, Rel) or part.op == "!=":
            continue
        difference = sp.expand(part.left - part.right)
        slope = difference.coeff(variable, 1)
        rest = difference - slope * variable
        if rest.free_symbols or slope not in (1, -1):
            continue
        # slope*t + rest (op) 0 bounds t by -rest/slope; strict ends are tried as well.
        end = -rest / slope
        below = part.op in ("<", "<=") if slope == 1 else part.op in (">", ">=")
        try:
            if below or part.op == "==":
                highs.append(certified_floor(end))
            if not below or part.op == "==":
                lows.append(certified_ceil(end))
        except (Undecided, UnsupportedError):
            continue
    if not lows or not highs or min(highs) - max(lows) >= MOST_INDICES:
        return None
    return range(max(lows), min(highs) + 1)
