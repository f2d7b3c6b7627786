"""Theorem 3 with triangular slopes: rules, instances, a control, and a run built independently."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp

from theory.registry import get
from theory.theorems.lower_bound.triangular import RUN
from theory.witness import Witness
from verify.symbolic.checker import check_all
from verify.symbolic.report import Report, check, needed
from verify.symbolic.witnesses import check_witness
from verify.verdict import Word

STATEMENT = get("lower_bound_triangular")
CITES = {
    "glued_line_c11",
    "glued_piece_c11",
    "glued_ray_c11",
    "integers",
    "successor",
    "zero_integer",
}
LEANS_ON = {"lower_bound_iterates", "lower_bound_triangle"}
BREAKS_WITHOUT = {
    "ell_nondecreasing": "member",
    "theta_range": "member",
    "waves_above": "member",
    "steps": "slow",
    "nonincreasing": "slow",
}
"""Assumption -> the conclusion that breaks without it."""
REASONS = {"K0_range", "eps_range", "valley_fits"}


@pytest.fixture(scope="module")
def report() -> Report:
    return next(r for r in check([STATEMENT.id]) if r.statement is STATEMENT)


def test_it_is_proved_from_exactly_these_rules_and_statements(report: Report) -> None:
    assert report.word is Word.PROVED
    assert report.result.word is Word.PROVED
    assert report.result.cites == CITES
    assert report.result.leans_on == LEANS_ON


def test_its_sharp_instance_uses_up_the_straight_piece() -> None:
    (witness,) = STATEMENT.sharp_at
    assert check_witness(STATEMENT, witness, None).word is Word.PROVED


@pytest.mark.parametrize("assumption", BREAKS_WITHOUT)
def test_it_fails_without_an_assumption(assumption: str) -> None:
    witness = STATEMENT.fails_without[assumption]
    assert isinstance(witness, Witness)
    assert witness.conclusion == BREAKS_WITHOUT[assumption]
    assert check_witness(STATEMENT, witness, assumption).word is Word.PROVED


def test_every_assumption_has_its_witness_or_a_reason() -> None:
    restricting = {a.name for a in STATEMENT.assumptions if not a.defines}
    assert restricting == BREAKS_WITHOUT.keys() | REASONS
    assert all(isinstance(STATEMENT.fails_without[name], str) for name in REASONS)


def test_a_count_ten_per_cent_larger_is_not_proved() -> None:
    """Control: with 0.9 n in the bound on n, the straight piece may be too short."""
    wish = replace(RUN.slowly, left=sp.Rational(9, 10) * RUN.slowly.left)
    names = [step.name for step in STATEMENT.proof]
    place = names.index("within")
    steps = list(STATEMENT.proof)
    steps[place] = replace(steps[place], under=(wish,))
    weak = replace(STATEMENT, proof=tuple(steps))
    before = [s for s in needed([STATEMENT.id]) if s.id != STATEMENT.id]
    result = check_all([*before, weak])[STATEMENT.id]
    words = {step.name: step.word for step in result.steps}
    assert words["within"] is not Word.PROVED


def test_a_run_in_fractions_by_hand() -> None:
    """ell = 1 + s, gap0 = 8, theta = 1/2, so M = 5; eps = 2; steps 2, 1, 3/4 and then 7/10.

    Slope of the function written anew: triangles with floor(eta M/4) = 2, 1, 0 periods.
    """
    M, eps, gap0 = Fraction(5), Fraction(2), Fraction(8)
    rim = eps  # K0 = 1
    height = eps**2 / 2
    foot = rim + (gap0 - height) / eps
    long_steps = [Fraction(2), Fraction(1)]
    short = [Fraction(3, 4), Fraction(7, 10)]
    start = foot + sum(eta * eps for eta in long_steps)

    def slope(x: Fraction) -> Fraction:
        left = foot
        if rim <= x <= foot:
            return eps
        for eta in reversed(long_steps):
            length = eta * eps / (eta * M / 4).__floor__()
            assert 4 * eps / length <= M
            if left < x <= left + eta * eps:
                u = (x - left) / length % 1
                return eps * abs(4 * u - 2) - eps
            left += eta * eps
        raise AssertionError(x)

    x, slopes = start, []
    for eta in [*long_steps, *short]:
        slopes.append(slope(x))
        x -= eta * slopes[-1]
    allowed = (gap0 - height) * M / (4 * eps**2)
    assert allowed == Fraction(15, 8)
    assert slopes[: len(long_steps) + 2] == [eps] * 4
