"""The lemma `local_descent`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

PINS = {
    "cites": {"continuous_induction", "first_passage", "mean_value", "ray", "segment"},
    "leans_on": {"distance_rises", "gradient_bound", "growth", "local_descent_level"},
    "concludes": ["reach", "descent"],
    "sharp": ["reach", "descent"],
    "breaks": {
        "smooth": "reach",
        "bounded_below": "reach",
        "ell_nondecreasing": "descent",
        "integral": "reach",
        "antiderivative": "reach",
        "radius": "descent",
    },
    "reasons": {"beta_range", "ell_nonnegative", "everywhere", "potential_positive"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("local_descent", **PINS)
