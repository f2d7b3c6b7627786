"""The comparison: what is reported of each schedule, and what is checked."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import sympy as sp

from theory.errors import DomainError
from verify.compare.comparison import Comparison, compare
from verify.compare.plot import plot_comparison, promised_gaps
from verify.problems.function import function_problem
from verify.problems.river_valley import river_valley
from verify.runs.gradient_descent import run
from verify.runs.schedules import schedule
from verify.verdict import Word


@pytest.fixture(scope="module")
def valley() -> Comparison:
    return compare(river_valley(x0=5), replay="again")


def test_every_schedule_meets_the_target_and_is_certified(valley: Comparison) -> None:
    assert [e.schedule for e in valley.entries] == ["constant", "linear", "warmup", "energy"]
    assert {v.word for v in valley.verdicts} == {Word.PROVED}
    for entry in valley.entries:
        assert entry.iterations is not None
        assert [v.id for v in entry.verdicts] == [f"tuned/{entry.schedule}/first_hit"]
        assert entry.verdicts[0].replay.startswith("again --schedule ")
    linear = valley.entries[1]
    assert linear.guaranteed is None
    assert linear.tuned is not None
    assert linear.tuned.trials > valley.entries[0].tuned.trials


def test_the_closed_form_counts_as_a_run_does(valley: Comparison) -> None:
    problem = river_valley(x0=5)
    made = run(problem, schedule("constant", problem.facts))
    promised = valley.entries[0].guaranteed
    assert promised is not None
    assert promised.run is None
    assert promised.iterations == made.iterations == 2996


def test_speedups_are_ratios_of_iterations(valley: Comparison) -> None:
    constant, _, warmup, _ = valley.entries
    found = valley.speedups()
    assert found["tuned"]["warmup"] == Fraction(constant.iterations, warmup.iterations)
    assert found["guaranteed"]["warmup"] == Fraction(2996, 60)
    assert "linear" not in found["guaranteed"]


def test_a_function_is_compared_by_runs_alone() -> None:
    problem = function_problem(
        "cosh(x) - 1 + y**2/4", ["x", "y"], rho=1, K0=1, K=2, f_star=0, start={"x": 4, "y": 2}
    )
    found = compare(problem, eps="1/100")
    assert found.entries[0].guaranteed.run is not None
    assert {v.word for v in found.verdicts} == {Word.PROVED}


def test_the_energy_step_is_left_out_where_it_has_no_closed_form() -> None:
    problem = function_problem("x**2/2", ["x"], rho=2, K0=1, K=1, f_star=0, start={"x": 3})
    assert [e.schedule for e in compare(problem).entries] == ["constant", "linear", "warmup"]


def test_a_budget_that_is_too_small_is_told() -> None:
    problem = river_valley(x0=5)
    found = compare(problem, max_iterations=20)
    assert found.entries[0].tuned is None
    assert found.entries[2].guaranteed.hit is False
    assert found.speedups()["tuned"] == {}


def test_a_start_at_the_target_is_refused() -> None:
    with pytest.raises(DomainError, match="a start with a gap above the target 1/1000; got"):
        compare(river_valley(x0=0, y0=0))
    with pytest.raises(DomainError, match="stop_gap > 0"):
        compare(river_valley(), eps=sp.Integer(0))


def test_what_the_theorems_promise_stands_beside_what_was_measured(valley: Comparison) -> None:
    """D0^2 = 34 and ell(gap_0) = e^4 + 29/40 on the valley from (5, 3), as worked by hand."""
    constant, _, warmup, energy = (e.guaranteed for e in valley.entries)
    assert {p.name: p.low for p in constant.promises}["gd_convex/iterations_constant"] == 940493
    found = {p.name: p.low for p in warmup.promises}
    assert found["gd_convex/iterations_warmup"] == 17017
    assert energy.promises == ()
    for promised in (constant, warmup):
        assert promised.iterations <= min(p.low for p in promised.promises)


def test_the_bound_of_theory_lies_above_the_gaps(valley: Comparison) -> None:
    done = valley.entries[2].guaranteed.run
    bound = promised_gaps(done)
    assert bound is not None
    assert (done.gaps[1:] <= bound).all()
    assert not (done.gaps[1:] <= bound / 1e6).all(), "control"


def test_a_picture_is_drawn(valley: Comparison, tmp_path: Path) -> None:
    assert plot_comparison(valley, tmp_path / "c.svg").stat().st_size > 10_000
