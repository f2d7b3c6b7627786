"""Tests of theory/exact.py: exact numbers are taken in every spelling, floats in none."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from theory.errors import DomainError, InexactInputError, ParseError
from theory.exact import exact


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (3, sp.Integer(3)),
        (-7, sp.Integer(-7)),
        (10**400, sp.Integer(10) ** 400),
        (np.int64(5), sp.Integer(5)),
        (Fraction(3, 4), sp.Rational(3, 4)),
        (sp.Rational(1, 3), sp.Rational(1, 3)),
        (sp.sqrt(2) + sp.pi, sp.sqrt(2) + sp.pi),
        (sp.Symbol("x", real=True), sp.Symbol("x", real=True)),
        ("0.1", sp.Rational(1, 10)),
        ("exp(-3)", sp.exp(-3)),
    ],
)
def test_takes_exact_numbers(value: object, expected: sp.Expr) -> None:
    assert exact(value) == expected


@pytest.mark.parametrize(
    "value",
    [0.5, 1.0, float("nan"), np.float64(0.5), np.float32(0.5), 1j, Decimal("0.1"), sp.Float("0.1")],
)
def test_refuses_inexact_numbers(value: object) -> None:
    with pytest.raises(InexactInputError, match=r'Write it as text, "1/10" instead of 0\.1\.'):
        exact(value)


@pytest.mark.parametrize("value", [True, False, np.True_, None, [1], b"1", sp.true, sp.S.EmptySet])
def test_refuses_other_types(value: object) -> None:
    with pytest.raises(InexactInputError, match="Give an integer, a fraction, or text"):
        exact(value)


def test_refuses_a_float_inside_an_expression() -> None:
    with pytest.raises(InexactInputError, match="which holds a float"):
        exact(sp.sqrt(2) * sp.Float("0.3"))


@pytest.mark.parametrize("value", [sp.oo, -sp.oo, sp.zoo, sp.nan, sp.I, 1 + 2 * sp.I])
def test_refuses_what_is_no_finite_real_number(value: sp.Expr) -> None:
    with pytest.raises(DomainError, match="must be a finite real number"):
        exact(value)


def test_names_value_and_way_out() -> None:
    with pytest.raises(InexactInputError) as caught:
        exact(0.1, "eps")
    assert str(caught.value) == (
        'eps must be exact; got the inexact number 0.1. Write it as text, "1/10" instead of 0.1.'
    )
    with pytest.raises(ParseError, match=r"^eps: "):
        exact("1e", "eps")
