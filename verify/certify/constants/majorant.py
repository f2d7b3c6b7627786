"""The least concave nondecreasing function above points, and the pairs (K0, K) it stands for.

A line K0 + K q with K0, K >= 0 runs above points with q, p >= 0 exactly if it runs above the least
concave nondecreasing function that is >= 0 at 0 and above the points. Its edges, extended, are the
vertices of the set of all such (K0, K): so this function and that set's boundary are one thing.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

import numpy as np

Vertex = tuple[Fraction, Fraction]
"""An exact point (q, p) of the plane of gap power and curvature."""

Pair = tuple[Fraction, Fraction]
"""An exact pair (K0, K)."""

_LARGEST = sys.float_info.max


def majorant(points: Iterable[tuple[float, float]]) -> list[Vertex]:
    """Vertices of the least concave nondecreasing function above the points and 0 at 0.

    Args:
        points: finite doubles q, p >= 0, read as exact.

    Returns:
        From left to right, the last one being the lowest q at which the maximum is reached.

    >>> [(str(q), str(p)) for q, p in majorant([(1.0, 2.0), (2.0, 2.5), (3.0, 4.0), (4.0, 1.0)])]
    [('0', '0'), ('1', '2'), ('3', '4')]
    """
    array = np.array([(0.0, 0.0), *points])
    # Sorting and running maxima compare doubles, which is exact; slopes are taken as fractions.
    array = array[np.lexsort((-array[:, 1], array[:, 0]))]
    highest = np.maximum.accumulate(array[:, 1])
    rises = np.concatenate([[True], array[1:, 1] > highest[:-1]])
    found: list[Vertex] = []
    for q, p in array[rises].tolist():
        vertex = Fraction(q), Fraction(p)
        while len(found) > 1 and not _bends(found[-2], found[-1], vertex):
            found.pop()
        found.append(vertex)
    return found


def _bends(a: Vertex, b: Vertex, c: Vertex) -> bool:
    """Whether the way from a over b to c turns right."""
    return (b[1] - a[1]) * (c[0] - b[0]) > (c[1] - b[1]) * (b[0] - a[0])


def pairs(vertices: Sequence[Vertex]) -> list[Pair]:
    """Vertices of the lower left boundary of {(K0, K) >= 0 : K0 + K q >= p at all vertices}.

    Returns:
        By rising K0 and falling K; the last one has K = 0.

    >>> [(str(K0), str(K)) for K0, K in pairs(majorant([(1.0, 2.0), (3.0, 4.0)]))]
    [('0', '2'), ('1', '1'), ('4', '0')]
    """
    found = []
    for (q, p), (next_q, next_p) in pairwise(vertices):
        K = (next_p - p) / (next_q - q)
        found.append((p - K * q, K))
    return [*found, (vertices[-1][1], Fraction(0))]


def least_K0(vertices: Sequence[Vertex], K: Fraction) -> Fraction:
    """The least K0 >= 0 with K0 + K q >= p at all vertices."""
    return max(Fraction(0), *(p - K * q for q, p in vertices))


class Guide:
    """A majorant in plain doubles that grows: it orders the work and decides nothing.

    Its slope is bounded, so that it is positive at 0 where the curvature is at small gaps.
    """

    def __init__(self, steepest: float) -> None:
        """Begin with nothing.

        Args:
            steepest: largest slope, in units of the largest curvature over the largest gap power.
        """
        self._steepest = steepest
        self._q, self._p = [0.0], [0.0]
        self._highest: list[tuple[float, float]] = []

    def __call__(self, q: float) -> float:
        """Its value at q."""
        i = bisect_right(self._q, q)
        if i == len(self._q):
            return self._p[-1]
        q0, p0 = self._q[i - 1], self._p[i - 1]
        return p0 + (self._p[i] - p0) * ((q - q0) / (self._q[i] - q0))

    @property
    def highest(self) -> float:
        """Its largest value."""
        return self._p[-1]

    def add(self, q: float, p: float) -> bool:
        """Put a point under it.

        Returns:
            Whether it had to grow.
        """
        if p <= self(q):
            return False
        hull: list[tuple[float, float]] = []
        for point in sorted([*self._highest, (q, p)], key=lambda at: (at[0], -at[1])):
            if hull and point[1] <= hull[-1][1]:
                continue
            while len(hull) > 1 and _is_under(hull[-1], hull[-2], point):
                hull.pop()
            hull.append(point)
        self._highest = hull
        last = hull[-1]
        limit = min(self._steepest * last[1] / last[0], _LARGEST) if last[0] > 0 else 0.0
        start = max(0.0, *(p - limit * q for q, p in hull))
        chain = [(0.0, start)]
        for point in hull:
            if point[0] <= 0:
                continue
            while len(chain) > 1 and _is_under(chain[-1], chain[-2], point):
                chain.pop()
            chain.append(point)
        self._q, self._p = [q for q, _ in chain], [p for _, p in chain]
        return True


def _is_under(
    middle: tuple[float, float], left: tuple[float, float], right: tuple[float, float]
) -> bool:
    reach = (middle[0] - left[0]) * (right[1] - left[1])
    return (middle[1] - left[1]) * (right[0] - left[0]) <= reach
