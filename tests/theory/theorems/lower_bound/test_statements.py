"""The statements of Theorem 3: words, rules, sharp instances, necessity, and weakened controls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.logic import le
from theory.registry import get
from theory.schema import Named, Statement
from theory.theorems.lower_bound import pieces, triangle, wave
from theory.theorems.lower_bound.pieces import M, gap0, m, s, theta
from theory.witness import Witness
from verify.bounds import bound
from verify.symbolic.checker import check_statement
from verify.symbolic.results import StatementResult
from verify.symbolic.witnesses import check_witness
from verify.verdict import Word

GLUED = {"glued_line_c2", "glued_piece_c2", "glued_ray_c2"}
TRIGONOMETRY = {"trigonometric_identity", "whole_periods"}
POWERS = {
    "bernoulli_concave",
    "bernoulli_convex",
    "power_of_quotient",
    "power_of_zero",
    "power_positive",
    "powers",
}
RESTS_ON = {
    "lower_bound_valley": ({"trigonometric_identity"}, set()),
    "lower_bound_wave": (TRIGONOMETRY, set()),
    "lower_bound_iterates": ({"integers", "successor"}, set()),
    "lower_bound_link": (set(), set()),
    "lower_bound_triangle": (set(), set()),
    "lower_bound_limit": (POWERS, {"power_monotone"}),
    "lower_bound": (
        GLUED | TRIGONOMETRY | {"integers", "successor", "zero_integer"},
        {"lower_bound_valley", "lower_bound_wave", "lower_bound_iterates"},
    ),
    "lower_bound_quartic": (
        GLUED | TRIGONOMETRY | {"integers", "successor", "zero_integer"},
        {"lower_bound_valley", "lower_bound_wave", "lower_bound_iterates", "lower_bound_link"},
    ),
    "lower_bound_never_reached": (
        (GLUED - {"glued_line_c2"}) | TRIGONOMETRY | {"integers", "successor", "zero_integer"},
        {"lower_bound_wave"},
    ),
}
"""Statement -> the cited rules and the earlier statements it rests on."""
PIECES = [name for name in RESTS_ON if get(name).kind != "theorem"]


@pytest.mark.parametrize("name", RESTS_ON)
def test_it_is_proved_from_exactly_these_rules_and_statements(
    name: str, result_of: Callable[[str], StatementResult]
) -> None:
    result = result_of(name)
    assert result.word is Word.PROVED
    assert (result.cites, result.leans_on) == RESTS_ON[name]
    words = {step.name: step.word for step in result.steps}
    assert all(words[f"conclusion {c.name}"] is Word.PROVED for c in get(name).conclusions)


@pytest.mark.parametrize("name", [*PIECES, "lower_bound"])
def test_it_has_sharp_instances(name: str) -> None:
    assert get(name).sharp_at


def weakened(statement: Statement, name: str, claim: Assumption) -> Statement:
    """The statement with one assumption weaker than it is."""
    assumptions = tuple(claim if a.name == name else a for a in statement.assumptions)
    return replace(statement, assumptions=assumptions)


@pytest.mark.parametrize("module", [wave, triangle], ids=["sine", "triangular"])
def test_waves_ten_per_cent_too_high_are_not_proved_to_stay_above(module: object) -> None:
    statement: Statement = module.STATEMENT  # type: ignore[attr-defined]
    (stays,) = (a for a in statement.assumptions if a.name == "waves_above")
    claim = le(sp.Rational(9, 10) * stays.claim.left, stays.claim.right)
    result = check_statement(weakened(statement, "waves_above", replace(stays, claim=claim)), {})
    assert result.word is not Word.PROVED


def test_waves_ten_per_cent_too_high_are_refuted_by_a_trough() -> None:
    """0.9 s^2 <= (1 - theta) M gap0/2 with 99/50 periods of length under a step."""
    (stays,) = (a for a in wave.STATEMENT.assumptions if a.name == "waves_above")
    claim = le(sp.Rational(9, 10) * stays.claim.left, stays.claim.right)
    statement = weakened(wave.STATEMENT, "waves_above", replace(stays, claim=claim))
    long_step = sp.Rational(99, 25) * sp.pi
    instance = Witness(
        "eta just below 4 pi/M, s^2 = (10/9) (1 - theta) M gap0/2",
        "above",
        values={
            M: sp.Integer(1),
            s: sp.sqrt(sp.Rational(10, 9)),
            m: sp.Integer(1),
            sym.eta: long_step,
            gap0: sp.Integer(4),
            theta: sp.Rational(1, 2),
            pieces.Z: sp.Rational(3, 4) * long_step * sp.sqrt(sp.Rational(10, 9)),
        },
    )
    found = check_witness(statement, instance, "no such assumption")
    assert found.word is Word.REFUTED  # it drops nothing that exists
    dropped = replace(
        statement,
        assumptions=(*statement.assumptions, Assumption("stop", le(s, 0), "never")),
    )
    assert check_witness(dropped, instance, "stop").word is Word.PROVED


def test_a_count_ten_per_cent_larger_is_not_proved() -> None:
    """n 2 pi eps^2 <= 1.1 (gap0 - eps^2/K0) M is too much."""
    statement = get("lower_bound_iterates")
    (slow,) = (c for c in statement.conclusions if c.name == "slow")
    premise = slow.claim.body.premise
    longer = replace(
        slow.claim,
        body=replace(
            slow.claim.body,
            premise=le(premise.left, sp.Rational(11, 10) * premise.right),
        ),
    )
    conclusions = tuple(
        Named("slow", longer) if c.name == "slow" else c for c in statement.conclusions
    )
    assert check_statement(replace(statement, conclusions=conclusions), {}).word is not Word.PROVED


CONSTANTS = {"rho": 1, "K0": 1, "K": 1, "gap0": 3, "eps": "1/10"}


def test_the_numbers_by_hand() -> None:
    """M = 1 + 3/2; (3 - 1/100) (5/2)/(2 pi/100) = 118.9...; 2 * 3 * 4 * 100 = 2400."""
    found = bound("lower_bound", CONSTANTS).outputs
    assert str(found["M"]) == "5/2"
    assert float(found["step_threshold"].lower) == pytest.approx(2.5132741228718345)
    assert str(found["iterations"]) == "119"
    assert str(found["iterations_constant"]) == "2400"
    assert float(found["ratio"].lower) == pytest.approx(
        2400 / (2.99 * 2.5 * 100 / 6.283185307179586)
    )


def test_the_upper_count_is_that_of_theorem_1() -> None:
    for rho in (1, 2, 3):
        given = {**CONSTANTS, "rho": rho}
        upper = bound("gd_nonconvex", given).outputs["iterations_constant"]
        assert str(bound("lower_bound", given).outputs["iterations_constant"]) == str(upper)


def test_the_best_share_is_the_largest_that_keeps_the_waves_above() -> None:
    """(1 - theta) (1 + 3 theta) 3/2 >= 1/100 holds at 998/1000 and not at 999/1000."""
    found = bound("lower_bound", {**CONSTANTS, "theta": "best"})
    assert found.inputs["theta"] == sp.Rational(998, 1000)
    assert int(str(found.outputs["iterations"])) == 191
    for k, holds in ((998, True), (999, False)):
        share = sp.Rational(k, 1000)
        assert ((1 - share) * (1 + 3 * share) * 3 / 2 >= sp.Rational(1, 100)) is sp.S(holds)


def test_the_ratio_tends_to_four_pi() -> None:
    for digits in (2, 4, 6):
        eps = sp.Rational(1, 10**digits)
        share = 1 - sp.Rational(1, 10**digits)
        found = bound("lower_bound", {**CONSTANTS, "eps": eps, "theta": share}).outputs["ratio"]
        assert 12.566370 < float(found.lower) < 12.566371 * (1 + 3 / 10**digits)
