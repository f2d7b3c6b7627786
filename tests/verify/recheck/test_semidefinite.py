"""Interval matrices: positive semidefinite, and only where all of them are."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
import sympy as sp

from verify.recheck.enclosures import interval
from verify.recheck.semidefinite import semidefinite


def enclosed(matrix: sp.Matrix, radius: Fraction = Fraction(0)) -> list[list[object]]:
    return [
        [
            interval(Fraction(int(x.p), int(x.q)) - radius, Fraction(int(x.p), int(x.q)) + radius)
            for x in matrix.row(i)
        ]
        for i in range(matrix.rows)
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 6])
def test_random_matrices_are_judged_by_their_eigenvalues(size: int) -> None:
    draw = random.Random(size)
    for _ in range(20):
        root = sp.Matrix(size, size, lambda i, j: draw.randint(-4, 4))
        gram = root * root.T
        assert semidefinite(enclosed(gram + sp.eye(size) / 100))
        assert not semidefinite(enclosed(gram - (gram.trace() + 1) * sp.eye(size)))
        # A radius below 1/100 per row keeps the matrix definite, a larger one must not.
        assert semidefinite(enclosed(gram + sp.eye(size) / 100, Fraction(1, 101 * size)))
        assert not semidefinite(enclosed(root - root, Fraction(1, 10**9)))


@pytest.mark.parametrize("size", [2, 3, 5])
def test_a_matrix_with_one_negative_direction_is_not_semidefinite(size: int) -> None:
    draw = random.Random(size)
    for _ in range(20):
        v = sp.Matrix(size, 1, lambda i, j: draw.randint(1, 5))
        matrix = sp.eye(size) - v * v.T / ((v.T * v)[0] - sp.Rational(1, 100))
        assert not semidefinite(enclosed(matrix))


def test_zero_rows_are_allowed_where_they_are_exactly_zero() -> None:
    assert semidefinite(enclosed(sp.zeros(4, 4)))
    assert semidefinite(enclosed(sp.diag(0, 1, 0, 2)))
    assert semidefinite(enclosed(sp.Matrix([[1, 2], [2, 4]])))
    assert not semidefinite(enclosed(sp.Matrix([[0, 1, 0], [1, 5, 0], [0, 0, 5]])))
