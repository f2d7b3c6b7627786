"""Lines of logistic regressions: theta enclosed, all batches at many points, and the controls."""

from __future__ import annotations

import itertools

import flint
import numpy as np
import pytest
import sympy as sp

from verify.problems.breast_cancer import LabelledData
from verify.problems.logistic_regression import LogisticRegression, logistic_regression
from verify.sgd.minibatch_constants import batch_factors
from verify.sgd.minibatch_constants_logistic import THETA, logistic_lines

GAP0 = sp.Rational(1, 2)


def small() -> LogisticRegression:
    rng = np.random.default_rng(4)
    features = rng.normal(size=(9, 3))
    labels = np.array([1, -1, 1, 1, -1, -1, 1, -1, 1])
    return logistic_regression(LabelledData(features, labels), 2.0**-8, sp.Rational(1, 100))


def alike() -> LogisticRegression:
    """Nine equal rows, three of them against the others."""
    labels = np.array([1, 1, 1, -1, -1, -1, -1, -1, -1])
    return logistic_regression(LabelledData(np.ones((9, 1)), labels), 2.0**-20, sp.Rational(1, 100))


def squared_noises(problem: LogisticRegression, w: np.ndarray, b: int) -> list[float]:
    gradients = problem.slopes(problem.dots(w[None]))[0][:, None] * problem.rows
    noises = (
        gradients[list(batch)].mean(axis=0) - gradients.mean(axis=0)
        for batch in itertools.combinations(range(len(gradients)), b)
    )
    return [float(xi @ xi) for xi in noises]


def gap(problem: LogisticRegression, w: np.ndarray) -> float:
    return problem.evaluate(w).value - float(problem.facts.f_star_lower)


def test_theta_is_the_largest_quotient_rounded_up() -> None:
    """The root l of e^l = 1 + 2 l lies between these two, and (1 - e^-l)^2 increases."""
    low, high = flint.arb("1.2564312086"), flint.arb("1.2564312087")
    assert low.exp() < 1 + 2 * low
    assert high.exp() > 1 + 2 * high
    above, below = (1 - (-high).exp()) ** 2 / low, (1 - (-low).exp()) ** 2 / high
    theta = flint.arb(flint.fmpq(int(THETA.p), int(THETA.q)))
    assert above < theta
    assert theta < below * (1 + flint.arb("0.00002"))


@pytest.mark.parametrize("b", [1, 2, 4, 6, 8])
@pytest.mark.parametrize("build", [small, alike])
def test_no_batch_exceeds_any_line(build: object, b: int) -> None:
    problem = build()  # type: ignore[operator]
    lines, factors = logistic_lines(problem, GAP0), batch_factors(9, b)
    for w in np.random.default_rng(b).normal(scale=2, size=(100, problem.facts.dimension)):
        noise, delta = max(squared_noises(problem, w, b)), gap(problem, w)
        for name, line in lines.items():
            assert noise <= float(factors[name]) * float(line.at(sp.Float(delta)))


def one_against_many() -> LogisticRegression:
    """One row on an axis of its own, and 19 on another."""
    features = np.zeros((20, 2))
    features[0, 0] = features[1:, 1] = 1.0
    labels = np.ones(20, dtype=np.int64)
    return logistic_regression(LabelledData(features, labels), 2.0**-40, sp.Rational(1, 100))


WORST_LOSS = 1.2564312086
WORST_SLOPE = 1 - np.exp(-WORST_LOSS)


def test_a_row_at_the_worst_loss_comes_within_six_percent_of_the_mean_square() -> None:
    """So a line that is a tenth lower is exceeded: the control. What is missing is ||gbar||^2."""
    problem = one_against_many()
    w = np.array([-np.log(np.expm1(WORST_LOSS)), 60.0])
    line, factor = logistic_lines(problem, GAP0)["mean_square"], batch_factors(20, 1)["mean_square"]
    noise = max(squared_noises(problem, w, 1))
    allowed = float(factor) * float(line.at(sp.Float(gap(problem, w))))
    assert noise == pytest.approx((WORST_SLOPE * 19 / 20) ** 2)
    assert 0.94 * allowed < noise <= allowed


def one_opposed_to_many() -> LogisticRegression:
    """199 rows on an axis, and one that points the other way and a little aside."""
    features = np.zeros((200, 2))
    features[0], features[1:, 0] = (1.0, -0.125), -1.0
    labels = np.ones(200, dtype=np.int64)
    return logistic_regression(LabelledData(features, labels), 2.0**-40, sp.Rational(1, 100))


@pytest.mark.parametrize("b", [1, 199])
def test_a_row_opposed_to_the_mean_comes_within_a_tenth_of_the_largest(b: int) -> None:
    """So a line that is a tenth lower is exceeded: the control."""
    problem = one_opposed_to_many()
    along = np.log(np.expm1(WORST_LOSS))
    w = np.array([along, 8 * (6 + along)])
    delta = gap(problem, w)
    line = logistic_lines(problem, sp.Rational(round(1000 * delta), 1000))["largest"]
    noise = max(squared_noises(problem, w, b))
    allowed = float(batch_factors(200, b)["largest"]) * float(line.at(sp.Float(delta)))
    assert 0.9 * allowed < noise <= allowed
