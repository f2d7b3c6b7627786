"""verify/certify/searching/advice.py: what would help, by why a search ended."""

from __future__ import annotations

import pytest
import sympy as sp

from verify.certify.curvature.slack import Bound
from verify.certify.searching.advice import advice
from verify.certify.searching.search import search

R = sp.Rational


@pytest.mark.parametrize(
    ("text", "K0", "bottom", "top", "max_boxes", "says"),
    [
        ("2*sin(x)*cos(x)", 5, -1, -1, 1, "the budget of 1 boxes is spent"),
        ("Abs(x)", 1, 0, 0, 500, "pieces on the two sides of"),
        ("x**3/x", 2, 0, 0, 500, "no enclosure in the open boxes"),
        ("cosh(x)-1", 1, R(-1, 1000), R(1, 1000), 500, "f* is not enclosed tightly enough"),
    ],
)
def test_a_search_without_an_answer_says_what_would_help(
    text: str, K0: int, bottom: object, top: object, max_boxes: int, says: str
) -> None:
    numbers = (R(1), R(K0), R(1), R(bottom), R(top))
    bound = Bound(text, ("x",), *numbers)
    part = search(bound, [((-1.0, 2.0),)], max_boxes=max_boxes)
    assert part.broken is None and not part.settled
    assert says in advice(bound, part, max_boxes)
