"""The proposition `closure_sum`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.bounds import bound
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("closure_sum")
CITES = {
    "bernoulli_concave",
    "bernoulli_convex",
    "norm_of_sum",
    "power_of_power",
    "power_of_quotient",
    "power_of_zero",
    "power_positive",
    "powers",
}
LEANS_ON = {"power_hoelder", "power_monotone", "power_sums"}
CONCLUDES = ["convex", "common_minimum", "concave"]
ATTAINED = ["convex", "common_minimum", "concave"]
BREAKS_WITHOUT = {
    "rho_range": "concave",
    "Kf_range": "concave",
    "Kg_range": "concave",
    "f_smooth": "convex",
    "g_smooth": "convex",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"gamma_range"}
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


def constants(rho: float, Kf: float, Kg: float, gamma: float) -> tuple[float, float]:
    """K0 (without K0f + K0g) and K of the sum, by hand."""
    if rho >= 1:
        growth = 2 ** (rho - 1) * max(Kf, Kg)
    else:
        growth = (Kf ** (1 / (1 - rho)) + Kg ** (1 / (1 - rho))) ** (1 - rho)
    return growth * gamma**rho, growth


def test_the_bound_on_drawn_gaps() -> None:
    rng = random.Random(3)
    for _ in range(20_000):
        rho = rng.choice([rng.uniform(0.05, 0.95), 1.0, rng.uniform(1, 4)])
        Kf, Kg = rng.choice([0.0, rng.uniform(0, 5)]), rng.uniform(0, 5)
        a, b = rng.uniform(0, 3), rng.choice([0.0, rng.uniform(0, 3)])
        gamma = rng.uniform(0, a + b)
        K0, K = constants(rho, Kf, Kg, gamma)
        assert Kf * a**rho + Kg * b**rho <= (K0 + K * (a + b - gamma) ** rho) * (1 + 1e-12) + 1e-15


@pytest.mark.parametrize(
    ("rho", "a", "b", "gamma"), [(2.0, 2.0, 0.0, 1.0), (1.0, 1.0, 1.0, 0.0), (0.5, 1.0, 1.0, 0.0)]
)
def test_nine_tenths_of_the_growth_is_refuted(rho: float, a: float, b: float, gamma: float) -> None:
    K0, K = constants(rho, 1.0, 1.0, gamma)
    assert a**rho + b**rho > 0.9 * (K0 + K * (a + b - gamma) ** rho)


def test_its_numbers_by_hand() -> None:
    def numbers(**values: str) -> list[str]:
        outputs = bound("closure_sum", values).outputs
        return [str(outputs[name]) for name in ("K0", "K")]

    assert numbers(rho="1", K0f="1", Kf="2", K0g="3", Kg="1", gamma="1/2") == ["5", "2"]
    assert numbers(rho="2", K0f="1", Kf="2", K0g="3", Kg="1", gamma="3") == ["40", "4"]
    assert numbers(rho="1/2", K0f="1", Kf="0", K0g="3", Kg="1", gamma="4") == ["6", "1"]


def test_constant_functions_get_no_negative_constant() -> None:
    """f = -100 with (H0, H1) = (0, 1) and g = 100 with (0, 2): AIL's formula gives H0 = -100."""
    found = bound(
        "closure_sum", {"rho": 1, "K0f": 0, "Kf": 1, "K0g": 0, "Kg": 2, "gamma": 0}
    ).outputs
    assert str(found["K0"]) == "0"
    assert str(found["K"]) == "2"
