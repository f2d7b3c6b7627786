"""The river valley: its joints, its class, its domain."""

from __future__ import annotations

import math

import numpy as np
import pytest
import sympy as sp

from theory.errors import DomainError, InexactInputError
from verify.problems.river_valley import MU, X, Y, river_valley, valley


@pytest.mark.parametrize("order", [0, 1, 2])
@pytest.mark.parametrize("side", [-1, 1])
def test_value_slope_and_curvature_agree_at_the_joints(order: int, side: int) -> None:
    derivative = sp.diff(valley().subs({Y: 0, MU: 1}), X, order)
    inner = derivative.subs(X, side * sp.Rational(999_999_999, 10**9))
    outer = derivative.subs(X, side * sp.Rational(1_000_000_001, 10**9))
    assert float(abs(inner - outer)) < 1e-8


def test_evaluation_matches_the_formula_written_by_hand() -> None:
    found = river_valley().evaluate(np.array([10.0, 3.0]))
    assert found.value == pytest.approx(math.exp(9) - 0.5 + 0.05 * 9 / 2, rel=1e-15)
    assert found.gradient.tolist() == pytest.approx([math.exp(9), 0.15], rel=1e-15)
    inside = river_valley("1/2").evaluate(np.array([-0.5, 2.0]))
    assert inside.value == 0.125 + 1.0
    assert inside.gradient.tolist() == [-0.5, 1.0]


def test_curvature_stays_below_one_plus_the_value() -> None:
    curvature = sp.diff(valley().subs({Y: 0, MU: 1}), X, 2)
    value = valley().subs({Y: 0, MU: 1})
    for x in np.linspace(-6, 6, 41):
        at = sp.Rational(str(round(float(x), 6)))
        assert float((1 + value - curvature).subs(X, at)) >= 0


@pytest.mark.parametrize("mu", [0, "-1/20", "21/20"])
def test_a_curvature_outside_its_range_is_refused(mu: int | str) -> None:
    with pytest.raises(DomainError, match=r"river-valley needs 0 < mu <= 1; got mu = "):
        river_valley(mu)


def test_floats_are_refused() -> None:
    with pytest.raises(InexactInputError):
        river_valley(0.05)  # type: ignore[arg-type]
