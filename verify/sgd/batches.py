"""Batches of runs, made here, in other processes, or on a dask cluster.

A core is used once: a process of its own gets one thread, a worker of a cluster as many as it was
started with, and one batch at a time, since compiled loops must not be entered from two threads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TypeAlias

from theory.errors import DomainError
from verify.certify.searching.workers import ONE_AT_A_TIME, answers, check_workers, workers
from verify.sgd.engine import run_seeds
from verify.sgd.setting import Setting
from verify.sgd.totals import Integers, Totals

Progress: TypeAlias = Callable[[int, int], None]
"""Called within a batch, with the steps made and all steps of it."""

_KNOWN: dict[str, Setting] = {}
"""The setting that this process works on. Those of other batches of the campaign arrive as copies,
and the step table of one would be made again for each."""


@dataclass(frozen=True)
class Batch:
    """Some runs of a setting.

    Attributes:
        setting: what each run does.
        seeds: one per run, shape (n,).
        backend: what makes them.
        digest: the same for equal settings.
    """

    setting: Setting
    seeds: Integers
    backend: str
    digest: str


def run_there(batch: Batch) -> Totals:
    """Make the runs of one batch in a process that shares its cores with others."""
    with ONE_AT_A_TIME:
        if batch.digest not in _KNOWN:
            _KNOWN.clear()
            _KNOWN[batch.digest] = batch.setting
        setting, threads = _KNOWN[batch.digest], _own_threads()
        return run_seeds(setting, batch.seeds, batch.backend, threads=threads)


def _own_threads() -> int:
    """How many threads are this process's own."""
    try:
        from distributed import get_worker

        return int(get_worker().state.nthreads)
    except (ImportError, ValueError):  # no dask, or no worker of it
        return 1


def check_jobs(jobs: int, scheduler: str | None) -> None:
    """Refuse what cannot be, before any work.

    Raises:
        DomainError: fewer than one job, or more than a machine can start.
        WarmproofError: dask is asked for and missing.
    """
    if jobs < 1:
        raise DomainError(f"sgd needs at least 1 job; got {jobs}. Leave out --jobs.")
    check_workers(jobs, scheduler)


def totals_of(
    batches: Sequence[Batch], jobs: int, scheduler: str | None, progress: Progress
) -> Iterator[Totals]:
    """Make batches, and give what they leave behind in the same order.

    Args:
        batches: what to make.
        jobs: how many processes, though no more than there are batches.
        scheduler: the address of a dask scheduler in their place.
        progress: told how far a batch is, where it is made in this process.

    Raises:
        WarmproofError: nobody answers at the address of the scheduler.
        BrokenExecutor: a worker was lost with its work.
    """
    with workers(max(1, min(jobs, len(batches))), scheduler) as pool:
        if pool is None:
            for batch in batches:
                yield run_seeds(batch.setting, batch.seeds, batch.backend, progress)
            return
        with closing(answers(run_there, batches, pool)) as found:
            yield from found
