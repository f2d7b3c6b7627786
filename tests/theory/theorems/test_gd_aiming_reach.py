"""The theorem `gd_aiming_reach`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable

import mpmath
import pytest
import sympy as sp

from theory import symbols as sym
from theory.definitions.run import Delta, in_run, t
from theory.logic import le

PINS = {
    "cites": {
        "continuous_induction",
        "finite_sum",
        "first_passage",
        "from_minimiser",
        "integers",
        "mean_value",
        "projected_step",
        "ray",
        "segment",
        "separation",
        "time_integral",
    },
    "leans_on": {"gd_aiming_progress", "gradient_bound", "growth", "growth_from_zero"},
    "concludes": ["nearer", "within"],
    "sharp": ["within"],
    "breaks": {
        "smooth": "within",
        "bounded_below": "within",
        "integral": "within",
        "schedule": "nearer",
        "aiming": "nearer",
        "start": "within",
    },
    "reasons": {
        "antiderivative",
        "ell_nonnegative",
        "everywhere",
        "finite",
        "potential_positive",
        "reach_range",
        "theta_range",
    },
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("gd_aiming_reach", **PINS)


def test_nine_tenths_of_the_level_are_not_proved(is_proved: Callable[..., bool]) -> None:
    """Control: 0.9 S does not bound the gaps."""
    wish = le(Delta(t), sp.Rational(9, 10) * sym.reach)
    assert not is_proved("gd_aiming_reach", "within", in_run(wish))


@pytest.mark.parametrize("theta", ["0.5", "1", "1.3"])
def test_a_run_whose_gaps_need_not_fall_stays_below_the_level(theta: str) -> None:
    """f = x^2/2 + sin(x)^2/4: curvature at most 3/2, so G(s) = sqrt(4 s/3); by hand in mpmath."""
    with mpmath.workdps(30):
        x = mpmath.mpf("2.5")
        level = mpmath.mpf(3) / 4 * x**2  # G(level) = x_0
        for _ in range(6):
            gap = x**2 / 2 + mpmath.sin(x) ** 2 / 4
            slope = x + mpmath.sin(2 * x) / 4
            aimed = min(mpmath.mpf(theta), slope * x / gap)
            assert gap <= level
            after = x - aimed / (2 * mpmath.mpf("1.5")) * slope
            assert abs(after) <= abs(x)
            x = after
