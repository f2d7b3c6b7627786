"""Tuning: the rule, checked against trials run one by one."""

from __future__ import annotations

import pytest
import sympy as sp

from verify.compare.tuning import Grid, Tuned, make_grid, run_name, tune
from verify.problems.function import function_problem
from verify.problems.river_valley import river_valley
from verify.runs.gradient_descent import run
from verify.runs.schedules import schedule

GAP = sp.Rational(1, 1000)
BUDGET = 3000


def test_the_grid_is_geometric_exact_and_holds_one() -> None:
    facts = river_valley(x0=5).facts
    grid = make_grid(facts, 54.3, 1e-3)
    assert 1 in grid.scales
    assert grid.scales[0] == sp.Rational(1, 4)
    ratios = [float(b / a) for a, b in zip(grid.scales, grid.scales[1:], strict=False)]
    assert all(r == pytest.approx(2**0.25, rel=0.006) for r in ratios)
    assert grid.scales[-1] >= 64 * 55
    assert grid.lengths == tuple(2**k for k in range(8))


@pytest.mark.parametrize("name", ["constant", "warmup", "energy"])
def test_the_choice_is_the_best_of_all_trials(name: str) -> None:
    problem = river_valley(mu=sp.Rational(1, 5), x0=4)
    grid = make_grid(problem.facts, 20.5, float(GAP))
    counts = {}
    for scale in grid.scales:
        made = run(
            problem,
            schedule(f"{name}*{scale}", problem.facts),
            stop_gap=GAP,
            max_iterations=BUDGET,
        )
        if made.hit:
            counts[scale] = made.iterations
    best = min(counts.values())
    found = tune(problem, name, grid, float(GAP), BUDGET)
    assert found is not None
    assert found.iterations == best
    assert found.scale == min(s for s, n in counts.items() if n == best)
    assert found.trials == len(grid.scales)


def test_linear_warmup_is_tuned_over_pairs_and_all_of_them_are_counted() -> None:
    problem = river_valley(mu=sp.Rational(1, 5), x0=4)
    grid = Grid((sp.Integer(1), sp.Integer(8), sp.Integer(60)), (1, 8, 32))
    found = tune(problem, "linear", grid, float(GAP), BUDGET)
    assert found is not None
    assert found.trials == 9
    counts = {}
    for scale in grid.scales:
        for length in grid.lengths:
            name = run_name(Tuned("linear", scale, length, 0, 0))
            made = run(problem, schedule(name, problem.facts), stop_gap=GAP, max_iterations=BUDGET)
            counts[scale, length] = made.iterations if made.hit else BUDGET + 1
    assert found.iterations == min(counts.values())
    assert counts[found.scale, found.length] == found.iterations


def test_trials_that_blow_up_are_never_chosen() -> None:
    problem = function_problem("x**4/4", ["x"], rho="1/2", K0=0, K=6, f_star=0, start={"x": 3})
    grid = Grid((sp.Integer(1), sp.Integer(4), sp.Integer(1000)), (1,))
    found = tune(problem, "constant", grid, 1e-3, BUDGET)
    assert found is not None
    assert found.scale < 1000


def test_a_choice_at_the_end_of_the_grid_is_told() -> None:
    problem = river_valley(x0=4)
    low = Grid((sp.Rational(1, 4), sp.Rational(1, 2)), (1,))
    wide = make_grid(problem.facts, 20.5, float(GAP))
    found = tune(problem, "warmup", low, float(GAP), BUDGET)
    assert found is not None
    assert found.at_end is True
    found = tune(problem, "warmup", wide, float(GAP), BUDGET)
    assert found is not None
    assert found.at_end is False


def test_a_budget_that_is_too_small_gives_no_choice() -> None:
    problem = river_valley(x0=4)
    grid = make_grid(problem.facts, 20.5, float(GAP))
    assert tune(problem, "constant", grid, float(GAP), 3) is None


def test_a_tuned_schedule_can_be_named_for_a_run() -> None:
    problem = river_valley(x0=4)
    for tuned in (
        Tuned("constant", sp.Rational(19, 2), None, 1, 1),
        Tuned("linear", sp.Integer(3), 16, 1, 1),
        Tuned("warmup", sp.Integer(1), None, 1, 1),
    ):
        assert schedule(run_name(tuned), problem.facts).name == run_name(tuned)
