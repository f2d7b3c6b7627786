"""How far float64 values of the Poisson loss and its gradient are from the exact ones.

The code computes, with z_i = x_i.w and c = mean y_i x_i stored in doubles,

    mass = mean e^z_i,     value = mass - c.w,     gradient = mean e^z_i x_i - c.

Write W = ||w||, X = max ||x_i||, C = ||c||, E = the error of the stored c; n rows, d columns; u
the unit roundoff.

1. z_i: d roundings and Cauchy-Schwarz give |dz_i| <= gamma(d) X W.
2. e^z_i: |exp(z + dz)/exp(z) - 1| <= e^|dz| - 1, and exp itself adds 2 EXP_ULPS u relatively. So
   each computed exponential is e^z_i (1 + theta), |theta| <= e^dz (1 + 2 EXP_ULPS u) - 1.
3. mass: n - 1 additions and a division, gamma(n) in any order. With step 2 the relative error is
   at most r = (1 + theta)(1 + gamma(n + 1)) - 1, so mean e^z_i <= mass/(1 - r) and
   |mass - mean e^z_i| <= r mass/(1 - r). (One rounding more than needed, for step 5.)
4. value: the dot product with the stored c is off by gamma(d) C W + E W, the last subtraction by
   u |value|.
5. gradient: each coordinate of the mean has n + 1 roundings, so coordinate j is off by
   r mean |x_ij| e^z_i; the vector of these means is no longer than X mean e^z_i. The stored c
   adds E, the last subtraction u ||gradient||.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verify.problems.base import Floats
from verify.problems.regression_rounding import RegressionRounding
from verify.problems.rounding import EXP_ULPS, UNDERFLOW, UNIT_ROUNDOFF, Amount, gamma, round_up


@dataclass(frozen=True)
class PoissonRounding(RegressionRounding):
    """The error bounds for one data set; mass is the mean e^z_i of the docstring.

    Attributes:
        moment_norm: an upper bound C of the norm of the stored c.
        moment_error: an upper bound E of the distance of the stored c from the exact one.
    """

    moment_norm: float
    moment_error: float

    def relative_mass_error(self, norm: Amount) -> Amount:
        """Bound r of step 3 from a bound on ||w||."""
        dz = gamma(self.d) * self.row_norm * norm + UNDERFLOW
        grown: Amount = np.expm1(dz)
        theta = grown + 2 * EXP_ULPS * UNIT_ROUNDOFF * (1 + grown)
        sums = gamma(self.n + 1)
        return round_up(theta + sums + theta * sums)

    def mass_above(self, mass: Amount, r: Amount) -> Amount:
        """Bound mean e^z_i from above by step 3; infinite where r says nothing."""
        if isinstance(r, np.ndarray):
            bound = round_up(mass / np.maximum(1 - r, UNDERFLOW)) + UNDERFLOW
            return np.where(r < 1, bound, np.inf)
        return round_up(mass / (1 - r)) + UNDERFLOW if r < 1 else np.inf

    def value_error(self, value: Amount, mass: Amount, norm: Amount) -> Amount:
        """Bound |value - f(w)|: steps 3 and 4."""
        r = self.relative_mass_error(norm)
        moment = (gamma(self.d) * self.moment_norm + self.moment_error) * norm
        last = UNIT_ROUNDOFF * abs(value)
        return round_up(r * self.mass_above(mass, r) + moment + last) + UNDERFLOW

    def gradient_error(self, gradient_norm: Amount, mass: Amount, norm: Amount) -> Amount:
        """Bound ||gradient - grad f(w)||: step 5; gradient_norm is a bound on ||gradient||."""
        r = self.relative_mass_error(norm)
        mean = r * self.row_norm * self.mass_above(mass, r)
        last = UNIT_ROUNDOFF * gradient_norm
        return round_up(mean + self.moment_error + last) + UNDERFLOW

    def curvature(self, reach: Floats, mass: Floats, norm: Floats) -> Floats:
        """Bound ||hess f|| <= X^2 e^reach mean e^z_i."""
        with np.errstate(over="ignore"):  # an infinite bound is a bound
            growth = np.exp(reach)
        return self.row_norm**2 * growth * self.mass_above(mass, self.relative_mass_error(norm))
