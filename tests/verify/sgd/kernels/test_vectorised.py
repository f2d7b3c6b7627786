"""What is watched while a run goes on: each test of an assumption, and the martingale."""

from __future__ import annotations

import math
from functools import partial
from typing import Any

import numpy as np
import pytest

from verify.problems.function import function_problem
from verify.sgd.engine import numpy_evaluation
from verify.sgd.engine import run_seeds as run_on_any
from verify.sgd.kernels.plan import make_plan
from verify.sgd.kernels.vectorised import Batch, Numpy
from verify.sgd.noise import Levels
from verify.sgd.noises import parse_noise
from verify.sgd.setting import Setting
from verify.sgd.totals import NEVER

SEEDS = range(50)
run_seeds = partial(run_on_any, backend="numpy")


def setting(noise: str, **changes: Any) -> Setting:
    problem = function_problem("cosh(x) - 1", ["x"], rho=1, K0=1, K=1, f_star=0, start={"x": 3})
    model = parse_noise(noise, problem)
    usual = {"declared": model.levels, "delta": "1/10", "T": 2000}
    return Setting(problem, model, **{**usual, **changes})


@pytest.mark.parametrize("noise", ["rademacher:1/2", "sphere:1/2", "abc:1,1/2,1/4", "qsgd:1"])
def test_bounded_noise_meets_its_assumptions(noise: str) -> None:
    found = run_seeds(setting(noise), SEEDS)
    assert (found.noise_step == NEVER).all()
    assert (found.bias_step == NEVER).all()
    assert (found.noise_ratio <= 1 + 1e-12).all()
    assert (found.tails_log == 0).all()


@pytest.mark.parametrize("noise", ["light-tails:1,1/2,1/4", "light-normal:1,1/2,1/4"])
def test_light_tails_meet_theirs_but_not_the_bound(noise: str) -> None:
    found = run_seeds(setting(noise, tails="light"), SEEDS)
    assert (found.tails_step == NEVER).all()
    assert (found.bias_step == NEVER).all()
    assert (found.noise_step != NEVER).all()


def test_noise_twice_as_large_as_declared_is_found_at_the_first_step() -> None:
    found = run_seeds(setting("rademacher:1", declared=Levels(0, 0, "1/4")), SEEDS)
    assert (found.noise_step == 0).all()
    assert found.noise_ratio == pytest.approx(4.0)
    assert (found.bias_step == NEVER).all()


def test_noise_barely_larger_than_declared_is_found() -> None:
    levels = Levels(0, 0, "999999999/1000000000")
    found = run_seeds(setting("rademacher:1", declared=levels), SEEDS)
    assert (found.noise_step == 0).all()


def test_light_tails_twice_as_large_as_declared_are_found() -> None:
    found = run_seeds(
        setting("light-tails:0,0,1", declared=Levels(0, 0, "1/2"), tails="light"), SEEDS
    )
    assert (found.tails_step != NEVER).all()
    assert (found.bias_step == NEVER).all()


def test_heavy_tails_are_found_under_either_assumption() -> None:
    for tails, field in (("light", "tails_step"), ("bounded", "noise_step")):
        asked = setting("student:2,1/2", declared=Levels(0, 0, 1), tails=tails)
        found = run_seeds(asked, SEEDS)
        assert (getattr(found, field) != NEVER).mean() > 0.9
        assert (found.bias_step == NEVER).all()


@pytest.mark.parametrize("shift", ["1/5", "-1/5"])
def test_bias_is_found_where_the_test_is_looked_at(shift: str) -> None:
    found = run_seeds(setting(f"biased:1/2,{shift}"), SEEDS)
    assert (found.bias_step != NEVER).all()
    assert ((found.bias_step + 1) % 64 == 0).all()
    assert (found.noise_step == NEVER).all()


