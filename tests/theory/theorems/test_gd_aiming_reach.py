"""The theorem `gd_aiming_reach`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import mpmath
import pytest
import sympy as sp

from theory import symbols as sym
from theory.definitions.run import Delta, in_run, t
from theory.logic import le
from theory.registry import get
from theory.schema import Named
from theory.witness import Witness
from verify.symbolic.checker import check_all
from verify.symbolic.report import Report, needed
from verify.verdict import Word

STATEMENT = get("gd_aiming_reach")
CITES = {
    "continuous_induction",
    "finite_sum",
    "first_passage",
    "from_minimiser",
    "integers",
    "mean_value",
    "projected_step",
    "ray",
    "segment",
    "separation",
    "time_integral",
}
LEANS_ON = {"gd_aiming_progress", "gradient_bound", "growth", "growth_from_zero"}
CONCLUDES = ["nearer", "within"]
SHARP = ["within"]
BREAKS_WITHOUT = {
    "smooth": "within",
    "bounded_below": "within",
    "integral": "within",
    "schedule": "nearer",
    "aiming": "nearer",
    "start": "within",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {
    "antiderivative",
    "ell_nonnegative",
    "everywhere",
    "finite",
    "potential_positive",
    "reach_range",
    "theta_range",
}
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


def test_nine_tenths_of_the_level_are_not_proved() -> None:
    """Control: 0.9 S does not bound the gaps."""
    wish = le(Delta(t), sp.Rational(9, 10) * sym.reach)
    weak = replace(
        STATEMENT, conclusions=(*STATEMENT.conclusions[:1], Named("within", in_run(wish)))
    )
    before = [s for s in needed([STATEMENT.id]) if s.id != STATEMENT.id]
    assert check_all([*before, weak])[STATEMENT.id].word is not Word.PROVED


@pytest.mark.parametrize("theta", ["0.5", "1", "1.3"])
def test_a_run_whose_gaps_need_not_fall_stays_below_the_level(theta: str) -> None:
    """f = x^2/2 + sin(x)^2/4: curvature at most 3/2, so G(s) = sqrt(4 s/3); by hand in mpmath."""
    with mpmath.workdps(30):
        x = mpmath.mpf("2.5")
        level = mpmath.mpf(3) / 4 * x**2  # G(level) = x_0
        for _ in range(6):
            gap = x**2 / 2 + mpmath.sin(x) ** 2 / 4
            slope = x + mpmath.sin(2 * x) / 4
            aimed = min(mpmath.mpf(theta), slope * x / gap)
            assert gap <= level
            after = x - aimed / (2 * mpmath.mpf("1.5")) * slope
            assert abs(after) <= abs(x)
            x = after
