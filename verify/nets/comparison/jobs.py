"""Trials in this process or in several, with the same numbers."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import closing, contextmanager

from theory.errors import WarmproofError
from verify.certify.searching.workers import IDLE_SECONDS, Pool, answers
from verify.nets.comparison.trial import Record, Trial, run_trial


def run_trials(trials: Sequence[Trial], jobs: int) -> Iterator[Record]:
    """Run trials in other processes; records come in the order of the trials.

    Closing the iterator early ends the processes; what runs there goes on from its last
    checkpoint when it is run again.

    Raises:
        WarmproofError: a process was lost with its work.
    """
    try:
        with _processes(jobs) as pool, closing(answers(run_trial, trials, pool)) as found:
            yield from found
    except BrokenExecutor as lost:
        raise WarmproofError(
            "a process was lost with its work, as a rule for want of memory. Finished trials are "
            "kept; go on with fewer jobs."
        ) from lost


@contextmanager
def _processes(jobs: int) -> Iterator[Pool]:
    from joblib.externals.loky import get_reusable_executor

    with _interrupts_ignored():  # what is started here never hears of an interrupt
        executor = get_reusable_executor(
            max_workers=jobs, timeout=IDLE_SECONDS, initializer=_prepare
        )
        executor.submit(int)
    # Calls beyond what loky's own queue takes would break its killing.
    yield Pool(executor.submit, 2 * jobs, lambda _: executor.shutdown(kill_workers=True))


def _prepare() -> None:
    """Load torch before the first task: loky takes a process that grows later for a leak."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Importing this module has loaded torch already.


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
