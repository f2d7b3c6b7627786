"""The proposition `closure_affine`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("closure_affine")
CITES = {
    "bernoulli_concave",
    "bernoulli_convex",
    "norm_of_affine",
    "power_of_quotient",
    "power_of_zero",
    "power_positive",
    "powers",
}
LEANS_ON = {"power_sums"}
CONCLUDES = ["concave", "convex", "same_infimum"]
ATTAINED = ["concave", "convex", "same_infimum"]
BREAKS_WITHOUT = {"Kf_range": "concave", "f_smooth": "concave"}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"gamma_range", "rho_range"}
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
    assert [w.conclusion for w in STATEMENT.sharp_at] == ATTAINED


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


def test_the_bound_on_drawn_numbers() -> None:
    rng = random.Random(4)
    for _ in range(20_000):
        rho = rng.choice([rng.uniform(0.05, 1), 1.0, rng.uniform(1, 4)])
        growth, gap = rng.uniform(0, 5), rng.uniform(0, 3)
        gamma = rng.uniform(0, gap)
        factor = 2 ** (rho - 1) if rho > 1 else 1.0
        allowed = factor * growth * (gamma**rho + (gap - gamma) ** rho)
        assert growth * gap**rho <= allowed * (1 + 1e-12)


def test_two_variables_seen_through_one() -> None:
    """f = cosh x + x^2/2 along A w + b = (3 w, ...): f(3 w) has curvature 9 cosh(3 w) + 9."""
    for w in (0.0, 0.2, 1.0):
        gap = math.cosh(3 * w) - 1
        assert 9 * math.cosh(3 * w) <= 9 * 1 + 9 * gap + 1e-9


def test_nine_tenths_of_the_constants_is_refuted() -> None:
    assert 4 * 3 > 0.9 * 4 * (1 + 2)
    assert 4 * 2**2 > 0.9 * 4 * (2 * 1 + 2 * 1)
