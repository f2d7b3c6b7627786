"""Whether a symmetric matrix of fractions is positive semidefinite, exactly.

Symmetric elimination without pivoting, L D L^T: a semidefinite matrix has no negative pivot, and
where a pivot is 0 its whole remaining row is. Otherwise a direction v with v^T A v < 0 comes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

Matrix = Sequence[Sequence[Fraction]]


@dataclass(frozen=True)
class Elimination:
    """What elimination found.

    Attributes:
        pivots: the diagonal of D, up to where it stopped.
        against: a direction in which the quadratic form is negative; None if it is semidefinite.
    """

    pivots: tuple[Fraction, ...]
    against: tuple[Fraction, ...] | None

    @property
    def semidefinite(self) -> bool:
        """Whether the matrix is positive semidefinite."""
        return self.against is None


def form(matrix: Matrix, vector: Sequence[Fraction]) -> Fraction:
    """The quadratic form v^T A v.

    >>> form([[Fraction(1), Fraction(2)], [Fraction(2), Fraction(1)]], [Fraction(1), Fraction(-1)])
    Fraction(-2, 1)
    """
    rows = (sum((a * x for a, x in zip(row, vector, strict=True)), Fraction(0)) for row in matrix)
    return sum((x * y for x, y in zip(vector, rows, strict=True)), Fraction(0))


def eliminate(matrix: Matrix) -> Elimination:
    """Decide whether a symmetric matrix is positive semidefinite.

    Raises:
        ValueError: the matrix is not symmetric.

    >>> eliminate([[Fraction(1), Fraction(1)], [Fraction(1), Fraction(1)]]).pivots
    (Fraction(1, 1), Fraction(0, 1))
    >>> eliminate([[Fraction(0), Fraction(1)], [Fraction(1), Fraction(4)]]).against
    (Fraction(-5, 2), Fraction(1, 1))
    """
    size = len(matrix)
    if any(matrix[i][j] != matrix[j][i] for i in range(size) for j in range(i)):
        raise ValueError("the matrix must be symmetric; give A[i][j] = A[j][i].")
    left = [list(row) for row in matrix]  # row k is final once k has been eliminated
    pivots: list[Fraction] = []
    for k in range(size):
        pivot = left[k][k]
        pivots.append(pivot)
        if pivot < 0:
            return Elimination(tuple(pivots), _back(left, k, {k: Fraction(1)}))
        if pivot == 0:
            for j in range(k + 1, size):
                if left[k][j]:
                    # In the plane of k and j the form is 2 t A_kj + A_jj = -1.
                    t = -(left[j][j] + 1) / (2 * left[k][j])
                    return Elimination(tuple(pivots), _back(left, k, {k: t, j: Fraction(1)}))
            continue
        for i in range(k + 1, size):
            factor = left[k][i] / pivot
            if factor:
                for j in range(k + 1, size):
                    left[i][j] -= factor * left[k][j]
    return Elimination(tuple(pivots), None)


def _back(left: list[list[Fraction]], k: int, start: dict[int, Fraction]) -> tuple[Fraction, ...]:
    """Choose the entries before k so that they lower the form most: they undo the elimination."""
    vector = [start.get(j, Fraction(0)) for j in range(len(left))]
    for p in range(k - 1, -1, -1):
        if left[p][p]:
            rest = sum((left[p][j] * vector[j] for j in range(p + 1, len(left))), Fraction(0))
            vector[p] = -rest / left[p][p]
    return tuple(vector)
