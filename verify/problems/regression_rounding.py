"""What float64 rounding does to a gradient step, for a mean of losses over rows.

A subclass bounds the errors of value, gradient and curvature at one point; how they spread over
a step is the same for every loss.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from verify.problems.base import Floats
from verify.problems.rounding import UNDERFLOW, UNIT_ROUNDOFF, Amount, gamma, round_up


@dataclass(frozen=True)
class RegressionRounding(ABC):
    """The error bounds for one data set; ``mass`` is the witness that the loss asks for.

    Attributes:
        n: number of rows.
        d: number of columns.
        row_norm: an upper bound X of every ||x_i||.
    """

    n: int
    d: int
    row_norm: float

    @abstractmethod
    def value_error(self, value: Amount, mass: Amount, norm: Amount) -> Amount:
        """Bound |value - f(w)|; norm is a bound on ||w||."""

    @abstractmethod
    def gradient_error(self, gradient_norm: Amount, mass: Amount, norm: Amount) -> Amount:
        """Bound ||gradient - grad f(w)||; gradient_norm is a bound on ||gradient||."""

    @abstractmethod
    def curvature(self, reach: Floats, mass: Floats, norm: Floats) -> Floats:
        """Bound ||hess f|| wherever each x_i.z is within ``reach`` of x_i.w."""

    def point_norm(self, computed: Amount) -> Amount:
        """Bound ||w|| from its computed value: d products and sums, a root."""
        return round_up(computed * (1 + gamma(self.d + 2)) + UNDERFLOW)

    def step_error(
        self,
        steps: Floats,
        step_errors: Floats,
        gradient_norms: Floats,
        masses: Floats,
        norms: Floats,
    ) -> Floats:
        """Bound ||w_{t+1} - (w_t - eta grad f(w_t))|| over all eta near the step.

        The computed w_{t+1} = w_t - eta_t gradient_t is off by e = eta_t times the gradient's
        error, plus u eta_t ||gradient_t|| (product), plus u ||w_{t+1}|| (difference), plus
        |eta - eta_t| ||grad f(w_t)||.

        Args:
            steps: eta_t, shape (T,).
            step_errors: bounds on |eta - eta_t|, shape (T,).
            gradient_norms: bounds on the computed gradients' norms, shape (T + 1,).
            masses: computed masses, shape (T + 1,).
            norms: bounds on ||w_t||, shape (T + 1,).

        Returns:
            Bounds, shape (T,), unit length.
        """
        errors = self.gradient_error(gradient_norms, masses, norms)
        before = round_up(gradient_norms + errors)[:-1]
        e = steps * (errors[:-1] + UNIT_ROUNDOFF * gradient_norms[:-1]) + step_errors * before
        return round_up(e + UNIT_ROUNDOFF * norms[1:]) + UNDERFLOW

    def step_value_error(
        self,
        steps: Floats,
        step_errors: Floats,
        gradient_norms: Floats,
        masses: Floats,
        norms: Floats,
    ) -> Floats:
        """Bound |f(w_{t+1}) - f(w_t - eta grad f(w_t))| over all eta near the step.

        On the segment between the two points each x_i.w moves by at most X e. So f differs by at
        most e (||grad f(w_{t+1})|| + curvature e/2).

        Args:
            steps: as for `step_error`, and so are the others.
            step_errors: bounds on |eta - eta_t|.
            gradient_norms: bounds on the computed gradients' norms.
            masses: computed masses.
            norms: bounds on ||w_t||.

        Returns:
            Bounds, shape (T,), unit loss.
        """
        e = self.step_error(steps, step_errors, gradient_norms, masses, norms)
        errors = self.gradient_error(gradient_norms, masses, norms)
        after = round_up(gradient_norms + errors)[1:]
        curvature = self.curvature(self.row_norm * e, masses[1:], norms[1:])
        return round_up(e * (after + curvature * e)) + UNDERFLOW
