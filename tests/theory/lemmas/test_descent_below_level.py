"""The lemma `descent_below_level`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from theory import symbols as sym
from theory.lemmas.descent_below_level import ARRIVES, FAR_BOUND, L
from theory.logic import lt
from theory.registry import get
from theory.witness import Witness
from verify.symbolic.checker import check_statement
from verify.symbolic.report import Report
from verify.symbolic.witnesses import check_witness
from verify.verdict import Word

STATEMENT = get("descent_below_level")
BREAKS_WITHOUT = {"smooth", "ell_nondecreasing", "starts", "arrives"}
REASONS = {"bounded_below", "everywhere", "ell_nonnegative"}
"""Assumptions without which no instance is recorded; the statement says why."""


@pytest.fixture(scope="module")
def report(report_of: Callable[[str], Report]) -> Report:
    return report_of(STATEMENT.id)


def test_it_is_proved_without_lemma_4_and_its_radius(report: Report) -> None:
    assert report.word is Word.PROVED
    assert report.result.word is Word.PROVED
    assert report.result.cites == {"continuous_induction", "mean_value", "segment"}
    assert report.result.leans_on == set()
    assert sym.G not in STATEMENT.parameters


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT | REASONS
    for name in BREAKS_WITHOUT:
        witness = STATEMENT.fails_without[name]
        assert isinstance(witness, Witness)
        assert check_witness(STATEMENT, witness, name).word is Word.PROVED
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


def test_it_does_not_close_where_the_end_may_lie_half_a_bend_above_the_level() -> None:
    loose = replace(ARRIVES, claim=lt(FAR_BOUND - L * sym.distance**2 / 4, sym.level))
    assumptions = tuple(loose if a.name == "arrives" else a for a in STATEMENT.assumptions)
    result = check_statement(replace(STATEMENT, assumptions=assumptions), {})
    words = {step.name: step.word for step in result.steps}
    assert words["chord"] is Word.UNDECIDED
    assert words["conclusion descent"] is Word.UNDECIDED


def test_its_bend_cannot_be_smaller() -> None:
    sharp = STATEMENT.sharp_at[0]
    assert check_witness(STATEMENT, sharp, None).word is Word.PROVED
    smaller = replace(
        STATEMENT.conclusions[0],
        claim=replace(STATEMENT.conclusions[0].claim, right=FAR_BOUND - L * sym.distance**2 / 64),
    )
    tightened = replace(STATEMENT, conclusions=(smaller,))
    assert check_witness(tightened, replace(sharp, equality=False), "arrives").word is Word.PROVED
