"""Constants of two kinds of networks as exact formulas, with rho = 1.

Under a ridge: z_i(w) scalar outputs with ||grad z||^2 <= a0 + a1 ||w||^2 and
||hess z|| <= b0 + b1 ||w||, F = mean loss(z_i, y_i) + (lam/2) ||w||^2, f_lower <= inf F. Losses are
not negative, so ||w||^2 <= 2 F/lam.

    cross entropy   ||hess F|| <= lam + (a0 + a1 ||w||^2)/4 + b0 + b1 ||w||, as 0 <= l'' <= 1/4 and
                    |l'| <= 1; then 2 ||w|| <= 1 + ||w||^2.
    squared error   ||hess F|| <= lam + 2 (a0 + a1 ||w||^2) + 2 sqrt(D) (b0 + b1 ||w||), D the mean
                    squared error; 2 sqrt(D) <= 1 + D and sqrt(D) sqrt(lam/2) ||w|| <= F/2.

A deep linear network, F = ||Y - P X||_F^2 with P = W_L ... W_1 strongly balanced: all layers have
one spectral norm s with s^L = ||P||, and sigma_min(X) ||P|| <= sqrt(F) + ||Y||_F since X has full
row rank. Along a unit direction ||P' X||_F <= sqrt(L) s^(L-1) ||X|| and
||P'' X||_F <= (L-1) s^(L-2) ||X||, so

    ||hess F|| <= 2 L s^(2L-2) ||X||^2 + 2 sqrt(F) (L-1) s^(L-2) ||X||,

and s^(2L-2), s^(2L-4) <= 1 + s^(2L), s^(2L) <= 2 (F + ||Y||_F^2)/sigma_min(X)^2.

Each bound has the form c + H1 F, hence H0 = c + H1 f_lower with H1 on the gap F - f_lower.

Source: AIL, Propositions 3.2 and 3.3; the constants are derived here.
"""

from __future__ import annotations

import sympy as sp

Pair = tuple[sp.Expr, sp.Expr]
"""H0 and H1."""


def ridge_cross_entropy(
    a0: sp.Expr, a1: sp.Expr, b0: sp.Expr, b1: sp.Expr, lam: sp.Expr, f_lower: sp.Expr
) -> Pair:
    """Constants under ln(1 + e^(-y z)), y = -1 or 1.

    >>> ridge_cross_entropy(*map(sp.Integer, (4, 8, 1, 2, 1, 0)))
    (4, 6)
    """
    H1 = (a1 / 4 + b1 / 2) * 2 / lam
    return lam + a0 / 4 + b0 + b1 / 2 + H1 * f_lower, H1


def ridge_squared_error(
    a0: sp.Expr, a1: sp.Expr, b0: sp.Expr, b1: sp.Expr, lam: sp.Expr, f_lower: sp.Expr
) -> Pair:
    """Constants under (z - y)^2.

    >>> ridge_squared_error(*map(sp.Integer, (1, 1, 1, 1, 2, 0)))
    (5, 4)
    """
    H1 = 4 * a1 / lam + b0 + b1 * sp.sqrt(2 / lam)
    return lam + 2 * a0 + b0 + H1 * f_lower, H1


def two_layers(
    C1: sp.Expr, C2: sp.Expr, C3: sp.Expr, X: sp.Expr
) -> tuple[sp.Expr, sp.Expr, sp.Expr, sp.Expr]:
    """a0, a1, b0, b1 of z = u . phi(V x).

    Args:
        C1: |phi(s)| <= C1 |s|.
        C2: |phi'| <= C2.
        C3: |phi''| <= C3.
        X: at least every ||x_i||.

    >>> two_layers(*map(sp.Integer, (1, 2, 3, 5)))
    (0, 100, 10, 75)
    """
    return sp.Integer(0), sp.Max(C1, C2) ** 2 * X**2, C2 * X, C3 * X**2


def deep_linear(L: int, x: sp.Expr, xm: sp.Expr, Y: sp.Expr, f_lower: sp.Expr) -> Pair:
    """Constants of a deep linear network on the balanced set.

    Args:
        L: number of layers, at least 1.
        x: at least ||X||.
        xm: at most sigma_min(X), > 0.
        Y: at least ||Y||_F.
        f_lower: at most inf F.

    >>> deep_linear(2, *map(sp.Integer, (1, 1, 0, 0)))
    (5, 11)
    """
    H1 = 4 * L * x**2 / xm**2 + (L - 1) * x * (2 / xm**2 + 1)
    H0 = (2 * L * x**2 + (L - 1) * x) * (1 + 2 * Y**2 / xm**2)
    return H0 + H1 * f_lower, H1
