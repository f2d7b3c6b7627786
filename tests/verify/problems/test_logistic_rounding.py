"""The float64 error bounds of the logistic loss against an evaluation at 60 digits."""

from __future__ import annotations

import dataclasses

import flint
import mpmath
import numpy as np
import pytest
import sympy as sp

from verify.problems.base import Record
from verify.problems.breast_cancer import LabelledData
from verify.problems.logistic_regression import LogisticRegression, logistic_regression
from verify.problems.rounding import LOG1P_ULPS

LAM = 2.0**-6
POINTS = [[0.0, 0.0, 0.0], [0.6, 0.1, -0.05], [9.0, -3.0, 2.0], [-300.0, 200.0, -400.0]]


def data() -> LabelledData:
    rng = np.random.default_rng(11)
    features = np.column_stack([np.ones(60), rng.normal(size=(60, 2)) * [1.0, 3.0]])
    return LabelledData(features, rng.choice([-1, 1], size=60))


def problem() -> LogisticRegression:
    return logistic_regression(data(), LAM, sp.Rational(1, 100))


def exact(w: list[mpmath.mpf]) -> tuple[mpmath.mpf, list[mpmath.mpf]]:
    """f and its gradient at a point, at the working precision of mpmath."""
    rows, labels = data().features.tolist(), data().labels.tolist()
    margins = [
        -y * sum(mpmath.mpf(x) * c for x, c in zip(row, w, strict=True))
        for y, row in zip(labels, rows, strict=True)
    ]
    loss = sum(mpmath.log1p(mpmath.exp(z)) for z in margins) / 60
    value = loss + mpmath.mpf(LAM) / 2 * sum(c * c for c in w)
    gradient = [
        sum(
            -y * mpmath.mpf(row[j]) / (1 + mpmath.exp(-z))
            for y, row, z in zip(labels, rows, margins, strict=True)
        )
        / 60
        + mpmath.mpf(LAM) * w[j]
        for j in range(3)
    ]
    return value, gradient


@pytest.mark.parametrize("point", POINTS)
def test_value_and_gradient_are_within_their_bounds(point: list[float]) -> None:
    built = problem()
    found = built.evaluate(np.array(point))
    mass, norm, *_ = found.witness
    with mpmath.workdps(400):
        value, gradient = exact([mpmath.mpf(x) for x in point])
        assert abs(value - found.value) <= found.value_error
        pairs = zip(gradient, found.gradient.tolist(), strict=True)
        distance = mpmath.sqrt(sum((g - h) ** 2 for g, h in pairs))
        bounds = built.bounds
        assert distance <= bounds.gradient_error(
            bounds.point_norm(found.gradient_norm), mass, bounds.point_norm(norm)
        )


@pytest.mark.parametrize("point", POINTS[:3])
def test_bounds_are_not_idle(point: list[float]) -> None:
    found = problem().evaluate(np.array(point))
    assert 0 < found.value_error < 1e-12 * (1 + abs(found.value))


def test_enclosures_hold_the_exact_values_and_the_exact_step() -> None:
    built = problem()
    rng = np.random.default_rng(3)
    for w in rng.normal(scale=2, size=(20, 3)):
        first = built.evaluate(w)
        eta = 0.5 * rng.random()
        second = built.evaluate(w - eta * first.gradient)
        record = Record(
            np.array([first.value, second.value]),
            np.array([first.gradient_norm, second.gradient_norm]),
            np.array([eta]),
            np.array([first.witness, second.witness]),
        )
        points = built.enclose_points(record, 64)
        wide = flint.arb(eta, eta * 1e-6)
        (after,) = built.enclose_steps(record, [flint.arb(eta)], 64)
        (covered,) = built.enclose_steps(record, [wide], 64)
        towards = built.enclose_towards(record, [flint.arb(eta)], points, 64)
        assert towards.squared_distances[0] > 0
        with mpmath.workdps(60):
            value, gradient = exact([mpmath.mpf(x) for x in w.tolist()])
            assert holds(points.values[0], value)
            assert holds(points.squared_gradients[0], sum(g * g for g in gradient))
            pairs = list(zip(w.tolist(), gradient, strict=True))
            assert holds(after, exact([x - mpmath.mpf(eta) * g for x, g in pairs])[0])
            nearby = mpmath.mpf(eta) * (1 + mpmath.mpf("9e-7"))
            elsewhere = exact([x - nearby * g for x, g in pairs])[0]
            assert holds(covered, elsewhere)
            assert not holds(after, elsewhere), "control: another step is told apart"


def holds(ball: flint.arb, value: mpmath.mpf) -> bool:
    return bool(ball.contains(flint.arb(mpmath.nstr(value, 50))))


def test_a_bound_without_its_terms_would_be_too_small() -> None:
    built = problem()
    idle = dataclasses.replace(built.bounds, n=0, d=0, row_norm=0.0)
    missed = 0
    rng = np.random.default_rng(8)
    for w in rng.normal(scale=3, size=(40, 3)):
        found = built.evaluate(w)
        with mpmath.workdps(60):
            value, _ = exact([mpmath.mpf(x) for x in w.tolist()])
            tenth = float(idle.value_error(found.value, found.witness[0], 0.0)) / 10
            missed += abs(value - found.value) > tenth
    assert missed, "the errors that the bounds are for do occur"


def test_log1p_is_within_its_assumed_accuracy() -> None:
    arguments = np.exp(-np.linspace(0, 40, 20_001))
    for x, e in zip(arguments.tolist(), np.log1p(arguments).tolist(), strict=True):
        assert abs(flint.arb(x).log1p() - e) < LOG1P_ULPS * np.spacing(e)


def test_many_points_at_once_agree_with_one_by_one() -> None:
    built = problem()
    values, gradients = built.evaluate_many(np.array(POINTS))
    for point, value, gradient in zip(POINTS, values, gradients, strict=True):
        alone = built.evaluate(np.array(point))
        assert value == pytest.approx(alone.value, rel=1e-13)
        assert gradient == pytest.approx(alone.gradient, rel=1e-12, abs=1e-14)
