"""The lemma `mean_below_worst`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

from tests.theory.pins import Pins, a_sharp_instance_breaks, is_proved
from theory.lemmas.mean_below_worst import STRICT
from theory.logic import Implies
from verify.symbolic.report import Report

PINS = Pins(
    cites={"difference", "finite_sum", "integers", "successor"},
    leans_on=set(),
    concludes=["at_most", "strict"],
    sharp=["at_most"],
    breaks={"terms": "strict"},
    reasons=set(),
)


def test_it_is_proved_and_rests_on_what_is_pinned(report_of: Callable[[str], Report]) -> None:
    PINS.hold_for(report_of("mean_below_worst"))


def test_the_strict_form_needs_a_term_below() -> None:
    """Control: where all terms are the worst value, so is the mean."""
    assert isinstance(STRICT, Implies)
    assert a_sharp_instance_breaks("mean_below_worst", "strict", STRICT.conclusion)
    assert not is_proved("mean_below_worst", "strict", STRICT.conclusion)
