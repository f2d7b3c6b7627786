"""The lemma `sum_bound`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Rational

from theory.logic import Rel
from theory.registry import get

STATEMENT = get("sum_bound")
PINS = {
    "cites": {"finite_sum", "integers"},
    "leans_on": set(),
    "concludes": ["bound"],
    "sharp": ["bound"],
    "breaks": {"terms": "bound"},
    "reasons": set(),
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("sum_bound", **PINS)


def test_nine_tenths_of_it_is_refuted_by_the_sharp_instance(
    sharp_instance_breaks: Callable[..., bool], is_proved: Callable[..., bool]
) -> None:
    claim = STATEMENT.conclusions[0].claim
    assert isinstance(claim, Rel)
    tight = Rel(claim.left, "<=", Rational(9, 10) * claim.right)
    assert sharp_instance_breaks("sum_bound", "bound", tight)
    assert not is_proved("sum_bound", "bound", tight)
