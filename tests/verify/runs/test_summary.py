"""Schedules side by side: iterations, ratio against the constant step, verdict words."""

from __future__ import annotations

from fractions import Fraction

from verify.problems.function import function_problem
from verify.runs.checks import check
from verify.runs.gradient_descent import run
from verify.runs.schedules import schedule
from verify.runs.summary import summarize_runs


def test_ratios_are_against_the_constant_schedule() -> None:
    problem = function_problem("cosh(x) - 1", ["x"], rho=1, K0=1, K=1, f_star=0, start={"x": 5})
    names = ("warmup", "constant", "constant:1/1000")
    runs = [run(problem, schedule(n, problem.facts), max_iterations=900) for n in names]
    warmup, constant, slow = summarize_runs(runs, [check(r) for r in runs])
    assert warmup.speedup == Fraction(constant.iterations, warmup.iterations) > 10
    assert constant.speedup == 1
    assert (slow.hit, slow.speedup) == (False, None)
    assert warmup.words["descent_lemma"] == "PROVED"
    assert warmup.to_json()["speedup"]["exact"] == str(warmup.speedup)


def test_without_a_constant_run_there_is_no_ratio() -> None:
    problem = function_problem("x**2/2", ["x"], rho=1, K0=1, K=0, f_star=0, start={"x": 5})
    done = run(problem, schedule("warmup", problem.facts))
    (row,) = summarize_runs([done], [check(done)])
    assert row.speedup is None
    assert row.to_json()["speedup"] is None
