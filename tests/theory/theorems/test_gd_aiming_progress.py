"""The theorem `gd_aiming_progress`: what it rests on, where it is attained, what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import mpmath
import pytest
import sympy as sp

from theory import symbols as sym
from theory.definitions.run import Delta, etas, in_run, t
from theory.logic import le
from theory.registry import get
from theory.schema import Named
from theory.symbols import distance_at
from theory.witness import Witness
from verify.symbolic.checker import check_all
from verify.symbolic.report import Report, needed
from verify.verdict import Word

STATEMENT = get("gd_aiming_progress")
CITES = {
    "continuous_induction",
    "finite_sum",
    "integers",
    "mean_value",
    "projected_step",
    "ray",
}
LEANS_ON = {"gradient_bound"}
CONCLUDES = ["closer", "progress", "total"]
SHARP = ["closer"]
BREAKS_WITHOUT = {
    "smooth": "closer",
    "bounded_below": "closer",
    "integral": "closer",
    "schedule": "closer",
    "aiming": "closer",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"ell_nonnegative"}
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


def test_a_larger_gain_is_not_proved() -> None:
    """Control: a gain of theta eta Delta/0.9 is no longer a consequence."""
    gain = sp.Rational(10, 9) * sym.theta * etas(t) * Delta(t)
    wish = le(distance_at(t + 1) ** 2, distance_at(t) ** 2 - gain)
    names = [step.name for step in STATEMENT.proof]
    steps = STATEMENT.proof[: names.index("closer") + 1]
    weak = replace(
        STATEMENT,
        proof=(*steps[:-1], replace(steps[-1], claim=wish)),
        conclusions=(Named("closer", in_run(wish)),),
        closes={"closer": ("closer",)},
    )
    before = [s for s in needed([STATEMENT.id]) if s.id != STATEMENT.id]
    assert check_all([*before, weak])[STATEMENT.id].word is not Word.PROVED


@pytest.mark.parametrize("theta", ["0.5", "1", "2"])
def test_a_run_on_a_nonconvex_function_by_hand(theta: str) -> None:
    """f = x^2/2 + sin(x)^2/4 has curvature up to 3/2; theta is cut to what holds at the iterate."""
    with mpmath.workdps(30):
        x, share = mpmath.mpf(2), mpmath.mpf(theta)
        for _ in range(4):
            gap = x**2 / 2 + mpmath.sin(x) ** 2 / 4
            slope = x + mpmath.sin(2 * x) / 4
            assert slope * x >= share * gap * mpmath.mpf("0.6")
            aimed = min(share, slope * x / gap)
            eta = aimed * gap / (2 * mpmath.mpf("1.5") * gap)
            after = x - eta * slope
            assert after**2 <= x**2 - aimed * eta * gap + mpmath.mpf(10) ** -25
            x = after
