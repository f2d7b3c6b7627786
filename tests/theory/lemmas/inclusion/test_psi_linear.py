"""The lemma `inclusion_psi_linear`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import mpmath
import pytest
import sympy as sp
from mpmath import mpf

from theory.lemmas.inclusion import psi_linear
from theory.logic import HasDerivative, ge
from theory.registry import get
from theory.schema import Statement
from verify.symbolic.results import StatementResult
from verify.verdict import Word

STATEMENT = get("inclusion_psi_linear")
PINS = {
    "cites": {
        "bernoulli_concave",
        "bernoulli_convex",
        "gradient_flow",
        "mean_value",
        "power_of_quotient",
        "power_of_zero",
        "power_positive",
    },
    "leans_on": {"gradient_flow_lead", "inclusion_psi", "power_monotone"},
    "concludes": ["derivative", "bound"],
    "sharp": ["bound"],
    "breaks": {"smooth": "bound", "bounded_below": "bound"},
    "reasons": {"L0_range", "L_range"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("inclusion_psi_linear", **PINS)


def test_another_closed_form_does_not_close(
    result_on_granted: Callable[[Statement], StatementResult],
) -> None:
    """With 99/100 of the logarithm the derivative is another one."""
    s, L0, L = psi_linear.s, psi_linear.L0, psi_linear.L
    other = s / L - sp.Rational(99, 100) * L0 / L**2 * sp.log(1 + L * s / L0)
    claim = HasDerivative(s, ge(s, 0), other, psi_linear.INTEGRAND(s))
    steps = tuple(
        replace(step, claim=claim) if step.name == "derivative" else step
        for step in STATEMENT.proof
    )
    result = result_on_granted(replace(STATEMENT, proof=steps))
    words = {step.name: step.word for step in result.steps}
    assert words["derivative"] is words["bound"] is Word.UNDECIDED


@pytest.mark.parametrize(("L0", "L"), [("1", "1"), ("0.01", "2"), ("3", "0.1")])
def test_the_closed_form_is_the_integral(L0: str, L: str) -> None:
    a, b = mpf(L0), mpf(L)
    for p in (mpf("0.1"), mpf(1), mpf(30)):
        exact = mpmath.quad(lambda q: q / (a + b * q), [0, p])
        assert abs(p / b - a / b**2 * mpmath.log(1 + b * p / a) - exact) < mpf(10) ** -10


def test_the_scaled_exponential_attains_it() -> None:
    """f = (L0/L^2) (e^(L x) - 1 - L x) has f' = (L0/L)(e^(L x) - 1) and f'' = L0 + L f'."""
    L0, L = mpf(3), mpf(2)
    for x in (mpf("0.2"), mpf(1), mpf(4)):
        g = L0 / L * mpmath.expm1(L * x)
        gap = L0 / L**2 * (mpmath.expm1(L * x) - L * x)
        need = g / L - L0 / L**2 * mpmath.log(1 + L * g / L0)
        assert abs(need - gap) < mpf(10) ** -12 * gap
        assert need > gap * mpf("0.99")
