"""Whether a witness shows a step with noise: w+ = w - eta (f'(w) + xi), xi a number."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from theory.witness import Witness, X


def is_noisy_step(
    witness: Witness,
    sign: Callable[[sp.Expr], int | None],
    gap: sp.Expr,
    gradient_norm: sp.Expr,
    eta: sp.Expr,
    noise: sp.Expr,
    inner: sp.Expr,
    gap_next: sp.Expr,
) -> bool:
    """Whether the numbers belong to a step from the witness's point, for a xi of this size.

    Args:
        witness: the function and the point w.
        sign: decides the sign of a closed expression.
        gap: f - f* at w.
        gradient_norm: |f'(w)|.
        eta: the step size.
        noise: |xi|.
        inner: f'(w) xi.
        gap_next: f - f* at w - eta (f'(w) + xi).
    """
    f, w = witness.f, witness.point
    slope = sp.diff(f, X).subs(X, w)
    at_w = [(gap, f.subs(X, w) - witness.f_star), (gradient_norm, sp.Abs(slope))]
    if sign(noise) not in (0, 1) or any(sign(given - found) != 0 for given, found in at_w):
        return False
    return any(
        sign(inner - slope * xi) == 0
        and sign(gap_next - f.subs(X, w - eta * (slope + xi)) + witness.f_star) == 0
        for xi in (noise, -noise)
    )
