"""The theorem `gd_nonconvex_warmup`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("gd_nonconvex_warmup")
CITES = {
    "continuous_induction_from_zero",
    "finite_sum",
    "gd_ray",
    "integers",
    "mean_value",
    "successor",
}
LEANS_ON = {"descent_lemma", "gd_nonconvex"}
CONCLUDES = ["rate", "warms_up", "not_worse"]
BREAKS_WITHOUT = {"smooth": "rate", "ell_nondecreasing": "rate", "schedule": "rate"}
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
    assert [w.conclusion for w in STATEMENT.sharp_at] == ["rate"]


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


def test_a_run_on_the_extremal_function_by_hand() -> None:
    """f = cosh x - 1, eta = 1/cosh x: the steps grow, and m T^2 <= 2 (gap_0 - gap_T) sum ell."""
    x, etas, slopes, curvatures = 2.0, [], [], []
    gap_0 = math.cosh(x) - 1
    for _ in range(4):
        curvatures.append(math.cosh(x))
        etas.append(1 / math.cosh(x))
        slopes.append(math.sinh(x))
        x -= etas[-1] * slopes[-1]
    assert etas == sorted(etas)
    smallest = min(slopes) ** 2
    assert smallest * 4**2 <= 2 * (gap_0 - (math.cosh(x) - 1)) * sum(curvatures)
    assert sum(curvatures) <= 4 * curvatures[0]
