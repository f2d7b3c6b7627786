"""Tests of verify/intervals/compare.py: an answer only where it is certain."""

from __future__ import annotations

import pytest
import sympy as sp
from flint import arb

from verify.intervals.balls import UNDEFINED
from verify.intervals.compare import Order, compare, sign
from verify.intervals.lowering import UnsupportedError


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (arb(1), arb(2), Order.LESS),
        (arb(2), arb(1), Order.NOT_LESS),
        (arb(2), arb(2), Order.NOT_LESS),
        (arb(0, 1), arb(2), Order.LESS),
        (arb(0, 1), arb(0), Order.UNDECIDED),
        (arb(0, 1), arb(0, 1), Order.UNDECIDED),
        (UNDEFINED, arb(0), Order.UNDECIDED),
        (arb(0), UNDEFINED, Order.UNDECIDED),
        (UNDEFINED, UNDEFINED, Order.UNDECIDED),
    ],
)
def test_comparison_has_three_answers(a: arb, b: arb, expected: Order) -> None:
    assert compare(a, b) is expected


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        (sp.Rational(-3, 7), -1),
        (sp.S.Zero, 0),
        (sp.pi - sp.Rational(355, 113), -1),
        (sp.exp(sp.pi * sp.sqrt(163)) - 262537412640768744, -1),
        (sp.Integer(10) ** 30 * (sp.sqrt(10**60 + 1) - 10**30), 1),
        ((1 + sp.sqrt(2)) ** 2 - 3 - 2 * sp.sqrt(2), 0),
        (sp.sqrt(3 + 2 * sp.sqrt(2)) - 1 - sp.sqrt(2), 0),
        (sp.log(4) - 2 * sp.log(2), 0),
        (sp.Max(sp.sqrt(2), sp.Rational(7, 5), evaluate=False) - sp.sqrt(2), 0),
    ],
)
def test_signs_of_closed_forms(expr: sp.Expr, expected: int) -> None:
    assert sign(expr) == expected


def test_a_sign_beyond_the_precision_is_unknown_and_never_zero() -> None:
    nearly_one = sp.cos(sp.exp(-200)) - 1
    assert sign(nearly_one, max_bits=256) is None
    assert sign(nearly_one, max_bits=1024) == -1


def test_an_undefined_value_has_no_sign() -> None:
    nothing = 1 / (sp.sqrt(2) + sp.sqrt(3) - sp.sqrt(5 + 2 * sp.sqrt(6)))
    assert sign(nothing, max_bits=128) is None
    assert sign(sp.log(3 - sp.pi, evaluate=False), max_bits=128) is None


def test_variables_are_refused() -> None:
    with pytest.raises(UnsupportedError, match="the symbol x has no box"):
        sign(sp.Symbol("x", real=True))
