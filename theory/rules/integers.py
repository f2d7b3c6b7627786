"""Rules about integers and finite sums."""

from __future__ import annotations

import sympy as sp

from theory.logic import ForAll, Pred, conj, eq, function, ge, le, real
from theory.schema import Named, Rule

n, m, i, count = real("n"), real("m"), real("i"), real("count")
a = function("a")

INTEGERS = Rule(
    id="integers",
    title="Induction: a claim that holds at the lowest index, and passes from each index to the "
    "next, holds for all indices of the range",
    citation="[landau1951], chapter 1, Axiom 5",
    parameters=(),
    premises=(),
    conclusions=(),
)
"""The rule behind the justification ``Induct``; named here so that it is counted."""


def total(term: sp.Expr, index: sp.Symbol, count: sp.Expr) -> sp.Sum:
    """The sum of ``term`` over ``0 <= index < count``.

    >>> k = real("k")
    >>> total(k, k, n)
    Sum(k, (k, 0, n - 1))
    """
    return sp.Sum(term, (index, 0, count - 1))


FINITE_SUM = Rule(
    id="finite_sum",
    title="The empty sum is 0, and one more term (up to the count) adds that term",
    citation="[landau1951], chapter 5 (sums by recursion)",
    parameters=(a, count),
    premises=(),
    conclusions=(
        Named("empty", eq(total(a(i), i, sp.Integer(0)), 0)),
        Named(
            "next",
            ForAll(
                n,
                conj(Pred("integer", (n,)), ge(n, 0), le(n + 1, count)),
                eq(total(a(i), i, n + 1), total(a(i), i, n) + a(n)),
            ),
        ),
    ),
)

ZERO_INTEGER = Rule(
    id="zero_integer",
    title="0 is an integer",
    citation="[landau1951], chapter 4 (the integers)",
    parameters=(),
    premises=(),
    conclusions=(Named("zero", Pred("integer", (sp.Integer(0),))),),
)

SUCCESSOR = Rule(
    id="successor",
    title="An integer plus 1 is an integer",
    citation="[landau1951], chapter 4 (integers are closed under addition)",
    parameters=(n,),
    premises=(Named("integer", Pred("integer", (n,))),),
    conclusions=(Named("successor", Pred("integer", (n + 1,))),),
)

DIFFERENCE = Rule(
    id="difference",
    title="An integer minus an integer is an integer",
    citation="[landau1951], chapter 4 (integers are closed under subtraction)",
    parameters=(n, m),
    premises=(Named("first", Pred("integer", (n,))), Named("second", Pred("integer", (m,)))),
    conclusions=(Named("difference", Pred("integer", (n - m,))),),
)

INTEGER_RULES = (INTEGERS, FINITE_SUM, ZERO_INTEGER, SUCCESSOR, DIFFERENCE)
