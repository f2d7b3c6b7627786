"""Claims: what they say, and what is none."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from theory.errors import DomainError
from verify.certify.claim import Claim

R = sp.Rational
GOOD: dict[str, Any] = {
    "text": "x**2*y**2",
    "names": ("x", "y"),
    "rho": R(1, 2),
    "K0": R(0),
    "K": R(7, 3),
    "box": ((R(-1), R(1)), (R(0), R(5, 2))),
    "start": None,
    "lower": R(-1, 9),
    "upper": R(0),
}


def test_the_words_name_every_number() -> None:
    words = Claim(**{**GOOD, "start": (R(1, 3), R(2))}).words()
    for part in ("f(x, y) = x**2*y**2", "(1/3, 2)", "x in [-1, 1], y in [0, 5/2]", "f >= -1/9"):
        assert part in words
    assert "0 + 7/3*(f - 0)_+^1/2" in words and "rho = 1/2" in words
    assert "component" in words and "component" not in Claim(**GOOD).words()


def test_numbers_are_written_as_fractions() -> None:
    document = Claim(**GOOD).to_json()
    assert (document["rho"], document["K0"], document["f_star"]) == ("1/2", "0", ["-1/9", "0"])
    assert (document["box"], document["start"]) == ([["-1", "1"], ["0", "5/2"]], None)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"rho": R(0)}, "rho > 0; got rho = 0"),
        ({"K0": R(-1)}, "K0 >= 0; got K0 = -1"),
        ({"K": R(-1)}, "K >= 0; got K = -1"),
        ({"K": R(0)}, "both are 0"),
        ({"lower": R(1)}, r"bounds 1 > 0"),
        ({"names": ()}, "1 to 8 variables; got 0"),
        ({"names": tuple("abcdefghi")}, "1 to 8 variables; got 9"),
        ({"names": ("x",)}, "2 sides for 1 variables"),
        ({"box": ((R(1), R(-1)), (R(0), R(1)))}, "x from 1 to -1"),
        ({"start": (R(2), R(0))}, r"start \(2, 0\) is no point of the box"),
        ({"start": (R(0),)}, r"start \(0\) is no point of the box"),
    ],
)
def test_what_is_no_claim_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(DomainError, match=message):
        Claim(**{**GOOD, **change})
