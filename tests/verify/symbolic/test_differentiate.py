"""Derivatives by the chain rule, the conditions they need, and what has no rule."""

from __future__ import annotations

import mpmath
import pytest
import sympy as sp

from theory.logic import TRUE, HasDerivative, conj, disj, function, ge, gt, ne, real
from verify.symbolic.algebra import is_zero
from verify.symbolic.differentiate import differentiate
from verify.symbolic.terms import UnsupportedTermError

t, s, r, c = real("t"), real("s"), real("r"), real("c")
u, du, ddu = function("u"), function("du"), function("ddu")
VELOCITY = HasDerivative(s, ge(s, 0), u(s), du(s))
ROUGH = HasDerivative(s, ge(s, 0), du(s), ddu(s), smooth=False)


@pytest.mark.parametrize(
    "expr",
    [
        t**5 - 3 * t + 2,
        (1 + t**2) ** 3 / (2 + t),
        sp.sqrt(1 + t**2),
        (1 + t) ** sp.Rational(5, 3),
        sp.exp(-(t**2)) * sp.sin(3 * t),
        sp.cos(t) ** 2,
        sp.sinh(2 * t) - sp.tanh(t),
        sp.cosh(t) / (1 + sp.cosh(t)),
        sp.log(1 + t**2),
        sp.atan(t / 2),
        sp.asinh(t**2),
    ],
)
def test_a_derivative_agrees_with_a_difference_quotient(expr: sp.Expr) -> None:
    """Central differences at 40 digits, an engine that shares nothing with the chain rule."""
    found = differentiate(expr, t, []).expr
    value, slope = sp.lambdify(t, expr, "mpmath"), sp.lambdify(t, found, "mpmath")
    with mpmath.workdps(60):
        for point in (mpmath.mpf(1) / 3, mpmath.mpf(7) / 5):
            h = mpmath.mpf(10) ** -15
            quotient = (value(point + h) - value(point - h)) / (2 * h)
            assert abs(quotient - slope(point)) < mpmath.mpf(10) ** -25


def test_a_symbol_that_is_not_the_variable_is_a_constant() -> None:
    assert differentiate(c**2 * u(c), t, []).expr == 0


def test_a_named_function_has_the_derivative_that_a_fact_gives() -> None:
    found = differentiate(u(t) ** 2, t, [VELOCITY])
    assert is_zero(found.expr - 2 * u(t) * du(t))
    assert found.smooth
    assert found.needs == [ge(t, 0)]


def test_the_chain_rule_asks_for_the_inner_value_to_be_in_range() -> None:
    found = differentiate(u(1 - t), t, [VELOCITY])
    assert is_zero(found.expr + du(1 - t))
    assert found.needs == [ge(1 - t, 0)]


def test_a_derivative_right_almost_everywhere_makes_the_result_so() -> None:
    found = differentiate(du(t) ** 2 / 2 - u(t), t, [VELOCITY, ROUGH])
    assert is_zero(found.expr - du(t) * ddu(t) + du(t))
    assert not found.smooth


@pytest.mark.parametrize(
    ("expr", "need"),
    [
        (1 / t, ne(t, 0)),
        (sp.sqrt(t), gt(t, 0)),
        (t ** sp.Rational(3, 2), ge(t, 0)),
        (t ** sp.Rational(-1, 2), gt(t, 0)),
        (sp.log(t), gt(t, 0)),
    ],
)
def test_a_derivative_says_where_it_holds(expr: sp.Expr, need: object) -> None:
    assert differentiate(expr, t, []).needs == [need]


def test_a_symbolic_exponent_has_to_exceed_one_where_the_base_may_be_zero() -> None:
    found = differentiate(t ** (1 + r), t, [])
    assert is_zero(found.expr - (1 + r) * t**r)
    assert found.needs == [disj(gt(t, 0), conj(ge(t, 0), gt(1 + r, 1)))]
    assert found.power_rule


@pytest.mark.parametrize(
    "expr",
    [
        sp.Abs(t),
        sp.Max(t, 0),
        sp.Min(t, 1),
        2**t,
        t**t,
        sp.floor(t),
        sp.Piecewise((t, t > 0), (0, True)),
        sp.Sum(t * s, (s, 0, 3)),
        u(t),
        sp.gamma(t),
        sp.acosh(t),
    ],
)
def test_what_has_no_rule_is_refused(expr: sp.Expr) -> None:
    with pytest.raises(UnsupportedTermError):
        differentiate(expr, t, [])


def test_a_derivative_right_almost_everywhere_does_not_compose() -> None:
    rough = HasDerivative(s, TRUE, u(s), du(s), smooth=False)
    with pytest.raises(UnsupportedTermError):
        differentiate(u(2 * t), t, [rough])
