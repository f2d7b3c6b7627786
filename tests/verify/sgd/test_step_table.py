"""Every step of the table meets the four terms of the theorem, worked out here once more by hand.

In balls, and with the distance in closed form: for rho = 1 it is arccosh(1 + K s/K0)/sqrt(K), for
rho = 1/2, with x = u^4 in the integral, (3/K) sqrt(2 K0 + (4 K/3) sqrt(s)) up to a constant.
"""

from __future__ import annotations

import math
import warnings
from typing import Any

import flint
import numpy as np
import pytest
from flint import arb, fmpq

from theory.errors import DomainError
from verify.intervals.balls import to_fmpq
from verify.problems.function import function_problem
from verify.sgd.noise import Levels
from verify.sgd.noises import parse_noise
from verify.sgd.setting import Setting
from verify.sgd.step_table import StepTable, bin_number, upper_end

K0, K, BETA, T = 2, 3, 3, 500
A, B, C = fmpq(1, 2), fmpq(1, 4), 2
POWERS = {"1": fmpq(1), "1/2": fmpq(1, 2)}


def setting(rho: str = "1", **changes: Any) -> Setting:
    problem = function_problem("cosh(x) - 1", ["x"], rho=rho, K0=2, K=3, f_star=0, start={"x": 3})
    usual = {"declared": Levels("1/2", "1/4", 2), "delta": "1/10", "T": T}
    return Setting(problem, parse_noise("rademacher:1", problem), **{**usual, **changes})


def exactly(x: float) -> fmpq:
    return fmpq(*float(x).as_integer_ratio())


def radius(s: arb, rho: str) -> arb:
    if rho == "1":
        return ((1 + K * BETA * s / K0).acosh() - (1 + K * s / K0).acosh()) / arb(K).sqrt()
    far, near = ((2 * K0 + arb(4 * K) / 3 * x.sqrt()).sqrt() for x in (BETA * s, s))
    return arb(3) / K * (far - near)


def terms(gap: fmpq, asked: Setting, rho: str, level: fmpq) -> list[arb]:
    """Those of the theorem at this gap, read at this level."""
    light, gap0 = asked.tails == "light", to_fmpq(asked.gap0)
    sharp, power = asked.schedule == "constant_sharp", POWERS[rho]
    s, Delta, confidence = arb(level), arb(gap), arb(10).log()
    L = K0 + K * ((1 if sharp else BETA) * s) ** arb(power)
    Phi = K0 * Delta + K * Delta ** arb(1 + power) / (1 + power)
    V = A * Delta + 2 * B * Phi + C
    tail = 1 + (arb(T) * 10).log() if light else arb(1)
    found = [
        1 / (2 * (1 + B) * L),
        gap0 / ((12 if light else 4) * confidence * V),
        (gap0 / (T * L * (A * Delta + C))).sqrt(),
    ]
    if not sharp:
        found.append(radius(s, rho) / ((2 * Phi).sqrt() + (V * tail).sqrt()))
    return found


def least_term(gap: float, asked: Setting, rho: str) -> float:
    """The theorem's step at this gap, read at the gap itself."""
    at = exactly(gap)
    level = max(at, to_fmpq(asked.floor)) if asked.schedule == "warmup" else at
    return min(float(term) for term in terms(at, asked, rho, level))


def places(table: StepTable) -> list[float]:
    """Both sides of bin edges, and points inside."""
    numbers = range(table.first + 100, table.first + len(table) - 700, 23)
    edges = [upper_end(number) for number in numbers]
    below = [math.nextafter(edge, 0) for edge in edges]
    return [*edges, *below, *(edge * 1.003 for edge in edges)]


@pytest.mark.parametrize("tails", ["bounded", "light"])
@pytest.mark.parametrize("rho", ["1", "1/2"])
def test_every_step_meets_the_terms_at_a_level_above_its_gap(rho: str, tails: str) -> None:
    asked = setting(rho, tails=tails)
    table = asked.table
    gaps = places(table)
    flint.ctx.prec = 128
    for gap, place in zip(gaps, table.bins(np.array(gaps)).tolist(), strict=True):
        end = upper_end(table.first + place)
        level = exactly(end) * (1 + fmpq(1, 2**32)) + to_fmpq(asked.gap0) / 2**40
        assert level > exactly(gap)
        allowed = terms(exactly(gap), asked, rho, max(level, to_fmpq(asked.floor)))
        assert all(exactly(table.steps[place]) < term for term in allowed)
        assert table.steps[place] > least_term(gap, asked, rho) * 0.96


def test_for_rho_1_no_step_exceeds_the_theorems_at_the_gap_itself() -> None:
    asked = setting()
    gaps = places(asked.table)
    found = asked.table.steps[asked.table.bins(np.array(gaps))]
    flint.ctx.prec = 128
    for gap, step in zip(gaps, found, strict=True):
        at = exactly(gap)
        assert all(
            exactly(step) < term for term in terms(at, asked, "1", max(at, to_fmpq(asked.floor)))
        )


