"""Rigorous constants of a Poisson regression: X, gamma, K0, K and an enclosure of its minimum.

Everything is evaluated in arb balls over all rows, so no assumption about float64 is needed.

**The minimum.** Let v be any point (here: where Newton's method in float64 stops),
g = ||grad f(v)||, H = hess f(v). If H - m0 I is positive definite then on the ball of radius
r = 1/X around v every weight e^(x_i.w) is at least e^-1 times its value at v, hence
hess f >= m I with m = m0/e. If g < m r, then for w on the sphere
<grad f(w), w - v> >= -g r + m r^2 > 0, so the minimum over the closed ball lies inside; it is a
critical point of a convex function, hence global. And f(w) >= f(v) - g |w - v| + (m/2)|w - v|^2
on the ball, so f(v) - g^2/(2 m) <= min f <= f(v).

At a minimiser w*, which lies in the ball, m |v - w*|^2 <= <grad f(v), v - w*>, so |v - w*| <= g/m.

**The class** (rho = 1). With l_i(z) = e^z - y_i z and l_i* its minimum y_i - y_i ln y_i (0 at
y_i = 0), e^z <= b y_i ln(b/(b-1)) + b (l_i(z) - l_i*) for b > 1. Averaging, and because
hess f = mean e^(x_i.w) x_i x_i' <= X^2 mean e^(x_i.w),
||hess f|| <= X^2 b (ln(b/(b-1)) mean y + gamma) + X^2 b (f - min f), gamma = min f - mean l_i*.
"""

from __future__ import annotations

from dataclasses import dataclass

import flint
import numpy as np
import sympy as sp

from theory.errors import DomainError
from verify.problems.base import Floats
from verify.problems.doctor_visits import CountData
from verify.problems.rows import newton, outward, positive_definite, squared_row_norm

BITS = 256
LARGEST_EXPONENT = 600.0
B = 2
"""The free constant b: b = 2 balances K0 (which grows as b -> 1) against K = b X^2."""


@dataclass(frozen=True)
class PoissonConstants:
    """Exact numbers, each rounded towards the safe side.

    Attributes:
        squared_row_norm: at least max ||x_i||^2.
        K0: at least X^2 b (ln(b/(b-1)) mean y + gamma).
        K: at least b X^2.
        minimum_lower: at most min f.
        minimum_upper: at least min f.
        near_minimiser: a point v in doubles, shape (d,).
        distance: at least |v - w*|, where f(w*) = min f.
        moment: c = mean y_i x_i in doubles, shape (d,).
        moment_error: at least the distance of ``moment`` from the exact c.
    """

    squared_row_norm: sp.Rational
    K0: sp.Rational
    K: sp.Rational
    minimum_lower: sp.Rational
    minimum_upper: sp.Rational
    near_minimiser: Floats
    distance: sp.Rational
    moment: Floats
    moment_error: float


def poisson_constants(data: CountData) -> PoissonConstants:
    """Compute the constants of mean(e^(x_i.w) - y_i x_i.w) rigorously.

    Args:
        data: n rows of d finite features, n nonnegative counts.

    Raises:
        DomainError: the data are malformed, or the minimum could not be enclosed (as when
            there is none because a feature separates the zero counts).
    """
    _check(data)
    with flint.ctx.workprec(BITS):
        n, d = data.features.shape
        rows = flint.arb_mat(n, d, data.features.ravel().tolist())
        counts = flint.arb_mat(n, 1, data.counts.tolist())
        moment = rows.transpose() * counts / n
        point = _near_minimum(data)
        lower, upper, distance = _minimum(data, rows, moment, point)
        mean_count = flint.arb(int(data.counts.sum())) / n
        least = {0: flint.arb(0)}
        for y in set(data.counts.tolist()) - {0}:
            least[y] = y - y * flint.arb(y).log()
        gamma = upper - sum((least[y] for y in data.counts.tolist()), flint.arb(0)) / n
        squared_norm = squared_row_norm(data.features)
        ratio = flint.arb(B) / (B - 1)
        floats = [float(c.mid()) for c in moment.entries()]
        errors = ((c - x) ** 2 for c, x in zip(moment.entries(), floats, strict=True))
        K0 = squared_norm * B * (ratio.log() * mean_count + gamma)
        return PoissonConstants(
            squared_row_norm=outward(squared_norm, 9, up=True),
            K0=outward(K0, 9, up=True),
            K=outward(B * squared_norm, 9, up=True),
            minimum_lower=outward(lower, 36, up=False),
            minimum_upper=outward(upper, 36, up=True),
            near_minimiser=point,
            distance=outward(distance, 36, up=True),
            moment=np.array(floats),
            moment_error=np.nextafter(float(sum(errors, flint.arb(0)).sqrt().upper()), np.inf),
        )


