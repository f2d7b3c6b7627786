"""The theorem `interpolated_sgd_step`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp

from theory.logic import Rel
from theory.registry import get
from theory.schema import Named
from theory.witness import Witness
from verify.symbolic.checker import check_all
from verify.symbolic.report import Report, needed
from verify.verdict import Word

STATEMENT = get("interpolated_sgd_step")
CITES = {
    "bernoulli_concave",
    "bernoulli_convex",
    "continuous_induction",
    "mean_value",
    "power_of_quotient",
    "power_of_zero",
    "power_positive",
    "powers",
    "projected_step",
    "ray",
}
LEANS_ON = {"gradient_bound", "power_ell", "power_monotone"}
CONCLUDES = ["closer", "progress"]
SHARP = ["progress"]
BREAKS_WITHOUT = {
    "smooth": "closer",
    "bounded_below": "progress",
    "schedule": "closer",
    "aiming": "closer",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"K0_range", "K_range", "reach", "rho_range", "theta_range"}
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


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


def test_nine_tenths_of_the_scale_are_not_proved() -> None:
    """Control: with 0.9 L(S) in place of L(S) the progress does not close."""
    claim = STATEMENT.conclusions[1].claim
    assert isinstance(claim, Rel)
    less = replace(claim, right=sp.Rational(9, 10) * claim.right)
    weak = replace(STATEMENT, conclusions=(Named("progress", less),))
    before = [s for s in needed([STATEMENT.id]) if s.id != STATEMENT.id]
    assert check_all([*before, weak])[STATEMENT.id].word is not Word.PROVED


def test_no_sample_leads_away_in_exact_fractions() -> None:
    """f_i = a_i x^2/2 with a_i <= K0 = 3, K = 0, theta = 2: eta = 1/3 whatever is drawn."""
    rng, x = random.Random(5), Fraction(7)
    for _ in range(30):
        a = Fraction(rng.randint(1, 6), 2)
        after = x - Fraction(1, 3) * a * x
        gap = a * x**2 / 2
        assert abs(after) <= abs(x)
        assert 4 * gap <= 2 * 3 * (x**2 - after**2)
        x = after
