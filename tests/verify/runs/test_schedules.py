"""Step schedules against hand-worked steps: first, later and limiting values, refusals."""

from __future__ import annotations

import math
from typing import Any

import flint
import pytest
import sympy as sp

from theory.errors import DomainError, ParseError, WarmproofError
from verify.problems.base import Facts
from verify.problems.function import function_problem
from verify.runs.schedules import Guarantee, schedule


def facts(rho: Any = 1, K0: Any = 1, K: Any = 1) -> Facts:
    start = {"x": 1}
    return function_problem("x**2", ["x"], rho=rho, K0=K0, K=K, f_star=0, start=start).facts


def step(name: str, known: Facts, gap: float, gradient_norm: float, gap0: float) -> float:
    return schedule(name, known).step(flint.arb(gap), gradient_norm, flint.arb(gap0))


def test_constant_and_warmup_start_alike_and_part_as_the_gap_falls() -> None:
    known = facts(K0=2, K=3)
    assert step("constant", known, 10.0, 1.0, 10.0) == pytest.approx(1 / 32, rel=1e-15)
    assert step("warmup", known, 10.0, 1.0, 10.0) == pytest.approx(1 / 32, rel=1e-15)
    assert step("constant", known, 2.0, 1.0, 10.0) == pytest.approx(1 / 32, rel=1e-15)
    assert step("warmup", known, 2.0, 1.0, 10.0) == 0.125


@pytest.mark.parametrize("rho", [1, 2, "1/2", "5/3"])
@pytest.mark.parametrize("gap", [0.1, 1 / 3, 7.0, 1e9])
def test_warmup_is_rounded_below_one_over_ell(rho: Any, gap: float) -> None:
    known = facts(rho=rho, K0="1/3", K="1/7")
    with flint.ctx.workprec(300):
        power = (
            flint.arb(gap).log() * flint.arb(flint.fmpq(int(known.rho.p), int(known.rho.q)))
        ).exp()
        exact = 1 / (flint.arb(1) / 3 + power / 7)
        eta = step("warmup", known, gap, 1.0, gap)
        assert eta <= exact
        assert eta > exact * (1 - 2.0**-50)


def test_a_step_that_is_a_double_is_not_rounded() -> None:
    assert step("warmup", facts(K0=4, K=0), 3.0, 1.0, 3.0) == 0.25


@pytest.mark.parametrize(
    ("K0", "K", "gap", "expected"),
    [(1, 1, 1.0, 1 / 6), (1, 1, 0.01, 1 / 2), (0, 2, 4.0, 1 / 48), (5, 0, 4.0, 1 / 10)],
)
def test_the_minimum_form_takes_the_smaller_branch_and_reads_one_over_zero_as_infinite(
    K0: int, K: int, gap: float, expected: float
) -> None:
    found = step("min_shape", facts(K0=K0, K=K), gap, 1.0, gap)
    assert found == pytest.approx(expected, rel=1e-15)


def test_the_energy_step_is_longer_than_one_over_ell_and_meets_its_limits() -> None:
    known = facts(K0=2, K=9)
    found = step("energy", known, 1.0, 3.0, 1.0)
    assert found == pytest.approx(math.atanh(9 / 11) / 9, rel=1e-14)
    assert found > 1 / 11
    assert step("energy", known, 1.0, 1e-9, 1.0) == pytest.approx(1 / 11, rel=1e-12)
    assert step("energy", facts(K0=4, K=0), 1.0, 3.0, 1.0) == 0.25


def test_the_energy_step_does_not_exist_where_the_gradient_is_too_large_for_the_class() -> None:
    assert math.isnan(step("energy", facts(K0=2, K=9), 1.0, 4.0, 1.0))


def test_a_fixed_step_is_the_nearest_double_of_an_exact_number() -> None:
    assert step("constant:1/10", facts(), 1.0, 1.0, 1.0) == 0.1
    assert step("constant:0.1", facts(), 1.0, 1.0, 1.0) == 0.1
    assert step("constant:0", facts(), 1.0, 1.0, 1.0) == 0.0


def test_each_schedule_names_the_statement_that_speaks_about_it() -> None:
    names = ("constant", "warmup", "min_shape", "constant:1/2")
    assert {schedule(n, facts()).guarantee for n in names} == {Guarantee.NONCONVEX}
    assert schedule("energy", facts()).guarantee is Guarantee.ENERGY
    assert schedule("warmup", facts(K0=2, K=3)).formula == 1 / (2 + 3 * sp.Symbol("gap", real=True))


@pytest.mark.parametrize(
    ("name", "rho", "error", "sentence"),
    [
        (
            "linear",
            1,
            WarmproofError,
            "unknown schedule 'linear'; choose one of constant, warmup, min_shape, energy,"
            " aiming, constant:VALUE, linear:LENGTH, NAME*FACTOR.",
        ),
        ("constant:-1/2", 1, DomainError, "a step size needs to be >= 0; got -1/2. Raise it."),
        (
            "energy",
            2,
            DomainError,
            "the schedule energy needs rho = 1, where its step has a closed form; got rho = 2."
            " Use warmup.",
        ),
    ],
)
def test_a_refusal_is_one_sentence(
    name: str, rho: int, error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error) as refused:
        schedule(name, facts(rho=rho))
    assert str(refused.value) == sentence


def test_a_step_that_is_no_number_is_refused() -> None:
    with pytest.raises(ParseError):
        schedule("constant:fast", facts())
