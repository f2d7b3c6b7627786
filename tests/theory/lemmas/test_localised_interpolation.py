"""The lemma `localised_interpolation`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("localised_interpolation")
CITES = {"continuous_induction_from_zero", "gd_ray", "mean_curvature", "mean_value", "secant_ray"}
LEANS_ON = {"descent_lemma"}
CONCLUDES = ["both_ends"]
BREAKS_WITHOUT = {
    "smooth": "both_ends",
    "ell_nondecreasing": "both_ends",
    "convex": "both_ends",
    "step_range": "both_ends",
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
    assert [w.conclusion for w in STATEMENT.sharp_at] == ["both_ends"]


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


def test_it_holds_on_random_convex_members_and_is_tight() -> None:
    """f = (K0/K)(cosh(sqrt(c K) x) - 1), c <= 1: f'' = c (K0 + K f) <= K0 + K f."""
    rng = random.Random(3)
    smallest = math.inf
    for _ in range(3000):
        k0, k, c = 10 ** rng.uniform(-2, 2), 10 ** rng.uniform(-2, 2), rng.choice([1, rng.random()])
        rate, z = math.sqrt(c * k), 10 ** rng.uniform(-2, 1)
        gap, slope = k0 / k * (math.cosh(z) - 1), k0 / k * rate * math.sinh(z)
        eta = rng.choice([1, rng.uniform(0.01, 1)]) / (k0 + k * gap)
        z_next = z - eta * slope * rate
        gap_next, slope_next = k0 / k * (math.cosh(z_next) - 1), k0 / k * rate * math.sinh(z_next)
        paid = eta / 2 * (slope**2 + slope_next**2)
        smallest = min(smallest, (gap - gap_next) / paid)
    assert 1 - 1e-9 <= smallest < 1.05
