"""The proposition `inclusion_strict`: what it rests on, what breaks it, and its numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import mpmath
import pytest
import sympy as sp
from mpmath import mpf

from theory.lemmas.inclusion import strict
from theory.logic import conj, ge, le
from theory.registry import get
from verify.symbolic.checker import close_all
from verify.verdict import Word

STATEMENT = get("inclusion_strict")
PINS = {
    "cites": {
        "bernoulli_concave",
        "bernoulli_convex",
        "exponential",
        "mean_value",
        "power_of_power",
        "power_of_quotient",
        "power_of_zero",
        "power_positive",
        "powers",
        "trigonometric_identity",
        "whole_periods",
    },
    "leans_on": {"power_monotone", "power_sums"},
    "concludes": ["above", "member", "stationary", "not_a_member"],
    "sharp": ["above"],
    "breaks": {
        "alpha_range": "member",
        "f_star_range": "member",
        "rho_range": "not_a_member",
        "far": "not_a_member",
    },
    "reasons": {"below"},
}


def test_it_is_proved_and_rests_on_what_is_pinned(is_pinned: Callable[..., None]) -> None:
    is_pinned("inclusion_strict", **PINS)


@pytest.mark.parametrize(
    ("size", "closes"), [(7, True), (sp.Rational(699, 100), False), (sp.Rational(13, 2), False)]
)
def test_a_smaller_bracket_does_not_close(size: sp.Expr, closes: bool) -> None:
    """4 cos - 3 sin reaches 5, so the bracket reaches 7 and nothing below is a bound."""
    bracket = strict._CURVATURE_BRACKET
    claim = conj(le(bracket, size), ge(bracket, -size))
    steps = tuple(
        replace(s, claim=claim) if s.name == "curvature_bracket" else s
        for s in STATEMENT.proof
        if s.name in ("circle", "curvature_bracket")
    )
    alone = replace(STATEMENT, proof=steps, conclusions=(), closes={})
    words = {s.name: s.word for s in close_all([alone])[STATEMENT.id].steps}
    assert (words["curvature_bracket"] is Word.PROVED) == closes


def f(x: mpf, alpha: mpf) -> mpf:
    q = 1 / (1 - alpha)
    return (1 + x * x) ** q * (2 + mpmath.sin(2 * q * mpmath.log(1 + x * x)))


GRID = [mpf(k) / 25 for k in range(150)] + [mpf(2) ** (mpf(k) / 4) for k in range(10, 60)]
ALPHAS = [mpf("0.2"), mpf("0.5"), mpf("0.8")]


@pytest.mark.parametrize("alpha", ALPHAS, ids=str)
def test_the_bound_holds_on_a_grid_with_the_infimum_on_it(alpha: mpf) -> None:
    with mpmath.workdps(40):
        q = 1 / (1 - alpha)
        constant = 28 * q**2 + 10 * q
        values = [f(x, alpha) for x in GRID]
        lowest = min(values)
        assert 1 <= lowest <= 2
        for x, value in zip(GRID, values, strict=True):
            second = mpmath.diff(lambda v: f(v, alpha), x, 2)
            assert abs(second) <= constant * (2**alpha + (value - lowest) ** alpha)


def test_the_constant_is_not_far_from_what_is_needed() -> None:
    """sup |f''|/y^(q-1) is between 2 q (14 q - 7) and 28 q^2 + 10 q: far out w tends to 1."""
    with mpmath.workdps(40):
        alpha = mpf("0.8")
        q = 1 / (1 - alpha)
        far = [mpf(1000) * mpmath.exp(mpf(k) / 400) for k in range(300)]
        ratios = [
            abs(mpmath.diff(lambda v: f(v, alpha), x, 2)) / (1 + x * x) ** (q - 1) for x in far
        ]
        assert mpf("0.8") * (28 * q**2 + 10 * q) < max(ratios) <= 28 * q**2 + 10 * q


@pytest.mark.parametrize("alpha", ALPHAS, ids=str)
def test_stationary_points_have_unbounded_curvature(alpha: mpf) -> None:
    with mpmath.workdps(40):
        q = 1 / (1 - alpha)
        for k in range(6):
            y = mpmath.exp((mpmath.pi + 2 * k * mpmath.pi) / (2 * q))
            x = mpmath.sqrt(y - 1)
            second = mpmath.diff(lambda v: f(v, alpha), x, 2)
            assert abs(mpmath.diff(lambda v: f(v, alpha), x)) < mpf(10) ** -12 * y**q
            assert abs(second + 8 * q**2 * (1 - 1 / y) * y ** (q - 1)) < mpf(10) ** -8 * y**q
            assert -second >= 2 * (1 + alpha * k)


def test_the_second_stationary_point_by_hand() -> None:
    """alpha = 1/2, q = 2, k = 1: y = e^(3 pi/4), and f'' = -32 (y - 1) = -305.6."""
    values = {strict.alpha: sp.Rational(1, 2), strict.k: sp.Integer(1)}
    there = strict.NOT_A_MEMBER.left.subs(values)
    assert sp.simplify(there - 32 * (sp.exp(3 * sp.pi / 4) - 1)) == 0
