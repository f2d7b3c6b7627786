"""A campaign: many runs of one setting, fixed in every number before the first of them starts.

How many runs there are, from which seed, and how sure a verdict has to be are part of the
question. A run depends on its seed alone, so the answer is the same in one process, in several, on
a cluster, and after any number of interruptions.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import numpy as np
import sympy as sp

from theory.errors import DomainError, WarmproofError
from verify.problems.base import start_point
from verify.sgd.batches import Batch, check_jobs, totals_of
from verify.sgd.checkpoint import Checkpoint, describe
from verify.sgd.engine import choose_backend
from verify.sgd.setting import Setting
from verify.sgd.totals import Integers, Totals, join

BATCH_STEPS = 20_000_000
"""Steps in a batch, unless the fewest runs of one are longer than that."""

FEWEST, MOST = 256, 100_000
"""Runs in a batch: side by side they are cheap, and what they leave behind has to be sent."""

FEWEST_COMPILED = 16
"""A compiled loop makes its runs one after the other, and gains nothing from many."""

SHARES = 4
"""Batches for each process, at least, so that none waits long for the last."""

CLUSTER = 16
"""How many processes a cluster is taken to have."""

WORTH_COMPILING = 10_000_000
"""Steps from which on ``auto`` compiles a loop: about where numpy takes as long as compiling."""

SAVE_SECONDS = 10.0

RESOLVED = 2.0**-21
"""Relative error of the gap at the start: less than the room for rounding that checks leave."""

MOST_SEED, MOST_STEPS, MOST_RUNS = 2**63 - 1, 2**53, 10**7

Progress: TypeAlias = Callable[[float, int], None]
"""Called with the runs done, parts of runs included, and all runs."""


@dataclass(frozen=True)
class Campaign:
    """What is decided before the first run.

    Attributes:
        setting: what each run does; its chance of false alarms becomes half of this campaign's
            alpha, shared out over the runs. The other half is for what they say together.
        runs: how many, at least 1.
        seed: the first seed; the others follow it, one by one.
        confidence: 1 - alpha, in (0, 1), exact: the confidence of the interval around the
            probability of failure, and of the tests of the assumptions over all runs together.
        backend: one of ``engine.BACKENDS``; ``auto`` becomes what it stands for here, on all
            workers: numpy for small campaigns, numba for others where it can.
    """

    setting: Setting
    runs: int
    seed: int = 0
    confidence: sp.Rational = sp.Rational(999, 1000)
    backend: str = "auto"

    def __post_init__(self) -> None:
        """Refuse what makes no campaign.

        Raises:
            DomainError: a number lies outside its range.
            WarmproofError: the backend is unknown, not installed, or cannot run the setting.
        """
        if self.runs < 1:
            raise DomainError(f"sgd needs at least 1 run; got {self.runs}. Raise --runs.")
        if self.runs > MOST_RUNS:
            raise DomainError(
                f"sgd makes at most {MOST_RUNS} runs, each of which is remembered; got"
                f" {self.runs}. Lower --runs."
            )
        if self.setting.T > MOST_STEPS:
            raise DomainError(
                f"sgd makes at most 2^53 steps in a run; got {self.setting.T}. Lower --steps."
            )
        if not 0 <= self.seed <= MOST_SEED - self.runs:
            raise DomainError(
                f"seeds lie in [0, 2^63); got {self.seed} for the first of {self.runs}."
                " Choose a smaller --seed."
            )
        if not (self.confidence.is_Rational and 0 < self.confidence < 1):
            raise DomainError(
                f"sgd needs a rational confidence in (0, 1); got {self.confidence}."
                " Choose one such as 999/1000."
            )
        _check_start(self.setting)
        shared = replace(self.setting, false_alarm=(self.alpha - self.pooled_alpha) / self.runs)
        object.__setattr__(self, "setting", shared)
        small = self.backend == "auto" and self.runs * shared.T < WORTH_COMPILING
        backend = choose_backend(shared, "numpy" if small else self.backend)
        object.__setattr__(self, "backend", backend)

    @property
    def seeds(self) -> Integers:
        """All seeds, in order, shape (runs,)."""
        return np.arange(self.seed, self.seed + self.runs, dtype=np.int64)

    @property
    def alpha(self) -> sp.Rational:
        """1 - confidence."""
        return 1 - self.confidence

    @property
    def pooled_alpha(self) -> sp.Rational:
        """The part of alpha that is for the test of all runs read as one, ``betting.pool``."""
        return self.alpha / 2


@dataclass(frozen=True)
class Outcome:
    """What came out of a campaign.

    Attributes:
        campaign: what had been decided.
        totals: of the runs that were finished, in the order of their seeds.
        stopped: "" where all were; else ``interrupt`` or ``workers`` (one was lost).
        seconds: wall clock, of this call alone.
        made: how many runs this call made; the others were in its checkpoint.
    """

    campaign: Campaign
    totals: Totals
    stopped: str
    seconds: float
    made: int

    @property
    def missing(self) -> int:
        """How many of the runs were not finished."""
        return self.campaign.runs - len(self.totals)


def run_campaign(
    campaign: Campaign,
    *,
    jobs: int = 1,
    scheduler: str | None = None,
    checkpoint: Path | str | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Make every run of a campaign; Ctrl-C ends it with those that are finished.

    Args:
        campaign: what to do.
        jobs: how many processes; one alone uses the cores by threads, where its backend can.
        scheduler: the address of a dask scheduler, which is sent the work instead.
        checkpoint: a file to go on from, if it is there. It is brought up to date now and then and
            where the campaign stops early, and removed when it is complete.
        progress: called now and then.

    Raises:
        WarmproofError: no such workers, or the file belongs to another campaign.
        KeyboardInterrupt: Ctrl-C before a single batch was finished.
    """
    check_jobs(jobs, scheduler)
    begin = time.perf_counter()
    file = None if checkpoint is None else Checkpoint(checkpoint, campaign)
    known = None if file is None else file.read()
    done = [] if known is None else [known]
    before, stopped = sum(map(len, done)), ""
    next_save = time.monotonic() + SAVE_SECONDS

    def tell(steps: int, _: int) -> None:
        if progress is not None:
            progress(sum(map(len, done)) + steps / campaign.setting.T, campaign.runs)

    batches = _batches(
        campaign, _unfinished(campaign, done), jobs if scheduler is None else CLUSTER
    )
    try:
        with closing(totals_of(batches, jobs, scheduler, tell)) as arriving:
            for found in arriving:
                done.append(found)
                tell(0, 0)
                if file is not None and time.monotonic() >= next_save:
                    file.write(_in_order(done))
                    next_save = time.monotonic() + SAVE_SECONDS
    except KeyboardInterrupt:
        stopped = "interrupt"
    except BrokenExecutor:
        stopped = "workers"
    if not done:
        raise _nothing(stopped)
    totals = _in_order(done)
    if file is not None and stopped:
        file.write(totals)
    elif file is not None:
        file.remove()
    made = len(totals) - before
    return Outcome(campaign, totals, stopped, time.perf_counter() - begin, made)


