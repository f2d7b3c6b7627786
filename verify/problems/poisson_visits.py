"""Poisson regression on doctor visits: convex, not L-smooth for any L, and real data.

f(w) = mean(e^(x_i.w) - y_i x_i.w). The float64 feature matrix *is* the problem, so f is exactly
defined; ``poisson_constants`` says where its constants come from, ``poisson_rounding`` how far the
float64 values below are from the exact ones.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import sympy as sp

from verify.problems.base import Evaluation, Facts, Floats, Minimiser, rational
from verify.problems.doctor_visits import LICENCE, SOURCE, CountData, load_doctor_visits
from verify.problems.entry import Entry
from verify.problems.poisson_constants import PoissonConstants, poisson_constants
from verify.problems.poisson_rounding import PoissonRounding
from verify.problems.regression import Regression
from verify.problems.rounding import ASSUMPTIONS, gamma, round_up

NAME = "poisson-visits"
TITLE = "Poisson regression on 20,190 doctor visits"
START_INTERCEPT = 6
"""The start predicts e^6 visits for everyone, where the data average 2.86: a bad start, on
purpose, because warm-up is about what happens there."""


class PoissonRegression(Regression):
    """A Poisson regression; its mass is the mean of e^(x_i.w), rounded.

    Args:
        facts: the exact facts.
        data: the rows.
        constants: what ``poisson_constants`` found for these rows.

    Attributes:
        counts: y_i, shape (n,).
    """

    rounding = f"a-priori float64 bounds (gamma_n, any order of summation; {ASSUMPTIONS})"

    def __init__(self, facts: Facts, data: CountData, constants: PoissonConstants) -> None:
        self.facts = facts
        # Both products with a tall matrix run twice as fast when its columns are contiguous.
        self.rows = np.asfortranarray(data.features)
        self.counts = data.counts
        self._moment = constants.moment
        n, d = data.features.shape
        self.bounds = PoissonRounding(
            n=n,
            d=d,
            row_norm=round_up(math.sqrt(float(constants.squared_row_norm))),
            moment_norm=round_up(float(np.linalg.norm(constants.moment)) * (1 + gamma(d + 2))),
            moment_error=constants.moment_error,
        )

    def evaluate(self, point: Floats) -> Evaluation:
        """Evaluate f and its gradient at w, shape (d,)."""
        # An overflow leaves infinities and nan behind; the run then ends as diverged.
        with np.errstate(over="ignore", invalid="ignore"):
            weights = self.rows @ point
            np.exp(weights, out=weights)
            n = len(weights)
            mass = float(weights.sum()) / n
            gradient = weights @ self.rows
            gradient /= n
            gradient -= self._moment
            value = mass - float(self._moment @ point)
            norm = math.sqrt(point @ point)
            error = float(self.bounds.value_error(value, mass, self.bounds.point_norm(norm)))
            gradient_norm = math.sqrt(gradient @ gradient)
        return Evaluation(value, error, gradient, gradient_norm, (mass, norm, *point.tolist()))

    def evaluate_many(self, points: Floats) -> tuple[Floats, Floats]:
        """Evaluate f and its gradient at many points, shape (k, d); each as if it were alone."""
        with np.errstate(over="ignore", invalid="ignore"):
            weights = self.dots(points)
            np.exp(weights, out=weights)
            n = weights.shape[1]
            values = weights.sum(axis=1) / n - (points * self._moment).sum(axis=1)
            gradients = self.combine(weights) / n - self._moment
        return values, gradients

    def slopes(self, dots: Floats, which: Any = slice(None)) -> Floats:
        """The derivatives e^z_i - y_i, rounded."""
        with np.errstate(over="ignore"):
            return np.asarray(np.exp(dots) - self.counts[which], dtype=np.float64)


def poisson_regression(
    data: CountData,
    start: tuple[sp.Expr, ...],
    stop_gap: sp.Expr,
    *,
    name: str = NAME,
    title: str = TITLE,
    source: str = SOURCE,
    licence: str = LICENCE,
) -> PoissonRegression:
    """Build the problem for these rows, with its constants computed rigorously.

    Args:
        data: n rows of d features with n counts.
        start: w_0, length d.
        stop_gap: the default target, unit loss.
        name: the name in listings.
        title: one line for listings.
        source: where the rows come from.
        licence: their terms.

    Raises:
        DomainError: the data are malformed or the minimum could not be enclosed.
    """
    constants = poisson_constants(data)
    distance, near = constants.distance, constants.near_minimiser.tolist()
    facts = Facts(
        name=name,
        title=title,
        dimension=data.features.shape[1],
        source=source,
        licence=licence,
        rho=sp.Integer(1),
        K0=constants.K0,
        K=constants.K,
        constants_from="e^z <= 2 y ln 2 + 2 (l - l*) per row, evaluated in arb over all rows",
        f_star_lower=constants.minimum_lower,
        f_star_upper=constants.minimum_upper,
        start=start,
        stop_gap=stop_gap,
        convex="a mean of convex functions e^z - y z of linear z",
        minimiser=Minimiser(
            tuple((x - distance, x + distance) for x in map(rational, near)),
            (constants.minimum_lower, constants.minimum_upper),
            "strong convexity around the point where Newton's method stops, in arb",
        ),
    )
    return PoissonRegression(facts, data, constants)


def poisson_visits() -> PoissonRegression:
    """The doctor visits, started at intercept 6 and zeros.

    Raises:
        WarmproofError: statsmodels is not installed.
    """
    data = load_doctor_visits()
    zeros = (sp.Integer(0),) * (data.features.shape[1] - 1)
    start = (sp.Integer(START_INTERCEPT), *zeros)
    return poisson_regression(data, start, sp.Rational(1, 100))


ENTRY = Entry(NAME, TITLE, 10, "rho = 1, from data", poisson_visits, extra="data")
