"""The lemma `local_lipschitz`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

PINS = {
    "cites": {
        "continuous_induction",
        "first_passage",
        "mean_value",
        "one_sided",
        "ray",
        "same_two_points",
        "segment",
        "segment_change",
    },
    "leans_on": {
        "distance_rises",
        "gradient_bound",
        "growth",
        "local_descent",
        "local_descent_level",
    },
    "concludes": ["lipschitz", "reach", "descent"],
    "sharp": ["lipschitz"],
    "breaks": {
        "bounded_below": "reach",
        "ell_nondecreasing": "descent",
        "integral": "reach",
        "antiderivative": "reach",
        "radius": "descent",
        "two_sided": "lipschitz",
    },
    "reasons": {"beta_range", "ell_nonnegative", "everywhere", "potential_positive"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("local_lipschitz", **PINS)
