"""The lemma `sgd_step`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sympy import Rational, sqrt

from theory.lemmas import distance_rises, gradient_bound, growth, local_descent_level
from theory.lemmas.sgd_step.setting import (
    DESCENT,
    MARTINGALE_PART,
    A,
    C,
    L,
    V,
    eta,
    g,
    gap,
    gap_next,
    inner,
)
from theory.logic import le
from theory.registry import get
from theory.schema import Named, Statement
from theory.witness import Witness
from verify.symbolic.checker import close_all
from verify.symbolic.report import Report
from verify.symbolic.witnesses import check_witness
from verify.verdict import Word

STATEMENT = get("sgd_step")
CITES = {
    "continuous_induction",
    "first_passage",
    "mean_value",
    "ray",
    "segment",
    "sgd_points",
}
LEANS_ON = {"distance_rises", "gradient_bound", "growth", "local_descent_level"}
CONCLUDES = ["reach", "descent", "above", "below"]
SHARP = ["descent", "descent"]
BREAKS_WITHOUT = {
    "smooth": "reach",
    "bounded_below": "reach",
    "ell_nondecreasing": "descent",
    "integral": "reach",
    "antiderivative": "reach",
    "level_range": "reach",
    "eta_range": "reach",
    "B_range": "below",
    "noise_abc": "above",
    "curvature_step": "descent",
    "radius_step": "reach",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {
    "A_range",
    "C_range",
    "beta_range",
    "ell_nonnegative",
    "everywhere",
    "potential_positive",
}
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


def test_four_fifths_of_the_gradient_part_is_refuted_by_the_sharp_instance() -> None:
    """Control: 3/4 is the best constant of the absorption."""
    tight = le(
        gap_next,
        gap - Rational(4, 5) * eta * g**2 - MARTINGALE_PART + L * eta**2 / 2 * (A * gap + C),
    )
    claimed = replace(STATEMENT, conclusions=(Named("descent", tight),))
    broken = replace(STATEMENT.sharp_at[0], equality=False)
    assert check_witness(claimed, broken, None).word is Word.PROVED
    assert not proved(claimed)


def test_a_smaller_bound_of_the_martingale_part_is_not_proved() -> None:
    """Control: with nine tenths of the bound."""
    tight = le(MARTINGALE_PART, Rational(9, 10) * eta * g * sqrt(V))
    assert not proved(replace(STATEMENT, conclusions=(Named("above", tight),)))


def test_the_step_without_noise_is_that_of_the_descent_inequality() -> None:
    """Control by hand: x^2/2 from 1 with eta = 1/4 and no noise falls to 9/32 <= 1/2 - 3/16."""
    by_hand = Rational(1, 2) * (1 - Rational(1, 4)) ** 2
    assert by_hand == Rational(9, 32)
    values = {
        gap: Rational(1, 2),
        g: 1,
        eta: Rational(1, 4),
        inner: 0,
        A: 0,
        C: 0,
        gap_next: by_hand,
    }
    assert by_hand < DESCENT.right.subs(values) == Rational(5, 16)


def proved(claimed: Statement) -> bool:
    before = [
        gradient_bound.STATEMENT,
        growth.STATEMENT,
        distance_rises.STATEMENT,
        local_descent_level.STATEMENT,
    ]
    return close_all([*before, claimed])[claimed.id].word is Word.PROVED
