"""Regressions on rows of data: fast in float64, and enclosed afterwards by error bounds.

The float64 rows *are* the problem, so f is exactly defined. What is not is its computed value, and
``regression_rounding`` says how far that can be off.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

import flint
import numpy as np

from verify.problems.base import (
    Ball,
    Floats,
    PointBalls,
    Problem,
    Record,
    TowardsBalls,
    minimiser_balls,
)
from verify.problems.regression_rounding import RegressionRounding
from verify.problems.rounding import round_up


class Regression(Problem):
    """A mean of losses over rows, and a square: f(w) = mean l_i(x_i.w) + (ridge/2)||w||^2.

    The witness of an iterate is (mass, ||w||, w): the norm is rounded, the coordinates are those of
    the iterate itself, and mass is a number from which ``bounds`` tells the rounding of the loss.

    Attributes:
        rows: x_i, shape (n, d).
        ridge: this very double.
        bounds: what rounding does.
    """

    precisions = (64,)
    rows: Floats
    ridge: float = 0.0
    bounds: RegressionRounding

    @abstractmethod
    def slopes(self, dots: Floats, which: Any = slice(None)) -> Floats:
        """The derivatives l_i'(z_i), rounded; grad f(w) = mean l_i'(x_i.w) x_i + ridge w.

        Args:
            dots: z_i of the chosen rows, shape (..., k).
            which: which rows these are, as an index of numpy of shape (..., k); all by default.

        Returns:
            Derivatives, shape (..., k); infinite where they overflow.
        """

    def dots(self, points: Floats) -> Floats:
        """The products x_i.w at many points, shape (k, d) -> (k, n).

        One product of a matrix and a vector per point: a product of two matrices is faster, but
        rounds differently with the number of points, and then a run would depend on its company.
        """
        return np.asarray(np.matmul(self.rows, points[:, :, None])[:, :, 0])

    def combine(self, weights: Floats) -> Floats:
        """The sums of weights_i x_i, shape (k, n) -> (k, d); each, too, as if it were alone."""
        return np.asarray(np.matmul(weights[:, None, :], self.rows)[:, 0, :])

    def enclose_points(self, record: Record, bits: int) -> PointBalls:
        """Enclose f(w_t) and ||grad f(w_t)||^2 from the recorded floats and their error bounds."""
        masses, norms, gradient_norms = self._bounded(record)
        value_errors = self.bounds.value_error(record.values, masses, norms)
        errors = self.bounds.gradient_error(gradient_norms, masses, norms)
        errors += round_up(gradient_norms - record.gradient_norms)
        values = _balls(record.values, value_errors)
        return PointBalls(values, [g * g for g in _balls(record.gradient_norms, errors)])

    def enclose_steps(self, record: Record, steps: Sequence[Ball], bits: int) -> list[Ball]:
        """Enclose f after an exact step: the next iterate's value, moved by the step's rounding."""
        masses, norms, gradient_norms = self._bounded(record)
        moved = self.bounds.step_value_error(
            record.steps, _errors(steps, record), gradient_norms, masses, norms
        )
        after = record.values[1:]
        evaluation = self.bounds.value_error(after, masses[1:], norms[1:])
        return _balls(after, round_up(evaluation + moved))

    def enclose_towards(
        self, record: Record, steps: Sequence[Ball], points: PointBalls, bits: int
    ) -> TowardsBalls:
        """Enclose the distances: the iterates are exact, an exact step is near the next of them.

        The inner products follow from the distances by expanding the square:
        ||w - eta grad f - w*||^2 = ||w - w*||^2 - 2 eta <grad f, w - w*> + eta^2 ||grad f||^2.
        """
        goal = minimiser_balls(self.facts)
        squared = []
        for point in record.witnesses[:, 2:].tolist():
            away = [x - z for x, z in zip(point, goal, strict=True)]
            squared.append(sum((x * x for x in away), flint.arb(0)).nonnegative_part())
        masses, norms, gradient_norms = self._bounded(record)
        moved = self.bounds.step_error(
            record.steps, _errors(steps, record), gradient_norms, masses, norms
        )
        after, inners = [], []
        for t, error in enumerate(moved.tolist()):
            distance = (squared[t + 1].sqrt() + flint.arb(0, error)).nonnegative_part()
            after.append(distance * distance)
            eta = steps[t]
            change = squared[t] - after[t] + eta * eta * points.squared_gradients[t]
            inners.append(change / (2 * eta))
        return TowardsBalls(squared, after, inners)

    def _bounded(self, record: Record) -> tuple[Floats, Floats, Floats]:
        """Computed masses; upper bounds of ||w_t|| and of the computed gradients' norms."""
        masses, norms = record.witnesses[:, 0], record.witnesses[:, 1]
        gradient_norms = self.bounds.point_norm(record.gradient_norms)
        return masses, self.bounds.point_norm(norms), gradient_norms


def _errors(steps: Sequence[Ball], record: Record) -> Floats:
    """How far each ball of step sizes reaches from the float step."""
    found = [
        0.0 if ball == eta else float(abs(ball - eta).upper())
        for ball, eta in zip(steps, record.steps.tolist(), strict=True)
    ]
    return round_up(np.array(found, dtype=np.float64))


def _balls(middles: Floats, radii: Floats) -> list[Ball]:
    arb = flint.arb
    return [arb(m, r) for m, r in zip(middles.tolist(), radii.tolist(), strict=True)]
