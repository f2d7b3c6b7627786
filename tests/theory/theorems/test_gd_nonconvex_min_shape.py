"""The theorem `gd_nonconvex_min_shape`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

PINS = {
    "cites": {
        "bernoulli_concave",
        "bernoulli_convex",
        "continuous_induction_from_zero",
        "finite_sum",
        "gd_ray",
        "integers",
        "mean_value",
        "power_of_quotient",
        "power_of_zero",
        "power_positive",
        "powers",
    },
    "leans_on": {"descent_lemma", "gd_nonconvex", "power_ell", "power_monotone"},
    "concludes": ["admissible", "half", "total", "rate"],
    "sharp": ["admissible"],
    "breaks": {
        "rho_range": "half",
        "smooth": "total",
        "scale": "admissible",
        "schedule": "admissible",
    },
    "reasons": {"K0_range", "K_range", "bounded_below"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("gd_nonconvex_min_shape", **PINS)


def test_half_the_minimum_shape_stays_below_the_admissible_step() -> None:
    """1/2 min{1/a, 1/(3^rho b)} <= 1/(a + b), in fractions, for rho = 1 and 2."""
    for rho in (1, 2):
        for a in (Fraction(1, 5), Fraction(1), Fraction(9)):
            for b in (Fraction(1, 7), Fraction(1, 3), Fraction(4)):
                assert min(1 / a, 1 / (3**rho * b)) / 2 <= 1 / (a + b)


def test_the_largest_scale_is_reached_where_both_ends_of_the_minimum_meet() -> None:
    """c = 3^rho/(1 + 3^rho): with a = 3^rho b the scaled minimum is the admissible step itself."""
    for rho in (1, 2):
        b = Fraction(2, 5)
        a = 3**rho * b
        scale = Fraction(3**rho, 1 + 3**rho)
        assert scale * min(1 / a, 1 / (3**rho * b)) == 1 / (a + b)