def test_nothing_is_asked_of_the_noise_above_twice_gap0() -> None:
    asked = setting("student:1,1000", declared=Levels(0, 0, 1), T=1)
    first = run_seeds(asked, SEEDS)
    assert (first.noise_ratio > 1).all()
    away = run_seeds(
        setting("rademacher:1000", declared=Levels(0, 0, "1/100"), factor=100, T=50), SEEDS
    )
    assert (away.noise_step == 0).all()
    assert (away.largest_gap > 1000).all()
    # The ratio stays that of the first step, because the gap never comes back.
    assert away.noise_ratio == pytest.approx(1e8)


def outcomes(chosen_words: Any, noise: str, steps: int) -> Batch:
    """All sign sequences of a run of so many steps, as a batch."""
    asked = setting(noise, T=steps, delta="1/2")
    words = chosen_words(signs={(t, 0, 0): (1.0, -1.0) for t in range(steps)})
    plan, seeds = make_plan(asked), np.arange(words.count)
    batch = Batch(plan, seeds, lambda *_: words, numpy_evaluation(asked.problem), Numpy())
    batch.advance(steps)
    return batch


@pytest.mark.parametrize("noise", ["rademacher:1", "abc:1,1/2,1/4"])
def test_the_watched_martingale_is_one(chosen_words: Any, noise: str) -> None:
    logs = outcomes(chosen_words, noise, 8).look()[2]
    mean = float(np.mean(np.exp(logs)))
    assert 0.5 < mean <= 1 + 1e-12


def test_without_its_drift_the_martingale_would_grow(chosen_words: Any) -> None:
    asked = setting("abc:1,1/2,1/4", T=8, delta="1/2")
    plan = make_plan(asked)
    plan.columns[:, 3] = 0
    words = chosen_words(signs={(t, 0, 0): (1.0, -1.0) for t in range(8)})
    seeds = np.arange(words.count)
    batch = Batch(plan, seeds, lambda *_: words, numpy_evaluation(asked.problem), Numpy())
    batch.advance(8)
    assert np.mean(np.exp(batch.look()[2])) > 1


def test_the_test_martingale_of_the_bias_has_mean_at_most_1(chosen_words: Any) -> None:
    batch = outcomes(chosen_words, "rademacher:1", 10)
    total = batch.kept["bias_first"]
    assert sorted(set(total)) == list(range(-10, 11, 2))
    spread = 1 + batch.plan.mixing * 10
    values = np.exp(batch.plan.mixing * total**2 / (2 * spread)) / math.sqrt(spread)
    assert 0.4 < np.mean(values) <= 1
    # Terms twice as large are no longer bounded by 1: the control.
    assert np.mean(np.exp(2 * batch.plan.mixing * total**2 / spread)) / math.sqrt(spread) > 1
    logs = batch.totals().bias_log
    assert logs == pytest.approx(np.maximum(np.log(values), 0), abs=1e-12)


def test_the_test_of_light_tails_has_mean_1_at_the_limit(chosen_words: Any) -> None:
    # ||xi||^2/N takes the values 0 and log(2 e - 1), each with probability 1/2: E exp = e.
    ratios = (0.0, math.log(2 * math.e - 1))
    asked = setting("light-tails:0,0,1", tails="light", T=3)
    rate = asked.noise.scale
    words = chosen_words(
        signs={(t, 1, 0): (1.0, -1.0) for t in range(3)},
        uniforms={(t, 0): tuple(math.exp(-rate * r) for r in ratios) for t in range(3)},
    )
    seeds = np.arange(words.count)
    batch = Batch(
        make_plan(asked), seeds, lambda *_: words, numpy_evaluation(asked.problem), Numpy()
    )
    batch.advance(3)
    ended = batch.kept["tails_sum"] + 1 - batch.kept["tails_asked"] / 3
    assert np.mean(ended) == pytest.approx(1.0, rel=1e-12)
    assert batch.totals().tails_log.max() >= np.log(ended).max() - 1e-12
    # The martingale of the theorem is one for such noise as well.
    assert 0.5 < np.mean(np.exp(batch.look()[2])) <= 1
