"""The lowest nonnegative combination of features that no point lies above.

    minimise the mean of ln(features . c)   over c >= 0 with features . c >= heights

The logarithm is concave in c, so a corner of the allowed region attains the minimum. Corners are
listed for a few of the points only; while some other point lies above the best of them, it is
added. What is dropped can only lower the minimum, so when no point lies above, the corner found
is best for all points, up to rounding.

>>> cover(np.array([[0.0, 1.0], [2.0, 1.0], [1.0, 1.0]]), np.array([1.0, 5.0, 2.0])).tolist()
[2.0, 1.0]
"""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np

from verify.nets.formulas import Floats

_ROUNDING = 1e-10


def cover(features: Floats, heights: Floats) -> Floats:
    """The best coefficients.

    Args:
        features: shape (n, k), >= 0, k small; in every row one is positive.
        heights: shape (n,), > 0.

    Returns:
        Shape (k,), >= 0, with features @ coefficients >= heights in floats. Where several are
        best, one of them; a feature that is 0 at all points gets 0.
    """
    columns = features.max(axis=0)
    columns[columns == 0] = 1
    top = float(heights.max())
    rows, levels = features / columns, heights / top
    chosen = [int(np.argmax(levels))]
    while True:
        best = _best_corner(rows, levels, chosen)
        with np.errstate(divide="ignore"):
            ratios = levels / (rows @ best)
        worst = int(np.argmax(ratios))
        if ratios[worst] <= 1 + _ROUNDING or worst in chosen:
            return _lifted(features, heights, best * (top / columns))
        chosen.append(worst)


def _best_corner(rows: Floats, levels: Floats, chosen: list[int]) -> Floats:
    k = rows.shape[1]
    sides = np.vstack([np.eye(k), rows[chosen]])
    values = np.concatenate([np.zeros(k), levels[chosen]])
    picks = np.array(list(combinations(range(len(sides)), k)))
    systems = sides[picks]
    lengths = np.linalg.norm(systems, axis=2).prod(axis=1)
    # The side c_j = 0 is no corner of its own with rows that do not see c_j.
    regular = np.abs(np.linalg.det(systems)) > _ROUNDING * np.maximum(lengths, np.finfo(float).tiny)
    solved = np.linalg.solve(systems[regular], values[picks[regular]][..., None])[..., 0]
    scale = np.abs(solved).max(axis=1, keepdims=True)
    solved = np.where(np.abs(solved) <= _ROUNDING * scale, 0.0, solved)
    allowed = (solved >= 0).all(axis=1)
    allowed &= (solved @ rows[chosen].T >= levels[chosen] * (1 - _ROUNDING)).all(axis=1)
    corners = solved[allowed]
    with np.errstate(divide="ignore"):
        means = np.log(corners @ rows.T).mean(axis=1)
    return corners[int(np.argmin(means))]


def _lifted(features: Floats, heights: Floats, best: Floats) -> Floats:
    """Raised by what rounding has lost."""
    lift = float((heights / (features @ best)).max())
    while lift > 1:
        best = np.where(best > 0, np.nextafter(best * lift, math.inf), 0.0)
        lift = float((heights / (features @ best)).max())
    return best
