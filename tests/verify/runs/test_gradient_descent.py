"""The run loop: indices, targets, outcomes and what a run leaves behind."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp

from theory.errors import DomainError, InexactInputError
from verify.problems.base import Evaluation, Floats
from verify.problems.function import FunctionProblem, function_problem
from verify.problems.river_valley import river_valley
from verify.runs.gradient_descent import Outcome, Run, run
from verify.runs.schedules import schedule


def problem(text: str = "x**2/2", start: Any = 8, **constants: Any) -> FunctionProblem:
    given: dict[str, Any] = {"rho": 1, "K0": 1, "K": 0, "f_star": 0} | constants
    return function_problem(text, ["x"], start={"x": start}, **given)


def go(built: FunctionProblem, name: str, **options: Any) -> Run:
    return run(built, schedule(name, built.facts), **options)


def test_a_run_records_one_more_iterate_than_steps() -> None:
    done = go(problem(), "constant:1/2", stop_gap="1/2")
    assert done.outcome is Outcome.HIT
    assert done.iterations == 3
    assert done.gaps.tolist() == [32.0, 8.0, 2.0, 0.5]
    assert done.record.gradient_norms.tolist() == [8.0, 4.0, 2.0, 1.0]
    assert done.record.steps.tolist() == [0.5, 0.5, 0.5]


def test_a_start_that_meets_the_target_takes_no_step() -> None:
    done = go(problem(), "constant:1/2", stop_gap=100)
    assert (done.hit, done.iterations) == (True, 0)


def test_the_gradient_norm_can_be_the_target() -> None:
    done = go(problem(), "constant:1/2", stop_gradient=2)
    assert done.iterations == 2
    assert str(done.target) == "gradient norm <= 2"


def test_the_river_valley_takes_65_steps_with_warmup() -> None:
    built = river_valley()
    assert go(built, "warmup").iterations == 65


def test_a_spent_budget_is_no_hit() -> None:
    done = go(problem(), "constant:1/1000", max_iterations=7)
    assert (done.outcome, done.iterations, done.hit) == (Outcome.BUDGET, 7, False)


def test_a_step_of_zero_stalls() -> None:
    assert go(problem(), "constant:0").outcome is Outcome.STALLED


def test_a_stationary_start_stalls() -> None:
    done = go(problem("x**4 - 2*x**2 + 1", start=0, K0=12, K=24), "warmup")
    assert done.outcome is Outcome.STALLED


def test_an_overflow_ends_the_run_as_diverged_with_finite_records() -> None:
    done = go(problem("exp(x)", start=3, K0=0, K=1), "constant:1", stop_gradient="1/1000")
    assert done.outcome in (Outcome.BUDGET, Outcome.HIT)
    wild = go(problem("exp(x) + exp(-x)", start=4, K0=1, K=1), "constant:20")
    assert wild.outcome is Outcome.DIVERGED
    assert np.isfinite(wild.record.values).all()
    assert len(wild.record.values) == len(wild.record.steps) + 1


def test_constants_that_forbid_the_energy_step_end_the_run() -> None:
    done = go(problem("cosh(x) - 1", start=3, K0="1/2", K="1/2"), "energy")
    assert done.outcome is Outcome.NO_STEP


class Impatient(FunctionProblem):
    """A problem whose user presses Ctrl-C during the evaluation number ``patience``."""

    patience = 4

    def evaluate(self, point: Floats) -> Evaluation:
        self.patience -= 1
        if self.patience < 0:
            raise KeyboardInterrupt
        return super().evaluate(point)


@pytest.mark.parametrize("patience", [0, 1, 4])
def test_an_interrupt_returns_the_whole_iterates_so_far(patience: int) -> None:
    calm = problem()
    built = Impatient(calm.facts, calm.expression, calm.variables)
    built.patience = patience
    done = go(built, "constant:1/8")
    assert done.interrupted
    assert not done.hit
    assert len(done.record.values) == len(done.record.witnesses) == patience
    assert done.iterations == max(patience - 1, 0)


def test_progress_reports_rise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verify.runs.gradient_descent.SECONDS_BETWEEN_REPORTS", -1.0)
    seen: list[tuple[int, float]] = []
    go(problem(), "constant:1/2", progress=lambda t, gap: seen.append((t, gap)), stop_gap="1/2")
    assert seen == [(1, 8.0), (2, 2.0), (3, 0.5)]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"stop_gap": 0}, "a run needs stop_gap > 0; got 0. Raise it."),
        ({"stop_gradient": "-1/2"}, "a run needs stop_gradient > 0; got -1/2. Raise it."),
        (
            {"stop_gap": 1, "stop_gradient": 2},
            "a run stops at one target; got stop_gap = 1 and stop_gradient = 2. Drop one of them.",
        ),
        ({"max_iterations": -1}, "a run needs max_iterations >= 0; got -1. Raise it."),
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any], sentence: str) -> None:
    with pytest.raises(DomainError) as refused:
        go(problem(), "constant:1/2", **options)
    assert str(refused.value) == sentence


def test_a_float_target_is_refused() -> None:
    with pytest.raises(InexactInputError):
        go(problem(), "constant:1/2", stop_gap=0.5)


def test_a_start_where_f_is_not_finite_is_refused() -> None:
    with pytest.raises(DomainError, match="f must be finite at the start of function, and"):
        go(problem("log(x)", start=-1), "constant:1/2")


def test_a_value_beyond_every_bound_is_no_hit() -> None:
    """At x = 4e22 the wall is e^(4e22): its ball has a middle near 0 and no finite radius."""
    problem = river_valley(mu=sp.Rational(1, 5), x0=4)
    done = run(problem, schedule("constant*60", problem.facts))
    assert done.outcome is Outcome.DIVERGED
    assert done.iterations == 1
