"""The theorem `no_sharp_warmup`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp

from theory import symbols as sym
from theory.definitions.run import UP_TO_T, Delta, n
from theory.logic import ForAll, ge, implies, le
from theory.registry import get
from theory.schema import Named
from theory.theorems import gd_convex
from theory.theorems.no_sharp_warmup_setting import FIRST, PROMISED, Phi
from theory.witness import Witness
from verify.symbolic.checker import check_statement
from verify.symbolic.report import Report, check
from verify.symbolic.witnesses import check_witness
from verify.verdict import Word

STATEMENT = get("no_sharp_warmup")
CITES = {"integers", "successor", "zero_integer"}
LEANS_ON = frozenset()
CONCLUDES = [
    "convex",
    "smooth",
    "exact",
    "spent",
    "squares",
    "count",
    "simple",
    "explicit",
    "ratio",
]
SHARP = ["count"]
BREAKS_WITHOUT = {
    "K0_range": "convex",
    "K_range": "count",
    "outer_slope_range": "count",
    "start": "explicit",
    "schedule": "count",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"eps_range"}
"""Assumptions without which no instance is recorded; the statement says why."""


@pytest.fixture(scope="module")
def report() -> Report:
    return next(r for r in check([STATEMENT.id]) if r.statement is STATEMENT)


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
    for witness in STATEMENT.sharp_at:
        assert check_witness(STATEMENT, witness, None).word is Word.PROVED


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]
    assert check_witness(STATEMENT, witness, assumption).word is Word.PROVED


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


def test_a_tenth_more_steps_are_not_proved() -> None:
    """Control: 0.9 n in place of n does not close."""
    least = (Phi(FIRST) - Phi(sym.eps)) / sym.outer_slope**2
    wish = ge(sp.Rational(9, 10) * n, least)
    weak = ForAll(n, UP_TO_T, implies((le(Delta(n), sym.eps),), wish))
    tight = replace(STATEMENT, conclusions=(Named("count", weak),))
    assert check_statement(tight, {}).word is not Word.PROVED


def test_the_promised_count_is_that_of_theorem_2() -> None:
    """Before rounding, at rho = 1."""
    (case,) = [c for c in gd_convex.EVALUATION.cases if c.conditions == (le(sym.rho, 1),)]
    (output,) = [o for o in case.outputs if o.name == "iterations_warmup"]
    assert sp.simplify(output.formula.args[0].subs(sym.rho, 1) - PROMISED) == 0


def huber(x: Fraction, K0: Fraction, s: Fraction) -> Fraction:
    return K0 * x**2 / 2 if K0 * x <= s else s * x - s**2 / (2 * K0)


def run(K0: Fraction, K: Fraction, s: Fraction, x: Fraction, eps: Fraction) -> int:
    """Count the steps to eps by brute force; positions are cut to multiples of 10^-25, upwards.

    A point further out has the larger gap, so the count can only be too large by the cutting, and
    that by less than one step in 10^10 here.
    """
    steps, unit = 0, 10**25
    while huber(x, K0, s) > eps:
        slope = min(K0 * x, s)
        x = Fraction(-((-(x - slope / (K0 + K * huber(x, K0, s))) * unit) // 1), unit)
        steps += 1
    return steps


@pytest.mark.parametrize("K0", ["1/4", "3"])
@pytest.mark.parametrize("K", ["0", "5"])
@pytest.mark.parametrize("s", ["1/10", "1"])
@pytest.mark.parametrize("share", ["1/20", "3/4"])
def test_runs_take_at_least_the_counts(K0: str, K: str, s: str, share: str) -> None:
    """Also where the run leaves the cone before it is down to eps."""
    k0, k, slope, c = Fraction(K0), Fraction(K), Fraction(s), Fraction(share)
    start = 2 * slope / k0
    eps, gap0 = c * slope * start, huber(start, k0, slope)
    if eps >= gap0:
        eps = gap0 / 2
        c = eps / (slope * start)
    steps = run(k0, k, slope, start, eps)
    assert steps * slope**2 >= k0 * (gap0 - eps) + k * (gap0**2 - eps**2) / 2
    assert 2 * steps * slope**2 >= k * (gap0**2 - eps**2)
    promised = start**2 * (k0 / eps + k) / 2
    assert steps <= promised + 1
    lost = k0 * (1 - c) ** 2 / (2 * c * slope) + k * slope / (2 * k0)
    assert steps >= (1 - c**2) * promised - start * lost - Fraction(1, 2)


def test_the_explicit_count_misses_two_steps_in_half_a_million() -> None:
    """The instance of test_cone_warmup, where 499,202 steps are counted."""
    K0 = s = Fraction(1, 10_000)
    distance, c = Fraction(1000), Fraction(1, 20)
    lost = K0 * (1 - c) ** 2 / (2 * c * s) + s / (2 * K0)
    assert (1 - c**2) * 510_000 - distance * lost - Fraction(1, 2) == Fraction(998_399, 2)


@pytest.mark.parametrize("share", ["1/10", "1/30"])
def test_far_out_almost_the_whole_count_is_taken(share: str) -> None:
    """K0 = s = K = 1; from the distance where the last conclusion applies."""
    one, c = Fraction(1), Fraction(share)
    lost = (1 - c) ** 2 / (2 * c) + one / 2
    distance = Fraction(1)
    while c**2 * distance**2 < 2 * distance * lost + 1:
        distance *= 2
    promised = distance**2 * (1 / (c * distance) + 1) / 2
    gap0, eps = distance - one / 2, c * distance
    least = (gap0 - eps) + (gap0**2 - eps**2) / 2
    assert least >= (1 - 2 * c**2) * promised
    assert least < promised
