"""The theorem `gd_aiming`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import mpmath
import pytest
import sympy as sp

from theory.errors import DomainError
from theory.logic import Implies, Rel
from theory.registry import get
from verify.bounds import bound

STATEMENT = get("gd_aiming")
PINS = {
    "cites": {
        "bernoulli_concave",
        "bernoulli_convex",
        "continuous_induction",
        "finite_sum",
        "integers",
        "mean_value",
        "power_of_quotient",
        "power_of_zero",
        "power_positive",
        "powers",
        "projected_step",
        "ray",
    },
    "leans_on": {
        "gd_aiming_progress",
        "gradient_bound",
        "power_ell",
        "power_monotone",
        "psi_endpoints",
    },
    "concludes": ["closer", "count", "count_within"],
    "sharp": ["closer"],
    "breaks": {
        "smooth": "count",
        "bounded_below": "count",
        "eps_range": "count",
        "schedule": "count",
        "aiming": "count",
        "not_yet": "count",
    },
    "reasons": {"K0_range", "K_range", "not_both_zero", "rho_range", "theta_range"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("gd_aiming", **PINS)


@pytest.mark.parametrize("name", ["count", "count_within"])
def test_nine_tenths_of_the_count_are_not_proved(name: str, is_proved: Callable[..., bool]) -> None:
    """Control: with 0.9 of D0^2 on the right the conclusion does not close."""
    claim = STATEMENT.conclusion(name)
    assert isinstance(claim, Implies)
    assert isinstance(claim.conclusion, Rel)
    less = replace(claim.conclusion, right=sp.Rational(9, 10) * claim.conclusion.right)
    assert not is_proved("gd_aiming", name, Implies(claim.premise, less))


def iterations(words: str) -> str | None:
    names = ["rho", "K0", "K", "theta", "distance0", "eps"]
    found = bound("gd_aiming", dict(zip(names, words.split(), strict=True)))
    return found.outputs["iterations"].exact


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("1 1 1 1 10 1/10", 100 * (20 + 1)),  # (2 H0/eps + H1) D0^2; AIL print 40 H0, 40 H1
        ("1 2 3 1/2 5 1/2", 4 * 25 * (8 + 3)),
        ("1/2 1 1 2 3 1/4", math.floor(Fraction(9, 4) * (8 + Fraction(4, 3) * 2))),
        ("1 0 2 1 3 1/100", 18),
        ("3 1 0 1 3 1/10", 180),  # K = 0
        ("3 0 1 1 3 1/10", 0),  # K0 = 0 and rho > 1: only constants attain their infimum
        ("2 1 1 1 1/10 1", 0),  # no gap at distance 1/10 is above 1
        ("1 1 1 1 0 1", 0),
    ],
)
def test_the_count_against_hand_numbers(values: str, expected: int) -> None:
    assert iterations(values) == str(expected)


@pytest.mark.parametrize("distance", ["2", "3.2", "3.4", "3.44"])
def test_for_rho_2_the_reach_is_the_inverse_of_G(distance: str) -> None:
    """S by quadrature and bisection in mpmath; near G(inf) = 3.45 the end S decides."""
    with mpmath.workdps(20):

        def G(s: mpmath.mpf) -> mpmath.mpf:
            return mpmath.quad(  # x = y^2
                lambda y: 2 / mpmath.sqrt(2 + 2 * y**4 / 3), [0, 1, mpmath.sqrt(s) + 1]
            ) - mpmath.quad(
                lambda y: 2 / mpmath.sqrt(2 + 2 * y**4 / 3), [mpmath.sqrt(s), mpmath.sqrt(s) + 1]
            )

        low, high = mpmath.mpf(0), mpmath.mpf(10) ** 5
        for _ in range(56):  # to within 10^5/2^56
            middle = (low + high) / 2
            low, high = (middle, high) if G(middle) < mpmath.mpf(distance) else (low, middle)
        ends = [(2 + 2 * s**2 / 3) / s for s in (mpmath.mpf("0.1"), low)]
        expected = mpmath.floor(mpmath.mpf(distance) ** 2 * max(ends))
    assert iterations(f"2 1 1 1 {distance} 1/10") == str(int(expected))


def test_beyond_the_blow_up_distance_it_refuses() -> None:
    with pytest.raises(DomainError, match=r"needs distance0 < G\(inf\).*lower|Lower distance0"):
        iterations("2 1 1 1 4 1/10")


@pytest.mark.parametrize(("x0", "eps"), [(1, "0.1"), (3, "0.1"), (5, "0.01")])
def test_runs_on_cosh_never_take_longer(x0: int, eps: str) -> None:
    """f = cosh x - 1, rho = K0 = K = theta = 1: brute force in mpmath against the bound."""
    with mpmath.workdps(40):
        x, target, count = mpmath.mpf(x0), mpmath.mpf(eps), 0
        while mpmath.cosh(x) - 1 > target:
            gap = mpmath.cosh(x) - 1
            x -= gap / (2 * (gap + gap**2 / 2)) * mpmath.sinh(x)
            count += 1
    assert 0 < count <= int(iterations(f"1 1 1 1 {x0} {eps}") or 0)
