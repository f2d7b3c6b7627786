"""Whether a witness shows two points: its own, and one at a given distance on either side."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from theory.witness import Witness, X


def are_two_points(
    witness: Witness,
    sign: Callable[[sp.Expr], int | None],
    gap: sp.Expr,
    gap_far: sp.Expr,
    distance: sp.Expr,
    towards: sp.Expr,
    change: sp.Expr | None = None,
) -> bool:
    """Whether the numbers belong to the witness's point w and a point w' at this distance.

    Args:
        witness: the function and the point w.
        sign: decides the sign of a closed expression.
        gap: f - f* at w.
        gap_far: f - f* at w'.
        distance: |w' - w|.
        towards: f'(w) (w' - w).
        change: |f'(w') - f'(w)|, if it is asked for.
    """
    f, w, slope = witness.f, witness.point, sp.diff(witness.f, X)
    for way in (distance, -distance):
        pairs = [
            (gap, f.subs(X, w) - witness.f_star),
            (gap_far, f.subs(X, w + way) - witness.f_star),
            (towards, slope.subs(X, w) * way),
        ]
        if change is not None:
            pairs.append((change, sp.Abs(slope.subs(X, w + way) - slope.subs(X, w))))
        if all(sign(given - found) == 0 for given, found in pairs):
            return True
    return False
