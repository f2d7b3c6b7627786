"""The lemma `inclusion`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from theory.errors import DomainError
from theory.registry import get
from theory.witness import Witness
from verify.bounds import bound
from verify.numbers import Number
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("inclusion")
CITES = {
    "bernoulli_concave",
    "bernoulli_convex",
    "gradient_class",
    "gradient_flow",
    "mean_value",
    "power_of_power",
    "power_of_quotient",
    "power_of_zero",
    "power_positive",
    "powers",
}
LEANS_ON = {
    "gradient_flow_lead",
    "gradient_smooth_bound",
    "inclusion_at_point",
    "power_inverse",
    "power_monotone",
}
CONCLUDES = ["curvature", "smooth"]
ATTAINED = ["curvature"]
BREAKS_WITHOUT = {
    "rho_range": "curvature",
    "L_range": "curvature",
    "smooth": "curvature",
    "bounded_below": "curvature",
    "theta_range": "curvature",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"L0_range", "not_both_zero"}
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


def numbers(**values: str) -> dict[str, Number]:
    return dict(bound("inclusion", values).outputs)


def test_its_numbers_by_hand() -> None:
    found = numbers(rho="1", L0="1", L="2")
    assert [str(found[n]) for n in ("alpha", "K0", "K")] == ["1", "2", "16"]
    found = numbers(rho="4/3", L0="3", L="1/2", theta="2")  # alpha = 2, K = L (3 L)^2
    assert [str(found[n]) for n in ("alpha", "K0", "K")] == ["2", "9", "9/8"]


def test_an_irrational_growth_is_enclosed() -> None:
    growth = numbers(rho="1/2", L0="1", L="2", theta="2")["K"]  # 2 * 6^(1/3)
    assert Fraction(growth.lower) ** 3 <= 8 * 6 <= Fraction(growth.upper) ** 3


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"rho": "2", "L0": "1", "L": "1"}, "needs rho > 0 and rho < 2; got rho = 2"),
        ({"rho": "1", "L0": "1", "L": "1", "theta": "0"}, "needs theta > 0; got theta = 0"),
        ({"rho": "1", "L0": "0", "L": "0"}, "needs L + L0 > 0; got L = 0, L0 = 0"),
    ],
)
def test_numbers_outside_its_domain_are_refused(values: dict[str, str], message: str) -> None:
    with pytest.raises(DomainError) as caught:
        bound("inclusion", values)
    assert message in str(caught.value)
