"""Which setting of a schedule is best: by the mean validation loss over the seeds for tuning.

A setting that diverged from one of these seeds is not taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from verify.nets.comparison.entrants import Candidate
from verify.nets.comparison.trial import Record


@dataclass(frozen=True)
class Tried:
    """A candidate with what came of it.

    Attributes:
        candidate: what was tried.
        loss: mean validation loss, or None where it diverged.
        diverged: at which step and step size, for each seed from which it did.
    """

    candidate: Candidate
    loss: float | None
    diverged: tuple[str, ...]


@dataclass(frozen=True)
class Tuned:
    """A schedule with all that was tried of it.

    Attributes:
        schedule: its name.
        tried: in the order of peaks, then strengths; empty where nothing is tuned.
        chosen: the candidate to be judged, or None if all diverged.
        trials: how many runs its tuning took.
    """

    schedule: str
    tried: tuple[Tried, ...]
    chosen: Candidate | None
    trials: int

    @property
    def edge(self) -> str | None:
        """At which end of the grid the chosen peak lies, if at one: then look further there.

        Peaks beyond which all diverge are no end.
        """
        if self.chosen is None or self.chosen.peak is None:
            return None
        peaks = sorted({entry.candidate.peak or 0.0 for entry in self.tried})
        if self.chosen.peak == peaks[-1]:
            return "largest"
        return "smallest" if self.chosen.peak == peaks[0] else None

    def by_peak(self) -> list[tuple[float, float | None]]:
        """The best loss at each peak over the strengths, None where all diverged."""
        found: dict[float, float | None] = {}
        for entry in self.tried:
            assert entry.candidate.peak is not None
            losses = [x for x in (found.get(entry.candidate.peak), entry.loss) if x is not None]
            found[entry.candidate.peak] = min(losses) if losses else None
        return sorted(found.items())

    def to_json(self) -> dict[str, Any]:
        """Everything; a loss is null where it diverged."""
        return {
            "schedule": self.schedule,
            "trials": self.trials,
            "chosen": self.chosen and self.chosen.to_json(),
            "edge": self.edge,
            "tried": [
                {
                    **entry.candidate.to_json(),
                    "validation_loss": entry.loss,
                    "diverged": list(entry.diverged),
                }
                for entry in self.tried
            ],
        }


def tune(schedule: str, tried: Sequence[Candidate], records: Sequence[Sequence[Record]]) -> Tuned:
    """Choose a candidate of a schedule; of equals the first.

    Args:
        schedule: its name.
        tried: its candidates.
        records: for each candidate one record per seed; none where nothing is tuned.
    """
    entries = tuple(
        Tried(candidate, *_outcome(rows))
        for candidate, rows in zip(tried, records, strict=True)
        if rows
    )
    if not entries:
        return Tuned(schedule, (), tried[0], 0)
    finished = [entry for entry in entries if entry.loss is not None]
    best = min(finished, key=lambda entry: entry.loss or 0.0, default=None)
    return Tuned(schedule, entries, best and best.candidate, sum(map(len, records)))


def _outcome(rows: Sequence[Record]) -> tuple[float | None, tuple[str, ...]]:
    diverged = tuple(row["diverged"] for row in rows if row["diverged"] is not None)
    losses = [row["validation_loss"] for row in rows]
    if diverged or None in losses:
        return None, diverged or ("the validation loss is not finite.",)
    return fmean(losses), ()
