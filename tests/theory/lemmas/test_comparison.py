"""The lemma `comparison`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable

PINS = {
    "cites": {"mean_value"},
    "leans_on": set(),
    "concludes": ["comparison"],
    "sharp": ["comparison"],
    "breaks": {"order": "comparison", "rate": "comparison"},
    "reasons": {"derivative", "range", "positive", "antiderivative"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("comparison", **PINS)


def test_the_exponential_attains_it_with_a_logarithm() -> None:
    """u = e^t has u' = u, so F(u) = u, G = ln, and G(u(t)) - G(u(0)) is t itself."""
    for time in (0.5, 1.0, 3.0):
        assert math.isclose(math.log(math.exp(time)) - math.log(math.exp(0.0)), time)
