"""Numbers as they leave the program."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
import sympy as sp
from flint import arb

from verify.numbers import number


@pytest.mark.parametrize(
    ("value", "text", "as_float"),
    [
        (sp.Rational(21, 2), "21/2", 10.5),
        (sp.Integer(0), "0", 0.0),
        (sp.Rational(-1, 3), "-1/3", -1 / 3),
        (sp.Integer(10) ** 400, "1" + "0" * 400, None),
        (-(sp.Integer(10) ** 400), "-1" + "0" * 400, None),
        (sp.Rational(1, 10**400), "1/1" + "0" * 400, 0.0),
        (sp.Integer(10) ** 5000, "1" + "0" * 5000, None),
    ],
)
def test_a_rational_is_exact(value: sp.Rational, text: str, as_float: float | None) -> None:
    found = number(value)
    assert found.exact == str(found) == text
    assert found.to_json() == {"exact": text, "value": as_float}


@pytest.mark.parametrize("digits", [1, 15, 50])
def test_an_irrational_lies_between_its_bounds(digits: int) -> None:
    found = number(sp.sqrt(2), digits)
    low, high = Fraction(found.lower), Fraction(found.upper)
    assert found.exact is None
    assert low**2 < 2 < high**2
    assert high - low < Fraction(2, 10**digits)
    assert str(found) == f"[{found.lower}, {found.upper}]"
    assert list(found.to_json()) == ["lower", "upper", "value"]
    assert abs(Fraction(found.value) - low) < Fraction(1, 10 ** min(digits, 14))


def test_bounds_of_a_negative_number_are_rounded_outward() -> None:
    found = number(-sp.sqrt(2), 5)
    assert (found.lower, found.upper) == ("-1.414214", "-1.414213")


def test_a_ball_keeps_all_of_its_width() -> None:
    found = number(arb(3, 1), 15)
    assert Fraction(found.lower) <= 2
    assert Fraction(found.upper) >= 4


def test_every_number_can_be_written_as_json() -> None:
    huge = number(sp.Integer(10) ** 400 * sp.sqrt(2))
    assert json.loads(json.dumps(huge.to_json(), allow_nan=False))["value"] is None
    assert huge.lower.endswith("e400")
