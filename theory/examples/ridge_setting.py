"""The loss of Examples 2 and 3, for a polynomial p of the weights, and what both proofs share.

    F(w) = ln(2)/2 + ln(1 + e^-p)/2 + ||w||^2/2

is the cross entropy of two samples (x = 0 and x = 1, equal probability) with a ridge. With
share = 1/(1 + e^p) the derivative of ln(1 + e^-p) is -share and the second one share (1 - share),
so hess F = I + (share (1 - share)/2) grad p grad p' - (share/2) hess p.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.examples import beyond_power
from theory.logic import between, conj, eq, ge, gt, le, real
from theory.rules.logarithms import LOGARITHM, LOGARITHM_OF_PRODUCT, x, y
from theory.schema import Apply, Decide, Step

H, share, N, F_star = real("H"), real("share"), real("N"), real("F_star")
"""H = ||hess F(w)||, share = 1/(1 + e^p), N = ||hess p||_F and F_star = inf F."""

v = real("v")
"""Runs along the line on which curvature outgrows the gradient."""

rho, L0, L = sym.rho, sym.L0, sym.L


odds = real("odds")
"""1 + e^-p, a parameter of its own so that its logarithm is known to mean something."""


def ridged(odds: sp.Expr, weights: Sequence[sp.Expr]) -> sp.Expr:
    """F, for given odds = 1 + e^-p.

    >>> ridged(sp.Integer(2), [])
    log(2)
    """
    ridge = sp.Add(*(w**2 for w in weights)) / 2
    return sp.log(2) / 2 + sp.log(odds) / 2 + ridge


def loss(p: sp.Expr, weights: Sequence[sp.Expr]) -> sp.Expr:
    """F for a product p of the weights.

    >>> u = real("u")
    >>> loss(u, [u]).subs(u, 0)
    log(2)
    """
    return ridged(1 + sp.exp(-p), weights)


def squared_gradient(p: sp.Expr, weights: Sequence[sp.Symbol]) -> sp.Expr:
    """||grad p||^2.

    >>> u, v = real("u"), real("v")
    >>> squared_gradient(u * v, [u, v])
    u**2 + v**2
    """
    return sp.Add(*(sp.diff(p, w) ** 2 for w in weights))


def squared_frobenius(p: sp.Expr, weights: Sequence[sp.Symbol]) -> sp.Expr:
    """||hess p||_F^2.

    >>> u, v = real("u"), real("v")
    >>> squared_frobenius(u * v, [u, v])
    2
    """
    return sp.Add(*(sp.diff(p, a, b) ** 2 for a in weights for b in weights))


def assumptions(p: sp.Expr, weights: Sequence[sp.Symbol]) -> tuple[Assumption, ...]:
    """What F_star and H are, and the constants of Definition 0 that are to be beaten."""
    at_zero = loss(p, weights).subs(dict.fromkeys(weights, 0))
    return (
        Assumption(
            "odds",
            conj(gt(odds, 1), eq(odds, 1 + sp.exp(-p))),
            "odds = 1 + e^-p",
            defines=True,
        ),
        Assumption(
            "infimum",
            conj(le(F_star, ridged(odds, weights)), le(F_star, at_zero)),
            "F_star is the infimum of F, so at most F(w) and F(0)",
        ),
        Assumption(
            "hessian",
            conj(
                between(0, share, 1),
                ge(N, 0),
                eq(N**2, squared_frobenius(p, weights)),
                le(
                    H,
                    1 + share * (1 - share) / 2 * squared_gradient(p, weights) + share / 2 * N,
                ),
            ),
            "H = ||hess F||, by the triangle inequality, ||a a'|| = ||a||^2 and spectral norm "
            "at most Frobenius norm",
        ),
        bounds(rho, 0, 2, low_included=False, high_included=False, text="0 < rho < 2"),
        bounds(L0, 0, text="the curvature allowed at gradient 0 is not negative"),
        bounds(L, 0, text="the growth constant is not negative"),
    )


def far(Z: sp.Expr) -> Assumption:
    """V is so large that Z(v) outgrows L0 and every power of the gradient norm below the square."""
    return Assumption(
        "far",
        conj(ge(v, 3), ge(Z, 2 * L0), ge(Z ** (rho / 2), beyond_power.threshold(rho, L))),
        "v is large enough for the given L0, L and rho < 2",
    )


def norm_by_gap(weights: Sequence[sp.Symbol]) -> tuple[Step, ...]:
    """S = ||w||^2 <= 2 (F - F_star) + ln 2: ln(1 + e^-p) >= 0 and F_star <= F(0) = ln 2."""
    gap = ridged(odds, weights) - F_star
    S = sp.Add(*(w**2 for w in weights))
    return (
        Step(
            "inverse",
            "ln odds = -ln(1/odds),",
            None,
            Apply(LOGARITHM_OF_PRODUCT, {x: odds, y: 1 / odds}),
            ("odds",),
        ),
        Step(
            "small",
            "and ln(1/odds) <= 1/odds - 1 <= 0.",
            None,
            Apply(LOGARITHM, {x: 1 / odds}),
            ("odds",),
        ),
        Step(
            "cross_entropy",
            "So the cross entropy is not negative.",
            ge(sp.log(odds), 0),
            Decide(),
            ("odds", "inverse", "small"),
        ),
        Step(
            "norm",
            "The ridge bounds the norm: ||w||^2 <= 2 gap + 2 F_star - ln 2 <= 2 gap + ln 2.",
            conj(ge(S, 0), le(S, 2 * gap + sp.log(2))),
            Decide(),
            ("cross_entropy", "infimum", "odds"),
        ),
        Step("gap", "The gap is not negative.", ge(gap, 0), Decide(), ("infimum", "odds")),
    )


def at_zero(weights: Sequence[sp.Symbol]) -> Mapping[sp.Symbol, sp.Expr]:
    """A point at which everything vanishes.

    >>> u = real("u")
    >>> at_zero([u])[u]
    0
    """
    values = dict.fromkeys(weights, sp.Integer(0))
    values[odds] = sp.Integer(2)
    return {**values, share: sp.Rational(1, 2), N: sp.Integer(0), F_star: sp.log(2)}