def _check(data: CountData) -> None:
    features, counts = data.features, data.counts
    if features.ndim != 2 or counts.shape != features.shape[:1] or not features.size:
        raise DomainError(
            f"a Poisson regression needs features of shape (n, d) and n counts; got shapes"
            f" {features.shape} and {counts.shape}. Match the rows."
        )
    if not np.isfinite(features).all():
        raise DomainError("a Poisson regression needs finite features; drop the other rows.")
    if counts.dtype.kind not in "iu" or counts.min() < 0:
        raise DomainError(
            f"a Poisson regression needs counts that are integers >= 0; got {counts.dtype} with"
            f" minimum {counts.min()}. Drop or round the others."
        )


def _near_minimum(data: CountData) -> Floats:
    """A float64 point near the minimum."""
    features, counts = data.features, data.counts.astype(np.float64)
    fitted = np.linalg.lstsq(features, np.log1p(counts), rcond=None)[0]
    w = np.asarray(fitted, dtype=np.float64)
    if (features @ w).max() > LARGEST_EXPONENT:
        w = np.zeros(features.shape[1])
    return newton(lambda at: _derivatives(features, counts, at), w)


def _derivatives(features: Floats, counts: Floats, w: Floats) -> tuple[float, Floats, Floats]:
    """Value, gradient and Hessian in float64; infinite where they overflow."""
    n = len(counts)
    dots = features @ w
    if dots.max() > LARGEST_EXPONENT:
        return np.inf, np.full(len(w), np.inf), np.full((len(w), len(w)), np.inf)
    weights = np.exp(dots)
    gradient = features.T @ (weights - counts) / n
    hessian = (features * weights[:, None]).T @ features / n
    return float(np.mean(weights - counts * dots)), gradient, hessian


def _minimum(
    data: CountData, rows: flint.arb_mat, moment: flint.arb_mat, near: Floats
) -> tuple[flint.arb, flint.arb, flint.arb]:
    """Bounds of min f, and of the distance to a minimiser, by the argument of the docstring."""
    n, d = data.features.shape
    point = flint.arb_mat(d, 1, near.tolist())
    weights = [z.exp() for z in (rows * point).entries()]
    weighted = [e * x for e, row in zip(weights, data.features.tolist(), strict=True) for x in row]
    hessian = rows.transpose() * flint.arb_mat(n, d, weighted) / n
    mean = sum(weights, flint.arb(0)) / n
    value = mean - (moment.transpose() * point)[0, 0]
    gradient = rows.transpose() * flint.arb_mat(n, 1, weights) / n - moment
    squared_gradient = sum((g * g for g in gradient.entries()), flint.arb(0))
    floats = np.array([float(h.mid()) for h in hessian.entries()]).reshape(d, d)
    m0 = flint.arb(0.9 * float(np.linalg.eigvalsh(floats)[0]))
    m = m0 * flint.arb(-1).exp()
    radius = 1 / squared_row_norm(data.features).sqrt()
    if not (m0 > 0 and positive_definite(hessian, m0) and squared_gradient < (m * radius) ** 2):
        raise DomainError(
            "the minimum of this Poisson regression could not be enclosed: the Hessian at the best"
            " point found is not safely positive definite; remove collinear features, and check"
            " that each feature occurs with a positive count."
        )
    distance = squared_gradient.sqrt() / m
    return (value - squared_gradient / (2 * m)).lower(), value.upper(), distance.upper()
