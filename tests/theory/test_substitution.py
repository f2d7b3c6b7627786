"""Tests of theory/substitution.py: everything at once, nothing captured."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy as sp

from theory.canonical import key
from theory.logic import (
    TRUE,
    ForAll,
    Formula,
    HasDerivative,
    Implies,
    Or,
    Pred,
    Rel,
    conj,
    eq,
    free_symbols,
    function,
    ge,
    le,
    real,
)
from theory.substitution import substitute

x, y, t, s, i, n, a = map(real, ("x", "y", "t", "s", "i", "n", "a"))
t_1, t_2 = real("t_1"), real("t_2")
u, v, w = function("u"), function("v"), function("w")
SUM = sp.Sum(x * u(i), (i, 0, n))


SUBSTITUTED: dict[str, tuple[Formula, dict[Any, Any], Formula]] = {
    "a symbol": (le(x, y), {x: y + 1}, le(y + 1, y)),
    "two symbols at once": (le(x, y), {x: y, y: x}, le(y, x)),
    "a function": (ge(u(x), 0), {u: v}, ge(v(x), 0)),
    "two functions at once": (ge(u(x), v(x)), {u: v, v: u}, ge(v(x), u(x))),
    "a function by a formula": (
        ge(u(x + 1), 0),
        {u: sp.Lambda(t, t**2 * y)},
        ge((x + 1) ** 2 * y, 0),
    ),
    "a value is not replaced again": (ge(u(x), 0), {u: sp.Lambda(t, t + a), a: y}, ge(x + a, 0)),
    "functions inside functions": (ge(u(v(x)), 0), {u: v, v: u}, ge(v(u(x)), 0)),
    "a bound variable stays": (ForAll(t, TRUE, le(t, x)), {t: y}, ForAll(t, TRUE, le(t, x))),
    "a free variable beside a bound one": (
        conj(le(t, 0), ForAll(t, TRUE, le(t, x))),
        {t: y},
        conj(le(y, 0), ForAll(t, TRUE, le(t, x))),
    ),
    "a bound variable is renamed where a value mentions it": (
        ForAll(t, ge(t, x), le(t, x)),
        {x: t + 1},
        ForAll(t_1, ge(t_1, t + 1), le(t_1, t + 1)),
    ),
    "it is renamed to a name that is free nowhere": (
        ForAll(t, TRUE, le(t + t_1, x)),
        {x: t},
        ForAll(t_2, TRUE, le(t_2 + t_1, t)),
    ),
    "it is renamed to a name that is replaced nowhere": (
        ForAll(t, TRUE, le(t, x)),
        {x: t, t_1: sp.Integer(0)},
        ForAll(t_2, TRUE, le(t_2, t)),
    ),
    "a bound variable of a derivative": (
        HasDerivative(t, ge(t, x), u(t) * x, x),
        {x: t},
        HasDerivative(t_1, ge(t_1, t), u(t_1) * t, t),
    ),
    "a formula that mentions the bound variable": (
        ForAll(s, TRUE, ge(u(s), 0)),
        {u: sp.Lambda(t, t - s)},
        ForAll(real("s_1"), TRUE, ge(real("s_1") - s, 0)),
    ),
    "the arguments of a property": (
        Pred("kind", (u, x, sp.Lambda(t, x * t))),
        {u: v, x: y},
        Pred("kind", (v, y, sp.Lambda(t, y * t))),
    ),
    "an implication": (
        Implies(ge(x, 0), Or((le(x, y),))),
        {x: a},
        Implies(ge(a, 0), Or((le(a, y),))),
    ),
}


@pytest.mark.parametrize("name", SUBSTITUTED)
def test_substitution_replaces(name: str) -> None:
    claim, mapping, expected = SUBSTITUTED[name]
    assert key(substitute(claim, mapping)) == key(expected)


def test_a_value_is_not_captured_by_the_index_of_a_sum() -> None:
    inside = substitute(eq(SUM, 0), {x: i})
    assert free_symbols(inside) == {i, n}
    value = sp.Sum(inside.left.function, *inside.left.limits).subs(n, 1).doit()
    assert sp.expand(value - i * u(0) - i * u(1)) == 0


def test_a_formula_is_not_captured_by_the_index_of_a_sum() -> None:
    inside = substitute(eq(SUM, 0), {u: sp.Lambda(t, i + t)})
    assert i in free_symbols(inside)


def test_the_index_of_a_sum_is_not_replaced() -> None:
    assert key(substitute(eq(SUM, 0), {i: y})) == key(eq(SUM, 0))


def test_a_value_is_not_captured_by_the_variable_of_a_formula() -> None:
    inside = substitute(Pred("kind", (sp.Lambda(t, x * t),)), {x: t})
    assert isinstance(inside, Pred)
    assert sp.expand(inside.args[0](y) - t * y) == 0


def test_substitution_commutes_with_evaluation_at_numbers() -> None:
    """First values then arithmetic, or first symbols then values: the same fraction."""
    claim = le(x**2 * y + 3 * x / (1 + y**2), 0)
    there = substitute(claim, {x: a + 1, y: a - 1})
    assert isinstance(there, Rel)
    for value in (Fraction(1, 3), Fraction(-7, 2)):
        left, right = value + 1, value - 1
        by_hand = left**2 * right + 3 * left / (1 + right**2)
        number = there.left.subs(a, sp.Rational(value.numerator, value.denominator))
        assert number == sp.Rational(by_hand.numerator, by_hand.denominator)
