"""The theorem `gd_convex_warmup`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("gd_convex_warmup")
CITES = {
    "continuous_induction",
    "continuous_induction_from_zero",
    "convex_ray",
    "expansion",
    "finite_sum",
    "forget_minimiser",
    "gd_ray",
    "integers",
    "mean_value",
    "ray",
}
LEANS_ON = {
    "cocoercivity",
    "descent_lemma",
    "gd_convex",
    "gd_convex_step",
    "gd_nonconvex",
    "self_bounding",
}
CONCLUDES = ["count"]
BREAKS_WITHOUT = {
    "smooth": "count",
    "bounded_below": "count",
    "ell_nondecreasing": "count",
    "convex": "count",
    "minimiser": "count",
    "schedule": "count",
    "quotient": "count",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"eps_range"}
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
    assert [w.conclusion for w in STATEMENT.sharp_at] == ["count"]


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


def test_the_sum_over_random_runs_never_exceeds_the_squared_distance() -> None:
    """f = (K0/K)(cosh(sqrt(c K) x) - 1) with c <= 1, run with the warm-up of the class."""
    rng = random.Random(11)
    for _ in range(200):
        k0, k, c = 10 ** rng.uniform(-3, 1), 10 ** rng.uniform(-1, 1), rng.uniform(0.01, 1)
        rate, x = math.sqrt(c * k), rng.uniform(1, 8) / math.sqrt(c * k)
        start, gaps = x, []
        for _ in range(300):
            z = rate * x
            gaps.append(k0 / k * (math.cosh(z) - 1))
            x -= k0 / k * rate * math.sinh(z) / (k0 + k * gaps[-1])
        gained = sum(2 * gap / (k0 + k * gap) for gap in gaps)
        assert gained <= (start**2 - x**2) * (1 + 1e-9)
