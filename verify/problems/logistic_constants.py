"""Rigorous constants of a logistic regression with a ridge, and an enclosure of its minimum.

f(w) = mean l(z_i) + (lam/2)||w||^2 with l(z) = ln(1 + e^z) and z_i = -y_i x_i.w. Everything is
evaluated in arb balls over all rows, so no assumption about float64 is needed.

**The minimum.** f is lam-strongly convex, so at any point v with gradient g (here: where Newton's
method in float64 stops) f(v) - ||g||^2/(2 lam) <= min f <= f(v) and |v - w*| <= ||g||/lam.

**The class** (rho = 1). With p = e^-l in (0, 1], l'' = p (1 - p). As a function of l this is
concave up to l = ln 4 and falls beyond ln 2, so each of its tangents with a slope >= 0 lies above
it: for u in [1/2, 1], touching at p = u,

    l'' <= a + b l,     b = 2 u^2 - u,     a = u - u^2 + b ln u.

The Hessian is lam I + mean l''(z_i) x_i x_i'. With M = ||mean x_i x_i'||, X = max ||x_i|| and
mean l <= f its norm is at most lam + a M + b X^2 f. So K = b X^2, K0 = lam + a M + b X^2 min f.
u = 1/2 is the classical bound, K = 0 and L = lam + M/4; u = 1 is l'' <= l.
"""

from __future__ import annotations

from dataclasses import dataclass

import flint
import numpy as np
import sympy as sp

from theory.errors import DomainError
from verify.problems.base import Floats
from verify.problems.breast_cancer import LabelledData
from verify.problems.rows import newton, outward, positive_definite, squared_row_norm

BITS = 256
_ZERO = flint.arb(0)
WIDER = 1 + 1e-9
"""M is enclosed by a proof for a number that is this much larger than its float64 value."""


@dataclass(frozen=True)
class LogisticConstants:
    """Exact numbers, each rounded towards the safe side.

    Attributes:
        squared_row_norm: at least X^2.
        L: at least lam + M/4, a bound of ||hess f|| everywhere.
        K0: at least lam + a M + b X^2 min f.
        K: at least b X^2.
        minimum_lower: at most min f.
        minimum_upper: at least min f.
        near_minimiser: a point v in doubles, shape (d,).
        distance: at least |v - w*|.
    """

    squared_row_norm: sp.Rational
    L: sp.Rational
    K0: sp.Rational
    K: sp.Rational
    minimum_lower: sp.Rational
    minimum_upper: sp.Rational
    near_minimiser: Floats
    distance: sp.Rational


def logistic_constants(data: LabelledData, lam: float, touching: sp.Rational) -> LogisticConstants:
    """Compute the constants rigorously.

    Args:
        data: n rows of d finite features, n labels of both kinds or one.
        lam: the ridge, > 0; this very double.
        touching: u of the module docstring, in [1/2, 1].

    Raises:
        DomainError: the data, lam or u are malformed, or M could not be enclosed.
    """
    _check(data, lam, touching)
    with flint.ctx.workprec(BITS):
        n, d = data.features.shape
        rows = flint.arb_mat(n, d, (-data.labels[:, None] * data.features).ravel().tolist())
        point = newton(lambda at: _derivatives(data, lam, at), np.zeros(d))
        ridge = flint.arb(lam)
        lower, upper, distance = _minimum(rows, ridge, point)
        u = flint.arb(flint.fmpq(int(touching.p), int(touching.q)))
        slope = 2 * u * u - u
        offset = u - u * u + slope * u.log()
        squared_norm = squared_row_norm(data.features)
        moment_norm = _norm(rows.transpose() * rows / n)
        return LogisticConstants(
            squared_row_norm=outward(squared_norm, 9, up=True),
            L=outward(ridge + moment_norm / 4, 9, up=True),
            K0=outward(ridge + offset * moment_norm + slope * squared_norm * upper, 9, up=True),
            K=outward(slope * squared_norm, 9, up=True),
            minimum_lower=outward(lower, 36, up=False),
            minimum_upper=outward(upper, 36, up=True),
            near_minimiser=point,
            distance=outward(distance, 36, up=True),
        )


def _check(data: LabelledData, lam: float, touching: sp.Rational) -> None:
    features, labels = data.features, data.labels
    if features.ndim != 2 or labels.shape != features.shape[:1] or not features.size:
        raise DomainError(
            f"a logistic regression needs features of shape (n, d) and n labels; got shapes"
            f" {features.shape} and {labels.shape}. Match the rows."
        )
    if not np.isfinite(features).all():
        raise DomainError("a logistic regression needs finite features; drop the other rows.")
    if not np.isin(labels, (-1, 1)).all():
        raise DomainError("a logistic regression needs labels -1 and 1; recode the others.")
    if not 0 < lam < np.inf:
        raise DomainError(f"a logistic regression needs a ridge lam > 0; got {lam}. Raise lam.")
    if not sp.Rational(1, 2) <= touching <= 1:
        raise DomainError(f"a tangent needs 1/2 <= u <= 1; got u = {touching}. Move u.")


def _derivatives(data: LabelledData, lam: float, w: Floats) -> tuple[float, Floats, Floats]:
    """Value, gradient and Hessian in float64."""
    rows = -data.labels[:, None] * data.features
    dots = rows @ w
    share = np.exp(-np.logaddexp(0, -dots))
    gradient = rows.T @ share / len(dots) + lam * w
    hessian = (rows * (share * (1 - share))[:, None]).T @ rows / len(dots)
    value = float(np.logaddexp(0, dots).mean() + lam / 2 * (w @ w))
    return value, gradient, hessian + lam * np.eye(len(w))


def _minimum(
    rows: flint.arb_mat, lam: flint.arb, near: Floats
) -> tuple[flint.arb, flint.arb, flint.arb]:
    """Bounds of min f, and of the distance to the minimiser, by strong convexity."""
    n, d = rows.nrows(), rows.ncols()
    point = flint.arb_mat(d, 1, near.tolist())
    dots = (rows * point).entries()
    odds = [1 + (-z).exp() for z in dots]
    loss = sum((z + o.log() for z, o in zip(dots, odds, strict=True)), _ZERO)
    value = loss / n + lam * (point.transpose() * point)[0, 0] / 2
    shares = flint.arb_mat(n, 1, [1 / o for o in odds])
    gradient = rows.transpose() * shares / n + lam * point
    squared = sum((g * g for g in gradient.entries()), _ZERO)
    return (value - squared / (2 * lam)).lower(), value.upper(), (squared.sqrt() / lam).upper()


def _norm(matrix: flint.arb_mat) -> flint.arb:
    """An upper bound of the norm of a positive semidefinite matrix."""
    d = matrix.nrows()
    floats = np.array([float(x.mid()) for x in matrix.entries()]).reshape(d, d)
    bound = flint.arb(float(np.linalg.eigvalsh(floats)[-1]) * WIDER)
    if not positive_definite(-1 * matrix, -bound):
        raise DomainError(
            "the norm of the features' second moment could not be enclosed; rescale the features."
        )
    return bound
