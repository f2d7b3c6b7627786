"""Lines of Poisson regressions: against all batches at many points, and how close one comes."""

from __future__ import annotations

import itertools

import mpmath
import numpy as np
import pytest
import sympy as sp

from verify.problems.doctor_visits import CountData
from verify.problems.poisson_visits import PoissonRegression, poisson_regression
from verify.sgd.minibatch_constants import Line, batch_levels
from verify.sgd.minibatch_constants_poisson import poisson_lines


def regression(features: np.ndarray, counts: np.ndarray) -> PoissonRegression:
    start = (sp.Integer(0),) * features.shape[1]
    return poisson_regression(CountData(features, counts), start, sp.Integer(1))


def small() -> PoissonRegression:
    rng = np.random.default_rng(3)
    features = np.column_stack([np.ones(9), rng.normal(size=(9, 2))])
    return regression(features, np.array([0, 1, 4, 0, 2, 7, 1, 0, 3]))


def apart() -> PoissonRegression:
    """Nine rows on the axes, so that w can give one of them all the loss."""
    features = np.concatenate([2 * np.eye(3), np.eye(3), np.eye(3)])
    return regression(features, np.ones(9, dtype=np.int64))


def largest_noise(problem: PoissonRegression, w: np.ndarray, b: int) -> float:
    gradients = problem.slopes(problem.dots(w[None]))[0][:, None] * problem.rows
    centre = gradients.mean(axis=0)
    batches = (
        gradients[list(batch)].mean(axis=0) - centre
        for batch in itertools.combinations(range(len(gradients)), b)
    )
    return max(float(xi @ xi) for xi in batches)


def gap(problem: PoissonRegression, w: np.ndarray) -> float:
    return problem.evaluate(w).value - float(problem.facts.f_star_lower)


def test_a_slope_stays_below_its_own_gap_and_root() -> None:
    with mpmath.workdps(50):
        for y in (0, 1, 2, 30):
            least = y - y * mpmath.log(y) if y else mpmath.mpf(0)
            for z in np.linspace(-20, 20, 401).tolist():
                d = mpmath.exp(z) - y * mpmath.mpf(z) - least
                slope = abs(mpmath.exp(z) - y)
                assert slope <= (d + mpmath.sqrt(2 * y * d)) * (1 + mpmath.mpf("1e-40"))


@pytest.mark.parametrize("b", [1, 2, 4, 6, 8])
@pytest.mark.parametrize("build", [small, apart])
def test_no_batch_exceeds_the_levels_within_twice_gap0(build: object, b: int) -> None:
    problem = build()  # type: ignore[operator]
    gap0 = sp.Integer(40)
    _, levels = batch_levels(poisson_lines(problem, gap0), 9, b, gap0)
    tried = 0
    for w in np.random.default_rng(b).normal(scale=2.5, size=(400, 3)):
        delta = gap(problem, w)
        if delta <= 80:
            tried += 1
            assert largest_noise(problem, w, b) <= float(levels.A) * delta + float(levels.C)
    assert tried > 100


def on_the_border(problem: PoissonRegression, direction: np.ndarray, level: float) -> np.ndarray:
    """The point of a ray from 0 where the gap is the level, by halving."""
    low, high = 0.0, 64.0
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if gap(problem, middle * direction) <= level else (low, middle)
    return low * direction


@pytest.mark.parametrize("b", [1, 4, 8])
def test_a_row_with_all_the_loss_comes_within_a_tenth_of_the_levels(b: int) -> None:
    """So levels that are a tenth smaller are exceeded: the control."""
    problem, gap0 = apart(), sp.Integer(5000)
    _, levels = batch_levels(poisson_lines(problem, gap0), 9, b, gap0)
    # The long row gets heavy; the others, by w near their best, keep small losses.
    direction = np.array([1.0, 0.0, 0.0])
    w = on_the_border(problem, direction, 10_000)
    allowed = float(levels.A) * gap(problem, w) + float(levels.C)
    noise = largest_noise(problem, w, b)
    assert 0.9 * allowed < noise <= allowed


def test_beyond_twice_gap0_the_line_does_not_hold() -> None:
    problem, gap0 = apart(), sp.Integer(40)
    _, levels = batch_levels(poisson_lines(problem, gap0), 9, 1, gap0)
    w = on_the_border(problem, np.array([1.0, 0.0, 0.0]), 800)
    assert largest_noise(problem, w, 1) > float(levels.A) * 800 + float(levels.C)


def test_the_line_is_the_chord_of_the_square() -> None:
    """One row x = 1 with y = 1: gamma = 0, X = Y = 1, and the square is (D + sqrt(2 D))^2."""
    problem = regression(np.ones((1, 1)), np.array([1]))
    line = poisson_lines(problem, sp.Integer(4))["squared_mean"]
    assert line.offset == pytest.approx(0, abs=1e-8)
    assert 0 <= line.slope - sp.Rational((8 + 4) ** 2, 8) < sp.Rational(1, 10**8)
    assert isinstance(line, Line)
