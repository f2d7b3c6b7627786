"""The float64 error bounds of both regressions against evaluations at 60 digits and more.

They are those of `logistic_rounding` and `poisson_rounding`, and what `regression_rounding` makes
of them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

import flint
import mpmath
import numpy as np
import pytest
import sympy as sp

from verify.problems.base import Record
from verify.problems.breast_cancer import LabelledData
from verify.problems.doctor_visits import CountData
from verify.problems.logistic_regression import logistic_regression
from verify.problems.poisson_visits import poisson_regression
from verify.problems.regression import Regression

ROWS, COLUMNS, LAM = 60, 3, 2.0**-6
Exact = tuple[mpmath.mpf, list[mpmath.mpf]]
by_loss = pytest.mark.parametrize("loss", ["logistic", "poisson"])


def logistic(features: np.ndarray, labels: np.ndarray) -> Regression:
    return logistic_regression(LabelledData(features, labels), LAM, sp.Rational(1, 100))


def poisson(features: np.ndarray, counts: np.ndarray) -> Regression:
    start = (sp.Integer(0),) * COLUMNS
    return poisson_regression(CountData(features, counts), start, sp.Rational(1, 100))


@dataclasses.dataclass(frozen=True)
class Case:
    """A mean of losses l(x_i.w, y_i), with a ridge.

    Attributes:
        build: the problem for some rows.
        draw: one y for each row.
        value: l.
        slope: its derivative by the first argument.
        ridge: its factor.
        points: some tame ones, then a wild one.
        scale: how far points are drawn from 0.
        step: the longest step drawn.
        idle: bounds that leave out all that is not the loss itself.
    """

    build: Callable[[np.ndarray, np.ndarray], Regression]
    draw: Callable[[np.random.Generator], np.ndarray]
    value: Callable[[mpmath.mpf, int], mpmath.mpf]
    slope: Callable[[mpmath.mpf, int], mpmath.mpf]
    ridge: float
    points: Sequence[Sequence[float]]
    scale: float
    step: float
    idle: dict[str, Any]

    def rows(self) -> tuple[np.ndarray, np.ndarray]:
        rng = np.random.default_rng(11)
        features = np.column_stack([np.ones(ROWS), rng.normal(size=(ROWS, 2)) * [1.0, 3.0]])
        return features, self.draw(rng)

    def problem(self) -> Regression:
        return self.build(*self.rows())

    def exact(self, w: Sequence[mpmath.mpf]) -> Exact:
        """f and its gradient at a point, at the working precision of mpmath."""
        rows, ys = (part.tolist() for part in self.rows())
        dots = [sum(mpmath.mpf(x) * c for x, c in zip(row, w, strict=True)) for row in rows]
        pairs = list(zip(dots, ys, strict=True))
        ridge = mpmath.mpf(self.ridge)
        value = sum(self.value(z, y) for z, y in pairs) / ROWS + ridge / 2 * sum(c * c for c in w)
        slopes = [self.slope(z, y) for z, y in pairs]
        gradient = [
            sum(s * row[j] for s, row in zip(slopes, rows, strict=True)) / ROWS + ridge * w[j]
            for j in range(COLUMNS)
        ]
        return value, gradient


CASES = {
    "logistic": Case(
        logistic,
        lambda rng: rng.choice([-1, 1], size=ROWS),
        lambda z, y: mpmath.log1p(mpmath.exp(-y * z)),
        lambda z, y: -y / (1 + mpmath.exp(y * z)),
        LAM,
        [[0.0, 0.0, 0.0], [0.6, 0.1, -0.05], [9.0, -3.0, 2.0], [-300.0, 200.0, -400.0]],
        2.0,
        0.5,
        {},
    ),
    "poisson": Case(
        poisson,
        lambda rng: rng.poisson(2.0, size=ROWS),
        lambda z, y: mpmath.exp(z) - y * z,
        lambda z, y: mpmath.exp(z) - y,
        0.0,
        [[0.0, 0.0, 0.0], [0.6, 0.1, -0.05], [6.0, 0.0, 0.0], [-3.0, 2.0, -4.0],
         [40.0, 9.0, 20.0]],
        0.3,
        2.0**-9,
        {"moment_norm": 0.0, "moment_error": 0.0},
    ),
}  # fmt: skip
POINTS = [(loss, point) for loss, case in CASES.items() for point in case.points]
TAME = [(loss, point) for loss, case in CASES.items() for point in case.points[:-1]]


def holds(ball: flint.arb, value: mpmath.mpf) -> bool:
    return bool(ball.contains(flint.arb(mpmath.nstr(value, 50))))


@pytest.mark.parametrize(("loss", "point"), POINTS)
def test_value_and_gradient_are_within_their_bounds(loss: str, point: list[float]) -> None:
    built = CASES[loss].problem()
    found = built.evaluate(np.array(point))
    mass, norm, *_ = found.witness
    with mpmath.workdps(400):
        value, gradient = CASES[loss].exact([mpmath.mpf(x) for x in point])
        assert abs(value - found.value) <= found.value_error
        pairs = zip(gradient, found.gradient.tolist(), strict=True)
        distance = mpmath.sqrt(sum((g - h) ** 2 for g, h in pairs))
        bounds = built.bounds
        assert distance <= bounds.gradient_error(
            bounds.point_norm(found.gradient_norm), mass, bounds.point_norm(norm)
        )


@pytest.mark.parametrize(("loss", "point"), TAME)
def test_bounds_are_not_idle(loss: str, point: list[float]) -> None:
    found = CASES[loss].problem().evaluate(np.array(point))
    assert 0 < found.value_error < 1e-12 * (1 + abs(found.value))


@by_loss
def test_enclosures_hold_the_exact_values_and_the_exact_step(loss: str) -> None:
    case = CASES[loss]
    built, exact = case.problem(), case.exact
    rng = np.random.default_rng(3)
    for w in rng.normal(scale=case.scale, size=(20, COLUMNS)):
        first = built.evaluate(w)
        eta = case.step * rng.random()
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


@by_loss
def test_a_bound_without_its_terms_would_be_too_small(loss: str) -> None:
    case = CASES[loss]
    built = case.problem()
    idle = dataclasses.replace(built.bounds, n=0, d=0, row_norm=0.0, **case.idle)
    missed = 0
    rng = np.random.default_rng(8)
    for w in rng.normal(scale=3, size=(40, COLUMNS)):
        found = built.evaluate(w)
        with mpmath.workdps(60):
            value, _ = case.exact([mpmath.mpf(x) for x in w.tolist()])
            tenth = float(idle.value_error(found.value, found.witness[0], 0.0)) / 10
            missed += abs(value - found.value) > tenth
    assert missed, "the errors that the bounds are for do occur"


@by_loss
def test_many_points_at_once_agree_with_one_by_one(loss: str) -> None:
    case = CASES[loss]
    built = case.problem()
    values, gradients = built.evaluate_many(np.array(case.points))
    for point, value, gradient in zip(case.points, values, gradients, strict=True):
        alone = built.evaluate(np.array(point))
        assert value == pytest.approx(alone.value, rel=1e-13)
        assert gradient == pytest.approx(alone.gradient, rel=1e-12, abs=1e-14)


def test_overflow_gives_infinities_without_a_warning() -> None:
    found = CASES["poisson"].problem().evaluate(np.array([900.0, 0.0, 0.0]))
    assert found.value == np.inf
