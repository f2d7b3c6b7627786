"""The lemma `sgd_descent_below_level`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from theory import symbols as sym
from theory.lemmas.sgd_descent_below_level import DESCENT, L
from theory.logic import le
from theory.registry import get
from theory.schema import Named
from theory.witness import Witness
from verify.symbolic.report import Report
from verify.symbolic.witnesses import check_witness
from verify.verdict import Word

STATEMENT = get("sgd_descent_below_level")
CITES = {"mean_value", "continuous_induction", "sgd_points", "segment"}
LEANS_ON = {"descent_below_level"}
BREAKS_WITHOUT = {
    "smooth": "descent",
    "ell_nondecreasing": "descent",
    "starts": "descent",
    "arrives": "descent",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"bounded_below", "everywhere", "eta_range", "ell_nonnegative"}
"""Assumptions without which no instance is recorded; the statement says why."""


@pytest.fixture(scope="module")
def report(report_of: Callable[[str], Report]) -> Report:
    return report_of(STATEMENT.id)


def test_it_is_proved_from_exactly_these_rules_and_statements(report: Report) -> None:
    assert report.word is Word.PROVED
    assert report.result.word is Word.PROVED
    assert report.result.cites == CITES
    assert report.result.leans_on == LEANS_ON


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


def test_it_is_an_equality_where_the_curvature_is_constant() -> None:
    """So neither of its factors can be better: less curvature makes the instance break it."""
    (sharp,) = STATEMENT.sharp_at
    assert check_witness(STATEMENT, sharp, None).word is Word.PROVED
    claim = DESCENT
    better = le(claim.left, claim.right - L * sym.eta**2 * sym.noise**2 / 64)
    tightened = replace(STATEMENT, conclusions=(Named("descent", better),))
    broken = check_witness(tightened, replace(sharp, equality=False), "arrives")
    assert broken.word is Word.PROVED
