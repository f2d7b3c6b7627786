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
from theory.witness import Witness
from verify.symbolic.checker import close_all
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("inclusion_strict")
CITES = {
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
}
LEANS_ON = {"power_monotone", "power_sums"}
CONCLUDES = ["above", "member", "stationary", "not_a_member"]
ATTAINED = ["above"]
BREAKS_WITHOUT = {
    "alpha_range": "member",
    "f_star_range": "member",
    "rho_range": "not_a_member",
    "far": "not_a_member",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"below"}
"""Assumptions without which no instance is recorded; the statement says why."""


@pytest.fixture(scope="module")
def report(report_of: Callable[[str], Report]) -> Report:
    return report_of(STATEMENT.id)


def test_it_is_proved_from_exactly_these_rules_and_statements(report: Report) -> None:
    assert report.word is Word.PROVED
    assert report.result.word is Word.PROVED
    assert report.result.cites == CITES
    assert report.result.leans_on == LEANS_ON


def test_every_conclusion_is_closed(report: Report) -> None:
    assert [c.name for c in STATEMENT.conclusions] == CONCLUDES
    words = {step.name: step.word for step in report.result.steps}
    assert {words[f"conclusion {name}"] for name in CONCLUDES} == {Word.PROVED}


def test_it_is_attained_at_its_sharp_instances() -> None:
    assert [w.conclusion for w in STATEMENT.sharp_at] == ATTAINED


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


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
