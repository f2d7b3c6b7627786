"""Several schedules on one problem, side by side: iterations, ratios and verdict words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from verify.runs.checks import RunChecks
from verify.runs.gradient_descent import Run

REFERENCE = "constant"


@dataclass(frozen=True)
class Row:
    """One schedule in the comparison.

    Attributes:
        schedule: its name.
        title: one line.
        hit: whether the target was met.
        iterations: steps made; on a hit the index of the first iterate that met the target.
        outcome: how the run ended, as a sentence.
        seconds: wall-clock time of the loop.
        speedup: iterations of the constant schedule over these, or None unless both hit after at
            least one step.
        words: verdict id -> verdict word.
    """

    schedule: str
    title: str
    hit: bool
    iterations: int
    outcome: str
    seconds: float
    speedup: Fraction | None
    words: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        """The shape that scripts rely on."""
        return {
            "schedule": self.schedule,
            "title": self.title,
            "hit": self.hit,
            "iterations": self.iterations,
            "outcome": self.outcome,
            "seconds": self.seconds,
            "speedup": None
            if self.speedup is None
            else {"exact": str(self.speedup), "value": float(self.speedup)},
            "verdicts": dict(self.words),
        }


def summarize_runs(runs: Sequence[Run], checks: Sequence[RunChecks]) -> tuple[Row, ...]:
    """Put runs of one problem side by side.

    Args:
        runs: at most one of them with the schedule named ``constant``, the reference.
        checks: the checks of each run, in the same order.

    Returns:
        One row per run, in the same order.
    """
    reference = next((r for r in runs if r.schedule.name == REFERENCE and r.hit), None)
    return tuple(_row(run, found, reference) for run, found in zip(runs, checks, strict=True))


def _row(run: Run, found: RunChecks, reference: Run | None) -> Row:
    speedup = None
    if reference is not None and run.hit and run.iterations > 0:
        speedup = Fraction(reference.iterations, run.iterations)
    return Row(
        schedule=run.schedule.name,
        title=run.schedule.title,
        hit=run.hit,
        iterations=run.iterations,
        outcome=run.outcome.value,
        seconds=run.seconds,
        speedup=speedup,
        words={v.id: v.word.value for v in found.verdicts},
    )
