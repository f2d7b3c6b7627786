"""The theorem `gd_pl`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import mpmath
import pytest
import sympy as sp

from theory import symbols as sym
from theory.definitions.run import FIRST, in_run, t
from theory.errors import DomainError
from theory.logic import lt
from theory.registry import get
from theory.schema import Named, Statement
from theory.theorems.gd_pl import cost
from verify.bounds import bound
from verify.symbolic.results import StatementResult
from verify.verdict import Word

STATEMENT = get("gd_pl")
PINS = {
    "cites": {
        "bernoulli_concave",
        "bernoulli_convex",
        "continuous_induction_from_zero",
        "gd_ray",
        "integers",
        "logarithm",
        "logarithm_of_product",
        "mean_value",
        "power_of_quotient",
        "power_of_zero",
        "power_positive",
        "powers",
        "successor",
    },
    "leans_on": {
        "descent_lemma",
        "gd_pl_contraction",
        "potential_drop",
        "power_ell",
        "power_monotone",
    },
    "concludes": ["contraction", "count"],
    "sharp": ["contraction"],
    "breaks": {"smooth": "count", "schedule": "count", "pl": "count", "not_yet": "count"},
    "reasons": {
        "K0_range",
        "K_range",
        "bounded_below",
        "eps_range",
        "mu_range",
        "rho_range",
        "start",
    },
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("gd_pl", **PINS)


def test_nine_tenths_of_the_count_are_not_proved(
    result_on_granted: Callable[[Statement], StatementResult],
) -> None:
    """Control: with 0.9 of the cost the last step no longer closes."""
    less = sp.Rational(9, 10) * cost(FIRST, sym.eps)
    step = STATEMENT.proof[-1]
    claim = lt(step.claim.left, less)
    weak = replace(
        STATEMENT,
        proof=(*STATEMENT.proof[:-1], replace(step, claim=claim)),
        conclusions=(Named("count", in_run(lt(sym.mu * t, less))),),
    )
    assert result_on_granted(weak).word is not Word.PROVED


def iterations(words: str) -> str | None:
    names = ["rho", "K0", "K", "mu", "gap0", "eps"]
    return bound("gd_pl", dict(zip(names, words.split(), strict=True))).outputs["iterations"].exact


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("1 1 0 1 exp(3) 1", 3),  # ln(Delta_0/eps) = 3
        ("1 1 1 1 5 1", math.ceil(math.log(5) + 4)),
        ("2 2 3 1 4 2", math.ceil(2 * math.log(2) + 3 * (16 - 4))),
        ("1/2 1 1 1/4 9 1", math.ceil(4 * (math.log(9) + 2 * (3 - 1)))),
        ("1 1 1 1 1 1", 0),
        ("1 1 1 1 0 1", 0),  # AIL's printed bound gives -13.86 here (K0 = K = mu = 1, gap 0)
        ("3 1 0 1/100 1 1/10", math.ceil(100 * math.log(10))),
    ],
)
def test_the_count_against_hand_numbers(values: str, expected: int) -> None:
    assert iterations(values) == str(expected)


def test_mu_above_K0_is_refused_with_the_reason() -> None:
    with pytest.raises(DomainError, match=r"needs mu <= K0 = 1; got mu = 2\. Lower mu"):
        iterations("1 1 1 2 5 1")


@pytest.mark.parametrize("x0", [1, 3, 6])
@pytest.mark.parametrize("eps", ["0.1", "0.001"])
def test_runs_on_cosh_never_take_longer(x0: int, eps: str) -> None:
    """f = cosh x - 1 has rho = K0 = K = mu = 1; the count holds, by brute force in mpmath."""
    with mpmath.workdps(40):
        x, target, count = mpmath.mpf(x0), mpmath.mpf(eps), 0
        gap0 = mpmath.cosh(x) - 1
        while mpmath.cosh(x) - 1 > target:
            x -= mpmath.tanh(x)
            count += 1
        allowed = mpmath.ceil(mpmath.log(gap0 / target) + gap0 - target)
    assert 0 < count <= allowed


def test_a_run_on_a_flat_parabola_takes_about_half_of_it() -> None:
    """mu x^2/2 with K0 = 1, mu = 1/100: each step contracts the gap by 0.99^2."""
    gap, count = mpmath.mpf(1), 0
    while gap > mpmath.mpf("1e-6"):
        gap *= mpmath.mpf("0.99") ** 2
        count += 1
    assert 0.49 < count / float(iterations("1 1 0 1/100 1 1e-6") or 0) < 0.51
