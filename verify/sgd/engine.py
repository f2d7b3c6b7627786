"""The only door to the kernels: many seeded runs of a setting, and what they leave behind.

The backends draw the same random words and keep the same totals. On one backend a seed's result
depends on the seed alone, to the last bit; from one backend to another it differs by rounding,
because each has its own exp and log and its own order of sums.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

import numpy as np

from theory.errors import DomainError, WarmproofError
from verify.intervals.evaluate import compile_expressions
from verify.problems.base import Floats, Problem
from verify.problems.function import FunctionProblem
from verify.problems.regression import Regression
from verify.sgd.counter import Words
from verify.sgd.kernels.plan import Plan, make_plan
from verify.sgd.kernels.vectorised import Batch, Evaluate, Numpy
from verify.sgd.setting import Setting
from verify.sgd.totals import Integers, Totals, join

BACKENDS = ("auto", "numba", "numpy", "torch", "torch:cuda")
"""``auto`` is numba where it is installed and can run the setting, else numpy. ``torch`` runs on
the processor, ``torch:cuda`` on a GPU; neither is taken unless asked for."""

_SEEDS_AT_ONCE = {"numpy": 2**11, "torch": 2**13, "torch:cuda": 2**18}
_STEPS_AT_ONCE = 64
"""Between two reports of progress."""

_NUMBERS_AT_ONCE = 2**16
"""Numbers of a regression, one per row and point, that are held at once."""

Progress: TypeAlias = Callable[[int, int], None]
"""Called with how many steps are done, over all seeds, and of how many."""


@dataclass(frozen=True)
class Paths:
    """Whole paths at chosen steps, for pictures.

    Attributes:
        at: the steps t, shape (k,).
        gaps: Delta_t, shape (k, n); inf after the run left the doubles.
        steps: eta_t, or what it would be for t = T, shape (k, n); nan likewise.
        log_martingales: the sum of which ``Totals`` keeps the largest value, shape (k, n).
    """

    at: Integers
    gaps: Floats
    steps: Floats
    log_martingales: Floats


def run_seeds(
    setting: Setting,
    seeds: Sequence[int] | Integers,
    backend: str = "auto",
    progress: Progress | None = None,
    threads: int | None = None,
) -> Totals:
    """Run SGD once for each seed.

    Args:
        setting: what is run.
        seeds: from 0 to 2^63 - 1, shape (n,); any order, and each result is that seed's own.
        backend: one of ``BACKENDS``.
        progress: told how far it is, now and then.
        threads: of numba; None for as many as this process has processors.

    Raises:
        DomainError: a seed lies outside its range.
        WarmproofError: the backend is unknown, not installed, or cannot run this setting.
    """
    asked, chosen = _seeds(seeds), choose_backend(setting, backend)
    plan, total = make_plan(setting), len(asked) * setting.T
    if chosen == "numba":
        from verify.sgd.kernels.compiled import run_compiled

        tell = None if progress is None else partial(_report, progress, total)
        return run_compiled(plan, asked, threads, tell)
    done, parts = 0, []
    for some in _batches(asked, _SEEDS_AT_ONCE[chosen]):
        batch = begin(plan, some, chosen)
        for until in range(0, setting.T, _STEPS_AT_ONCE):
            upto = min(until + _STEPS_AT_ONCE, setting.T)
            batch.advance(upto)
            if progress is not None:
                progress(done + upto * len(some), total)
        done += setting.T * len(some)
        parts.append(batch.totals())
    return join(parts)


def _report(progress: Progress, total: int, done: int) -> None:
    progress(done, total)


def trace_paths(setting: Setting, seeds: Sequence[int] | Integers, at: Sequence[int]) -> Paths:
    """Run SGD once for each seed on numpy, and look at chosen steps.

    Args:
        setting: what is run.
        seeds: as for `run_seeds`.
        at: the steps to look at, increasing, from 0 to T.

    Raises:
        DomainError: a seed or a step lies outside its range.
    """
    asked, wanted = _seeds(seeds), list(at)
    if not wanted or sorted(set(wanted)) != wanted or not 0 <= wanted[0] <= wanted[-1] <= setting.T:
        raise DomainError(
            f"paths are looked at in increasing steps from 0 to T = {setting.T}; got {wanted}. "
            "Choose such steps."
        )
    batch = begin(make_plan(setting), asked, "numpy")
    rows = []
    for t in wanted:
        batch.advance(t)
        rows.append(batch.look())
    gaps, steps, martingales = (np.array(column) for column in zip(*rows, strict=True))
    return Paths(np.array(wanted, dtype=np.int64), gaps, steps, martingales)


def choose_backend(setting: Setting, backend: str = "auto") -> str:
    """Which backend `run_seeds` takes: one of ``BACKENDS``, other than ``auto``.

    Raises:
        WarmproofError: as `run_seeds`.
    """
    if backend not in BACKENDS:
        raise WarmproofError(f"unknown backend {backend!r}; take one of {', '.join(BACKENDS)}.")
    if backend == "numpy":
        return backend
    package = "torch" if backend.startswith("torch") else "numba"
    if importlib.util.find_spec(package) is None:
        if backend == "auto":
            return "numpy"
        extra = "nets" if package == "torch" else "numba"
        raise WarmproofError(
            f"the backend {backend} needs the package {package}, which is not installed. "
            f"Install it with: pip install 'warmproof[{extra}]', or take the backend numpy."
        )
    if package == "torch":
        from verify.sgd.kernels.torch_arrays import can_run
    else:
        from verify.sgd.kernels.compiled import can_run
    if can_run(setting):
        return "numba" if backend == "auto" else backend
    if backend == "auto":
        return "numpy"
    raise WarmproofError(
        f"the backend {backend} runs formulas of few variables under the noise "
        f"models by name; got {setting.problem.facts.name} under {setting.noise.name}. "
        "Take the backend numpy."
    )


def _seeds(seeds: Sequence[int] | Integers) -> Integers:
    given = [int(seed) for seed in seeds]
    if not given:
        raise DomainError("sgd needs at least one seed; got none. Give one.")
    for seed in given:
        if not 0 <= seed < 2**63:
            raise DomainError(f"a seed lies from 0 to 2^63 - 1; got {seed}. Choose one inside.")
    return np.array(given, dtype=np.int64)


def _batches(seeds: Integers, size: int) -> Iterator[Integers]:
    for first in range(0, len(seeds), size):
        yield seeds[first : first + size]


def begin(plan: Plan, seeds: Integers, backend: str = "numpy") -> Batch:
    """Runs that have not begun, on numpy or torch, for whoever looks at them on the way."""
    if backend.startswith("torch"):
        from verify.sgd.kernels.torch_arrays import torch_batch

        return torch_batch(plan, seeds, "cuda" if backend == "torch:cuda" else "cpu")
    return Batch(plan, seeds, Words, numpy_evaluation(plan.setting.problem), Numpy())


def numpy_evaluation(problem: Problem) -> Evaluate:
    """The problem in numpy, each point evaluated as if it were alone.

    Regressions do so for many points at once, and get as many as fit into the cache with their
    rows; of other data problems nothing is known, so they get one point at a time.
    """
    if isinstance(problem, FunctionProblem):
        compiled = compile_expressions([problem.expression, *problem.gradient], problem.variables)

        def formula(point: list[Floats]) -> tuple[Floats, list[Floats]]:
            value, *gradient = compiled.floats(point)
            return value, gradient

        return formula

    count = max(1, _NUMBERS_AT_ONCE // len(problem.rows)) if isinstance(problem, Regression) else 1

    def in_parts(point: list[Floats]) -> tuple[Floats, list[Floats]]:
        rows = np.stack(point, axis=1)
        values, gradients = np.empty(len(rows)), np.empty_like(rows)
        for first in range(0, len(rows), count):
            part = slice(first, first + count)
            values[part], gradients[part] = problem.evaluate_many(rows[part])
        return values, list(np.ascontiguousarray(gradients.T))

    return in_parts
