"""A campaign: an attack in numbered batches, here, in other processes, or on a dask cluster.

What a batch comes to depends on the seed and its number alone, and batches are read in the order of
their numbers, up to the first that refutes. So verdict, witness and closest margin are the same
wherever the work is done.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import closing
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from theory.errors import DomainError, WarmproofError
from theory.registry import get
from verify.attack import CASES
from verify.attack.attack import (
    Counterexample,
    Outcome,
    Target,
    attack_batch,
    check_attackable,
    target_of,
)
from verify.attack.search import BATCH, CHILDREN, NEVER, PARENTS, ROUNDS
from verify.certify.searching.workers import ONE_AT_A_TIME, answers, check_workers, workers
from verify.verdict import Word

FULL = BATCH + ROUNDS * PARENTS * CHILDREN
"""Cases in a batch, at most."""

MOST_CASES, MOST_SEED = 10**9, 2**63 - 1

Progress: TypeAlias = Callable[[int, int], None]
"""Called with the cases looked at and all cases."""


@dataclass(frozen=True)
class Campaign:
    """What is decided before the first case.

    Attributes:
        target: what is attacked.
        cases: how many instances to look at.
        seed: of all of them.

    Raises:
        DomainError: a number lies outside its range, or the statement cannot be attacked.
    """

    target: Target
    cases: int = CASES
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse what makes no campaign."""
        check_attackable(self.target.statement)
        if not 1 <= self.cases <= MOST_CASES:
            raise DomainError(
                f"an attack looks at 1 to {MOST_CASES} cases; got {self.cases}. Choose --cases"
                " between."
            )
        if not 0 <= self.seed <= MOST_SEED:
            raise DomainError(f"seeds lie in [0, 2^63); got {self.seed}. Choose another --seed.")

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many cases each batch looks at; every front has a batch, if there are enough."""
        count = min(self.cases, max(len(self.target.fronts), -(-self.cases // FULL)))
        return tuple(self.cases * (k + 1) // count - self.cases * k // count for k in range(count))


@dataclass(frozen=True)
class Result:
    """What a campaign came to.

    Attributes:
        campaign: what had been decided.
        best: the largest score, that is minus the smallest margin, or the largest factor at which
            the tightened relation fails; measured in floats.
        cases: instances looked at, up to the batch that refuted.
        met: those of them that meet all assumptions.
        counterexample: confirmed in balls; None if there is none.
        unconfirmed: points that floats took for counterexamples and balls did not.
        stopped: "" where all was done; else ``interrupt`` or ``workers`` (one was lost).
        seconds: wall clock.
    """

    campaign: Campaign
    best: float
    cases: int
    met: int
    counterexample: Counterexample | None
    unconfirmed: int
    stopped: str
    seconds: float

    @property
    def word(self) -> Word:
        """REFUTED by balls alone; UNDECIDED where floats say more, or no case could speak."""
        if self.counterexample is not None:
            return Word.REFUTED
        return Word.UNDECIDED if self.unconfirmed or not self.met else Word.NOT_REFUTED

    @property
    def never_fails(self) -> bool:
        """Of a factor that is read off a case: none makes the relation fail in any of them."""
        return self.best <= NEVER


@dataclass(frozen=True)
class Asked:
    """A batch as other processes are told of it: by names, which are short and safe to send."""

    statement: str
    handle: str | None
    factor: Fraction
    size: int
    seed: int
    batch: int


def attack_there(asked: Asked) -> Outcome:
    """Do one batch, in a process that may have threads."""
    with ONE_AT_A_TIME:
        target = target_of(asked.statement, asked.handle, asked.factor)
        return attack_sized(target, asked.size, asked.seed, asked.batch)


def attack_sized(target: Target, size: int, seed: int, batch: int) -> Outcome:
    """Do one batch of exactly so many cases, the most of them in the ascent.

    Args:
        target: what is attacked.
        size: how many cases to look at.
        seed: of the whole attack.
        batch: which part of it this is.
    """
    rounds = min(ROUNDS, size * 11 // 12 // (PARENTS * CHILDREN))
    return attack_batch(target, size - rounds * PARENTS * CHILDREN, seed, batch, rounds)


def run_campaign(
    campaign: Campaign,
    *,
    jobs: int = 1,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> Result:
    """Attack until a batch refutes or all are done; Ctrl-C ends it with what was found.

    Args:
        campaign: what to do.
        jobs: how many processes.
        scheduler: the address of a dask scheduler in their place.
        progress: called after each batch.

    Raises:
        WarmproofError: no such workers.
        KeyboardInterrupt: Ctrl-C before a single batch was done.
    """
    check_workers(jobs, scheduler)
    begin = time.perf_counter()
    done: list[Outcome] = []
    stopped = ""
    try:
        with closing(_outcomes(campaign, jobs, scheduler)) as arriving:
            for outcome in arriving:
                done.append(outcome)
                if progress is not None:
                    progress(sum(each.cases for each in done), campaign.cases)
                if outcome.counterexample is not None:
                    break
    except KeyboardInterrupt:
        stopped = "interrupt"
    except BrokenExecutor:
        stopped = "workers"
    if not done and stopped == "interrupt":
        raise KeyboardInterrupt
    if not done:
        raise WarmproofError("a worker was lost before any batch was done; ask for fewer --jobs.")
    return Result(
        campaign,
        max(each.best for each in done),
        sum(each.cases for each in done),
        sum(each.met for each in done),
        done[-1].counterexample,
        sum(each.unconfirmed for each in done),
        stopped,
        time.perf_counter() - begin,
    )


def _outcomes(campaign: Campaign, jobs: int, scheduler: str | None) -> Iterator[Outcome]:
    target, sizes = campaign.target, campaign.sizes
    with workers(max(1, min(jobs, len(sizes))), scheduler) as pool:
        if pool is None:
            for batch, size in enumerate(sizes):
                yield attack_sized(target, size, campaign.seed, batch)
            return
        with closing(answers(attack_there, _asked(campaign, sizes), pool)) as found:
            yield from found


def _asked(campaign: Campaign, sizes: Sequence[int]) -> list[Asked]:
    target = campaign.target
    if get(target.statement.id) is not target.statement:
        raise DomainError(
            f"other processes know {target.statement.id} only as it is in theory/; attack a"
            " changed one in this process."
        )
    name = None if target.handle is None else target.handle.name
    return [
        Asked(target.statement.id, name, target.factor, size, campaign.seed, batch)
        for batch, size in enumerate(sizes)
    ]
