"""Examples 2 and 3 as networks: the functions and the constants of the theory."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sympy as sp

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from theory.errors import DomainError
from theory.examples import feed_forward, recurrent_unit
from theory.examples.ridge_setting import loss
from verify.nets.certified.examples import FeedForward, RecurrentUnit
from verify.nets.certified.follow import measure
from verify.nets.certified.network import Certified

pytestmark = pytest.mark.extra("nets")


@pytest.mark.parametrize(
    ("net", "p", "weights", "points"),
    [
        (FeedForward, feed_forward.P, feed_forward.WEIGHTS, [(1, 2, -1, 3), (0, 1, 1, 1)]),
        (RecurrentUnit, recurrent_unit.P, recurrent_unit.WEIGHTS, [(2, -2), (-1, 3), (0, 0)]),
    ],
)
def test_the_examples_are_the_functions_of_the_theory(
    net: Callable[..., Certified],
    p: sp.Expr,
    weights: tuple[sp.Symbol, ...],
    points: list[tuple[int, ...]],
) -> None:
    for point in points:
        expected = loss(p, weights).subs(dict(zip(weights, point, strict=True)))
        found = net([float(w) for w in point]).objective().value()
        assert found == pytest.approx(float(expected), rel=1e-14)


c, ROOT2, ROOT3 = sp.log(2), sp.sqrt(2), sp.sqrt(3)


@pytest.mark.parametrize(
    ("net", "split", "K0", "K"),
    [
        (FeedForward, "small_K", 1 + c**3 / 32 + ROOT3 / 4 * c + ROOT3 / 3, 0.25 + 3**0.5 / 6),
        (
            FeedForward,
            "small_K0",
            1 + ROOT3 / 6 + 4 * (sp.Rational(1, 128) + ROOT3 / 12) * c**3,
            0.25 + 32 * 3**0.5 / 12,
        ),
        (
            RecurrentUnit,
            "small_K",
            1 + sp.Rational(27, 32) * c**3 + 3 * ROOT2 / 2 * c + 2 * ROOT2,
            6.75 + 2**0.5,
        ),
        (
            RecurrentUnit,
            "small_K0",
            1 + ROOT2 + 4 * (sp.Rational(27, 128) + ROOT2 / 2) * c**3,
            6.75 + 16 * 2**0.5,
        ),
    ],
)
def test_constants_of_the_examples(
    net: Callable[..., Certified], split: str, K0: sp.Expr, K: float
) -> None:
    known = net(split=split).constants
    assert sp.simplify(known.K0 - K0) == 0
    assert float(known.K) == pytest.approx(K, rel=1e-14)
    assert known.rho == 3
    assert known.f_lower == sp.log(2)


def test_curvature_of_example_2_on_its_line() -> None:
    """At (0, v, v, v) the Hessian of ln(1 + e^-p)/2 is known: v^6/8 and -v^2/4 off the diagonal."""
    v = 2.0
    matrix = torch.eye(4, dtype=torch.float64)
    matrix[0, 0] += v**6 / 8
    matrix[0, 1:] = matrix[1:, 0] = -(v**2) / 4
    found = measure(FeedForward([0.0, v, v, v]))
    assert found.curvature == pytest.approx(float(torch.linalg.eigvalsh(matrix)[-1]), rel=1e-5)


def test_bad_arguments_are_refused() -> None:
    with pytest.raises(DomainError, match="needs 4 weights; got 2"):
        FeedForward([1.0, 2.0])
