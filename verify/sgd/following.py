"""Runs of one setting with their gaps at chosen steps, and what is measured on each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from verify.problems.base import Floats
from verify.sgd.engine import begin
from verify.sgd.kernels.plan import make_plan
from verify.sgd.setting import Setting
from verify.sgd.totals import Integers, Totals

Progress: TypeAlias = Callable[[str], None]

LOOKS = 400
"""At most so many steps are looked at; later ones lie up to a few percent apart."""


@dataclass(frozen=True)
class Spread:
    """A number over the seeds: the median between the quartiles, each the number of some seed.

    Attributes:
        low: a quarter of the seeds has at most this.
        median: half of them.
        high: three quarters.
    """

    low: float
    median: float
    high: float

    def to_json(self) -> dict[str, float | None]:
        """The three numbers; null for one that is not finite."""
        return {name: value if np.isfinite(value) else None for name, value in vars(self).items()}

    def __str__(self) -> str:
        if self.low == self.high:
            return f"{self.median:.4g}"
        return f"{self.median:.4g} [{self.low:.4g}, {self.high:.4g}]"


def spread(values: Floats) -> Spread:
    """The spread of one number per seed, shape (n,); nan counts as infinite.

    >>> str(spread(np.array([1.0, 2.0, 3.0, np.nan])))
    '2 [1, 3]'
    """
    known = np.where(np.isnan(values), np.inf, values)
    low, median, high = np.percentile(known, [25, 50, 75], method="inverted_cdf").tolist()
    return Spread(low, median, high)


@dataclass(frozen=True)
class Followed:
    """Runs of a setting.

    Attributes:
        setting: what was run.
        at: the steps looked at, increasing, from 0 to T, shape (k,).
        gaps: Delta_t there, shape (k, n); inf after a run left the doubles.
        totals: what the runs left behind.
    """

    setting: Setting
    at: Integers
    gaps: Floats
    totals: Totals

    def guarantees(self) -> Floats:
        """4 gap0/sum eta_t, which bounds min ||grad f(w_t)||^2 by Theorems 6 and 7, shape (n,)."""
        return np.asarray(4 * float(self.setting.gap0) / self.totals.step_total)

    def mean_gradients(self) -> Floats:
        """The mean of ||grad f(w_t)||^2 with weights eta_t, which the same number bounds."""
        return np.asarray(self.totals.progress / self.totals.step_total)

    def main_terms(self) -> Floats:
        """mean_t sqrt(L_t (A Delta_t + C)), or its value at 2 gap0 if constant, shape (n,)."""
        setting = self.setting
        if setting.schedule == "warmup":
            return np.asarray(self.totals.noise_total / self.totals.steps)
        levels, H = setting.declared, float(setting.highest_gap)
        noise = float(levels.A) * H + float(levels.C)
        return np.full(len(self.totals), np.sqrt(setting.table.curvatures[0] * noise))

    def hits(self, target: float) -> Floats:
        """The first step looked at with a gap of at most the target, shape (n,); inf if none."""
        met = self.gaps <= target
        first = self.at[met.argmax(axis=0)].astype(np.float64)
        return np.where(met.any(axis=0), first, np.inf)

    @property
    def failed(self) -> int:
        """How many runs broke a bound that holds with probability 1 - delta, for factor 1."""
        gap0 = float(self.setting.gap0)
        return int(((self.totals.largest_gap > 2 * gap0) | self._beyond(4 * gap0)).sum())

    def _beyond(self, progress: float) -> Any:
        return ~(self.totals.progress <= progress)


def looked_at(T: int) -> list[int]:
    """Steps from 0 to T: all of them at first, then in equal ratios.

    >>> looked_at(5), len(looked_at(10**6)) <= LOOKS + 1
    ([0, 1, 2, 3, 4, 5], True)
    """
    spaced = np.unique(np.rint(np.geomspace(1, T, LOOKS)).astype(np.int64))
    return [0, *spaced.tolist()]


def follow(
    setting: Setting,
    seeds: Sequence[int] | Integers,
    told: Progress | None = None,
    title: str = "",
) -> Followed:
    """Run SGD on numpy once for each seed, and look at the gaps on the way.

    Args:
        setting: what is run.
        seeds: shape (n,).
        told: called now and then with a line of text.
        title: how that line begins.
    """
    asked = np.array([int(seed) for seed in seeds], dtype=np.int64)
    batch = begin(make_plan(setting), asked)
    at, gaps = looked_at(setting.T), []
    for t in at:
        batch.advance(t)
        gaps.append(batch.look()[0])
        if told is not None:
            told(f"{title}step {t} of {setting.T}")
    return Followed(setting, np.array(at, dtype=np.int64), np.array(gaps), batch.totals())
