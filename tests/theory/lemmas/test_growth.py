"""The lemma `growth`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sympy import Rational

from theory.lemmas import gradient_bound
from theory.lemmas.growth.setting import G, distance, gap_far, level
from theory.logic import Implies, gt, le
from theory.registry import get
from theory.schema import Named
from theory.witness import Witness
from verify.symbolic.checker import close_all
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("growth")
CITES = {"continuous_induction", "first_passage", "mean_value", "ray", "segment"}
LEANS_ON = {"gradient_bound"}
CONCLUDES = ["growth"]
SHARP = ["growth", "growth"]
BREAKS_WITHOUT = {
    "smooth": "growth",
    "bounded_below": "growth",
    "integral": "growth",
    "antiderivative": "growth",
    "level_range": "growth",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"ell_nonnegative", "everywhere", "potential_positive"}
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


def test_a_smaller_constant_is_not_proved() -> None:
    """Control: with nine tenths of the distance the last steps stop closing."""
    tight = Implies(gt(gap_far, 0), le(G(gap_far) - G(level), Rational(9, 10) * distance))
    proof = tuple(replace(s, claim=tight) if s.name == "both" else s for s in STATEMENT.proof)
    claimed = replace(STATEMENT, proof=proof, conclusions=(Named("growth", tight),))
    proved = close_all([gradient_bound.STATEMENT, claimed])
    assert proved["growth"].word is not Word.PROVED
