"""What a lower bound of 10^5 waves costs beside unrolling them: f at every period, in doubles.

Waves are kept as (step, number of periods) and checked once each; the alternative lays out every
period and evaluates its curvature (`ratio` in the extra info: how many times slower that is).
"""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest

from verify.adversary.function import build
from verify.adversary.membership import member
from verify.adversary.schedule import schedule
from verify.adversary.setting import setting
from verify.verdict import Word

_POINTS = 16
"""Points per period that the naive evaluation looks at."""


def unrolled(periods: tuple[int, ...], steps: np.ndarray, eps: float) -> float:
    """The largest curvature over every period, point by point."""
    share = np.linspace(0, 1, _POINTS)
    most = 0.0
    for count, step in zip(periods, steps, strict=True):
        k = 2 * np.pi * count / (step * eps)
        for turn in range(count):
            most = max(most, float(np.abs(eps * k * np.sin(2 * np.pi * (turn + share))).max()))
    return most


@pytest.mark.benchmark(group="a lower bound of 10^5 waves")
def test_ten_to_the_five_waves(benchmark: Any) -> None:
    asked = setting(rho=1, K0=1, K=2, gap0=3, eps="1/10")

    def built() -> Any:
        function = build(asked, schedule("500/sqrt(t+1)"))
        assert member(function).word is Word.PROVED
        return function

    function = benchmark.pedantic(built, rounds=1)
    assert function.tau > 10**5
    steps = np.array([float(step.mid()) for step in function.steps])
    start = time.perf_counter()
    unrolled(function.periods, steps, 0.1)
    alone = time.perf_counter() - start
    if benchmark.stats is not None:
        benchmark.extra_info["ratio"] = round(alone / benchmark.stats.stats.mean, 2)
        benchmark.extra_info["waves"] = function.tau
        benchmark.extra_info["periods"] = sum(function.periods)
