"""The lemma `distance_closed_forms`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

PINS = {
    "cites": {"power_positive", "powers"},
    "leans_on": set(),
    "concludes": ["linear", "power", "constant", "constant_value"],
    "sharp": ["constant_value"],
    "breaks": {},
    "reasons": {"K0_range", "K_range", "not_linear", "rho_range"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("distance_closed_forms", **PINS)
