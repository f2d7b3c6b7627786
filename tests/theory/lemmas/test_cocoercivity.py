"""The lemma `cocoercivity`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("cocoercivity")
CITES = {
    "continuous_induction",
    "continuous_induction_from_zero",
    "convex_ray",
    "forget_minimiser",
    "mean_value",
    "ray",
}
LEANS_ON = {"self_bounding"}
CONCLUDES = ["cocoercive"]
BREAKS_WITHOUT = {
    "smooth": "cocoercive",
    "bounded_below": "cocoercive",
    "ell_nondecreasing": "cocoercive",
    "convex": "cocoercive",
    "minimiser": "cocoercive",
    "step_range": "cocoercive",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = set()
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
    assert [w.conclusion for w in STATEMENT.sharp_at] == ["cocoercive"]


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


def test_it_holds_on_random_convex_members_of_the_class() -> None:
    """f = (K0/K)(cosh(sqrt(c K) a.w) - 1) in the plane, c <= 1, |a| = 1: f'' <= K0 + K f."""
    rng = random.Random(7)
    smallest = math.inf
    for _ in range(2000):
        k0, k, c = (
            10 ** rng.uniform(-3, 2),
            10 ** rng.uniform(-2, 2),
            rng.choice([1.0, rng.random()]),
        )
        rate, angle, z = math.sqrt(c * k), rng.uniform(0, math.tau), rng.uniform(-3, 3)
        a = (math.cos(angle), math.sin(angle))
        side = rng.uniform(-2, 2)  # w = (z/rate) a + side * orthogonal, and w* = 0
        w = (z / rate * a[0] - side * a[1], z / rate * a[1] + side * a[0])
        gap, slope = k0 / k * (math.cosh(z) - 1), k0 / k * rate * math.sinh(z)
        inner = slope * (a[0] * w[0] + a[1] * w[1])
        best = gap + slope**2 / (2 * (k0 + k * gap))
        smallest = min(smallest, inner / best)
    assert 1 - 1e-12 <= smallest < 1.02


def test_a_tenth_more_is_false_on_a_parabola() -> None:
    gap, square, inner = 0.5, 1.0, 1.0
    assert inner == gap + square / 2
    assert inner < gap + 1.1 * square / 2
