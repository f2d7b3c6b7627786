"""Problems from a user's formula: evaluation, enclosures, exact values, refusals."""

from __future__ import annotations

import math
from typing import Any

import flint
import numpy as np
import pytest
import sympy as sp

from theory.errors import DomainError, InexactInputError, ParseError, WarmproofError
from verify.problems.base import Record
from verify.problems.function import FunctionProblem, function_problem


def build(text: str, variables: list[str], **changed: Any) -> FunctionProblem:
    start = dict.fromkeys(variables, 1)
    given: dict[str, Any] = {"rho": 1, "K0": 1, "K": 1, "f_star": 0, "start": start}
    return function_problem(text, variables, **(given | changed))


def record(points: list[list[float]], steps: list[float]) -> Record:
    count = len(points)
    return Record(np.zeros(count), np.zeros(count), np.array(steps), np.array(points))


def test_value_and_gradient_match_a_hand_calculation() -> None:
    found = build("exp(x)*(2 + sin(2*x)) + y**2", ["x", "y"]).evaluate(np.array([0.5, -3.0]))
    wave = 2 + math.sin(1)
    assert found.value == pytest.approx(math.exp(0.5) * wave + 9, rel=1e-14)
    slope = math.exp(0.5) * (wave + 2 * math.cos(1))
    assert found.gradient.tolist() == pytest.approx([slope, -6], rel=1e-14)
    assert found.value_error < 1e-14


def test_a_value_that_is_a_double_has_no_error() -> None:
    found = build("x**2/2", ["x"]).evaluate(np.array([3.0]))
    assert found.value == 4.5
    assert found.value_error < 1e-300


def test_enclosures_contain_the_exact_rational_values() -> None:
    problem = build("x**2/3 + x*y/7 + y**2", ["x", "y"])
    run = record([[0.1, 0.7], [0.3, -0.2]], [0.25])
    points = problem.enclose_points(run, 64)
    (after,) = problem.enclose_steps(run, [flint.arb(0.25)], 64)
    x, y = (sp.Rational(*v.as_integer_ratio()) for v in (0.1, 0.7))
    value = x**2 / 3 + x * y / 7 + y**2
    gx, gy = 2 * x / 3 + y / 7, x / 7 + 2 * y
    u, v = x - gx / 4, y - gy / 4
    moved = u**2 / 3 + u * v / 7 + v**2
    exact = problem.exact_point(run, 0)
    assert exact is not None
    assert (exact.value, exact.squared_gradient) == (value, gx**2 + gy**2)
    assert problem.exact_after(run, 0, sp.Rational(1, 4)) == moved
    for ball, number in (
        (points.values[0], value),
        (points.squared_gradients[0], gx**2 + gy**2),
        (after, moved),
    ):
        assert ball.contains(flint.arb(flint.fmpq(int(number.p), int(number.q))))


def test_values_that_are_not_rational_have_no_exact_value() -> None:
    problem = build("exp(x)", ["x"])
    assert problem.exact_point(record([[1.0]], []), 0) is None
    assert problem.exact_after(record([[1.0]], []), 0, sp.Integer(1)) is None


def test_a_value_beyond_the_doubles_is_infinite() -> None:
    found = build("exp(x)", ["x"]).evaluate(np.array([1000.0]))
    assert found.value == math.inf


@pytest.mark.parametrize(
    ("changed", "error", "sentence"),
    [
        ({"rho": 0}, DomainError, "a problem needs rho > 0; got rho = 0. Raise rho."),
        ({"K0": -1}, DomainError, "a problem needs K0 >= 0; got K0 = -1. Raise K0."),
        ({"K": "-1/2"}, DomainError, "a problem needs K >= 0; got K = -1/2. Raise K."),
        (
            {"K0": 0, "K": 0},
            DomainError,
            "a problem needs K0 > 0 or K > 0; got 0 for both. Raise one of them.",
        ),
        (
            {"start": {"y": 1}},
            WarmproofError,
            "the start must name each variable once; got start y for the variables x."
            " Write one value per variable.",
        ),
    ],
)
def test_a_refusal_names_condition_value_and_way_out(
    changed: dict[str, Any], error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error) as refused:
        build("x**2", ["x"], **changed)
    assert str(refused.value) == sentence


def test_floats_and_foreign_names_are_refused() -> None:
    with pytest.raises(InexactInputError):
        build("x**2", ["x"], K0=0.5)
    with pytest.raises(ParseError):
        build("x**2 + z", ["x"])
