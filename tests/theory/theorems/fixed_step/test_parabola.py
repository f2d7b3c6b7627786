"""The theorem `pl_lower_bound`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import mpmath
import pytest
import sympy as sp

from theory import symbols as sym
from theory.definitions.run import UP_TO_T, Delta, n
from theory.logic import ForAll, ge, implies, le
from theory.registry import get
from theory.schema import Named
from verify.symbolic.checker import check_statement
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("pl_lower_bound")
CITES = {
    "integers",
    "logarithm",
    "logarithm_of_product",
    "successor",
}
LEANS_ON = frozenset()
CONCLUDES = ["pl", "exact", "slow", "simple"]
SHARP = ["exact"]
REASONS = {"eps_range", "gap0_range", "rate"}
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
    assert [w.conclusion for w in STATEMENT.sharp_at] == SHARP


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


def test_a_tenth_more_steps_are_not_proved() -> None:
    """Control: 0.9 n in place of n does not close."""
    fall = -2 * sp.Rational(9, 10) * n * sp.log(1 - sym.eta * sym.mu)
    wish = ForAll(
        n, UP_TO_T, implies((le(Delta(n), sym.eps),), ge(fall, sp.log(sym.gap0 / sym.eps)))
    )
    weak = replace(STATEMENT, conclusions=(Named("slow", wish),))
    assert check_statement(weak, {}).word is not Word.PROVED


@pytest.mark.parametrize("y", ["0.01", "0.3", "0.5", "0.9"])
def test_runs_take_at_least_the_count(y: str) -> None:
    """Brute force on x^2/2 with eta = y; the count is also nearly attained."""
    with mpmath.workdps(40):
        eta, x, target, count = mpmath.mpf(y), mpmath.mpf(3), mpmath.mpf("1e-5"), 0
        start = x**2 / 2
        while x**2 / 2 > target:
            x -= eta * x
            count += 1
        least = mpmath.log(start / target) / (-2 * mpmath.log(1 - eta))
        assert least <= count < least + 1
        assert (1 - eta) / (2 * eta) * mpmath.log(start / target) <= least
