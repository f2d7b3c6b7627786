"""The lemma `mean_below_worst`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

from theory.lemmas.mean_below_worst import STRICT
from theory.logic import Implies

PINS = {
    "cites": {"difference", "finite_sum", "integers", "successor"},
    "leans_on": set(),
    "concludes": ["at_most", "strict"],
    "sharp": ["at_most"],
    "breaks": {"terms": "strict"},
    "reasons": set(),
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("mean_below_worst", **PINS)


def test_the_strict_form_needs_a_term_below(
    sharp_instance_breaks: Callable[..., bool], is_proved: Callable[..., bool]
) -> None:
    """Control: where all terms are the worst value, so is the mean."""
    assert isinstance(STRICT, Implies)
    assert sharp_instance_breaks("mean_below_worst", "strict", STRICT.conclusion)
    assert not is_proved("mean_below_worst", "strict", STRICT.conclusion)
