"""The checks of a run: what holds, what touches, and controls that must be refuted."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest
import sympy as sp

from verify.problems.base import Problem
from verify.problems.doctor_visits import CountData
from verify.problems.function import FunctionProblem, function_problem
from verify.problems.poisson_visits import PoissonRegression, poisson_regression
from verify.problems.river_valley import river_valley
from verify.runs.checks import RunChecks, check
from verify.runs.gradient_descent import Outcome, run
from verify.runs.margins import Status
from verify.runs.schedules import schedule
from verify.verdict import Word


def formula(text: str, start: Any, **changed: Any) -> FunctionProblem:
    given: dict[str, Any] = {"rho": 1, "K0": 1, "K": 1, "f_star": 0} | changed
    return function_problem(text, ["x"], start={"x": start}, **given)


def small_poisson() -> PoissonRegression:
    rng = np.random.default_rng(2)
    features = np.column_stack([np.ones(200), rng.normal(size=(200, 2))])
    data = CountData(features, rng.poisson(np.exp(features @ [0.3, 0.4, -0.2])))
    start = (sp.Integer(3), sp.Integer(0), sp.Integer(0))
    return poisson_regression(data, start, sp.Rational(1, 1000))


def checked(problem: Problem, name: str, **options: Any) -> RunChecks:
    return check(run(problem, schedule(name, problem.facts), **options), replay="again")


def words(found: RunChecks) -> dict[str, Word]:
    return {v.id: v.word for v in found.verdicts}


def with_facts(problem: Any, **changed: Any) -> Any:
    problem.facts = dataclasses.replace(problem.facts, **changed)
    return problem


@pytest.mark.parametrize("name", ["constant", "warmup", "min_shape", "energy"])
@pytest.mark.parametrize("make", [small_poisson, river_valley])
def test_every_inequality_holds_on_members_of_the_class(make: Any, name: str) -> None:
    found = checked(make(), name, max_iterations=400)
    assert set(words(found).values()) == {Word.PROVED}
    for verdict in found.verdicts:
        assert verdict.claim.startswith("at every step of this run: ")
        assert verdict.replay == "again"


def test_statuses_are_given_for_every_step() -> None:
    found = checked(small_poisson(), "warmup", max_iterations=20)
    assert found.statuses["descent_lemma"].shape == (20,)
    assert found.statuses["gradient_bound"].shape == (21,)
    assert (found.statuses["descent_lemma"] == Status.HOLDS).all()


def test_evidence_names_the_assumptions_on_rounding() -> None:
    (verdict,) = (
        v
        for v in checked(small_poisson(), "warmup", max_iterations=5).verdicts
        if v.id == "descent_lemma"
    )
    assert "exp within 4 ulp" in verdict.evidence
    assert verdict.margin is not None
    assert "error bounds at step" in verdict.margin


@pytest.mark.parametrize("name", ["constant", "warmup", "energy"])
@pytest.mark.parametrize(
    ("text", "curvature", "start"),
    [("x**2/2", 1, 10), ("x**2/2", 1, "1/10"), ("x**2/6", "1/3", 7), ("x**2/40", "1/20", 3)],
)
def test_a_quadratic_attains_the_inequalities_and_is_decided(
    text: str, curvature: Any, start: Any, name: str
) -> None:
    found = checked(formula(text, start, K0=curvature, K=0), name, stop_gap="1/1000000")
    assert set(words(found).values()) == {Word.PROVED}
    touching = [v for v in found.verdicts if v.margin == "exactly 0 at step 0"]
    assert touching


def test_the_extremal_function_touches_beyond_any_precision_and_stays_undecided() -> None:
    found = checked(formula("cosh(x) - 1", 3), "warmup", stop_gap="1/1000")
    assert words(found)["gradient_bound"] is Word.UNDECIDED
    assert words(found)["descent_lemma"] is Word.PROVED
    energy = words(checked(formula("cosh(x) - 1", 3), "energy", stop_gap="1/1000"))
    assert energy["energy_step"] is Word.UNDECIDED
    assert Word.REFUTED not in energy.values()


@pytest.mark.parametrize("factor", [2, 50])
def test_constants_that_are_too_small_are_refuted(factor: int) -> None:
    small = sp.Rational(1, factor)
    found = words(
        checked(formula("cosh(x) - 1", 3, K0=small, K=small), "constant", max_iterations=9)
    )
    assert found["gradient_bound"] is Word.REFUTED
    assert found["descent_lemma"] is Word.REFUTED


def test_constants_divided_by_hundreds_are_refuted_on_poisson_data() -> None:
    problem = small_poisson()
    facts = problem.facts
    found = checked(
        with_facts(problem, K=facts.K / 500, K0=facts.K0 / 500), "warmup", max_iterations=9
    )
    assert Word.REFUTED in words(found).values()
    refuted = next(v for v in found.verdicts if v.word is Word.REFUTED)
    assert "so f is not in the class with these constants and f_" in refuted.evidence


def test_a_lower_bound_above_the_minimum_is_refuted() -> None:
    problem = small_poisson()
    lifted = problem.facts.f_star_upper + sp.Rational(1, 100)
    lifted_problem = with_facts(problem, f_star_lower=lifted)
    found = words(checked(lifted_problem, "warmup", stop_gradient="1/10000"))
    assert found["f_star_lower"] is Word.REFUTED
    wrong = words(checked(formula("x**2/2", 3, K=0, f_star=1), "warmup", stop_gap="1/1000"))
    assert wrong["gradient_bound"] is Word.REFUTED


def test_a_step_that_is_too_large_breaks_descent_and_says_that_nothing_was_promised() -> None:
    found = checked(formula("x**2/2", 1, K=0), "constant:5/2", max_iterations=4)
    assert words(found)["descent_lemma"] is Word.PROVED, "an identity on quadratics"
    assert words(found)["gd_nonconvex/gap_nonincreasing"] is Word.REFUTED
    (verdict,) = (v for v in found.verdicts if v.id == "gd_nonconvex/gap_nonincreasing")
    assert "by steps beyond 2/ell(gap), for which nothing is promised" in verdict.evidence
    poisson = words(checked(small_poisson(), "constant:1", max_iterations=4))
    assert poisson["gd_nonconvex/gap_nonincreasing"] is Word.REFUTED


def test_steps_between_the_limits_break_the_sum_but_not_descent() -> None:
    found = words(checked(formula("x**2/2", 1, K=0), "constant:3/2", max_iterations=4))
    assert found["gd_nonconvex/gap_nonincreasing"] is Word.PROVED
    assert found["gd_nonconvex/sum"] is Word.REFUTED


def test_a_tampered_record_is_caught() -> None:
    problem = small_poisson()
    done = run(problem, schedule("warmup", problem.facts), max_iterations=10)
    values = done.record.values.copy()
    values[5] += 1.0
    forged = dataclasses.replace(done, record=dataclasses.replace(done.record, values=values))
    found = check(forged)
    assert found.statuses["descent_lemma"][4] == Status.BROKEN
    assert words(check(done))["descent_lemma"] is Word.PROVED, "control"


def test_a_margin_inside_the_rounding_error_is_undecided() -> None:
    problem = small_poisson()
    done = run(problem, schedule("warmup", problem.facts), max_iterations=10)
    forged = done.record.values.copy()
    forged[6] = forged[5]  # no progress where progress of at most this size was due
    steps = done.record.steps.copy()
    steps[5] = 1e-18
    record = dataclasses.replace(done.record, values=forged, steps=steps)
    found = check(dataclasses.replace(done, record=record))
    assert found.statuses["gd_nonconvex/gap_nonincreasing"][5] == Status.UNDECIDED


def test_the_first_hit_is_certified_for_gap_and_gradient() -> None:
    by_gap = checked(river_valley(), "warmup")
    assert by_gap.verdicts[-1].claim.endswith("w_65 is the first iterate with gap <= 1/1000")
    assert by_gap.verdicts[-1].word is Word.PROVED
    by_gradient = checked(river_valley(), "warmup", stop_gradient="1/10")
    assert by_gradient.verdicts[-1].id == "first_hit"
    assert by_gradient.verdicts[-1].word is Word.PROVED


def test_a_target_met_exactly_on_data_is_undecided() -> None:
    problem = small_poisson()
    done = run(problem, schedule("warmup", problem.facts), max_iterations=10)
    level = sp.Rational(*float(done.record.values[10]).as_integer_ratio())
    level -= problem.facts.f_star_lower
    found = checked(problem, "warmup", stop_gap=level)
    assert found.verdicts[-1].word is Word.UNDECIDED


@pytest.mark.parametrize("rho", [2, "1/2", "3/2"])
def test_other_exponents_are_checked_too(rho: Any) -> None:
    found = words(checked(formula("x**2/2", 5, rho=rho, K="1/3"), "warmup", stop_gap="1/1000"))
    assert set(found.values()) == {Word.PROVED}


def test_a_run_without_steps_has_nothing_to_break() -> None:
    found = checked(formula("x**2/2", 1), "warmup", stop_gap=5)
    assert set(words(found).values()) == {Word.PROVED}


def test_a_run_that_ends_without_a_step_still_shows_why() -> None:
    half = sp.Rational(1, 2)
    problem = formula("cosh(x) - 1", 3, K0=half, K=half)
    done = run(problem, schedule("energy", problem.facts))
    assert done.outcome is Outcome.NO_STEP
    assert words(check(done))["gradient_bound"] is Word.REFUTED
