"""Logistic constants against closed forms, mpmath and malformed data."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest
import sympy as sp

from theory.errors import DomainError
from verify.problems.breast_cancer import LabelledData
from verify.problems.logistic_constants import logistic_constants

HALF, ONE = sp.Rational(1, 2), sp.Integer(1)
LAM = 2.0**-5


def rows() -> LabelledData:
    rng = np.random.default_rng(6)
    features = np.column_stack([np.ones(40), rng.normal(size=(40, 2))])
    return LabelledData(
        features, np.where(features @ [0.2, 1.5, -1.0] > rng.normal(size=40), 1, -1)
    )


def as_mpf(x: sp.Rational) -> mpmath.mpf:
    return mpmath.mpf(int(x.p)) / int(x.q)


def minimum_by_mpmath(data: LabelledData) -> mpmath.mpf:
    """Newton's method at 50 digits, started at 0: shares no code with the enclosure."""
    table = [
        [-int(y) * mpmath.mpf(x) for x in row]
        for y, row in zip(data.labels.tolist(), data.features.tolist(), strict=True)
    ]
    n, d = len(table), len(table[0])
    w = mpmath.matrix(d, 1)
    for _ in range(30):
        dots = [sum(b * c for b, c in zip(row, w, strict=True)) for row in table]
        shares = [1 / (1 + mpmath.exp(-z)) for z in dots]
        gradient, hessian = LAM * w, LAM * mpmath.eye(d)
        for row, s in zip(table, shares, strict=True):
            b = mpmath.matrix(row)
            gradient += s * b / n
            hessian += s * (1 - s) * (b * b.T) / n
        w = w - mpmath.lu_solve(hessian, gradient)
    dots = [sum(b * c for b, c in zip(row, w, strict=True)) for row in table]
    loss = sum(mpmath.log1p(mpmath.exp(z)) for z in dots) / n
    return loss + mpmath.mpf(LAM) / 2 * sum(c**2 for c in w)


def test_one_row_of_each_label_at_the_same_place_gives_the_closed_forms() -> None:
    data = LabelledData(np.array([[2.0], [2.0]]), np.array([1, -1]))
    found = logistic_constants(data, LAM, ONE)
    with mpmath.workdps(50):
        assert as_mpf(found.minimum_lower) <= mpmath.log(2) <= as_mpf(found.minimum_upper)
        assert 0 <= as_mpf(found.K0) - (LAM + 4 * mpmath.log(2)) < mpmath.mpf("1e-8")
    assert (found.squared_row_norm, found.K) == (4, 4)
    assert 0 <= found.L - (sp.Rational(1, 32) + 1) < sp.Rational(1, 10**7)
    assert found.L - sp.Rational(1, 10**8) <= logistic_constants(data, LAM, HALF).K0


def test_the_minimum_lies_in_its_enclosure_and_the_enclosure_is_narrow() -> None:
    found = logistic_constants(rows(), LAM, ONE)
    with mpmath.workdps(50):
        low, high = as_mpf(found.minimum_lower), as_mpf(found.minimum_upper)
        assert low <= minimum_by_mpmath(rows()) <= high
        assert high - low < mpmath.mpf("1e-24")


@pytest.mark.parametrize("touching", [HALF, sp.Rational(2, 3), sp.Rational(5, 6), ONE])
def test_the_tangent_lies_above_the_second_derivative_and_touches_it(touching: sp.Rational) -> None:
    slope = 2 * touching**2 - touching
    offset = touching - touching**2 + slope * sp.log(touching)
    with mpmath.workdps(30):
        a, b = (mpmath.mpf(str(sp.N(x, 40))) for x in (offset, slope))
        excess = []
        for k in range(1, 3001):
            p = mpmath.mpf(k) / 3000
            excess.append(a - b * mpmath.log(p) - p * (1 - p))
        assert min(excess) >= -mpmath.mpf("1e-28")
        assert min(excess) < mpmath.mpf("1e-28"), "it touches"


@pytest.mark.parametrize("touching", [HALF, sp.Rational(2, 3), ONE])
def test_the_curvature_stays_below_ell_of_the_gap_at_drawn_points(touching: sp.Rational) -> None:
    data = rows()
    found = logistic_constants(data, LAM, touching)
    K0, K, lowest = float(found.K0), float(found.K), float(found.minimum_lower)
    rng = np.random.default_rng(1)
    most = 0.0
    for scale in 2.0 ** rng.uniform(-4, 4, 1000):
        w = rng.normal(size=3) * scale
        dots = -data.labels * (data.features @ w)
        shares = 1 / (1 + np.exp(-dots))
        weighted = data.features * (shares * (1 - shares))[:, None]
        norm = np.linalg.eigvalsh(weighted.T @ data.features / 40)[-1] + LAM
        value = np.logaddexp(0, dots).mean() + LAM / 2 * (w @ w)
        assert norm <= float(found.L) + 1e-12
        most = max(most, norm / (K0 + K * (value - lowest)))
    assert most <= 1
    if touching == HALF:
        assert most > 0.95, "control: the classical bound is attained near 0"


@pytest.mark.parametrize(
    ("features", "labels", "lam", "touching", "sentence"),
    [
        (np.ones((3, 1)), [1, -1], LAM, ONE, "Match the rows"),
        (np.full((2, 1), np.nan), [1, -1], LAM, ONE, "finite features"),
        (np.ones((2, 1)), [0, 1], LAM, ONE, "labels -1 and 1"),
        (np.ones((2, 1)), [1, -1], 0.0, ONE, "lam > 0; got 0.0"),
        (np.ones((2, 1)), [1, -1], LAM, sp.Rational(1, 3), "1/2 <= u <= 1; got u = 1/3"),
    ],
)
def test_malformed_data_are_refused(
    features: np.ndarray, labels: list[int], lam: float, touching: sp.Rational, sentence: str
) -> None:
    with pytest.raises(DomainError, match=sentence):
        logistic_constants(LabelledData(features, np.array(labels)), lam, touching)
