"""verify/sgd/given.py: a lower bound that is none, and what a refutation takes as given."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp

from verify.problems import get
from verify.problems.function import function_problem
from verify.sgd.campaign import Campaign, Outcome
from verify.sgd.checks import check
from verify.sgd.engine import run_seeds
from verify.sgd.given import check_lower_bound, left_runs, taken_as_given
from verify.sgd.noises.parsing import parse_noise
from verify.sgd.setting import Setting
from verify.sgd.totals import Totals
from verify.verdict import Verdict, Word

GAP0 = 2.0
ROOM = 2.0**-20 * GAP0


def campaign(f_star: str = "0") -> Campaign:
    """Ten runs on a parabola that starts 2 above its infimum 0."""
    problem = function_problem(
        "x**2/2", ["x"], rho=1, K0=1, K=0, f_star=sp.Rational(f_star), start={"x": 2}
    )
    noise = parse_noise("rademacher:1/2", problem)
    assert noise.levels is not None
    setting = Setting(problem, noise, noise.levels, sp.Rational(1, 10), 40, gap_floor=sp.Integer(1))
    return Campaign(setting, 10, seed=3, backend="numpy")


def outcome(asked: Campaign, **values: Any) -> Outcome:
    totals = run_seeds(asked.setting, asked.seeds, "numpy")
    arrays = {name: getattr(totals, name) for name in Totals.names()}
    return Outcome(asked, Totals(**{**arrays, **values}), "", 1.0, 10)


def verdict(least: list[float]) -> Verdict:
    made = outcome(campaign(), least_gap=np.array(least))
    return check_lower_bound(made, lambda seed, runs: f"again {seed} {runs}")


def test_a_true_bound_is_not_refuted_and_what_was_seen_is_told() -> None:
    asked = campaign()
    made = outcome(asked)
    assert 0 <= made.totals.least_gap.min() < 0.01
    found = check_lower_bound(made, lambda seed, runs: f"again {seed} {runs}")
    assert (found.id, found.word, found.replay) == (
        "sgd/lower_bound",
        Word.NOT_REFUTED,
        "again 3 10",
    )
    assert found.evidence.endswith(", which is not below 0")


def test_a_bound_is_refuted_beyond_rounding_only() -> None:
    near = verdict([0.5] * 9 + [-0.999 * ROOM])
    assert near.word is Word.NOT_REFUTED
    assert (
        near.evidence == "f(w_t) - f_star fell to -1.91e-06, which is not below 0 beyond rounding"
    )
    beyond = verdict([0.5] * 8 + [-0.25, -1.001 * ROOM])
    assert (beyond.word, beyond.replay) == (Word.REFUTED, "again 11 1")
    assert beyond.evidence == (
        "f fell to -0.25, by 0.25 below f_star = 0, at seed 11, and below it in 2 of 10 runs: "
        "f_star is no lower bound"
    )


@pytest.mark.parametrize(
    "backend",
    [
        "numpy",
        pytest.param("numba", marks=pytest.mark.extra("numba")),
        pytest.param("torch", marks=pytest.mark.extra("nets")),
    ],
)
def test_every_kernel_sees_a_run_below_the_bound(backend: str) -> None:
    if backend != "numpy":
        pytest.importorskip(backend)
    asked = campaign("1/4")
    totals = run_seeds(asked.setting, asked.seeds, backend)
    assert (totals.least_gap < -0.2).all()
    assert (totals.least_gap >= -0.25).all()
    assert (totals.last_gap >= 0).all()


def test_the_proof_and_the_conclusions_are_not_blamed_for_a_wrong_bound() -> None:
    asked = campaign("1/4")
    found = check(outcome(asked, largest_potential=np.full(10, 99.0)))
    assert found.broken == ("sgd/lower_bound",)
    assert found.word is Word.MEASURED
    refuted = [v.id for v in found.verdicts if v.word is Word.REFUTED]
    assert refuted == ["sgd/lower_bound"]
    for verdict in found.verdicts[:6]:
        assert verdict.evidence.endswith("as sgd/lower_bound is refuted")


def test_runs_that_left_are_named_among_those_that_failed() -> None:
    gaps = np.full(10, 1.0)
    gaps[[2, 5]] = np.inf
    made = outcome(campaign(), largest_gap=gaps)
    told = left_runs(made, np.array([3, 5, 7]))
    assert told == ", 1 of them by leaving the domain of f or the doubles (seed 5)"
    assert left_runs(made, np.array([3, 4])) == ""


def test_only_a_function_of_ones_own_is_taken_as_given() -> None:
    assert "K0" in taken_as_given(campaign().setting)
    problem = get("hyperbolic-cosines")
    noise = parse_noise("rademacher:1/2", problem)
    assert noise.levels is not None
    assert taken_as_given(Setting(problem, noise, noise.levels, sp.Rational(1, 10), 5)) == ""
