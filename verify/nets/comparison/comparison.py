"""A whole comparison: every schedule tuned alike, then judged by other seeds.

Everything lies in one folder: `settings.json`, a record for each finished trial in `trials`, a
checkpoint for each unfinished one in `running`. Run again over the same folder, what is there is
taken as it is and the rest is done.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from theory.errors import WarmproofError
from verify.certify.searching.workers import check_workers
from verify.files import write_json
from verify.nets.comparison.entrants import Candidate, candidates, starting_gap
from verify.nets.comparison.jobs import run_trials
from verify.nets.comparison.settings import Settings
from verify.nets.comparison.trial import RUNNING, TRIALS, Record, Trial, run_trial
from verify.nets.comparison.tuning import Tuned, tune
from verify.nets.device import choose_device
from verify.nets.tasks import Task

SETTINGS = "settings.json"

Told = Callable[[float, int, str], None]
"""Called with how many trials are done, of how many at most, and what is being done."""


@dataclass(frozen=True)
class Comparison:
    """What came out.

    Attributes:
        title: of the task.
        settings: what was compared.
        gap0: the mean gap before training.
        tuned: one for each schedule.
        judged: schedule -> one record for each seed; none for one that always diverged.
    """

    title: str
    settings: Settings
    gap0: float
    tuned: tuple[Tuned, ...]
    judged: dict[str, list[Record]]


def compare(
    task: Task,
    settings: Settings,
    folder: Path,
    *,
    jobs: int = 1,
    told: Told = lambda done, total, text: None,
) -> Comparison:
    """Run a comparison, or go on with one.

    Args:
        task: of the settings.
        settings: what to compare.
        folder: is there, and is empty or holds a comparison with the same settings.
        jobs: how many processes, each with one thread; the numbers do not depend on it.
        told: hears of the progress.

    Raises:
        DomainError: a comparison with other settings in the folder, or no such number of jobs.
        WarmproofError: every trial of tuning diverged; a folder that cannot be written to.
        KeyboardInterrupt: the folder then has all that is needed to go on.
    """
    check_workers(jobs, None)
    choose_device(settings.device)
    gap0 = _begin(task, settings, folder)
    entrants = {name: candidates(name, settings) for name in settings.schedules}

    def trial(candidate: Candidate, seed: int, judged: bool) -> Trial:
        return Trial(settings, candidate, seed, judged, gap0, folder)

    tuning = [
        trial(candidate, seed, False)
        for name, tried in entrants.items()
        if name != "measured"
        for candidate in tried
        for seed in settings.tuning_seeds
    ]
    total = len(tuning) + len(entrants) * len(settings.seeds)
    records = dict(zip(tuning, _run(tuning, jobs, 0, total, told), strict=True))
    tuned = tuple(
        tune(
            name,
            tried,
            [[records[t] for t in tuning if t.candidate == candidate] for candidate in tried],
        )
        for name, tried in entrants.items()
    )
    _check_any(tuned)
    judged = [
        trial(entry.chosen, seed, True)
        for entry in tuned
        if entry.chosen is not None
        for seed in settings.seeds
    ]
    ended = _run(judged, jobs, len(tuning), total, told)
    by_schedule: dict[str, list[Record]] = {name: [] for name in entrants}
    for record in ended:
        by_schedule[record["schedule"]].append(record)
    return Comparison(task.title, settings, gap0, tuned, by_schedule)


def _begin(task: Task, settings: Settings, folder: Path) -> float:
    """Make the folders, or check what is there; the gap before training is measured once."""
    path = folder / SETTINGS
    if path.exists():
        found = _read(path)
        settings.check_same(found["settings"])
        gap0 = float(found["gap0"])
    else:
        gap0 = starting_gap(task, settings)
        write_json(path, {"title": task.title, "settings": settings.to_json(), "gap0": gap0})
    for name in (TRIALS, RUNNING):
        (folder / name).mkdir(exist_ok=True)
    return gap0


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        float(found["gap0"])
        dict(found["settings"])
    except (OSError, ValueError, KeyError, TypeError) as broken:
        raise WarmproofError(
            f"{path} is damaged, or no file of a comparison. Name another folder."
        ) from broken
    return found


def _run(trials: Sequence[Trial], jobs: int, before: int, total: int, told: Told) -> list[Record]:
    """Run trials, `before` of `total` being done; their records in the same order."""
    records: list[Record] = []
    count = min(jobs, sum(not trial.path.exists() for trial in trials))
    if count > 1:
        with closing(run_trials(trials, count)) as found:
            for record in found:
                records.append(record)
                told(before + len(records), total, record["name"])
        return records
    for place, trial in enumerate(trials):

        def tell(share: float, here: int = before + place, name: str = trial.name) -> None:
            told(here + share, total, name)

        tell(0.0)
        records.append(run_trial(trial, tell))
    return records


def _check_any(tuned: Sequence[Tuned]) -> None:
    if any(entry.chosen is not None for entry in tuned):
        return
    first = next(entry.tried[0] for entry in tuned if entry.tried)
    raise WarmproofError(
        f"every trial diverged; {first.candidate.schedule} with peak {first.candidate.peak:g}: "
        f"{first.diverged[0]} Lower the peaks."
    )
