"""The proposition `power_ell`: what it rests on, where it is attained, what breaks it."""

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
        "powers",
    },
    "leans_on": {"power_monotone"},
    "concludes": ["power_nonnegative", "nonnegative", "monotone", "integral"],
    "sharp": ["monotone"],
    "breaks": {"rho_range": "monotone", "K0_range": "nonnegative", "K_range": "monotone"},
    "reasons": set(),
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("power_ell", **PINS)


def test_phi_is_the_integral_of_ell_for_a_whole_exponent() -> None:
    """rho = 2, K0 = 3, K = 5: Phi(s) = 3 s + 5 s^3/3; Simpson is exact for cubics."""

    def ell(s: Fraction) -> Fraction:
        return 3 + 5 * s**2

    for end in (Fraction(1), Fraction(7, 3)):
        simpson = end / 6 * (ell(Fraction(0)) + 4 * ell(end / 2) + ell(end))
        assert simpson == 3 * end + 5 * end**3 / 3
