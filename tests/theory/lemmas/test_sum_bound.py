"""The lemma `sum_bound`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Rational

from tests.theory.pins import Pins, a_sharp_instance_breaks, is_proved
from theory.logic import Rel
from theory.registry import get
from verify.symbolic.report import Report

STATEMENT = get("sum_bound")
PINS = Pins(
    cites={"finite_sum", "integers"},
    leans_on=set(),
    concludes=["bound"],
    sharp=["bound"],
    breaks={"terms": "bound"},
    reasons=set(),
)


def test_it_is_proved_and_rests_on_what_is_pinned(report_of: Callable[[str], Report]) -> None:
    PINS.hold_for(report_of("sum_bound"))


def test_nine_tenths_of_it_is_refuted_by_the_sharp_instance() -> None:
    claim = STATEMENT.conclusions[0].claim
    assert isinstance(claim, Rel)
    tight = Rel(claim.left, "<=", Rational(9, 10) * claim.right)
    assert a_sharp_instance_breaks("sum_bound", "bound", tight)
    assert not is_proved("sum_bound", "bound", tight)
