"""Moving blocks: how much what is fitted to a run depends on the points that it happened to visit.

Points of a run that follow each other are alike, so blocks of neighbours are drawn with
replacement, not points. What is fitted to the drawn blocks spreads about the estimate as the
estimate does about its limit; the interval is that spread, turned round about the estimate.

Turned round, because an envelope is settled by extreme points: fitted to fewer of them it lies
too low, and so does the estimate itself. For extremes the bootstrap is known to be inconsistent:
these intervals cover less often than their level says (tests measure how often).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from theory.errors import DomainError

Places = NDArray[np.int64]


@dataclass(frozen=True)
class Interval:
    """An estimate with a bootstrap interval around it."""

    low: float
    value: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.4g} [{self.low:.4g}, {self.high:.4g}]"

    def covers(self, number: float) -> bool:
        """Whether the number lies between the ends, ends included."""
        return self.low <= number <= self.high


@dataclass(frozen=True)
class Resampling:
    """How resamples are drawn.

    Attributes:
        resamples: how many, at least 20.
        block: length of a block; by default n^(1/2), rounded up.
        level: the share of resamples within an interval, in (0, 1).
        seed: of the draws.

    Raises:
        DomainError: a value outside these ranges.
    """

    resamples: int = 200
    block: int | None = None
    level: float = 0.9
    seed: int = 0

    def __post_init__(self) -> None:
        if self.resamples < 20:
            raise DomainError(
                f"an interval needs resamples >= 20; got {self.resamples}. Give 200 or more."
            )
        if self.block is not None and self.block < 1:
            raise DomainError(f"a block needs block >= 1; got {self.block}. Give 1 or more.")
        if not 0 < self.level < 1:
            raise DomainError(f"an interval needs 0 < level < 1; got {self.level}. Give 0.9.")

    def places(self, n: int) -> list[Places]:
        """The points of each resample, as `resamples` arrays of shape (n,) of places below n.

        >>> [len(set(np.diff(p[:3]).tolist())) for p in Resampling(20, block=3).places(9)][:3]
        [1, 1, 1]
        """
        rng = np.random.default_rng(self.seed)
        length = min(self.block or math.isqrt(n - 1) + 1, n)
        blocks = -(-n // length)
        starts = rng.integers(0, n - length + 1, size=(self.resamples, blocks))
        places = starts[:, :, None] + np.arange(length)
        return list(places.reshape(self.resamples, -1)[:, :n])

    def intervals(
        self, n: int, statistic: Callable[[Places], Sequence[float]], least: Sequence[float]
    ) -> tuple[Interval, ...]:
        """An interval for each number of a statistic.

        Args:
            n: how many points there are.
            statistic: takes places of points, gives some numbers.
            least: no number can be below these; an interval is cut off there.

        Returns:
            One interval for each number, around the statistic of all points.
        """
        whole = np.array(statistic(np.arange(n)))
        drawn = np.array([statistic(places) for places in self.places(n)])
        tail = (1 - self.level) / 2
        lower, upper = np.quantile(drawn, [tail, 1 - tail], axis=0)
        return tuple(
            Interval(max(low, bound), value, max(high, bound))
            for low, value, high, bound in zip(
                (2 * whole - upper).tolist(),
                whole.tolist(),
                (2 * whole - lower).tolist(),
                least,
                strict=True,
            )
        )
