"""The lemma `radius_min_form`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

PINS = {
    "cites": {"mean_value", "power_of_quotient", "power_positive", "powers"},
    "leans_on": set(),
    "concludes": ["bound"],
    "sharp": ["bound"],
    "breaks": {
        "antiderivative": "bound",
        "normal_antiderivative": "bound",
        "beta_range": "bound",
        "scale_range": "bound",
    },
    "reasons": {"gap_range", "potential_positive", "rho_range"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("radius_min_form", **PINS)
