"""The best line above all but a few points, for one rho: the smallest excess, exactly.

    minimise the mean over all points of max(0, ln((K0 + K x_i)/y_i))
    over K0, K >= 0 with at most `spare` points above.

Points above count 0, as if they had been left out. For a given K the level K0(K) is best, and
along each of its pieces the goal is concave, as there the same points stay above. So a corner of
the level attains the minimum. Where they are many, ranges of K in which none can be best are
left out: as K0(K) falls, no line with K in [a, b] has less excess than K0(b) + a x.

>>> lowest(np.array([0.0, 1.0, 2.0]), np.array([2.0, 5.0, 8.0]))
(0.0, (2.0, 3.0))
"""

from __future__ import annotations

import heapq
import math

import numpy as np

from verify.nets.formulas import Floats
from verify.nets.level import Pair, Places, candidates, corners, level, steepest

_FEW = 8
_LITTLE = 2000
"""With so few points to spare, or so few times points, all corners are tried at once."""
_NARROW = 1 + 2.0**-12
"""The ends of a range of K in which all corners are tried."""
_ALIKE = 1e-12
_AT_ONCE = 1 << 20
"""Entries of a table of logarithms."""


def lowest(x: Floats, y: Floats, spare: int = 0, above: Places | None = None) -> tuple[float, Pair]:
    """The smallest excess and its (K0, K); of equal ones, the one of smaller K.

    Args:
        x: shape (n,), >= 0.
        y: shape (n,), > 0.
        spare: how many points may lie above, less than n.
        above: the `candidates`, if they are known already.
    """
    top = candidates(x, y, spare) if above is None else above
    a, b = x[top], y[top]
    if spare <= _FEW or spare * len(a) <= _LITTLE:
        return _best_of(x, y, corners(a, b, spare))
    best = _best_of(x, y, [(level(a, b, spare, 0.0), 0.0)])
    ranges = [(0.0, 0.0, steepest(a, b, spare))]
    while ranges:
        bound, low, high = heapq.heappop(ranges)
        if bound >= best[0] - _ALIKE:
            break
        if high <= low * _NARROW:
            best = _better(best, _best_of(x, y, corners(a, b, spare, low, high)))
            continue
        middle = math.sqrt(low * high) if low else high / 4
        if not low < middle < high:
            continue
        at = level(a, b, spare, middle), level(a, b, spare, high)
        best = _better(best, _best_of(x, y, [(at[0], middle), (at[1], high)]))
        bounds = excesses(x, y, [(at[0], low), (at[1], middle)]).tolist()
        heapq.heappush(ranges, (bounds[0], low, middle))
        heapq.heappush(ranges, (bounds[1], middle, high))
    return best


def excesses(x: Floats, y: Floats, pairs: list[Pair]) -> Floats:
    """The excess of each line, shape (len(pairs),)."""
    table, logs = np.array(pairs), np.log(y)
    step = max(_AT_ONCE // len(x), 1)
    parts = []
    for start in range(0, len(table), step):
        part = table[start : start + step]
        with np.errstate(divide="ignore"):
            excess = np.log(part[:, :1] + part[:, 1:] * x) - logs
        parts.append(np.maximum(excess, 0).mean(axis=1))
    return np.concatenate(parts)


def _best_of(x: Floats, y: Floats, pairs: list[Pair]) -> tuple[float, Pair]:
    values = excesses(x, y, pairs)
    # Alike up to rounding: the first, of smaller K, promises least at smaller gaps.
    place = int(np.argmax(values <= values.min() + _ALIKE))
    return float(values[place]), pairs[place]


def _better(first: tuple[float, Pair], second: tuple[float, Pair]) -> tuple[float, Pair]:
    if abs(first[0] - second[0]) <= _ALIKE:
        return min(first, second, key=lambda found: found[1][1])
    return min(first, second)