def _check_start(setting: Setting) -> None:
    """Refuse a start at which doubles do not see the gap: what failed would be their rounding."""
    facts, gap0 = setting.problem.facts, float(setting.gap0)
    values, _ = setting.problem.evaluate_many(start_point(facts)[None])
    lowest = float(facts.f_star_lower)
    off = abs(float(values[0]) - lowest - gap0)
    if off > RESOLVED * gap0 + 2.0**-40 * abs(lowest):
        raise DomainError(
            f"sgd needs a start whose gap doubles resolve to 2^-21; got f(start) - f_star ="
            f" {gap0:.6g}. Choose a start farther up, or write f without cancellation."
        )


def _nothing(stopped: str) -> BaseException:
    if stopped == "interrupt":
        return KeyboardInterrupt()
    return WarmproofError("a worker was lost before any run was finished; ask for fewer --jobs.")


def _unfinished(campaign: Campaign, done: Sequence[Totals]) -> Integers:
    finished = np.concatenate([t.seeds for t in done]) if done else campaign.seeds[:0]
    return np.setdiff1d(campaign.seeds, finished)


def _batches(campaign: Campaign, seeds: Integers, processes: int) -> list[Batch]:
    fewest = FEWEST_COMPILED if campaign.backend == "numba" else FEWEST
    size = max(fewest, min(BATCH_STEPS // campaign.setting.T, MOST))
    if processes > 1:
        size = min(size, max(1, len(seeds) // (SHARES * processes)))
    digest = describe(campaign)
    return [
        Batch(campaign.setting, seeds[first : first + size], campaign.backend, digest)
        for first in range(0, len(seeds), size)
    ]


def _in_order(parts: Sequence[Totals]) -> Totals:
    whole = join(parts)
    return whole.take(np.argsort(whole.seeds))
