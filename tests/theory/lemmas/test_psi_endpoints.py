"""The lemma `psi_endpoints`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("psi_endpoints")
CITES = {"bernoulli_concave", "bernoulli_convex", "power_of_quotient", "power_positive"}
LEANS_ON = set()
CONCLUDES = ["nondecreasing", "ends"]
BREAKS_WITHOUT = {"K0_range": "nondecreasing", "K_range": "nondecreasing", "eps_range": "ends"}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"gap0_range", "not_both_zero", "rho_range"}
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
    assert [w.conclusion for w in STATEMENT.sharp_at] == ["ends"]


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


@pytest.mark.parametrize("rho", [1, 2, 3, 5])
def test_no_exact_point_between_lies_below_both_ends(rho: int) -> None:
    rng = random.Random(rho)

    def psi(s: Fraction) -> Fraction:
        return s / (k0 + k * s**rho)

    for _ in range(500):
        k0, k = Fraction(rng.randint(0, 9), 7), Fraction(rng.randint(1, 9), 5)
        low = Fraction(rng.randint(1, 40), 10)
        high = low + Fraction(rng.randint(0, 60), 10)
        s = low + (high - low) * Fraction(rng.randint(0, 10), 10)
        assert psi(s) >= min(psi(low), psi(high))
        if rho == 1:
            assert psi(s) >= psi(low)


def test_it_is_not_monotone_for_rho_2() -> None:
    """psi = s/(1 + s^2) rises up to 1 = (K0/((rho-1) K))^(1/rho) and then falls."""
    assert Fraction(1, 2) / (1 + Fraction(1, 4)) < Fraction(1, 2) > Fraction(2) / 5
