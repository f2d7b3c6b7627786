"""The lemma `sgd_step_below_level`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sympy import Rational

from theory import symbols as sym
from theory.lemmas import descent_below_level, sgd_descent_below_level
from theory.lemmas.sgd_step_below_level import ARRIVES, DESCENT, L, absorbed
from theory.logic import le, lt
from theory.registry import get
from theory.schema import Named
from theory.witness import Witness
from verify.symbolic.checker import close_all
from verify.symbolic.report import Report
from verify.symbolic.witnesses import check_witness
from verify.verdict import Word

STATEMENT = get("sgd_step_below_level")
BREAKS_WITHOUT = {
    "smooth": "descent",
    "ell_nondecreasing": "descent",
    "starts": "descent",
    "eta_range": "descent",
    "noise_abc": "descent",
    "curvature_step": "descent",
    "arrives": "descent",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"bounded_below", "everywhere", "ell_nonnegative"}
"""Assumptions without which no instance is recorded; the statement says why."""


@pytest.fixture(scope="module")
def report(report_of: Callable[[str], Report]) -> Report:
    return report_of(STATEMENT.id)


def test_it_is_proved_without_lemma_4_and_without_lemma_5(report: Report) -> None:
    assert report.word is Word.PROVED
    assert report.result.word is Word.PROVED
    assert report.result.cites == {"continuous_induction", "mean_value", "segment", "sgd_points"}
    assert report.result.leans_on == {"descent_below_level", "sgd_descent_below_level"}


def test_it_knows_neither_radius_nor_beta() -> None:
    assert not {sym.G, sym.beta, sym.Phi} & set(STATEMENT.parameters)


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


def test_it_does_not_close_where_only_the_mean_bound_is_below_the_level() -> None:
    """Without the martingale part the bound may be below while the step is not."""
    mean = replace(ARRIVES, claim=lt(absorbed(L) + sym.eta * sym.noise_inner, sym.level))
    assumptions = tuple(mean if a.name == "arrives" else a for a in STATEMENT.assumptions)
    loosened = replace(STATEMENT, assumptions=assumptions)
    result = close_all(
        (descent_below_level.STATEMENT, sgd_descent_below_level.STATEMENT, loosened)
    )[STATEMENT.id]
    assert result.word is Word.UNDECIDED


def test_three_quarters_is_the_best_factor() -> None:
    """At eta = 1/(2 (1+B) L) and full noise the descent is an equality: 4/5 is too much."""
    sharp = STATEMENT.sharp_at[0]
    assert check_witness(STATEMENT, sharp, None).word is Word.PROVED
    right = DESCENT.right - Rational(1, 20) * sym.eta * sym.gradient_norm**2
    steeper = replace(STATEMENT, conclusions=(Named("descent", le(sym.gap_next, right)),))
    assert check_witness(steeper, replace(sharp, equality=False), "arrives").word is Word.PROVED
