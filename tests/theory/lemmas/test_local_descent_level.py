"""The lemma `local_descent_level`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sympy import Rational

from theory.lemmas import distance_rises, gradient_bound, growth
from theory.lemmas.growth.setting import distance, gap, gap_far, towards
from theory.lemmas.local_descent_level import TOP, L
from theory.logic import le
from theory.registry import get
from theory.schema import Named, Statement
from theory.witness import Witness
from verify.symbolic.checker import close_all
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("local_descent_level")
CITES = {"continuous_induction", "first_passage", "mean_value", "ray", "segment"}
LEANS_ON = {"distance_rises", "gradient_bound", "growth"}
CONCLUDES = ["reach", "descent"]
SHARP = ["reach", "descent"]
BREAKS_WITHOUT = {
    "smooth": "reach",
    "bounded_below": "reach",
    "ell_nondecreasing": "descent",
    "integral": "reach",
    "antiderivative": "reach",
    "level_range": "reach",
    "radius": "descent",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"beta_range", "ell_nonnegative", "everywhere", "potential_positive"}
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


def test_the_gap_itself_is_not_proved_to_stay_below_a_smaller_level() -> None:
    """Control: with nine tenths of the level the last step stops closing."""
    tight = le(gap_far, Rational(9, 10) * TOP)
    claimed = replace(STATEMENT, conclusions=(Named("reach", tight), *STATEMENT.conclusions[1:]))
    assert not proved(claimed)


def test_a_smaller_curvature_is_not_proved() -> None:
    """Control: with nine tenths of L the descent inequality stops closing."""
    tight = le(gap_far, gap + towards + Rational(9, 10) * L * distance**2 / 2)
    claimed = replace(STATEMENT, conclusions=(STATEMENT.conclusions[0], Named("descent", tight)))
    assert not proved(claimed)


def proved(claimed: Statement) -> bool:
    before = [gradient_bound.STATEMENT, growth.STATEMENT, distance_rises.STATEMENT]
    return close_all([*before, claimed])[claimed.id].word is Word.PROVED
