"""Tests of theory/logic.py: what claims may hold, and what they mention."""

from __future__ import annotations

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
    HasDerivative,
    NotAClaimError,
    Pred,
    Rel,
    between,
    conj,
    disj,
    expressions,
    free_symbols,
    function,
    functions_of,
    ge,
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
