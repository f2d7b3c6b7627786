"""The theorem `gd_pl_contraction`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
import sympy as sp

from theory import symbols as sym
from theory.definitions.run import Delta, etas, in_run, t
from theory.logic import le
from theory.registry import get
from theory.schema import Named
from theory.witness import Witness
from verify.symbolic.checker import check_all
from verify.symbolic.report import Report, needed
from verify.verdict import Word

STATEMENT = get("gd_pl_contraction")
CITES = {
    "continuous_induction_from_zero",
    "gd_ray",
    "mean_value",
}
LEANS_ON = {"descent_lemma"}
CONCLUDES = ["contraction", "mu_at_most"]
SHARP = ["contraction"]
BREAKS_WITHOUT = {
    "smooth": "contraction",
    "ell_nondecreasing": "contraction",
    "schedule": "contraction",
    "pl": "contraction",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"bounded_below"}
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


def test_a_stronger_contraction_is_not_proved() -> None:
    """Control: (1 - mu eta/0.9) is no longer a consequence."""
    factor = 1 - sym.mu * etas(t) * sp.Rational(10, 9)
    wish = le(Delta(t + 1), factor * Delta(t))
    steps = tuple(
        replace(step, claim=wish) if step.name == "contraction" else step
        for step in STATEMENT.proof
        if step.name != "mu_at_most"
    )
    weak = replace(
        STATEMENT,
        proof=steps,
        conclusions=(Named("contraction", in_run(wish)),),
        closes={"contraction": ("contraction",)},
    )
    before = [s for s in needed([STATEMENT.id]) if s.id != STATEMENT.id]
    results = check_all([*before, weak])
    assert results[STATEMENT.id].word is not Word.PROVED


def test_a_run_on_the_extremal_function_by_hand() -> None:
    """f = cosh x - 1: ell = cosh x, and g^2 = 2 f + f^2 >= 2 f, so mu = 1."""
    x = 3.0
    for _ in range(8):
        gap, ell = math.cosh(x) - 1, math.cosh(x)
        x -= math.sinh(x) / ell
        assert math.cosh(x) - 1 <= (1 - 1 / ell) * gap
