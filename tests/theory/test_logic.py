"""Claims as data: building, substitution without capture, comparison by key."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy as sp

from theory.canonical import key
from theory.logic import (
    FALSE,
    OPS,
    TRUE,
    And,
    ForAll,
    Formula,
    HasDerivative,
    Implies,
    NotAClaimError,
    Or,
    Pred,
    Rel,
    between,
    conj,
    disj,
    eq,
    expressions,
    free_symbols,
    function,
    functions_of,
    ge,
    gt,
    implies,
    le,
    lt,
    ne,
    real,
    rel,
    strictly_between,
)
from theory.substitution import substitute

x, y, t, s, i, n, a = map(real, ("x", "y", "t", "s", "i", "n", "a"))
t_1, t_2 = real("t_1"), real("t_2")
u, v, w = function("u"), function("v"), function("w")
SUM = sp.Sum(x * u(i), (i, 0, n))


def test_a_symbol_is_real_and_nothing_more() -> None:
    assert x.is_real
    assert x.is_nonnegative is None
    assert u(x).is_real
    assert u(x).is_nonnegative is None


@pytest.mark.parametrize("value", [0.5, sp.Float("0.5"), -1e300])
def test_a_float_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="exact numbers only"):
        le(x, value)
    with pytest.raises(TypeError, match="exact numbers only"):
        ge(value, x)


def test_an_integer_becomes_exact() -> None:
    assert le(x, 1) == Rel(x, "<=", sp.Integer(1))


def test_an_operation_that_is_none_is_refused() -> None:
    with pytest.raises(NotAClaimError, match="op must be one of"):
        rel(x, "=<", y)
    assert [rel(x, op, y).op for op in OPS] == list(OPS)


def test_conjunctions_are_flattened_and_a_single_one_stays_as_it_is() -> None:
    assert conj(le(x, 1), conj(ge(x, 0), ne(x, y))) == And((le(x, 1), ge(x, 0), ne(x, y)))
    assert conj(le(x, 1)) == le(x, 1)
    assert conj() == TRUE
    assert disj() == FALSE
    assert disj(le(x, 1)) == le(x, 1)
    assert implies((), le(x, 1)) == le(x, 1)
    assert between(0, x, 1) == And((le(0, x), le(x, 1)))
    assert strictly_between(0, x, 1) == And((lt(0, x), lt(x, 1)))


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


SAME: list[tuple[Formula, Formula]] = [
    (le(x, 1), ge(1, x)),
    (le(x, 1), le(x - 1, 0)),
    (le(x * (x + 1), 0), le(x**2 + x, 0)),
    (eq(x, y), eq(y, x)),
    (ne(x, y), ne(y, x)),
    (lt(x, y), gt(y, x)),
    (ForAll(t, TRUE, le(t, x)), ForAll(s, TRUE, le(s, x))),
    (
        ForAll(t, TRUE, ForAll(s, TRUE, le(t, s))),
        ForAll(s, TRUE, ForAll(t, TRUE, le(s, t))),
    ),
    (HasDerivative(t, ge(t, 0), u(t), v(t)), HasDerivative(s, ge(s, 0), u(s), v(s))),
    (eq(sp.Sum(u(i), (i, 0, n)), 0), eq(sp.Sum(u(s), (s, 0, n)), 0)),
    (Pred("kind", (sp.Lambda(t, t * x),)), Pred("kind", (sp.Lambda(s, s * x),))),
]
DIFFERENT: list[tuple[Formula, Formula]] = [
    (le(x, 1), lt(x, 1)),
    (le(x, 1), le(2 * x, 2)),
    (le(x, y), le(y, x)),
    (eq(x, y), ne(x, y)),
    (ForAll(t, TRUE, le(t, x)), ForAll(t, TRUE, le(t, y))),
    (ForAll(t, TRUE, le(t, x)), ForAll(t, TRUE, le(t, t))),
    (ForAll(t, TRUE, le(t, real("_0"))), ForAll(t, TRUE, le(t, t))),
    (ForAll(t, TRUE, le(t, x)), ForAll(t, ge(t, 0), le(t, x))),
    (
        ForAll(t, TRUE, ForAll(s, TRUE, le(t, s))),
        ForAll(t, TRUE, ForAll(s, TRUE, le(s, t))),
    ),
    (
        HasDerivative(t, TRUE, u(t), v(t)),
        HasDerivative(t, TRUE, u(t), v(t), smooth=False),
    ),
    (Pred("kind", (x,)), Pred("kind", (y,))),
    (Pred("kind", (x,)), Pred("sort", (x,))),
    (Pred("kind", (u,)), Pred("kind", (v,))),
    (eq(sp.Sum(u(i), (i, 0, n)), 0), eq(sp.Sum(u(i), (i, 0, n - 1)), 0)),
    (eq(sp.Sum(x * i, (i, 0, n)), 0), eq(sp.Sum(i * i, (i, 0, n)), 0)),
    (And((le(x, 1),)), Or((le(x, 1),))),
    (Implies(le(x, 1), le(y, 1)), Implies(le(y, 1), le(x, 1))),
]


@pytest.mark.parametrize(("first", "second"), SAME, ids=str)
def test_claims_alike_up_to_writing_have_one_key(first: Formula, second: Formula) -> None:
    assert key(first) == key(second)


@pytest.mark.parametrize(("first", "second"), DIFFERENT, ids=str)
def test_claims_that_differ_have_different_keys(first: Formula, second: Formula) -> None:
    assert key(first) != key(second)


def test_what_a_claim_mentions_is_found_inside_and_out() -> None:
    claim = conj(
        ForAll(t, ge(t, x), le(u(t), y)),
        HasDerivative(s, Pred("kind", (w,)), v(s), s),
        Pred("kind", (a, u)),
    )
    assert free_symbols(claim) == {x, y, a}
    assert functions_of(claim) == {u, v, w}
    assert {t, x, u(t), y, v(s), s, a} <= set(expressions(claim))


@pytest.mark.parametrize("reader", [free_symbols, expressions, key])
def test_what_is_no_claim_is_refused(reader: Any) -> None:
    with pytest.raises(TypeError, match="not a claim"):
        reader("x <= 1")
    with pytest.raises(TypeError, match="not a claim"):
        substitute("x <= 1", {})  # type: ignore[arg-type]
