"""The lemma `pl_forces_curvature`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import sympy as sp

from theory import symbols as sym
from theory.logic import le
from theory.registry import get
from theory.schema import Named, Statement
from verify.symbolic.results import StatementResult
from verify.verdict import Word

STATEMENT = get("pl_forces_curvature")
PINS = {
    "cites": {
        "bernoulli_concave",
        "bernoulli_convex",
        "continuous_induction",
        "mean_value",
        "power_of_quotient",
        "power_of_zero",
        "power_positive",
        "powers",
        "ray",
    },
    "leans_on": {"gradient_bound", "power_ell", "power_monotone"},
    "concludes": ["average", "excess"],
    "sharp": ["average", "average"],
    "breaks": {
        "K0_range": "excess",
        "smooth": "excess",
        "bounded_below": "excess",
        "pl": "excess",
    },
    "reasons": {"K_range", "rho_range"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("pl_forces_curvature", **PINS)


def test_a_smaller_bound_is_not_proved(
    result_on_granted: Callable[[Statement], StatementResult],
) -> None:
    """Control: mu gap <= 0.9 Phi(gap) is no longer a consequence."""
    average = STATEMENT.conclusions[0].claim
    wish = le(average.left, sp.Rational(9, 10) * average.right)
    steps = tuple(
        replace(step, claim=wish) if step.name == "average" else step
        for step in STATEMENT.proof
        if step.name != "excess"
    )
    weak = replace(
        STATEMENT,
        proof=steps,
        conclusions=(Named("average", wish),),
        closes={"average": ("average", "point", "rho_range")},
    )
    assert result_on_granted(weak).word is not Word.PROVED


def test_the_excess_by_hand_on_a_quartic() -> None:
    """x^2/2 + x^6/30 (rho = 2, K0 = 1, K = 4): (1 + rho)(mu - K0) <= K gap^2 in fractions."""
    assert sym.mu in STATEMENT.parameters
    for x in (Fraction(1, 3), Fraction(1), Fraction(5, 2)):
        gap, slope = x**2 / 2 + x**6 / 30, x + x**5 / 5
        mu = slope**2 / (2 * gap)
        assert 3 * (mu - 1) <= 4 * gap**2
