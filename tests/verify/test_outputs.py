"""Outputs that choose: the smallest of several terms, and inputs that follow from the others."""

from __future__ import annotations

import pytest
import sympy as sp

from theory.evaluation import Case, Output, Smallest
from theory.logic import real
from verify.intervals.compare import Undecided
from verify.numbers import Number
from verify.outputs import evaluate

x, eta = real("x"), real("eta")
ONE = sp.Integer(1)


def smallest(*terms: tuple[sp.Expr, sp.Expr], value: str = "1", expr: sp.Expr = eta) -> Number:
    """The smallest of (denominator, term) in x, at x = value."""
    case = Case((), (Output("eta", Smallest(terms, eta, expr), ""),))
    found = evaluate(case, {x: sp.sympify(value, rational=True)}, 15)["eta"]
    assert isinstance(found, Number)
    return found


def test_the_smallest_term_is_exact_where_it_is_rational() -> None:
    assert smallest((ONE, sp.sqrt(2)), (ONE, ONE + x / 3), (ONE, sp.pi)).exact == "4/3"


def test_it_is_enclosed_where_it_is_not() -> None:
    found = smallest((ONE, sp.Rational(3, 2)), (ONE, sp.sqrt(1 + x)))
    assert found.exact is None
    assert sp.Rational(found.lower) ** 2 < 2 < sp.Rational(found.upper) ** 2


def test_a_term_whose_denominator_is_0_is_left_out() -> None:
    assert smallest((x, 1 / x), (ONE, sp.Integer(5)), value="0").exact == "5"
    hidden = x - sp.sqrt(6) + sp.sqrt(2) * sp.sqrt(3)
    assert smallest((hidden, -ONE), (ONE, sp.Integer(5)), value="0").exact == "5"


def test_an_expression_of_it_is_computed_from_the_chosen_term() -> None:
    assert smallest((ONE, sp.Integer(4)), (ONE, 1 + x), expr=8 / eta).exact == "4"


NEARLY = sp.sqrt(5 + 2 * sp.sqrt(6) + sp.exp(-3000))
"""sqrt(2) + sqrt(3), but for less than 1024 bits show."""


def test_terms_that_cannot_be_told_apart_are_undecided() -> None:
    with pytest.raises(Undecided, match="equal or nearly so; move the inputs"):
        smallest((ONE, sp.sqrt(2) + sp.sqrt(3)), (ONE, NEARLY))


def test_a_denominator_that_may_be_0_is_undecided() -> None:
    with pytest.raises(Undecided, match="whether a term is there stays open"):
        smallest((NEARLY - sp.sqrt(2) - sp.sqrt(3), ONE), (ONE, ONE))
