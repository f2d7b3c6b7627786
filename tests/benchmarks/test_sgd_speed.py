"""What the checks of an SGD run cost: 10^8 one-dimensional steps with all of them.

The alternatives are the bare loop, compiled by numba as well (the same evaluation, table and noise
on the same threads, and nothing kept but the last point), and the same totals on numpy, timed on a
part of the steps. `over_bare` and `numpy_over_numba` in the extra info.
"""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from verify.problems.function import function_problem
from verify.sgd.engine import choose_backend, run_seeds
from verify.sgd.kernels.plan import Plan, make_plan
from verify.sgd.noises import parse_noise
from verify.sgd.setting import Setting

SEEDS, T = 1000, 10**5
NUMPY_T = 200
THREADS = len(os.sched_getaffinity(0))

pytestmark = [pytest.mark.extra("numba"), pytest.mark.benchmark(group="10^8 steps of SGD")]


def setting(function: str, K: int, T: int) -> Setting:
    problem = function_problem(function, ["x"], rho=1, K0=1, K=K, f_star=0, start={"x": 3})
    noise = parse_noise("rademacher:1/2", problem)
    return Setting(problem, noise, noise.levels, "1/10", T, gap_floor=1)


def bare_loop(plan: Plan) -> Any:
    """SGD with the table and nothing else, on all threads, for `SEEDS` seeds."""
    numba = pytest.importorskip("numba")
    from verify.intervals.lowering import lower
    from verify.sgd.counter import stream_keys
    from verify.sgd.kernels.compiled_noises import recipe
    from verify.sgd.kernels.compiled_tape import compile_tape
    from verify.sgd.kernels.tuples import bits_of, dot, moved
    from verify.sgd.step_table import SHIFT

    problem = plan.setting.problem
    evaluate = compile_tape(lower([problem.expression, *problem.gradient], problem.variables))
    draw, numbers = recipe(plan.setting.noise, 1)
    steps, first_bin, f_star = plan.table.steps, plan.table.first, plan.f_star
    start = float(plan.start[0])

    @numba.njit(nogil=True, error_model="numpy")
    def loop(keys: Any, last: Any, T: Any) -> None:
        for i in range(len(keys)):
            point = (start,)
            for t in range(T):
                values = evaluate(point)
                gradient = values[1:]
                gap = max(values[0] - f_star, 0.0)
                place = min(max((bits_of(gap) >> SHIFT) - first_bin, 0), len(steps) - 1)
                noise = draw(keys[i], t, gap, dot(gradient, gradient), gradient, numbers)
                point = moved(point, steps[place], gradient, noise)
            last[i] = point[0]

    def run(count: int, T: int) -> np.ndarray:
        keys, last = stream_keys(np.arange(count)), np.empty(count)
        with ThreadPoolExecutor(THREADS) as pool:
            parts = zip(np.array_split(keys, 32), np.array_split(last, 32), strict=True)
            list(pool.map(lambda part: loop(*part, T), parts))
        return last

    return run


@pytest.mark.parametrize(("function", "K"), [("x**2/2", 0), ("cosh(x) - 1", 1)])
def test_all_checks_beside_the_bare_loop(benchmark: Any, function: str, K: int) -> None:
    asked = setting(function, K, T)
    bare = bare_loop(make_plan(asked))
    assert choose_backend(asked) == "numba"
    bare(2, 10)
    run_seeds(asked, range(2))
    start = time.perf_counter()
    bare(SEEDS, T)
    alone = time.perf_counter() - start
    found = benchmark.pedantic(lambda: run_seeds(asked, range(SEEDS)), rounds=1)
    assert (found.steps == T).all()

    short = setting(function, K, NUMPY_T)
    run_seeds(short, range(2), backend="numpy")
    start = time.perf_counter()
    run_seeds(short, range(SEEDS), backend="numpy")
    on_numpy = (time.perf_counter() - start) / (SEEDS * NUMPY_T)
    if benchmark.stats is not None:
        seconds = benchmark.stats.stats.mean
        benchmark.extra_info["over_bare"] = round(seconds / alone, 2)
        benchmark.extra_info["numpy_over_numba"] = round(on_numpy * SEEDS * T / seconds, 1)
        benchmark.extra_info["ns_per_step"] = round(1e9 * seconds / (SEEDS * T), 1)
        assert seconds < 3 * alone
        assert 4 * seconds < on_numpy * SEEDS * T
