"""What the exact constants of every regression need: norms, definiteness, a point near the minimum.

Balls are rigorous; Newton's method is plain float64, and nothing rests on how well it does but the
width of what is enclosed around the point it finds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import flint
import numpy as np
import sympy as sp

from verify.problems.base import Floats

NEWTON_STEPS = 100
HALVINGS = 40

Derivatives: TypeAlias = Callable[[Floats], tuple[float, Floats, Floats]]
"""Value, gradient and Hessian at a point in float64; infinite where they overflow."""


def squared_row_norm(features: Floats) -> flint.arb:
    """Enclose max ||x_i||^2: float64 finds the candidates, arb adds up their squares."""
    squares = np.einsum("ij,ij->i", features, features)
    # The computed squares are right to a relative 1e-10 in any order of summation (d < 10^5).
    candidates = features[squares >= squares.max() * (1 - 1e-9)]
    largest = flint.arb(0)
    for row in candidates:
        largest = largest.max(sum((flint.arb(x) ** 2 for x in row.tolist()), flint.arb(0)))
    return largest


def newton(derivatives: Derivatives, w: Floats) -> Floats:
    """Newton's method with halved steps from w on, until nothing gets better."""
    value, gradient, hessian = derivatives(w)
    for _ in range(NEWTON_STEPS):
        direction = np.linalg.lstsq(hessian, gradient, rcond=None)[0]
        for halvings in range(HALVINGS):
            moved = np.asarray(w - direction / 2**halvings, dtype=np.float64)
            new_value, new_gradient, new_hessian = derivatives(moved)
            # Close to the minimum f no longer tells points apart, but its gradient does.
            if new_value < value or np.linalg.norm(new_gradient) < np.linalg.norm(gradient):
                break
        else:
            break
        w, value, gradient, hessian = moved, new_value, new_gradient, new_hessian
    return np.asarray(w, dtype=np.float64)


def positive_definite(matrix: flint.arb_mat, shift: flint.arb) -> bool:
    """Whether every symmetric matrix within the balls, less shift times the identity, is definite.

    The decomposition L D L' in ball arithmetic: all pivots certainly positive is a proof; False
    means not proved.

    >>> eye = flint.arb_mat([[2, 1], [1, 2]])
    >>> positive_definite(eye, flint.arb("0.99")), positive_definite(eye, flint.arb(1))
    (True, False)
    """
    d = matrix.nrows()
    a = [[matrix[i, j] - (shift if i == j else 0) for j in range(d)] for i in range(d)]
    for k in range(d):
        if not a[k][k] > 0:
            return False
        for i in range(k + 1, d):
            factor = a[i][k] / a[k][k]
            for j in range(k + 1, i + 1):
                a[i][j] = a[i][j] - factor * a[j][k]
    return True


def outward(x: flint.arb, digits: int, *, up: bool) -> sp.Rational:
    """Round a ball outward to a multiple of 10^-digits."""
    scale = 10**digits
    end = (x * scale).upper().ceil() if up else (x * scale).lower().floor()
    # An exact integer has radius 0 at this precision; otherwise take the safe end once more.
    whole = end.upper().fmpq() if up else end.lower().fmpq()
    assert whole.q == 1
    return sp.Rational(int(whole.p), scale)