def test_steps_five_percent_larger_break_a_term() -> None:
    asked = setting(factor="21/20")
    gaps = places(asked.table)
    found = asked.table.steps[asked.table.bins(np.array(gaps))]
    assert all(step > least_term(gap, asked, "1") for step, gap in zip(found, gaps, strict=True))


def test_curvature_and_noise_are_rounded_up() -> None:
    asked = setting()
    gaps = np.array(places(asked.table))
    at = asked.table.bins(gaps)
    level = np.maximum(gaps, float(asked.floor))
    assert (asked.table.curvatures[at] >= K0 + K * BETA * level).all()
    Phi = K0 * gaps + K * gaps**2 / 2
    assert (asked.table.noises[at] >= gaps / 2 + Phi / 2 + C).all()


def test_for_rho_1_the_tables_are_monotone() -> None:
    table = setting().table
    assert (np.diff(table.steps) <= 0).all()
    assert (np.diff(table.curvatures) >= 0).all()
    assert (np.diff(table.noises) >= 0).all()


@pytest.mark.parametrize("schedule", ["constant", "constant_sharp"])
def test_a_constant_schedule_is_read_at_twice_gap0(schedule: str) -> None:
    asked = setting(schedule=schedule)
    table, high = asked.table, 2 * float(asked.gap0)
    assert len(table) == 1
    assert table.steps[0] == pytest.approx(least_term(high, asked, "1"), rel=1e-13)
    top = to_fmpq(asked.highest_gap)
    flint.ctx.prec = 128
    assert all(exactly(table.steps[0]) < term for term in terms(top, asked, "1", top))


def test_the_sharp_constant_step_is_larger() -> None:
    sharp, plain = setting(schedule="constant_sharp"), setting(schedule="constant")
    assert sharp.table.steps[0] > plain.table.steps[0]


def test_without_A_and_C_no_step_shrinks_with_the_horizon() -> None:
    levels = Levels(0, 1, 0)
    short, long = (setting(declared=levels, T=t).table for t in (1, 10**9))
    assert (short.steps == long.steps).all()


@pytest.mark.parametrize("constants", [(0, 3), (2, 0)])
@pytest.mark.parametrize("rho", ["1/2", "1", "2"])
def test_every_form_of_the_distance_gives_a_table(constants: tuple[int, int], rho: str) -> None:
    problem = function_problem(
        "x**2", ["x"], rho=rho, K0=constants[0], K=constants[1], f_star=0, start={"x": 3}
    )
    noise = parse_noise("rademacher:1", problem)
    table = Setting(problem, noise, noise.levels, "1/10", T, gap_floor=1).table
    assert (table.steps > 0).all()
    assert np.isfinite(table.steps).all()


def test_bins_end_where_the_next_begin() -> None:
    for gap in (1e-9, 0.75, 1.0, 1.0078125, 123.0):
        number = bin_number(gap)
        assert upper_end(number - 1) <= gap < upper_end(number)
        assert bin_number(upper_end(number)) == number + 1


def test_the_table_does_not_depend_on_the_precision_in_force() -> None:
    usual = setting().table
    flint.ctx.prec = 30
    again = setting().table
    assert (usual.steps == again.steps).all()
    assert (usual.curvatures == again.curvatures).all()


@pytest.mark.parametrize(
    ("function", "rho", "start", "message"),
    [
        (
            "x**2/2",
            "1",
            "10**60",
            "sgd runs in doubles and needs gap0 <= 10^100; got more. Choose a closer start.",
        ),
        (
            "x**2/2",
            "400",
            "10",
            "sgd runs in doubles and needs steps, L and V within 10^100 at 2 gap0; got others. "
            "Choose less extreme constants or a closer start.",
        ),
    ],
)
@pytest.mark.parametrize("schedule", ["warmup", "constant"])
def test_what_does_not_fit_into_doubles_is_refused(
    function: str, rho: str, start: str, message: str, schedule: str
) -> None:
    problem = function_problem(function, ["x"], rho=rho, K0=1, K=1, f_star=0, start={"x": start})
    noise = parse_noise("rademacher:1", problem)
    asked = Setting(problem, noise, noise.levels, "1/10", T, schedule=schedule)
    with pytest.raises(DomainError) as raised:
        asked.table  # noqa: B018
    assert str(raised.value) == message


def test_a_tiny_start_has_a_table() -> None:
    problem = function_problem("x**2/2", ["x"], rho=1, K0=1, K=0, f_star=0, start={"x": "1/2**100"})
    noise = parse_noise("rademacher:1", problem)
    table = Setting(problem, noise, noise.levels, "1/10", T, gap_floor="1/2**1050").table
    assert table.first == 0


def test_noise_below_the_doubles_has_a_table_without_a_warning() -> None:
    problem = function_problem("x**2/2", ["x"], rho=1, K0=1, K=1, f_star=0, start={"x": "1"})
    noise = parse_noise("rademacher:1e-400", problem)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        table = Setting(problem, noise, noise.levels, "1/10", T).table
    assert (table.noises > 0).all()
