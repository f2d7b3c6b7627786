"""Show that a stationary point lies near a given point: Krawczyk's test [krawczyk1969].

Let X be a box around c on which f is C^2, and Y a matrix near the inverse of hess f(c). The map
K(x) = x - Y grad f(x) sends X into c - Y grad f(c) + (I - Y hess f(X)) (X - c). If that lies inside
X, then K has a fixed point there (Brouwer), and grad f is 0 at it, as Y is invertible.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from flint import arb, arb_mat

from verify.certify.boxes import Box, Point, balls
from verify.certify.function.objective import Objective
from verify.certify.sublevel.descent import gradient, hessian
from verify.intervals.balls import precision

BITS = 128
_NEWTON_STEPS = 30
_RADII = (1e-13, 1e-11, 1e-9, 1e-7, 1e-5, 1e-3)
"""Half sides tried, beside the size of the point."""


def stationary_point(objective: Objective, near: Point) -> Box | None:
    """A small box that certainly holds a stationary point, found from a point; None if none is.

    >>> from verify.certify.function.objective import objective
    >>> ((low, high),) = stationary_point(objective("x**3 - 3*x", ("x",)), (-0.9,))
    >>> low < -1 < high
    True
    """
    at = _newton(objective, near)
    if at is None:
        return None
    size = 1 + max(abs(x) for x in at)
    for radius in _RADII:
        box = tuple((x - radius * size, x + radius * size) for x in at)
        if _holds_one(objective, at, box):
            return box
    return None


def _newton(objective: Objective, near: Point) -> Point | None:
    at = np.array(near, dtype=float)
    for _ in range(_NEWTON_STEPS):
        slope, curvature = gradient(objective, at.tolist()), hessian(objective, at.tolist())
        if not (np.isfinite(slope).all() and np.isfinite(curvature).all()):
            return None
        try:
            step = np.linalg.solve(curvature, slope)
        except np.linalg.LinAlgError:
            return None
        at = at - step
        if np.max(np.abs(step)) <= 1e-13 * (1 + np.max(np.abs(at))):
            break
    return tuple(at.tolist()) if np.isfinite(at).all() else None


def _holds_one(objective: Objective, centre: Point, box: Box) -> bool:
    d = objective.dimension
    with precision(BITS):
        around, at = balls(box), [arb(x) for x in centre]
        value, entries = objective.value_and_hessian(around, BITS)
        slopes = objective.slopes(at, BITS)
        if not (value.is_finite() and all(b.is_finite() for b in (*entries, *slopes))):
            return False
        if not objective.pieces.smooth_on(around, BITS):
            return False
        matrix = _symmetric(objective, entries)
        try:
            inverse = _symmetric(objective, [e.mid() for e in entries]).inv()
        except ZeroDivisionError:
            return False
        inverse = arb_mat(d, d, [x.mid() for x in inverse.entries()])
        if inverse.det().contains(0):
            return False
        rest = arb_mat(d, d, [int(i == j) for i in range(d) for j in range(d)]) - inverse * matrix
        reach = arb_mat([[x - c] for x, c in zip(around, at, strict=True)])
        image = rest * reach - inverse * arb_mat([[s] for s in slopes])
        return all(
            c + image[i, 0] > low and c + image[i, 0] < high
            for i, (c, (low, high)) in enumerate(zip(at, box, strict=True))
        )


def _symmetric(objective: Objective, entries: Sequence[arb]) -> arb_mat:
    d = objective.dimension
    matrix = arb_mat(d, d)
    for (i, j), entry in zip(objective.pairs, entries, strict=True):
        matrix[i, j] = matrix[j, i] = entry
    return matrix
