"""Regressions at many points at once: each as if it were alone, and the slopes of the rows."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp

from verify.problems.breast_cancer import LabelledData
from verify.problems.doctor_visits import CountData
from verify.problems.logistic_regression import logistic_regression
from verify.problems.poisson_visits import poisson_regression
from verify.problems.regression import Regression


def counts() -> Regression:
    rng = np.random.default_rng(7)
    features = np.column_stack([np.ones(301), rng.normal(size=(301, 4))])
    data = CountData(features, rng.poisson(2.0, size=301))
    return poisson_regression(data, (sp.Integer(0),) * 5, sp.Integer(1))


def labels() -> Regression:
    rng = np.random.default_rng(8)
    data = LabelledData(rng.normal(size=(301, 5)), 2 * rng.integers(0, 2, size=301) - 1)
    return logistic_regression(data, 2.0**-10, sp.Integer(1))


@pytest.mark.parametrize("build", [counts, labels])
def test_no_bit_of_a_point_depends_on_its_company(build: object) -> None:
    problem = build()  # type: ignore[operator]
    points = np.random.default_rng(9).normal(size=(37, 5))
    values, gradients = problem.evaluate_many(points)
    for first, last in ((0, 1), (1, 3), (2, 37), (5, 13)):
        some, their_gradients = problem.evaluate_many(points[first:last])
        assert np.array_equal(some, values[first:last])
        assert np.array_equal(their_gradients, gradients[first:last])


@pytest.mark.parametrize("build", [counts, labels])
def test_the_slopes_of_the_rows_add_up_to_the_gradient(build: object) -> None:
    problem = build()  # type: ignore[operator]
    points = np.random.default_rng(10).normal(size=(3, 5))
    slopes = problem.slopes(problem.dots(points))
    added = problem.combine(slopes) / 301 + problem.ridge * points
    assert added == pytest.approx(problem.evaluate_many(points)[1], rel=1e-12, abs=1e-12)
    chosen = np.array([[3, 17], [0, 300], [5, 5]])
    dots = np.take_along_axis(problem.dots(points), chosen, axis=1)
    assert np.array_equal(problem.slopes(dots, chosen), np.take_along_axis(slopes, chosen, axis=1))
