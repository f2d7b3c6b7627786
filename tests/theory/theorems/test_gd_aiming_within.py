"""The theorem `gd_aiming_within`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import mpmath
import sympy as sp

from theory.logic import Implies, Rel
from theory.registry import get

PINS = {
    "cites": {
        "bernoulli_concave",
        "bernoulli_convex",
        "continuous_induction",
        "finite_sum",
        "first_passage",
        "from_minimiser",
        "integers",
        "mean_value",
        "power_of_quotient",
        "power_of_zero",
        "power_positive",
        "powers",
        "projected_step",
        "ray",
        "segment",
        "separation",
        "time_integral",
        "zero_integer",
    },
    "leans_on": {
        "gd_aiming",
        "gd_aiming_progress",
        "gd_aiming_reach",
        "gradient_bound",
        "growth",
        "growth_from_zero",
        "power_ell",
        "power_monotone",
        "psi_endpoints",
    },
    "concludes": ["within", "count", "none"],
    "sharp": ["within"],
    "breaks": {
        "smooth": "within",
        "bounded_below": "within",
        "schedule": "count",
        "aiming": "count",
        "not_yet": "count",
        "start": "within",
    },
    "reasons": {
        "K0_range",
        "K_range",
        "antiderivative",
        "eps_range",
        "everywhere",
        "finite",
        "not_both_zero",
        "potential_positive",
        "reach_range",
        "rho_range",
        "theta_range",
    },
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("gd_aiming_within", **PINS)


def test_nine_tenths_of_the_count_are_not_proved(is_proved: Callable[..., bool]) -> None:
    """Control: with 0.9 of D0^2 on the right the conclusion does not close."""
    claim = get("gd_aiming_within").conclusion("count")
    assert isinstance(claim, Implies)
    assert isinstance(claim.conclusion, Rel)
    less = replace(claim.conclusion, right=sp.Rational(9, 10) * claim.conclusion.right)
    assert not is_proved("gd_aiming_within", "count", Implies(claim.premise, less))


def test_runs_on_a_quartic_that_is_steep_far_out() -> None:
    """f = x^2/2 + x^4/4: 1 + 3 x^2 <= 5/2 + (3/2) x^4 <= 5/2 + 6 f^2; G by quadrature."""
    with mpmath.workdps(20):

        def phi(s: mpmath.mpf) -> mpmath.mpf:
            return mpmath.mpf(5) / 2 * s + 2 * s**3

        def f(x: mpmath.mpf) -> mpmath.mpf:
            return x**2 / 2 + x**4 / 4

        x, eps, count = mpmath.mpf("0.5"), mpmath.mpf("0.001"), 0
        start = x
        reach = mpmath.findroot(
            lambda s: (
                mpmath.quad(lambda y: 2 * y / mpmath.sqrt(2 * phi(y**2)), [0, mpmath.sqrt(s)])
                - start
            ),
            (mpmath.mpf("0.3"), mpmath.mpf("0.5")),
        )
        while f(x) > eps:
            assert f(x) <= reach
            x -= f(x) / (2 * phi(f(x))) * (x + x**3)
            count += 1
        worst = min(s**2 / (2 * phi(s)) for s in (eps, reach))
    assert 0 < count <= start**2 / worst
