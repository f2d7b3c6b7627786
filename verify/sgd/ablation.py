"""What warm-up gains over the constant step as the noise changes: predicted and measured.

Two questions, each a row of cases with the theorems' own steps:

* **batch size** (regressions only): true minibatch noise with b of n rows, its A, B and C from the
  data;
* **kind and size of the noise**: noise of exactly the size A Delta, B ||grad f||^2 or C, with the
  one level chosen such that the squared noise at the start is a given share of the squared
  gradient there. Noise that shrinks with the gap (A) lets warm-up gain most, for the constant step
  has to be safe for what it is at 2 gap0; constant noise (C) leaves it the gain from L alone.

Predicted is the ratio of the bounds 4 gap0/sum eta_t, constant over warm-up; measured that of what
they bound, the mean of ||grad f(w_t)||^2 with weights eta_t. A measured ratio below the predicted
one means that the constant step does better than its bound says, as where neither moves at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sympy as sp

from theory.errors import DomainError
from verify.problems.base import rational, start_point
from verify.problems.regression import Regression
from verify.sgd.comparison import both
from verify.sgd.following import Progress, Spread
from verify.sgd.horizon import Horizon, horizon
from verify.sgd.minibatch import Minibatch, region, row_lines
from verify.sgd.noise import Levels, Noise
from verify.sgd.noises.abc import ABC
from verify.sgd.setting import Setting

BATCH = "batch"
KINDS = ("A", "B", "C")
SHARES = tuple(sp.Rational(8) ** k for k in range(-2, 3))
"""Squared noise at the start over the squared gradient there."""


@dataclass(frozen=True)
class Row:
    """One case.

    Attributes:
        kind: ``batch`` or one of ``KINDS``.
        value: rows per batch, or the share of ``SHARES``; exact.
        levels: A, B and C.
        predicted: ratios of bounds, as in `comparison`.
        measured: ratios of what was measured, likewise.
        horizon: how long runs have to be.
        failed: runs that broke a bound, of both schedules.
    """

    kind: str
    value: sp.Rational
    levels: Levels
    predicted: dict[str, Spread]
    measured: dict[str, Spread]
    horizon: Horizon
    failed: int

    def to_json(self) -> dict[str, Any]:
        """The row as data."""
        return {
            "kind": self.kind,
            "value": {"exact": str(self.value), "value": float(self.value)},
            "levels": {k: float(v) for k, v in vars(self.levels).items()},
            "predicted": {name: each.to_json() for name, each in self.predicted.items()},
            "measured": {name: each.to_json() for name, each in self.measured.items()},
            "horizon": self.horizon.to_json(),
            "failed": self.failed,
        }


@dataclass(frozen=True)
class Ablation:
    """All cases that were finished.

    Attributes:
        setting: what they have in common.
        runs: seeds per case and schedule.
        rows: in the order in which they were run.
        interrupted: whether Ctrl-C stopped it.
    """

    setting: Setting
    runs: int
    rows: tuple[Row, ...]
    interrupted: bool = False

    def of(self, kind: str) -> list[Row]:
        """The rows of one kind."""
        return [row for row in self.rows if row.kind == kind]

    def to_json(self) -> dict[str, Any]:
        """Everything as one document."""
        return {
            "problem": self.setting.problem.facts.name,
            "T": self.setting.T,
            "delta": str(self.setting.delta),
            "runs": self.runs,
            "rows": [row.to_json() for row in self.rows],
            "interrupted": self.interrupted,
        }


def ablate(
    setting: Setting,
    runs: int,
    seed: int = 0,
    *,
    batches: Sequence[int] | None = None,
    shares: Sequence[sp.Rational] = SHARES,
    told: Progress | None = None,
) -> Ablation:
    """Run both schedules, with the theorems' own steps, over batch sizes and kinds of noise.

    Args:
        setting: problem, T, delta, beta and floor; its noise and schedule are not looked at.
        runs: how many seeds per case and schedule, at least 1.
        seed: the first of them.
        batches: rows per batch; None for a choice from 1 to n - 1; only regressions have any.
        shares: as ``SHARES``, exact, > 0.
        told: called now and then with a line of text.

    Returns:
        The cases; those finished before Ctrl-C if it was pressed.

    Raises:
        DomainError: fewer than one run, or batches of a problem without rows.
    """
    if runs < 1:
        raise DomainError(f"an ablation needs at least 1 run; got {runs}. Raise the runs.")
    if batches is None:
        batches = default_batches(setting.problem)
    base = replace(setting, factor=sp.Integer(1), tails="bounded")
    rows: list[Row] = []
    interrupted = False
    try:
        for kind, value, noise in _cases(base, batches, shares):
            assert noise.levels is not None
            case = replace(base, noise=noise, declared=noise.levels, schedule="warmup")
            # The target is not reported here; any will do.
            pair = both(case, range(seed, seed + runs), 0.0, _titled(told, f"{kind} {value}: "))
            rows.append(
                Row(
                    kind,
                    value,
                    noise.levels,
                    pair.predicted(),
                    {k: v for k, v in pair.measured().items() if k != "steps_to_target"},
                    horizon(case),
                    pair.warmup.failed + pair.constant.failed,
                )
            )
    except KeyboardInterrupt:
        interrupted = True
    return Ablation(base, runs, tuple(rows), interrupted)


def default_batches(problem: Any) -> list[int]:
    """Batch sizes from 1 to n - 1: powers of 8, then parts of the whole; none without rows."""
    if not isinstance(problem, Regression):
        return []
    n = len(problem.rows)
    chosen = {8**k for k in range(20) if 4 * 8**k < n}
    return sorted(chosen | {max(n // 4, 1), max(n // 2, 1), max(3 * n // 4, 1), n - 1})


def _cases(
    setting: Setting, batches: Sequence[int], shares: Sequence[sp.Rational]
) -> Iterator[tuple[str, sp.Rational, Noise]]:
    problem = setting.problem
    if batches:
        gap0 = region(problem)
        lines = row_lines(problem, gap0)
        for b in batches:
            yield BATCH, sp.Integer(b), Minibatch(problem, b, gap0, lines)
    norm = problem.evaluate(start_point(problem.facts)).gradient_norm
    squared = _short(rational(norm**2))
    zero = sp.Integer(0)
    for share in shares:
        yield "A", share, ABC(_short(share * squared / setting.gap0), zero, zero)
        yield "B", share, ABC(zero, share, zero)
        yield "C", share, ABC(zero, zero, _short(share * squared))


def _short(x: sp.Rational) -> sp.Rational:
    """A nearby number that is easier to read: six digits."""
    return sp.Rational(f"{float(x):.5e}")


def _titled(told: Progress | None, title: str) -> Progress | None:
    return None if told is None else lambda line: told(title + line)
