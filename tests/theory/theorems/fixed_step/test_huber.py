"""The theorem `huber_lower_bound`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp

from theory import symbols as sym
from theory.definitions.run import UP_TO_T, n
from theory.logic import ForAll, gt, implies, lt
from theory.registry import get
from theory.schema import Named
from theory.symbols import position
from theory.theorems.fixed_step.huber import huber
from verify.symbolic.checker import check_statement
from verify.verdict import Word

STATEMENT = get("huber_lower_bound")
PINS = {
    "cites": {"integers"},
    "leans_on": set(),
    "concludes": ["convex", "smooth", "minimum", "gap", "slow"],
    "sharp": ["smooth"],
    "breaks": {
        "K0_range": "convex",
        "distance0_range": "gap",
        "room": "gap",
        "eta_range": "slow",
    },
    "reasons": set(),
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("huber_lower_bound", **PINS)


def test_a_tenth_more_steps_are_not_proved() -> None:
    """Control: with n up to 1/0.9 times the count the gap is no longer shown to exceed eps."""
    count = sym.distance0**2 - 2 * sym.eps / sym.K0
    early = lt(sp.Rational(9, 10) * 4 * n * sym.eta * sym.eps, count)
    gap = huber(position(n)) - huber(sp.Integer(0))
    wish = ForAll(n, UP_TO_T, implies((early,), gt(gap, sym.eps)))
    weak = replace(
        STATEMENT,
        conclusions=(Named("slow", wish),),
        closes={"slow": ("slow", "affine", "slope", "K0_range")},
    )
    assert check_statement(weak, {}).word is not Word.PROVED


@pytest.mark.parametrize(
    ("K0", "D0", "eps", "eta"),
    [(1, 10, "1/10", 1), (1, 3, "1/4", "1/7"), (5, 2, "1/2", "3/8"), ("1/3", 9, 1, 2)],
)
def test_runs_in_exact_fractions_take_at_least_the_count(
    K0: object, D0: object, eps: object, eta: object
) -> None:
    """Brute force on Huber's function, written here by cases."""
    curvature, distance, target, step = (Fraction(str(v)) for v in (K0, D0, eps, eta))
    s, x, count = 2 * target / distance, Fraction(distance), 0

    def gap(at: Fraction) -> Fraction:
        inside = abs(at) * curvature <= s
        return curvature * at**2 / 2 if inside else s * abs(at) - s**2 / (2 * curvature)

    assert gap(x) <= 2 * target
    while gap(x) > target:
        x -= step * max(-s, min(s, curvature * x))
        count += 1
    least = distance**2 / (4 * step * target) - 1 / (2 * step * curvature)
    assert least <= count < least + 1
