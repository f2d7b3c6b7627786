"""Members of Definition 0: balls and SymPy agree, their bound is attained, bad input is told."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from flint import arb

from theory.errors import DomainError
from verify.intervals.balls import precision
from verify.properties import FromGradient

X = sp.Symbol("x", real=True)
BENT = FromGradient(L0="1/2", L=2, right=[(1, 1), ("1/4", "-1/2")], left=[(1, 0), (2, "1/3")])
SLOW = FromGradient(L=0, right=[(1, 1), ("1/2", -1)])


@pytest.mark.parametrize("f", [BENT, SLOW], ids=repr)
def test_balls_and_sympy_agree_and_the_bound_holds(f: FromGradient) -> None:
    expression = f.sympy(X)
    for place in ("-4", "-3/2", "-1/2", "1/3", "9/8", "4"):
        jet = f.enclose(place)
        for order, found in enumerate(jet):
            exact = sp.N(sp.diff(expression, X, order).subs(X, sp.Rational(place)), 30)
            with precision(128):
                assert abs(found - arb(str(exact))) < 1e-20
        assert not abs(jet.curvature) > f.allowed(jet.slope)
        assert not abs(jet.curvature) > f.ell(jet.value)


def test_the_bound_is_attained_where_the_control_is_1() -> None:
    jet = FromGradient().enclose(2)
    assert jet.curvature.overlaps(FromGradient().allowed(jet.slope))
    assert FromGradient().enclose(0).value == 0


def test_the_constants_are_those_of_the_inclusion() -> None:
    assert (1, Fraction(16)) == (BENT.K0, BENT.K)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"L0": 0}, "needs L0 > 0 and L >= 0; got L0 = 0"),
        ({"right": [(1, -1)]}, r"right falls, or it stays open whether it does, in right\[0\]"),
        ({"left": [(1, 0, 1)]}, "the control does not move"),
        ({"left": [(1, 2)]}, r"needs \|control\| <= 1"),
    ],
)
def test_bad_input_is_told(given: dict[str, object], text: str) -> None:
    with pytest.raises(DomainError, match=text):
        FromGradient(**given)  # type: ignore[arg-type]
