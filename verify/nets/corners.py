"""The corners of the lines above given points: all candidates for the best upper envelope.

>>> corners_above(np.array([1.0, 2.0]), np.array([3.0, 4.0]))
[(4.0, 0.0), (2.0, 1.0), (0.0, 3.0)]
"""

from __future__ import annotations

import itertools
import math

import numpy as np

from verify.nets.formulas import Floats

_SMALLEST_K0 = 1e-12
"""Of the largest height: less than that is rounding of 0."""


def corners_above(x: Floats, y: Floats) -> list[tuple[float, float]]:
    """Every corner of {K0, K >= 0, K0 + K x >= y}, larger K0 first.

    As K >= 0, only points above all points of smaller x matter, and of those the corners of
    their upper hull: each edge is a corner of the region, as are the level line and the line
    through the origin.

    Args:
        x: shape (n,), >= 0.
        y: shape (n,), > 0.
    """
    top = float(y.max())
    corners = [(top, 0.0)]
    order = np.lexsort((-y, x))
    heights = y[order]
    records = np.flatnonzero(
        heights > np.concatenate(([-np.inf], np.maximum.accumulate(heights)[:-1]))
    )
    hull: list[tuple[float, float]] = []
    for a, b in zip(x[order][records].tolist(), heights[records].tolist(), strict=True):
        if hull and a <= hull[-1][0]:
            continue
        while len(hull) > 1 and _below(hull[-2], hull[-1], (a, b)):
            hull.pop()
        hull.append((a, b))
    for (a, b), (c, d) in itertools.pairwise(hull):
        slope = (d - b) / (c - a)
        K0 = b - slope * a
        if _SMALLEST_K0 * top < K0:
            corners.append((K0, slope))
    if x.min() > 0:
        with np.errstate(over="ignore"):
            steepest = float((y / x).max())
        if math.isfinite(steepest):
            corners.append((0.0, steepest))
    return corners


def _below(
    first: tuple[float, float], middle: tuple[float, float], last: tuple[float, float]
) -> bool:
    """Whether the middle point is on or below the line from the first to the last."""
    rise = (middle[1] - first[1]) * (last[0] - first[0])
    return rise <= (last[1] - first[1]) * (middle[0] - first[0])
