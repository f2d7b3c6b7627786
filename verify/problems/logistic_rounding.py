"""How far float64 values of the logistic loss and its gradient are from the exact ones.

The code computes, with z_i = b_i.w for the rows b_i = -y_i x_i (an exact change of sign) and
e_i = e^-|z_i|,

    l_i = max(z_i, 0) + log1p(e_i),     s_i = 1/(1 + e_i) or e_i/(1 + e_i),
    value = mean l_i + (lam/2) w.w,     gradient = mean s_i b_i + lam w.

Write W = ||w||, X = max ||x_i||; n rows, d columns; u the unit roundoff.

1. z_i: |dz_i| <= gamma(d) X W =: delta. l is 1-Lipschitz in z, its derivative s 1/4-Lipschitz.
2. e_i has a relative error of at most q = 2 EXP_ULPS u. log1p is concave and 0 at 0, so log1p(e_i)
   is off by at most the factor 1 + q, log1p itself adds 2 LOG1P_ULPS u, and the sum with max(z, 0)
   one rounding. The same q bounds the relative error of s_i from e_i; then come two roundings.
3. value: with r = (1 + q)(1 + 2 LOG1P_ULPS u)(1 + gamma(n + 2)) - 1 for the rounding of the losses
   and of their mean, |mass - mean l| <= delta + r mass/(1 - r), where mass is the computed mean.
   (lam/2) w.w is off by at most gamma(d + 2) (lam/2) W^2, the last sum by u |value|.
4. gradient: each s_i is at most 1, so the mean is off by at most X (delta/4 + r'), where
   r' = (1 + q)(1 + gamma(n + 3)) - 1 holds the roundings of s_i and of the mean. lam w and the last
   sum: u (lam W + ||gradient||).
5. curvature: ||hess f|| <= L everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verify.problems.base import Floats
from verify.problems.regression_rounding import RegressionRounding
from verify.problems.rounding import (
    EXP_ULPS,
    LOG1P_ULPS,
    UNDERFLOW,
    UNIT_ROUNDOFF,
    Amount,
    gamma,
    round_up,
)

_EXP = 2 * EXP_ULPS * UNIT_ROUNDOFF
_LOG1P = 2 * LOG1P_ULPS * UNIT_ROUNDOFF


def _together(*errors: float) -> float:
    """The product of the factors 1 + error, less 1."""
    total = 0.0
    for error in errors:
        total += error + total * error
    return round_up(total)


@dataclass(frozen=True)
class LogisticRounding(RegressionRounding):
    """The error bounds for one data set; mass is the computed mean of the l_i.

    Attributes:
        lam: the ridge.
        L: a bound of ||hess f||.
    """

    lam: float
    L: float

    def value_error(self, value: Amount, mass: Amount, norm: Amount) -> Amount:
        """Bound |value - f(w)|: step 3."""
        r = _together(_EXP, _LOG1P, gamma(self.n + 2))
        loss = self._dot_error(norm) + r * mass / (1 - r)
        ridge = gamma(self.d + 2) * self.lam / 2 * norm**2
        return round_up(loss + ridge + UNIT_ROUNDOFF * abs(value)) + UNDERFLOW

    def gradient_error(self, gradient_norm: Amount, mass: Amount, norm: Amount) -> Amount:
        """Bound ||gradient - grad f(w)||: step 4; gradient_norm is a bound on ||gradient||."""
        r = _together(_EXP, gamma(self.n + 3))
        mean = self.row_norm * (self._dot_error(norm) / 4 + r)
        last = UNIT_ROUNDOFF * (self.lam * norm + gradient_norm)
        return round_up(mean + last) + UNDERFLOW

    def curvature(self, reach: Floats, mass: Floats, norm: Floats) -> Floats:
        """Bound ||hess f|| by step 5, wherever that is."""
        return np.full_like(reach, self.L)

    def _dot_error(self, norm: Amount) -> Amount:
        return gamma(self.d) * self.row_norm * norm + UNDERFLOW
