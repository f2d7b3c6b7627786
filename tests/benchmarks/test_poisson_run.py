"""What the recorded and checked warm-up run costs beside a bare numpy loop of the same steps."""

from __future__ import annotations

import time

import numpy as np
import pytest

from verify.problems.doctor_visits import load_doctor_visits
from verify.problems.poisson_visits import poisson_visits
from verify.runs.checks import check
from verify.runs.gradient_descent import run
from verify.runs.schedules import schedule

REPEATS = 5


def bare_loop(features: np.ndarray, counts: np.ndarray, K0: float, K: float, f_star: float) -> int:
    """Warm-up gradient descent with nothing recorded and nothing checked."""
    n = len(counts)
    w = np.zeros(features.shape[1])
    w[0] = 6.0
    t = 0
    while True:
        dots = features @ w
        weights = np.exp(dots)
        gap = (weights.sum() - counts @ dots) / n - f_star
        if gap <= 1e-2:
            return t
        w = w - (features.T @ (weights - counts) / n) / (K0 + K * gap)
        t += 1


def test_checked_warmup_run_on_doctor_visits(benchmark: pytest.FixtureRequest) -> None:
    pytest.importorskip("statsmodels.datasets")
    data, problem = load_doctor_visits(), poisson_visits()
    facts = problem.facts
    counts = data.counts.astype(np.float64)
    warmup = schedule("warmup", facts)

    def checked() -> int:
        done = run(problem, warmup)
        check(done)
        return done.iterations

    def bare() -> int:
        return bare_loop(
            data.features, counts, float(facts.K0), float(facts.K), float(facts.f_star_lower)
        )

    seconds: list[float] = []

    def time_bare() -> None:
        # Before each round, so that both loops see the same load from elsewhere.
        began = time.perf_counter()
        assert bare() == 1942
        seconds.append(time.perf_counter() - began)

    assert benchmark.pedantic(checked, setup=time_bare, rounds=REPEATS) == 1942
    if benchmark.stats is not None:
        benchmark.extra_info["bare_seconds"] = min(seconds)
        benchmark.extra_info["ratio"] = benchmark.stats.stats.min / min(seconds)
