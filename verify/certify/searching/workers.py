"""Where work is done: here, in other processes, or on a dask cluster.

What comes back from a worker is unpickled, so a scheduler is trusted like the program itself. A
bound travels as text and exact numbers of our own making; nothing a user typed is unpickled.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from theory.errors import DomainError, WarmproofError
from verify.certify.boxes import Box
from verify.certify.curvature.slack import Bound
from verify.certify.searching.depth_first import Part
from verify.certify.searching.search import search

IDLE_SECONDS = 60
"""How long processes wait for another search before they end."""

CONNECT_SECONDS = 10

ONE_AT_A_TIME = threading.Lock()
"""Held by tasks that a process must not mix, though a worker of dask may have several threads: the
precision of balls belongs to the process, and compiled loops must not be entered from two threads.
"""

Asked, Given = TypeVar("Asked"), TypeVar("Given")


@dataclass(frozen=True)
class Task:
    """Some boxes to be searched, and with what; the fields are those of `search`."""

    bound: Bound
    boxes: Sequence[Box]
    max_boxes: int
    size: float
    keep_tree: bool


@dataclass(frozen=True)
class Report:
    """What came out of a task, the process that did it, and the most memory it ever held."""

    part: Part
    process: str
    peak_bytes: int


def examine(task: Task) -> Report:
    """Do one task."""
    part = search(
        task.bound, task.boxes, max_boxes=task.max_boxes, size=task.size, keep_tree=task.keep_tree
    )
    return Report(part, this_process(), peak_bytes())


@dataclass(frozen=True)
class Pool:
    """Workers.

    Attributes:
        submit: gives them a call.
        ahead: how many calls that are not done they are given at a time.
        call_off: takes back what was given and is not done.
    """

    submit: Callable[..., Future[Any]]
    ahead: int
    call_off: Callable[[Iterable[Future[Any]]], None]


def reports(tasks: Sequence[Task], pool: Pool | None) -> Iterator[Report]:
    """Search chunks of boxes, as `answers` does tasks."""
    return answers(examine, tasks, pool)


def answers(
    do: Callable[[Asked], Given], tasks: Sequence[Asked], pool: Pool | None
) -> Iterator[Given]:
    """Do tasks, here if there is no pool; answers come in the order of the tasks.

    Closing the iterator early calls off the rest.

    Args:
        do: what is done with each task; a function that other processes can import.
        tasks: what can be sent to them.
        pool: where.
    """
    if pool is None:
        yield from map(do, tasks)
        return
    todo, futures = deque(tasks), deque[Future[Given]]()
    try:
        while todo or futures:
            running = [future for future in futures if not future.done()]
            while todo and len(running) < pool.ahead:
                running.append(pool.submit(do, todo.popleft()))
                futures.append(running[-1])
            if not futures[0].done():
                wait(running, return_when=FIRST_COMPLETED)
            while futures and futures[0].done():
                yield futures.popleft().result()
    finally:
        if futures:
            pool.call_off(futures)


MOST_JOBS = 3
"""Processes that are taken unasked: each holds about 100 MiB, and all should stay below 500."""

LARGEST_JOBS = 256
"""Processes that can be asked for. All are started at once, so thousands would choke a machine."""


@contextmanager
def workers(jobs: int | None, scheduler: str | None) -> Iterator[Pool | None]:
    """Workers for the length of a block.

    Args:
        jobs: how many processes; None: one for each core, but no more than `MOST_JOBS`.
        scheduler: the address of a dask scheduler in their place, such as ``tcp://host:8786``.

    Yields:
        None where the work is to be done in this process.

    Raises:
        WarmproofError: no dask, or nobody answers at the address.
        BrokenExecutor: a worker was lost with its work.
    """
    if scheduler is not None:
        with _dask(scheduler) as pool:
            yield pool
        return
    from joblib import cpu_count

    count = min(cpu_count(), MOST_JOBS) if jobs is None else jobs
    if count == 1:
        yield None
        return
    from joblib.externals.loky import get_reusable_executor

    with _interrupts_blocked():  # what is started here never hears of an interrupt
        executor = get_reusable_executor(max_workers=count, timeout=IDLE_SECONDS)
        executor.submit(os.getpid)
    # Calls beyond what loky's own queue takes, or cancelled ones, would break its killing.
    yield Pool(executor.submit, 2 * count, lambda _: executor.shutdown(kill_workers=True))


def check_workers(jobs: int | None, scheduler: str | None) -> None:
    """Refuse what cannot be, before any work.

    Raises:
        DomainError: fewer than one job, or more than `LARGEST_JOBS`.
        WarmproofError: dask is asked for and missing.
    """
    if jobs is not None and jobs < 1:
        raise DomainError(f"a search needs at least 1 job; got {jobs}. Leave out --jobs.")
    if jobs is not None and jobs > LARGEST_JOBS:
        raise DomainError(
            f"at most {LARGEST_JOBS} jobs can be had, each a process of its own; got {jobs}."
            " Lower --jobs, or use a cluster."
        )
    if scheduler is not None:
        _distributed()


def _distributed() -> Any:
    try:
        import distributed
    except ImportError:
        raise WarmproofError(
            "--scheduler needs dask, which is not installed; install warmproof[cluster]."
        ) from None
    return distributed


@contextmanager
def _dask(address: str) -> Iterator[Pool]:
    distributed = _distributed()
    try:
        # A client that fails on what is no address would complain again when it is thrown away.
        distributed.comm.resolve_address(address)
        client = distributed.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as failed:
        raise WarmproofError(
            f"no dask scheduler answers at {address!r} ({type(failed).__name__}); start one with"
            " 'dask scheduler' and workers with 'dask worker', or leave out --scheduler."
        ) from None
    lost = (
        distributed.scheduler.KilledWorker,
        distributed.comm.CommClosedError,
        distributed.client.FutureCancelledError,
    )
    try:
        cores = sum(client.ncores().values())
        if not cores:
            raise WarmproofError(
                f"the dask scheduler at {address} has no workers; start one with"
                f" 'dask worker {address}'."
            )
        yield Pool(client.get_executor(pure=False).submit, 2 * cores, _cancel)
    except lost as failed:
        raise BrokenExecutor(str(failed)) from failed
    finally:
        client.close()


def _cancel(futures: Iterable[Future[Any]]) -> None:
    for future in futures:
        future.cancel()


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Hold interrupts back; processes started meanwhile hold them back for good."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# Memory.


def this_process() -> str:
    """A name for this process, unlike that of any other one."""
    return f"{socket.gethostname()}:{os.getpid()}"


def peak_bytes() -> int:
    """The most memory this process has held at a time; 0 where the system does not say.

    >>> peak_bytes() > 10**7
    True
    """
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else 1024 * peak
