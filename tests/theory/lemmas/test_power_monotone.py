"""The lemma `power_monotone`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

PINS = {
    "cites": {
        "bernoulli_concave",
        "bernoulli_convex",
        "power_of_quotient",
        "power_of_zero",
        "power_positive",
    },
    "leans_on": set(),
    "concludes": ["monotone"],
    "sharp": ["monotone"],
    "breaks": {"x_range": "monotone", "order": "monotone", "r_range": "monotone"},
    "reasons": set(),
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("power_monotone", **PINS)


def test_the_order_of_exact_powers_is_the_order_of_their_bases() -> None:
    bases = [Fraction(k, 7) for k in range(15)]
    for exponent in (1, 2, 5):
        powers = [base**exponent for base in bases]
        assert powers == sorted(powers)


def test_a_negative_exponent_turns_the_order_round() -> None:
    assert Fraction(1) ** -1 > Fraction(2) ** -1
