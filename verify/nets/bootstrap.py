"""Blocks of a run drawn anew: how much what is fitted depends on the points met on the way.

Points of a run that follow each other are alike, so blocks of neighbours are drawn with
replacement, not points. An envelope is settled by extreme points, and for extremes the usual
bootstrap, which draws as many points as there are, is inconsistent: of its intervals of level 0.9
a quarter missed. So fewer are drawn, n^0.5 and n^0.75. By how much the spread about the estimate
falls between the two tells at which rate n^-a it falls on, from m = n^0.75 to n:

    error of the estimate  ~  (m/n)^a (fitted to m points - fitted to all),

turned round about the estimate where the error has a side: an envelope of fewer points lies too
low, and so does the estimate itself. No rate faster than 1/n is believed.

How often intervals of level 0.9 held the true ell = 2 + 3 gap, the least and the most of K0, K and
ell at the smallest, median and largest gap, in 200 runs each (last row: 100) with rho = 1 known:

    curvature/ell along the run                       n = 50      200         1000
    independent, uniform on [0.3, 1]                  0.92-0.96   0.90-0.93   0.90-0.92
    the same, neighbours' ranks correlated by 0.9     0.70-0.82   0.89-0.94   0.92-0.99
    independent, 0.3 + 0.7 beta(2, 2): rarely near 1  0.53-0.88   0.58-0.74   0.50-0.74

With rho searched as well, in 40 runs each, ell was held in 0.80-0.92 of independent runs and rho in
0.95, but with neighbours correlated in 0.55-0.68 (n = 50) and 0.80-0.82 (n = 200).

With a share of 0.1 above, the envelope is a quantile and no extreme: resamples are as large as the
run, up to 200 points, and intervals as far to both sides. They held the truth in 0.84-0.97 of
independent runs, and with neighbours correlated in 0.51-0.72 (n = 50) and 0.78-0.85 (n = 200).

So where points are few and alike, or rarely come near the truth, it lies outside more often than
the level says, above as a rule: what no point shows no resample can show. The intervals are about
other runs like this one, not about other networks.

Source: Politis, Romano and Wolf, Subsampling (1999), Chapter 8: an unknown rate, estimated.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from theory.errors import DomainError

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

_SIZES = (0.5, 0.75)
"""Powers of n: how many points a small and a large resample have."""
_ENOUGH = 200
"""Points of a resample of what is no extreme; where a run has more, a quarter of these as well."""
_FASTEST = 1.0


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
        resamples: how many of each size, at least 20.
        block: length of a block; by default that of the resample to the 1/2, rounded up.
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

    def places(self, n: int, size: int) -> list[Places]:
        """The points of each resample, as `resamples` arrays of shape (size,) of places below n.

        >>> [len(set(np.diff(p[:3]).tolist())) for p in Resampling(20, block=3).places(9, 6)][:3]
        [1, 1, 1]
        """
        rng = np.random.default_rng([self.seed, size])
        length = min(self.block or math.isqrt(size - 1) + 1, size)
        blocks = -(-size // length)
        starts = rng.integers(0, n - length + 1, size=(self.resamples, blocks))
        places = starts[:, :, None] + np.arange(length)
        return list(places.reshape(self.resamples, -1)[:, :size])

    def draw(
        self,
        n: int,
        statistic: Callable[[Places], Sequence[float]],
        whole: Sequence[float] | None = None,
        *,
        extreme: bool = True,
    ) -> Draws:
        """Compute a statistic for every resample.

        Args:
            n: how many points there are.
            statistic: takes places of points, gives some numbers.
            whole: the numbers for all points; by default the statistic of them.
            extreme: whether a few points settle the statistic. If not, resamples have as many
                points as there are, up to 200.
        """
        if extreme:
            small = min(max(math.ceil(n ** _SIZES[0]), 3), n)
            large = min(max(math.ceil(n ** _SIZES[1]), small + 1), n)
        else:
            small, large = (n, n) if n <= _ENOUGH else (_ENOUGH // 4, _ENOUGH)
        drawn = {m: np.array([statistic(p) for p in self.places(n, m)]) for m in {small, large}}
        return Draws(
            np.array(statistic(np.arange(n)) if whole is None else whole, dtype=float),
            drawn[small],
            drawn[large],
            (small, large, n),
            self.level,
        )


@dataclass(frozen=True)
class Draws:
    """Some numbers for all points, and for small and large resamples.

    Attributes:
        whole: shape (k,).
        small: shape (resamples, k).
        large: the same.
        sizes: how many points each of the three has.
        level: of the intervals.
    """

    whole: Floats
    small: Floats
    large: Floats
    sizes: tuple[int, int, int]
    level: float

    def turned(self, number: int, low: float = -math.inf, high: float = math.inf) -> Interval:
        """An interval for one number that lies between low and high; it holds the estimate.

        Turned round about the estimate: for numbers that err to one side, as an envelope does.
        """
        at = float(self.whole[number])
        tail = (1 - self.level) / 2
        off = self.large[:, number] - at
        below, above = np.quantile(off, [tail, 1 - tail]).tolist()
        scale = self._scale(np.abs(self.small[:, number] - at), np.abs(off))
        return Interval(max(min(at - scale * above, at), low), at, min(at - scale * below, high))

    def around(self, number: int, low: float = -math.inf, high: float = math.inf) -> Interval:
        """An interval as far to both sides, but for the ends low and high of what is possible.

        For numbers that may err to either side, or lie at an end.
        """
        at = float(self.whole[number])
        reach = self._reach(*(np.abs(drawn[:, number] - at) for drawn in (self.small, self.large)))
        return Interval(max(at - reach, low), at, min(at + reach, high))

    def around_on_logs(self, number: int, low: float, high: float) -> Interval:
        """The same on a logarithmic scale, for a number searched for between low and high.

        Where the number is not determined, resamples find it anywhere, and the interval grows to
        the whole range. nan, where there is no number, counts as farthest off.
        """
        at = float(self.whole[number])
        if math.isnan(at):
            return Interval(low, at, high)
        farthest = math.log(high / low)
        reach = self._reach(
            *(
                np.nan_to_num(np.abs(np.log(drawn[:, number] / at)), nan=farthest)
                for drawn in (self.small, self.large)
            )
        )
        return Interval(max(at * math.exp(-reach), low), at, min(at * math.exp(reach), high))

    def _reach(self, small: Floats, large: Floats) -> float:
        return float(np.quantile(large, self.level)) * self._scale(small, large)

    def _scale(self, small: Floats, large: Floats) -> float:
        """(m/n)^a for the large resamples, from the distances of both from the estimate."""
        fewer, m, n = self.sizes
        first, second = float(small.mean()), float(large.mean())
        # Without any spread there is nothing to scale.
        if fewer == m or first <= 0:
            return 1.0
        rate = math.log(first / second) / math.log(m / fewer) if second > 0 else math.inf
        return float((m / n) ** min(max(rate, 0.0), _FASTEST))
