"""The lemma `descent_below_level`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from theory import symbols as sym
from theory.lemmas.descent_below_level import ARRIVES, FAR_BOUND, L
from theory.logic import lt
from theory.registry import get
from verify.symbolic.checker import check_statement
from verify.verdict import Word

STATEMENT = get("descent_below_level")
PINS = {
    "cites": {"continuous_induction", "mean_value", "segment"},
    "leans_on": set(),
    "concludes": ["descent"],
    "sharp": ["descent"],
    "breaks": {
        "smooth": "descent",
        "ell_nondecreasing": "descent",
        "starts": "descent",
        "arrives": "descent",
    },
    "reasons": {"bounded_below", "everywhere", "ell_nonnegative"},
}


def test_it_is_proved_without_lemma_4_and_its_radius(is_pinned: Callable[..., None]) -> None:
    is_pinned("descent_below_level", **PINS)
    assert sym.G not in STATEMENT.parameters


def test_it_does_not_close_where_the_end_may_lie_half_a_bend_above_the_level() -> None:
    loose = replace(ARRIVES, claim=lt(FAR_BOUND - L * sym.distance**2 / 4, sym.level))
    assumptions = tuple(loose if a.name == "arrives" else a for a in STATEMENT.assumptions)
    result = check_statement(replace(STATEMENT, assumptions=assumptions), {})
    words = {step.name: step.word for step in result.steps}
    assert words["chord"] is Word.UNDECIDED
    assert words["conclusion descent"] is Word.UNDECIDED


def test_its_bend_cannot_be_smaller(sharp_instance_breaks: Callable[..., bool]) -> None:
    claim = STATEMENT.conclusion("descent")
    smaller = replace(claim, right=FAR_BOUND - L * sym.distance**2 / 64)
    assert sharp_instance_breaks("descent_below_level", "descent", smaller)
