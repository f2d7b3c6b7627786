"""Whether every symmetric matrix between two is positive semidefinite."""

from __future__ import annotations

from collections.abc import Sequence

from verify.recheck.enclosures import (
    Interval,
    interval,
    largest,
    nonnegative,
    sign,
    smallest,
    square,
)


def semidefinite(matrix: Sequence[Sequence[Interval]]) -> bool:
    """Whether all symmetric matrices within are positive semidefinite; False decides nothing.

    Up to two rows this is exact but for rounding. Beyond, each entry is replaced by a point and the
    diagonal pays for it (Gershgorin's circles around the difference), then rows are eliminated.

    >>> one, half = interval(1, 1), interval(-1, 1) / 2
    >>> semidefinite([[one, half, half], [half, one, half], [half, half, one]])
    True
    """
    rows = [list(row) for row in matrix]
    if len(rows) > 2:
        rows = _thinned(rows)
    while len(rows) > 2:
        pivot, rest = rows[0][0], rows[0][1:]
        if sign(pivot) == 1:
            rows = [
                [rows[i][j] - rest[i - 1] * rest[j - 1] / pivot for j in range(1, len(rows))]
                for i in range(1, len(rows))
            ]
        elif nonnegative(pivot) and all(sign(x) == 0 for x in rest):
            rows = [row[1:] for row in rows[1:]]
        else:
            return False
    if not all(nonnegative(rows[i][i]) for i in range(len(rows))):
        return False
    if len(rows) == 1:
        return True
    smallest_product = smallest(rows[0][0]) * smallest(rows[1][1])
    return nonnegative(smallest_product - square(largest(rows[0][1])))


def _thinned(rows: list[list[Interval]]) -> list[list[Interval]]:
    """A matrix of points off its diagonal that is at most each of those within.

    A <= B means that B - A is positive semidefinite, which a symmetric matrix with a dominant
    diagonal is.
    """
    count = range(len(rows))
    middles = [[rows[i][j].mid for j in count] for i in count]
    spread = [[largest(rows[i][j] - middles[i][j]) for j in count] for i in count]
    return [
        [
            middles[i][j]
            if i != j
            else smallest(rows[i][i]) - sum((spread[i][k] for k in count if k != i), interval(0, 0))
            for j in count
        ]
        for i in count
    ]
