"""Exact semidefiniteness: against numpy's eigenvalues, and by hand where a pivot is 0."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from verify.certificates.semidefinite import eliminate, form


def gram(rows: int, rank: int, seed: int) -> list[list[Fraction]]:
    """B B^T for a random integer matrix B with so many columns."""
    draw = random.Random(seed)
    vectors = [[Fraction(draw.randint(-4, 4)) for _ in range(rank)] for _ in range(rows)]
    return [
        [sum((a * b for a, b in zip(u, v, strict=True)), Fraction(0)) for v in vectors]
        for u in vectors
    ]


@pytest.mark.parametrize("rank", [1, 2, 4, 5])
@pytest.mark.parametrize("seed", range(5))
def test_a_gram_matrix_is_semidefinite_and_of_its_rank(rank: int, seed: int) -> None:
    matrix = gram(5, rank, seed)
    done = eliminate(matrix)
    assert done.semidefinite
    floats = np.array([[float(entry) for entry in row] for row in matrix])
    assert sum(pivot > 0 for pivot in done.pivots) == np.linalg.matrix_rank(floats)


@pytest.mark.parametrize("rank", [1, 2, 4, 5])
@pytest.mark.parametrize("seed", range(5))
def test_a_little_less_is_not_and_the_direction_shows_it(rank: int, seed: int) -> None:
    """Lower one diagonal entry below the smallest that keeps the matrix semidefinite."""
    matrix = gram(5, rank, seed)
    floats = np.array([[float(entry) for entry in row] for row in matrix])
    matrix[3][3] -= Fraction(101, 100) * Fraction(int(np.ceil(floats[3][3])) + 1)
    done = eliminate(matrix)
    assert done.against is not None
    value = sum(
        done.against[i] * matrix[i][j] * done.against[j] for i in range(5) for j in range(5)
    )
    assert value < 0
    assert value == form(matrix, done.against)


@pytest.mark.parametrize(
    ("entries", "semidefinite"),
    [
        ([[0]], True),
        ([[-1]], False),
        ([[0, 0], [0, 3]], True),
        ([[0, 1], [1, 3]], False),
        ([[1, 1, 0], [1, 1, 0], [0, 0, 2]], True),
        ([[1, 1, 0], [1, 1, 1], [0, 1, 9]], False),
        ([[1, 2], [2, 4]], True),
        ([[1, 2], [2, 3]], False),
    ],
)
def test_small_matrices_by_hand(entries: list[list[int]], semidefinite: bool) -> None:
    matrix = [[Fraction(entry) for entry in row] for row in entries]
    done = eliminate(matrix)
    assert done.semidefinite is semidefinite
    if done.against is not None:
        assert form(matrix, done.against) < 0


def test_a_matrix_that_is_not_symmetric_is_refused() -> None:
    zero, one = Fraction(0), Fraction(1)
    with pytest.raises(ValueError, match="the matrix must be symmetric"):
        eliminate([[one, one], [zero, one]])
