"""The lowest lines that leave at most a given number of points above, and where they break.

For a slope K the lowest line K0 + K x with at most `spare` points above has

    K0(K) = the (spare + 1)-th largest of y_i - K x_i, or 0 if that is negative,

the level of the falling lines y_i - K x_i. It is broken: along a piece it is one of these lines,
and it breaks where that line meets another one. `corners` follows it from break to break.

>>> points = np.array([0.0, 1.0, 2.0]), np.array([9.0, 3.0, 4.0])
>>> corners(*points, spare=0), corners(*points, spare=1)
([(9.0, 0.0)], [(4.0, 0.0), (2.0, 1.0), (0.0, 3.0)])
"""

from __future__ import annotations

import heapq
import math

import numpy as np
from numpy.typing import NDArray

from verify.nets.formulas import Floats

Places = NDArray[np.int64]

Pair = tuple[float, float]
"""(K0, K)."""

_SMALLEST_K0 = 1e-12
"""Of the largest height: less than that is rounding of 0."""


def candidates(x: Floats, y: Floats, spare: int) -> Places:
    """The places of the points that can be on the level for some K >= 0, by growing x.

    A point that more than `spare` others beat, being at least as far left and as high, lies below
    as many lines for every K >= 0. Raising all x to the same power leaves these points the same.

    >>> candidates(np.array([0.0, 1.0, 2.0, 3.0]), np.array([4.0, 5.0, 3.0, 6.0]), 0).tolist()
    [0, 1, 3]
    """
    highest: list[float] = []
    found = []
    for place in np.lexsort((-y, x)).tolist():
        height = float(y[place])
        if len(highest) <= spare:
            heapq.heappush(highest, height)
        elif height > highest[0]:
            heapq.heapreplace(highest, height)
        else:
            continue
        found.append(place)
    return np.array(found)


def level(x: Floats, y: Floats, spare: int, K: float) -> float:
    """K0(K), >= 0; arguments as for `corners`."""
    return max(_ranked(y - K * x, spare), 0.0)


def steepest(x: Floats, y: Floats, spare: int) -> float:
    """The K, finite, from which on K0(K) falls no more; arguments as for `corners`."""
    ground = y[x == 0]
    floor = _ranked(ground, spare) if len(ground) > spare else 0.0
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        slopes = np.where(x > 0, (y - floor) / x, np.where(y > floor, math.inf, -math.inf))
    return min(max(_ranked(slopes, spare), 0.0), np.finfo(float).max)


def corners(
    x: Floats, y: Floats, spare: int = 0, low: float = 0.0, high: float = math.inf
) -> list[Pair]:
    """The breaks (K0, K) of the level over a range of K, and its ends, smaller K first.

    A goal that is concave along each piece is least at one of these. Whatever rounding does to
    the way from break to break, no corner leaves more than `spare` points above beyond rounding:
    K0 is found by rank at each K.

    Args:
        x: shape (n,), >= 0; to save time, of the `candidates` alone.
        y: shape (n,), > 0.
        spare: how many points may lie above, less than n.
        low: the least K, >= 0.
        high: the largest K; by default the last at which K0 still falls.
    """
    high = min(high, steepest(x, y, spare))
    smallest = _SMALLEST_K0 * float(y.max())
    found = [(level(x, y, spare, low), low)]
    order = np.lexsort((-x, y - low * x)).tolist()
    line = order[len(y) - 1 - spare]
    above = set(order[len(y) - spare :])
    points = list(zip(x.tolist(), y.tolist(), strict=True))
    while True:
        slope, nearest = _meeting(points, line, above)
        slope = max(slope, found[-1][1])
        if slope >= high:
            break
        if nearest in above:
            above.remove(nearest)
            above.add(line)
        line = nearest
        K0 = level(x, y, spare, slope)
        if smallest < K0 and found[-1][1] < slope:
            found.append((K0, slope))
    if found[-1][1] < high:
        K0 = level(x, y, spare, high)
        found.append((K0 if smallest < K0 else 0.0, high))
    return found


def _meeting(points: list[Pair], line: int, above: set[int]) -> tuple[float, int]:
    """The least K at which a line meets another one, and which; inf where it meets none."""
    x, y = points[line]
    least, nearest = math.inf, line
    for place, (a, b) in enumerate(points):
        # Lines above meet this one if they fall faster, lines below if they fall slower.
        if a > x if place in above else a < x:
            slope = (b - y) / (a - x)
            if slope < least:
                least, nearest = slope, place
    return least, nearest


def _ranked(values: Floats, spare: int) -> float:
    place = len(values) - 1 - spare
    return float(np.partition(values, place)[place])
