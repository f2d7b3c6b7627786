"""The lemma `pl_forces_curvature`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp

from theory import symbols as sym
from theory.logic import le
from theory.registry import get
from theory.schema import Named
from theory.witness import Witness
from verify.symbolic.checker import check_all
from verify.symbolic.report import Report, needed
from verify.verdict import Word

STATEMENT = get("pl_forces_curvature")
CITES = {
    "bernoulli_concave",
    "bernoulli_convex",
    "continuous_induction",
    "mean_value",
    "power_of_quotient",
    "power_of_zero",
    "power_positive",
    "powers",
    "ray",
}
LEANS_ON = {"gradient_bound", "power_ell", "power_monotone"}
CONCLUDES = ["average", "excess"]
SHARP = ["average", "average"]
BREAKS_WITHOUT = {
    "K0_range": "excess",
    "smooth": "excess",
    "bounded_below": "excess",
    "pl": "excess",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"K_range", "rho_range"}
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


def test_a_smaller_bound_is_not_proved() -> None:
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
    before = [s for s in needed([STATEMENT.id]) if s.id != STATEMENT.id]
    assert check_all([*before, weak])[STATEMENT.id].word is not Word.PROVED


def test_the_excess_by_hand_on_a_quartic() -> None:
    """x^2/2 + x^6/30 (rho = 2, K0 = 1, K = 4): (1 + rho)(mu - K0) <= K gap^2 in fractions."""
    assert sym.mu in STATEMENT.parameters
    for x in (Fraction(1, 3), Fraction(1), Fraction(5, 2)):
        gap, slope = x**2 / 2 + x**6 / 30, x + x**5 / 5
        mu = slope**2 / (2 * gap)
        assert 3 * (mu - 1) <= 4 * gap**2
