"""Tests of theory/canonical.py: which claims say the same, and which do not."""

from __future__ import annotations

import pytest
import sympy as sp

from theory.canonical import key
from theory.logic import (
    TRUE,
    And,
    ForAll,
    Formula,
    HasDerivative,
    Implies,
    Or,
    Pred,
    eq,
    function,
    ge,
    gt,
    le,
    lt,
    ne,
    real,
)

x, y, t, s, i, n, a = map(real, ("x", "y", "t", "s", "i", "n", "a"))
t_1, t_2 = real("t_1"), real("t_2")
u, v, w = function("u"), function("v"), function("w")
SUM = sp.Sum(x * u(i), (i, 0, n))


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
