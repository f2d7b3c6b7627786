"""Tests of verify/intervals/integrate.py against antiderivatives worked by hand."""

from __future__ import annotations

import pytest
import sympy as sp

from verify.intervals.balls import ends
from verify.intervals.compare import Undecided
from verify.intervals.enclose import enclose
from verify.intervals.integrate import integral
from verify.intervals.lowering import UnsupportedError

x = sp.Symbol("x", real=True)
Q = sp.Rational


@pytest.mark.parametrize(
    ("integrand", "low", "high", "expected"),
    [
        (x**2, 0, 1, Q(1, 3)),
        (x**3, 2, -1, Q(-15, 4)),
        (sp.exp(x), 0, 1, sp.E - 1),
        (sp.sqrt(x), 0, 1, Q(2, 3)),
        (sp.sqrt(1 - x), 0, 1, Q(2, 3)),
        (sp.sqrt(x - Q(1, 10)), Q(1, 10), Q(11, 10), Q(2, 3)),
        (x ** Q(5, 2), 0, 2, 16 * sp.sqrt(2) / 7),
        (x ** sp.sqrt(2), 0, 1, sp.sqrt(2) - 1),
        (x ** Q(1, 3), 1, 8, Q(45, 4)),
        (sp.log(x), 1, 2, 2 * sp.log(2) - 1),
        (1 / (1 + x**2), 0, 1, sp.pi / 4),
        (sp.sin(x), 0, sp.pi, 2),
        (sp.tanh(x), -1, 2, sp.log(sp.cosh(2)) - sp.log(sp.cosh(1))),
        (sp.atanh(x), 0, Q(1, 2), sp.log(3) / 4 + sp.log(Q(3, 4)) / 2),
        (sp.acosh(x), 2, 3, 3 * sp.acosh(3) - sp.sqrt(8) - 2 * sp.acosh(2) + sp.sqrt(3)),
        (sp.asinh(x), -1, 2, 2 * sp.asinh(2) - sp.sqrt(5) - sp.asinh(1) + sp.sqrt(2)),
        (sp.atan(x), 0, 1, sp.pi / 4 - sp.log(2) / 2),
        (sp.Abs(x - Q(1, 3)), -1, 1, Q(10, 9)),
        (x, 1, 1, 0),
    ],
)
def test_contains_the_antiderivative(
    integrand: sp.Expr, low: sp.Expr, high: sp.Expr, expected: sp.Expr
) -> None:
    ball = integral(integrand, x, sp.sympify(low), sp.sympify(high), 15)
    truth = enclose(sp.sympify(expected), 30) if expected != 0 else ball
    assert ball.overlaps(truth)
    bottom, top = ends(ball)
    assert top - bottom < Q(4, 10**15) * (1 + abs(top))


@pytest.mark.parametrize(
    ("integrand", "low", "high"),
    [(1 / x, -1, 1), (sp.log(x), -1, 1), (sp.sqrt(x), -1, 1), (sp.tan(x), 0, 2)],
)
def test_an_integrand_that_leaves_its_domain_is_undecided(
    integrand: sp.Expr, low: int, high: int
) -> None:
    with pytest.raises(Undecided, match="check that the integrand is defined and smooth"):
        integral(integrand, x, sp.Integer(low), sp.Integer(high), 8, max_bits=64)


def test_pieces_are_left_to_the_caller() -> None:
    pieces = sp.Piecewise((x, x < 0), (x**2, True))
    with pytest.raises(UnsupportedError, match="split the integral at the break points"):
        integral(pieces, x, sp.S(-1), sp.S.One)
