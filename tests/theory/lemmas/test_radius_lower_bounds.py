"""The lemma `radius_lower_bounds`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

PINS = {
    "cites": {"mean_value"},
    "leans_on": set(),
    "concludes": ["difference", "simple", "scaled"],
    "sharp": ["difference", "simple"],
    "breaks": {
        "ell_nondecreasing": "simple",
        "integral": "difference",
        "antiderivative": "difference",
        "beta_range": "simple",
    },
    "reasons": {"ell_nonnegative", "gap_range", "potential_positive"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("radius_lower_bounds", **PINS)
