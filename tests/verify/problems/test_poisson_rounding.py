"""The float64 error bounds of the Poisson loss against an evaluation at 60 digits."""

from __future__ import annotations

import dataclasses

import flint
import mpmath
import numpy as np
import pytest
import sympy as sp

from verify.problems.base import Record
from verify.problems.doctor_visits import CountData
from verify.problems.poisson_visits import PoissonRegression, poisson_regression
from verify.problems.rounding import EXP_ULPS, gamma, round_up


def data() -> CountData:
    rng = np.random.default_rng(11)
    features = np.column_stack([np.ones(60), rng.normal(size=(60, 2)) * [1.0, 3.0]])
    return CountData(features, rng.poisson(2.0, size=60))


def problem() -> PoissonRegression:
    return poisson_regression(data(), (sp.Integer(0),) * 3, sp.Rational(1, 100))


def exact(w: list[mpmath.mpf]) -> tuple[mpmath.mpf, list[mpmath.mpf]]:
    """f and its gradient at a point, at the working precision of mpmath."""
    rows, counts = data().features.tolist(), data().counts.tolist()
    dots = [sum(mpmath.mpf(x) * c for x, c in zip(row, w, strict=True)) for row in rows]
    value = sum(mpmath.exp(z) - y * z for z, y in zip(dots, counts, strict=True)) / 60
    gradient = [
        sum((mpmath.exp(z) - y) * row[j] for z, y, row in zip(dots, counts, rows, strict=True)) / 60
        for j in range(3)
    ]
    return value, gradient


POINTS = [[0.0, 0.0, 0.0], [0.6, 0.1, -0.05], [6.0, 0.0, 0.0], [-3.0, 2.0, -4.0], [40.0, 9.0, 20.0]]


@pytest.mark.parametrize("point", POINTS)
def test_value_and_gradient_are_within_their_bounds(point: list[float]) -> None:
    built = problem()
    found = built.evaluate(np.array(point))
    mass, norm, *_ = found.witness
    with mpmath.workdps(60):
        value, gradient = exact([mpmath.mpf(x) for x in point])
        assert abs(value - found.value) <= found.value_error
        distance = mpmath.sqrt(
            sum((g - h) ** 2 for g, h in zip(gradient, found.gradient.tolist(), strict=True))
        )
        bounds = built.bounds
        assert distance <= bounds.gradient_error(
            bounds.point_norm(found.gradient_norm), mass, bounds.point_norm(norm)
        )


@pytest.mark.parametrize("point", POINTS[1:4])
def test_bounds_are_not_idle(point: list[float]) -> None:
    found = problem().evaluate(np.array(point))
    assert 0 < found.value_error < 1e-12 * (1 + abs(found.value))


def test_enclosures_hold_the_exact_values_and_the_exact_step() -> None:
    built = problem()
    rng = np.random.default_rng(3)
    for w in rng.normal(scale=0.3, size=(20, 3)):
        first = built.evaluate(w)
        eta = 2.0**-9 * rng.random()
        moved = w - eta * first.gradient
        second = built.evaluate(moved)
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
    idle = dataclasses.replace(built.bounds, n=0, d=0, moment_norm=0.0, moment_error=0.0)
    missed = 0
    rng = np.random.default_rng(8)
    for w in rng.normal(scale=3, size=(40, 3)):
        found = built.evaluate(w)
        with mpmath.workdps(60):
            value, _ = exact([mpmath.mpf(x) for x in w.tolist()])
            tenth = float(idle.value_error(found.value, found.witness[0], 0.0)) / 10
            missed += abs(value - found.value) > tenth
    assert missed, "the errors that the bounds are for do occur"


def test_exp_is_within_its_assumed_accuracy() -> None:
    arguments = np.linspace(-40, 40, 20_001)
    for x, e in zip(arguments.tolist(), np.exp(arguments).tolist(), strict=True):
        assert abs(flint.arb(x).exp() - e) < EXP_ULPS * np.spacing(e)


def test_overflow_gives_infinities_without_a_warning() -> None:
    assert problem().evaluate(np.array([900.0, 0.0, 0.0])).value == np.inf


def test_gamma_covers_a_long_product_of_roundings() -> None:
    with flint.ctx.workprec(200):
        unit = flint.arb(2) ** -53
        assert (1 + unit) ** 1000 - 1 < round_up(gamma(1000))
        assert not (1 + unit) ** 1000 - 1 < round_up(gamma(999)), "control: one fewer is too few"
