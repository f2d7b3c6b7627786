"""Logistic regression with a ridge on tumour data: convex, PL, and with two classes to choose from.

f(w) = mean ln(1 + e^(-y_i x_i.w)) + (lam/2)||w||^2. The float64 rows *are* the problem, so f is
exactly defined; ``logistic_constants`` says where its constants come from, ``logistic_rounding``
how far the float64 values below are from the exact ones.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import sympy as sp

from verify.problems.base import Evaluation, Facts, Floats, Minimiser, rational
from verify.problems.breast_cancer import LICENCE, SOURCE, LabelledData, load_breast_cancer
from verify.problems.entry import Entry
from verify.problems.logistic_constants import LogisticConstants, logistic_constants
from verify.problems.logistic_rounding import LogisticRounding
from verify.problems.regression import Regression
from verify.problems.rounding import ASSUMPTIONS, LOG1P_ULPS, round_up

NAME = "logistic-breast-cancer"
TITLE = "Logistic regression with a ridge on 569 tumours"
RIDGE = 2.0**-13
"""A power of two, hence exact; small enough for a loss that falls well below its start."""
TOUCHING = sp.Rational(2, 3)
"""Where the tangent of ``logistic_constants`` touches, chosen for the fewest promised iterations:
down to a gap of 1/1000 Theorem PL promises 4,666 on these rows, against 5,140 with the classical
u = 1/2 (5,849 by the sharp form of Theorem 2). No u in steps of 1/60 promises less than 4,661."""


class LogisticRegression(Regression):
    """A logistic regression; its mass is the mean loss without the ridge, rounded.

    Args:
        facts: the exact facts.
        data: the rows.
        lam: the ridge.
        constants: what ``logistic_constants`` found for these rows.
    """

    rounding = (
        f"a-priori float64 bounds (gamma_n, any order of summation; {ASSUMPTIONS}, log1p within"
        f" {LOG1P_ULPS} ulp)"
    )

    def __init__(
        self, facts: Facts, data: LabelledData, lam: float, constants: LogisticConstants
    ) -> None:
        self.facts = facts
        self.rows = np.asfortranarray(-data.labels[:, None] * data.features)
        self.ridge = lam
        n, d = data.features.shape
        self.bounds = LogisticRounding(
            n=n,
            d=d,
            row_norm=round_up(math.sqrt(float(constants.squared_row_norm))),
            lam=lam,
            L=round_up(float(constants.L)),
        )

    def evaluate(self, point: Floats) -> Evaluation:
        """Evaluate f and its gradient at w, shape (d,)."""
        with np.errstate(over="ignore", invalid="ignore"):
            losses, shares = _losses(self.rows @ point)
            n = len(losses)
            mass = float(losses.sum()) / n
            squared = float(point @ point)
            value = mass + self.ridge / 2 * squared
            gradient = shares @ self.rows
            gradient /= n
            gradient += self.ridge * point
            norm = math.sqrt(squared)
            error = float(self.bounds.value_error(value, mass, self.bounds.point_norm(norm)))
            gradient_norm = math.sqrt(gradient @ gradient)
        return Evaluation(value, error, gradient, gradient_norm, (mass, norm, *point.tolist()))

    def evaluate_many(self, points: Floats) -> tuple[Floats, Floats]:
        """Evaluate f and its gradient at many points, shape (k, d); each as if it were alone."""
        with np.errstate(over="ignore", invalid="ignore"):
            losses, shares = _losses(self.dots(points))
            values = losses.mean(axis=1) + self.ridge / 2 * (points * points).sum(axis=1)
            gradients = self.combine(shares) / len(self.rows) + self.ridge * points
        return values, gradients

    def slopes(self, dots: Floats, which: Any = slice(None)) -> Floats:
        """The derivatives of ln(1 + e^z) at z_i = -y_i x_i.w, rounded; the same for all rows."""
        return _losses(dots)[1]


def _losses(dots: Floats) -> tuple[Floats, Floats]:
    """ln(1 + e^z) and its derivative, without overflow."""
    small = np.exp(-np.abs(dots))
    shares = np.where(dots >= 0, 1.0, small) / (1 + small)
    return np.maximum(dots, 0) + np.log1p(small), shares


def logistic_regression(
    data: LabelledData,
    lam: float,
    stop_gap: sp.Expr,
    *,
    touching: sp.Rational = TOUCHING,
    name: str = NAME,
    title: str = TITLE,
    source: str = SOURCE,
    licence: str = LICENCE,
) -> LogisticRegression:
    """Build the problem for these rows, started at 0, with its constants computed rigorously.

    Args:
        data: n rows of d features with n labels.
        lam: the ridge, > 0; this very double.
        stop_gap: the default target, unit loss.
        touching: where the tangent of ``logistic_constants`` touches, in [1/2, 1].
        name: the name in listings.
        title: one line for listings.
        source: where the rows come from.
        licence: their terms.

    Raises:
        DomainError: the data, lam or touching are malformed.
    """
    constants = logistic_constants(data, lam, touching)
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
        constants_from=f"the tangent of l'' = p (1 - p) over l = -ln p at p = {touching}, evaluated"
        " in arb over all rows",
        f_star_lower=constants.minimum_lower,
        f_star_upper=constants.minimum_upper,
        start=(sp.Integer(0),) * data.features.shape[1],
        stop_gap=stop_gap,
        convex="a mean of convex functions ln(1 + e^z) of linear z, and a square",
        minimiser=Minimiser(
            tuple((x - distance, x + distance) for x in map(rational, near)),
            (constants.minimum_lower, constants.minimum_upper),
            "strong convexity around the point where Newton's method stops, in arb",
        ),
        mu=rational(lam),
        mu_from="the ridge makes f lam-strongly convex",
    )
    return LogisticRegression(facts, data, lam, constants)


def logistic_breast_cancer() -> LogisticRegression:
    """The tumours, started at 0.

    Raises:
        WarmproofError: scikit-learn is not installed.
    """
    return logistic_regression(load_breast_cancer(), RIDGE, sp.Rational(1, 1000))


ENTRY = Entry(NAME, TITLE, 31, "rho = 1, from data", logistic_breast_cancer, extra="data")
