"""Poisson constants against closed forms, mpmath and malformed data."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest

from theory.errors import DomainError
from verify.problems.doctor_visits import CountData
from verify.problems.poisson_constants import poisson_constants


def intercept_only(counts: list[int]) -> CountData:
    return CountData(np.ones((len(counts), 1)), np.array(counts))


def two_columns() -> CountData:
    rng = np.random.default_rng(5)
    features = np.column_stack([np.ones(30), rng.normal(size=30)])
    return CountData(features, rng.poisson(np.exp(0.5 + 0.7 * features[:, 1])))


def minimum_by_mpmath(data: CountData) -> mpmath.mpf:
    """Newton's method at 60 digits, started at 0: shares no code with the enclosure."""
    rows = [[mpmath.mpf(x) for x in row] for row in data.features.tolist()]
    counts, n = data.counts.tolist(), len(data.counts)
    w = mpmath.matrix([0, 0])
    for _ in range(40):
        weights = [mpmath.exp(r[0] * w[0] + r[1] * w[1]) for r in rows]
        gradient = mpmath.matrix(
            [
                sum((e - y) * r[j] for e, y, r in zip(weights, counts, rows, strict=True)) / n
                for j in range(2)
            ]
        )
        hessian = mpmath.matrix(2, 2)
        for i in range(2):
            for j in range(2):
                hessian[i, j] = sum(e * r[i] * r[j] for e, r in zip(weights, rows, strict=True)) / n
        w = w - mpmath.lu_solve(hessian, gradient)
    dots = [r[0] * w[0] + r[1] * w[1] for r in rows]
    return sum(mpmath.exp(z) - y * z for z, y in zip(dots, counts, strict=True)) / n


def test_an_intercept_alone_gives_the_closed_forms() -> None:
    constants = poisson_constants(intercept_only([0, 1, 2, 5]))
    with mpmath.workdps(50):
        mean = mpmath.mpf(2)
        least = sum((y - y * mpmath.log(y) for y in (1, 2, 5)), mpmath.mpf(0)) / 4
        minimum = mean - mean * mpmath.log(mean)
        K0 = 2 * (mpmath.log(2) * mean + minimum - least)
        assert mpmath.mpf(constants.minimum_lower.p) / constants.minimum_lower.q <= minimum
        assert minimum <= mpmath.mpf(constants.minimum_upper.p) / constants.minimum_upper.q
        excess = mpmath.mpf(constants.K0.p) / constants.K0.q - K0
        assert 0 <= excess < mpmath.mpf("1e-8")
    assert constants.K == 2
    assert constants.squared_row_norm == 1


def test_the_minimum_lies_in_its_enclosure_and_the_enclosure_is_narrow() -> None:
    data = two_columns()
    constants = poisson_constants(data)
    with mpmath.workdps(60):
        minimum = minimum_by_mpmath(data)
        low = mpmath.mpf(constants.minimum_lower.p) / constants.minimum_lower.q
        high = mpmath.mpf(constants.minimum_upper.p) / constants.minimum_upper.q
        assert low <= minimum <= high
        assert high - low < mpmath.mpf("1e-24")


def test_the_curvature_stays_below_ell_of_the_gap_at_drawn_points() -> None:
    data = two_columns()
    constants = poisson_constants(data)
    rng = np.random.default_rng(1)
    for w in rng.normal(scale=2, size=(200, 2)):
        dots = data.features @ w
        value = np.mean(np.exp(dots) - data.counts * dots)
        hessian = (data.features * np.exp(dots)[:, None]).T @ data.features / len(dots)
        bound = float(constants.K0) + float(constants.K) * (value - float(constants.minimum_lower))
        assert np.linalg.eigvalsh(hessian)[-1] <= bound


def test_the_stored_moment_is_as_far_off_as_it_says() -> None:
    data = two_columns()
    constants = poisson_constants(data)
    with mpmath.workdps(60):
        exact = [
            sum(mpmath.mpf(x) * y for x, y in zip(column, data.counts.tolist(), strict=True)) / 30
            for column in data.features.T.tolist()
        ]
        pairs = zip(exact, constants.moment.tolist(), strict=True)
        distance = mpmath.sqrt(sum((c - x) ** 2 for c, x in pairs))
        assert distance <= constants.moment_error < 1e-14


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (intercept_only([0, 0, 0]), "could not be enclosed"),
        (CountData(np.ones((4, 2)), np.array([1, 2, 3, 4])), "could not be enclosed"),
        (CountData(np.ones((4, 1)), np.array([1, -2, 3, 4])), "integers >= 0"),
        (CountData(np.ones((4, 1)), np.array([0.5, 1, 2, 3])), "integers >= 0"),
        (CountData(np.full((2, 1), np.nan), np.array([1, 2])), "finite features"),
        (CountData(np.ones((3, 1)), np.array([1, 2])), "Match the rows"),
    ],
)
def test_data_without_an_enclosable_minimum_are_refused(data: CountData, sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        poisson_constants(data)
