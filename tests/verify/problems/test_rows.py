"""Exact helpers of the regressions."""

from __future__ import annotations

import flint
import numpy as np
import sympy as sp

from verify.problems.rows import newton, outward, positive_definite, squared_row_norm


def test_an_indefinite_matrix_is_never_called_definite() -> None:
    matrix = flint.arb_mat([[1, 2], [2, 1]])
    assert not positive_definite(matrix, flint.arb(0))
    assert not positive_definite(flint.arb_mat([[2, 0], [0, 1]]), flint.arb(1))
    wide = flint.arb_mat([[2, flint.arb(0, 3)], [flint.arb(0, 3), 2]])
    assert not positive_definite(wide, flint.arb(0))


def test_rounding_outward_keeps_the_side() -> None:
    third = flint.arb(1) / 3
    assert outward(third, 3, up=True) == sp.Rational(334, 1000)
    assert outward(third, 3, up=False) == sp.Rational(333, 1000)
    assert outward(-third, 3, up=True) == -sp.Rational(333, 1000)


def test_the_squared_row_norm_is_exact_for_small_integers() -> None:
    assert squared_row_norm(np.array([[3.0, 4.0], [1.0, 1.0]])) == 25


def test_newton_finds_the_minimum_of_a_parabola_in_one_step() -> None:
    def parabola(w: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        away = w - [1.0, 2.0]
        return float(away @ away), 2 * away, 2 * np.eye(2)

    assert newton(parabola, np.zeros(2)).tolist() == [1.0, 2.0]
