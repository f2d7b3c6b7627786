"""Example 1 against numbers: the best constant is attained, and a smaller one fails."""

from __future__ import annotations

from dataclasses import replace

import mpmath
import pytest
import sympy as sp
from mpmath import mpf

from theory.examples import oscillating_exponential as example
from theory.logic import conj, ge, le
from theory.schema import Statement
from verify.symbolic.checker import check_all
from verify.verdict import Word


def f(x: mpf) -> mpf:
    return mpmath.exp(x) * (2 + mpmath.sin(2 * x))


def test_the_bound_holds_on_a_grid_and_the_best_constant_is_attained() -> None:
    with mpmath.workdps(30):
        ratios = [abs(mpmath.diff(f, mpf(k) / 500, 2)) / f(mpf(k) / 500) for k in range(1600)]
        best = (7 + 4 * mpmath.sqrt(7)) / 3
        assert max(ratios) <= best
        assert max(ratios) > best * (1 - mpf(10) ** -4)


def test_stationary_points_have_unbounded_curvature() -> None:
    with mpmath.workdps(30):
        for k in range(4):
            x = mpmath.pi / 2 + k * mpmath.pi
            assert abs(mpmath.diff(f, x)) < mpf(10) ** -8 * f(x)
            assert abs(mpmath.diff(f, x, 2) + 2 * mpmath.exp(x)) < mpf(10) ** -8 * f(x)


def with_growth(growth: sp.Expr) -> Statement:
    """The statement with another constant in the step that bounds the bracket."""
    bracket = 2 - 3 * sp.sin(2 * example.X) + 4 * sp.cos(2 * example.X)
    room = growth * (2 + sp.sin(2 * example.X))
    steps = [
        replace(s, claim=conj(le(bracket, room), ge(bracket, -room)))
        if s.name == "best_bracket"
        else s
        for s in example.STATEMENT.proof
        if s.name in ("circle", "best_bracket")
    ]
    return replace(example.STATEMENT, proof=tuple(steps), conclusions=(), closes={})


@pytest.mark.parametrize(
    ("growth", "closes"),
    [
        (example.BEST_GROWTH, True),
        (example.BEST_GROWTH * sp.Rational(99, 100), False),
        (sp.Rational(586, 100), False),
        (sp.Rational(587, 100), True),
    ],
)
def test_a_smaller_constant_does_not_close(growth: sp.Expr, closes: bool) -> None:
    statement = with_growth(growth)
    words = {s.name: s.word for s in check_all([statement])[statement.id].steps}
    assert (words["best_bracket"] is Word.PROVED) == closes
