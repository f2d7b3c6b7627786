"""Exact bounds of norms of a float matrix: floats are rationals, and roots come enclosed."""

from __future__ import annotations

from fractions import Fraction

import flint
import sympy as sp
import torch


def frobenius(matrix: torch.Tensor) -> sp.Expr:
    """||M||_F, exact.

    >>> frobenius(torch.tensor([[3.0, 4.0]]))
    5
    """
    return sp.sqrt(_squares(matrix))


def longest_row(matrix: torch.Tensor) -> sp.Expr:
    """The largest length of a row, exact.

    >>> longest_row(torch.tensor([[3.0, 4.0], [1.0, 1.0]]))
    5
    """
    return sp.sqrt(max(_squares(row) for row in matrix))


def singular_values(matrix: torch.Tensor) -> tuple[sp.Expr, sp.Expr]:
    """A number <= sigma_min(M), where M M' is as large as M has rows, and one >= ||M||.

    The squares are the roots of the characteristic polynomial of M M', enclosed in balls that are
    certain, and the ends of the balls are taken.

    Args:
        matrix: shape (rows, columns). Without full row rank the first number is 0.

    >>> [round(float(end), 12) for end in singular_values(torch.diag(torch.tensor([3.0, 4.0])))]
    [3.0, 4.0]
    >>> singular_values(torch.diag(torch.tensor([1.0, 0.0])))
    (0, 1)
    """
    rows = [[_fmpq(value) for value in row] for row in matrix.double().tolist()]
    M = flint.fmpq_mat(rows)
    roots = [root for root, _ in (M * M.transpose()).charpoly().numer().complex_roots()]
    low = min(_end(root, lower=True) for root in roots)
    high = max(_end(root, lower=False) for root in roots)
    return sp.sqrt(sp.Max(low, 0)), sp.sqrt(high)


def _squares(values: torch.Tensor) -> sp.Rational:
    exact = (Fraction(value) for value in values.double().flatten().tolist())
    total = sum((value**2 for value in exact), Fraction(0))
    return sp.Rational(total.numerator, total.denominator)


def _fmpq(value: float) -> flint.fmpq:
    return flint.fmpq(*value.as_integer_ratio())


def _end(root: flint.acb | flint.fmpz, *, lower: bool) -> sp.Rational:
    """An end of an enclosure of a real root, as a rational."""
    ball = flint.acb(root).real
    mantissa, exponent = (ball.lower() if lower else ball.upper()).man_exp()
    return sp.Integer(int(mantissa)) * sp.Integer(2) ** int(exponent)
