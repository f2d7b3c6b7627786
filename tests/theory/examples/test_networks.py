"""Examples 2 and 3 against Hessians computed by hand, and the constants in decimals."""

from __future__ import annotations

import math

import numpy as np
import pytest
import sympy as sp

from theory.examples import feed_forward, recurrent_unit
from theory.examples.cubic_ridge import small_K, small_K0

LN2 = math.log(2)


def hessian(gradient_p: np.ndarray, hessian_p: np.ndarray, p: float) -> np.ndarray:
    """I + s (1 - s)/2 grad p grad p' - s/2 hess p with s = 1/(1 + e^p)."""
    share = 1 / (1 + math.exp(min(p, 700.0)))
    outer = share * (1 - share) / 2 * np.outer(gradient_p, gradient_p)
    return np.eye(len(gradient_p)) + outer - share / 2 * hessian_p


def loss(p: float, weights: np.ndarray) -> float:
    return LN2 / 2 + float(np.logaddexp(0, -p)) / 2 + float(weights @ weights) / 2


def four_units(w: np.ndarray) -> tuple[float, np.ndarray]:
    p = float(np.prod(w))
    g = np.array([np.prod(np.delete(w, i)) for i in range(4)])
    h = np.array(
        [[0 if i == j else np.prod(np.delete(w, [i, j])) for j in range(4)] for i in range(4)]
    )
    return loss(p, w), hessian(g, h, p)


def recurrent(w: np.ndarray) -> tuple[float, np.ndarray]:
    u, v = w
    g = np.array([3 * u**2 * v, u**3])
    h = np.array([[6 * u * v, 3 * u**2], [3 * u**2, 0]])
    return loss(float(u**3 * v), w), hessian(g, h, float(u**3 * v))


CASES = [
    pytest.param(four_units, 4, 1 / 128, math.sqrt(3) / 4, id="feed_forward"),
    pytest.param(recurrent, 2, 27 / 128, 3 * math.sqrt(2) / 2, id="recurrent_unit"),
]


@pytest.mark.parametrize(("example", "dimension", "cubic", "linear"), CASES)
def test_random_weights_stay_inside_the_class(
    example: object, dimension: int, cubic: float, linear: float
) -> None:
    """F* = ln 2: within S <= ln 2, where F could be smaller, p is too small to make it so."""
    assert callable(example)
    rng = np.random.default_rng(3)
    for _ in range(2000):
        weights = rng.normal(size=dimension) * rng.choice([0.3, 1, 3, 6])
        value, hess = example(weights)
        norm = float(np.abs(np.linalg.eigvalsh(hess)).max())
        gap = max(value - LN2, 0.0)
        square = float(weights @ weights)
        assert norm <= 1 + cubic * square**3 + linear * square + 1e-9
        for split in (small_K, small_K0):
            K0, K = (float(x) for x in split(sp.Float(cubic), sp.Float(linear), sp.log(2)))
            assert norm <= K0 + K * gap**3 + 1e-9


def test_the_constants_in_decimals() -> None:
    K0, K = small_K(sp.Rational(1, 128), sp.sqrt(3) / 4, sp.log(2))
    assert math.isclose(K0.evalf(), 1 + LN2**3 / 32 + math.sqrt(3) / 4 * LN2 + math.sqrt(3) / 3)
    assert math.isclose(K0.evalf(), 1.8878, abs_tol=1e-4)
    assert sp.simplify(K - (sp.Rational(1, 4) + sp.sqrt(3) / 6)) == 0
    K0, K = small_K(sp.Rational(27, 128), 3 * sp.sqrt(2) / 2, sp.log(2))
    assert math.isclose(
        K0.evalf(), 1 + 27 / 32 * LN2**3 + 1.5 * math.sqrt(2) * LN2 + 2 * math.sqrt(2)
    )
    assert sp.simplify(K - (sp.Rational(27, 4) + sp.sqrt(2))) == 0


@pytest.mark.parametrize("v", [3.0, 5.0, 9.0])
def test_curvature_outgrows_the_gradient_on_the_line(v: float) -> None:
    _, four = four_units(np.array([0.0, v, v, v]))
    assert math.isclose(four[0, 0], 1 + v**6 / 8)
    _, two = recurrent(np.array([v, 0.0]))
    assert math.isclose(two[1, 1], 1 + v**6 / 8)


def test_the_two_examples_share_the_proof_and_not_the_polynomial() -> None:
    names = [{s.name for s in m.STATEMENT.proof} for m in (feed_forward, recurrent_unit)]
    assert {"bound", "member", "beyond"} <= names[0] & names[1]
    assert feed_forward.P != recurrent_unit.P
