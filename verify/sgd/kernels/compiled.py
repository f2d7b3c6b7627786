"""The runs of many seeds one after the other, in a loop compiled by numba, on several threads.

One seed's numbers stay in registers over a block of steps, and rest in a row of an array between
blocks; so an interrupt is heard between blocks, and memory does not depend on T. What is compiled
depends on the formula, the model of the noise and the kind of tails; all numbers are arguments.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import lru_cache
from typing import Any

import numpy as np

from verify.intervals.lowering import lower
from verify.intervals.tape import Tape
from verify.problems.base import Problem
from verify.problems.function import FunctionProblem
from verify.sgd.counter import stream_keys
from verify.sgd.kernels.compiled_loop import FLOATS, INTEGERS, make_loop
from verify.sgd.kernels.compiled_noises import has_recipe, recipe
from verify.sgd.kernels.compiled_tape import can_compile, compile_tape
from verify.sgd.kernels.plan import Plan
from verify.sgd.noise import Noise
from verify.sgd.setting import Setting
from verify.sgd.totals import NEVER, Integers, Totals

MOST_COORDINATES = 8
"""More would not fit into registers, and take long to compile."""

_BLOCK = 2**19
"""Steps between two looks at whether to stop: some hundredths of a second."""


def can_run(setting: Setting) -> bool:
    """Whether the problem is a formula of few coordinates and the noise is known here."""
    problem = setting.problem
    few = problem.facts.dimension <= MOST_COORDINATES
    return few and has_recipe(setting.noise) and can_compile_problem(problem)


def can_compile_problem(problem: Problem) -> bool:
    """Whether the problem is a formula that can be compiled."""
    return isinstance(problem, FunctionProblem) and can_compile(_tape(problem))


def run_compiled(
    plan: Plan,
    seeds: Integers,
    threads: int | None = None,
    tell: Callable[[int], None] | None = None,
) -> Totals:
    """Run every seed.

    Args:
        plan: what is run.
        seeds: shape (n,).
        threads: how many; None for as many as there are processors for this process.
        tell: called with the number of steps done, over all seeds, now and then.
    """
    from joblib import cpu_count

    runs = _Runs(plan, seeds)
    stop = threading.Event()
    done = 0
    with ThreadPoolExecutor(threads or cpu_count()) as pool:
        jobs = {pool.submit(runs.advance, a, b, stop): b - a for a, b in runs.groups()}
        try:
            for job in as_completed(jobs):
                job.result()
                done += jobs[job] * plan.T
                if tell is not None:
                    tell(done)
        except BaseException:
            stop.set()
            pool.shutdown(cancel_futures=True)
            raise
    return runs.totals()


class _Runs:
    """The state of all seeds, in arrays of one row per seed."""

    def __init__(self, plan: Plan, seeds: Integers) -> None:
        n, setting = len(seeds), plan.setting
        self.plan, self.seeds = plan, seeds
        self.keys = stream_keys(seeds)
        self.points = np.tile(plan.start, (n, 1))
        self.floats = np.zeros((n, len(FLOATS)))
        for name in ("least_gradient", "least_gap"):
            self.floats[:, FLOATS.index(name)] = math.inf
        self.integers = np.full((n, len(INTEGERS)), NEVER, dtype=np.int64)
        tape, dimension = _tape(setting.problem), setting.problem.facts.dimension
        _, self.numbers = recipe(setting.noise, dimension)
        self.loop = _loop(tape, _Shape(setting.noise, dimension), plan.light)
        self.limits = (
            plan.f_star,
            plan.highest_gap,
            plan.A,
            plan.B,
            plan.C,
            plan.slack,
            plan.variance,
            plan.mixing,
            plan.alarm,
        )

    def groups(self) -> Iterator[tuple[int, int]]:
        """Ranges of seeds that take about a block together."""
        size = max(1, _BLOCK // self.plan.T)
        for begin in range(0, len(self.seeds), size):
            yield begin, min(begin + size, len(self.seeds))

    def advance(self, begin: int, end: int, stop: threading.Event) -> None:
        """Run the seeds of a range to the end, or until asked to stop."""
        T = self.plan.T
        rows = slice(begin, end)
        for t in range(0, T, _BLOCK):
            if stop.is_set():
                return
            self.loop(
                self.keys[rows],
                self.points[rows],
                self.floats[rows],
                self.integers[rows],
                self.plan.columns,
                self.plan.table.first,
                self.limits,
                self.numbers,
                t,
                min(t + _BLOCK, T),
                T,
            )

    def totals(self) -> Totals:
        """What the runs left behind."""
        found = dict(zip(FLOATS, self.floats.T.copy(), strict=True))
        found |= dict(zip(INTEGERS, self.integers.T.copy(), strict=True))
        gone = found["left"] != NEVER
        for name in ("largest_gap", "last_gap", "largest_potential"):
            found[name][gone] = math.inf
        found["steps"] = np.where(gone, found.pop("left"), self.plan.T)
        return Totals(seeds=self.seeds, **{n: found[n] for n in Totals.names() if n != "seeds"})


def _tape(problem: Problem) -> Tape:
    assert isinstance(problem, FunctionProblem)
    return lower([problem.expression, *problem.gradient], problem.variables)


class _Shape:
    """A noise model up to its numbers: two of the same shape share their compiled code."""

    def __init__(self, noise: Noise, dimension: int) -> None:
        self.noise, self.dimension = noise, dimension
        self.key = (type(noise), dimension, getattr(noise, "normal", None))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Shape) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=16)
def _loop(tape: Tape, shape: _Shape, light: bool) -> Any:
    """The loop for this formula and this shape of the noise."""
    draw, _ = recipe(shape.noise, shape.dimension)
    return make_loop(compile_tape(tape), draw, shape.dimension, light=light)
