"""The lemma `gradient_bound_floor`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

import pytest

from theory.registry import get
from theory.witness import Witness
from verify.symbolic.report import Report
from verify.verdict import Word

STATEMENT = get("gradient_bound_floor")
CITES = {"continuous_induction", "mean_value", "ray"}
LEANS_ON = {"gradient_bound"}
CONCLUDES = ["bound"]
BREAKS_WITHOUT = {
    "shift_range": "bound",
    "smooth": "bound",
    "bounded_below": "bound",
    "ell_nonnegative": "bound",
    "integral": "bound",
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
    assert [w.conclusion for w in STATEMENT.sharp_at] == ["bound"]


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


@pytest.mark.parametrize("shift", [Fraction(0), Fraction(1, 2), Fraction(4)])
def test_it_is_sharper_than_lemma_5_with_the_lower_reference(shift: Fraction) -> None:
    """f = L x^2/2 with ell = L: (L x)^2 = 2 L gap, while Lemma 5 alone gives 2 L (gap + shift)."""
    L, x = Fraction(7, 3), Fraction(2)
    gap = L * x**2 / 2
    assert (L * x) ** 2 == 2 * (L * (gap + shift) - L * shift)
    assert 2 * L * (gap + shift) - (L * x) ** 2 == 2 * L * shift


def test_on_a_function_whose_curvature_is_just_allowed() -> None:
    """f = cosh x - 1 has f'' = 1 + f = ell(f - f_) for f_ = -shift and ell(s) = 1 - shift + s."""
    for shift in (0.0, 0.3, 1.0):

        def phi(s: float, shift: float = shift) -> float:
            return (1 - shift) * s + s * s / 2

        for x in (0.1, 1.0, 3.0):
            gap = math.cosh(x) - 1
            sharp = 2 * (phi(gap + shift) - phi(shift))
            assert math.isclose(math.sinh(x) ** 2, sharp, rel_tol=1e-12)
            assert math.sinh(x) ** 2 > 0.99 * sharp


def test_a_second_deeper_basin_breaks_it_if_the_references_are_mixed() -> None:
    """A parabola 5 x^2 around 0, and somewhere else a basin of depth -10.

    With inf over the own component (0) as the reference of the gap and ell(s) = s measured from -10
    the curvature 10 is allowed: ell(f - f_) = 5 x^2 + 10 >= 10, and the bound holds. Measuring the
    same ell from 0 instead it is not, and g^2 <= 2 Phi(gap) = gap^2 is broken at x = 1: 100 > 25.
    """
    gap, slope = Fraction(5), Fraction(10)
    assert slope**2 <= (gap + 10) ** 2 - Fraction(10) ** 2
    assert slope**2 > gap**2
