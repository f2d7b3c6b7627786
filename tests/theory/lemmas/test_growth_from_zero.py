"""The lemma `growth_from_zero`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

PINS = {
    "cites": {
        "continuous_induction",
        "first_passage",
        "mean_value",
        "ray",
        "segment",
        "separation",
    },
    "leans_on": {"gradient_bound", "growth"},
    "concludes": ["growth"],
    "sharp": ["growth"],
    "breaks": {"smooth": "growth", "bounded_below": "growth", "integral": "growth"},
    "reasons": {
        "antiderivative",
        "ell_nonnegative",
        "everywhere",
        "finite",
        "gap_far_range",
        "potential_positive",
    },
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("growth_from_zero", **PINS)
