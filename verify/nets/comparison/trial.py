"""One run of one candidate from one seed, and the record that it leaves behind.

A trial can be interrupted anywhere: what is not finished goes on from its checkpoint, and the
record is the same but for its times. While it runs, torch has one thread, so that records do not
depend on how many run side by side.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import torch

from theory.errors import WarmproofError
from verify.files import write_json
from verify.nets import checkpoint
from verify.nets.comparison.entrants import Candidate, make_optimizer, make_schedule
from verify.nets.comparison.probing import Probing
from verify.nets.comparison.settings import Settings
from verify.nets.device import choose_device
from verify.nets.schedules import GapWarmup
from verify.nets.tasks import Task
from verify.nets.training import Training

Record = dict[str, Any]
Told = Callable[[float], None]
"""Called now and then with the share of the trial that is done."""

PARTS = 10
"""Times at which a trial is looked at: validation of judged trials, checkpoints."""
SECONDS_BETWEEN = 5.0
"""A trial that runs for longer keeps a checkpoint, at most this often."""

TRIALS, RUNNING = "trials", "running"


@dataclass(frozen=True)
class Trial:
    """One run.

    Attributes:
        settings: of the comparison.
        candidate: what sets the steps.
        seed: of weights, batches and chance.
        judged: whether the test set is looked at; else it is a trial for tuning.
        gap0: the gap before training, the same for all.
        folder: where records and checkpoints are.
    """

    settings: Settings
    candidate: Candidate
    seed: int
    judged: bool
    gap0: float
    folder: Path

    @property
    def name(self) -> str:
        """Of its files."""
        role = "judged" if self.judged else "tuning"
        return f"{role}-{self.candidate.name}-seed{self.seed}"

    @property
    def path(self) -> Path:
        """Of its record."""
        return self.folder / TRIALS / f"{self.name}.json"

    def record(self) -> Record | None:
        """What it has left behind, or None while it is not finished.

        Raises:
            WarmproofError: its file holds something else.
        """
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as broken:
            raise WarmproofError(
                f"{self.path} is damaged. Delete it; the trial will be run again."
            ) from broken
        if not isinstance(found, dict) or found.get("name") != self.name:
            raise WarmproofError(
                f"{self.path} is no record of this trial. Delete it; the trial will be run again."
            )
        return found


def run_trial(trial: Trial, told: Told = lambda share: None) -> Record:
    """Run a trial, or go on with it, and write its record.

    Raises:
        WarmproofError: a place that cannot be written to.
        KeyboardInterrupt: after a checkpoint was written.
    """
    found = trial.record()
    if found is not None:
        return found
    with _one_thread():
        return _Run(trial).go(told)


class _Run:
    def __init__(self, trial: Trial) -> None:
        settings = trial.settings
        task = _task(settings)
        device = choose_device(settings.device)
        model = task.build(trial.seed).to(device)
        optimizer = make_optimizer(model, settings)
        schedule = make_schedule(trial.candidate, optimizer, settings, task, trial.gap0)
        self.trial, self.task = trial, task
        self.training = Training(
            model,
            task.loss,
            partial(task.batch, trial.seed),
            optimizer,
            schedule,
            forward_dtype=task.forward_dtype if device.type == "cuda" else None,
            seed=trial.seed,
        )
        self.probing: Probing | None = None
        if trial.candidate.schedule == "measured":
            assert isinstance(schedule, GapWarmup)
            every = max(1, settings.warmup_steps // 4)
            self.probing = Probing(schedule, every=every, seed=trial.seed)
        self.validation: list[list[float | None]] = []
        self.diverged: str | None = None
        self.checkpoint = trial.folder / RUNNING / f"{trial.name}.npz"
        self.written = time.monotonic()
        if self.checkpoint.exists():
            self._load()

    def go(self, told: Told) -> Record:
        steps = self.trial.settings.steps
        try:
            for part in range(PARTS + 1):
                until = round(part * steps / PARTS)
                if self.validation and until <= self.validation[-1][0]:
                    continue
                try:
                    self.training.run(until, before_step=self.probing)
                except WarmproofError as failed:  # the loss, or a curvature, is not finite
                    self.diverged = str(failed)
                    break
                self._look(until)
                told(until / steps)
        except KeyboardInterrupt:
            self._save()
            raise
        record = self._record()
        write_json(self.trial.path, record)
        self.checkpoint.unlink(missing_ok=True)
        return record

    def _look(self, step: int) -> None:
        """Score the network where the trial is judged or ends; keep a checkpoint now and then."""
        if self.trial.judged or step == self.trial.settings.steps:
            scores = self.task.evaluate(self.training.model, self.task.validation)
            self.validation.append([step, *_finite(scores.loss, scores.accuracy)])
        else:
            self.validation.append([step, None, None])
        if time.monotonic() - self.written > SECONDS_BETWEEN:
            self._save()

    def _save(self) -> None:
        checkpoint.save(
            self.checkpoint,
            {
                "training": self.training.state_dict(),
                "probing": self.probing and self.probing.state_dict(),
                "validation": self.validation,
            },
        )
        self.written = time.monotonic()

    def _load(self) -> None:
        state = checkpoint.load(self.checkpoint)
        self.training.load_state_dict(state["training"])
        if self.probing is not None:
            self.probing.load_state_dict(state["probing"])
        self.validation = state["validation"]

    def _record(self) -> Record:
        trial, training = self.trial, self.training
        trace = training.trace
        finished = self.diverged is None
        test = None
        if trial.judged and finished:
            test = self.task.evaluate(training.model, self.task.test)
        _, loss, accuracy = self.validation[-1] if finished else (None, None, None)
        seconds = trace.seconds
        probes = self.probing.points if self.probing else []
        spent = self.probing.seconds if self.probing else []
        for (step, *_), more in zip(probes, spent, strict=True):
            seconds[int(step) :] += more
        return {
            "name": trial.name,
            **trial.candidate.to_json(),
            "seed": trial.seed,
            "judged": trial.judged,
            "steps": training.done,
            "diverged": self.diverged,
            "training_loss": _last_mean(trace.loss, trial.settings.window) if finished else None,
            "validation_loss": loss,
            "validation_accuracy": accuracy,
            "test_loss": _finite(test.loss)[0] if test else None,
            "test_accuracy": test.accuracy if test else None,
            "validation": [row for row in self.validation if row[1] is not None],
            "probes": probes,
            "products": self.probing.online.spent if self.probing else 0,
            "loss": _short(trace.loss),
            "eta": _short(trace.eta),
            "gradient_norm": _short(trace.gradient_norm),
            "times": {
                "training": float(trace.seconds[-1]) if len(trace) else 0.0,
                "measuring": sum(spent),
                "seconds": [round(value, 5) for value in seconds.tolist()],
            },
        }


@lru_cache(maxsize=1)
def _task(settings: Settings) -> Task:
    return settings.task()


@contextmanager
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def trailing_mean(values: np.ndarray[Any, Any], window: int) -> np.ndarray[Any, Any]:
    """The mean of each value and those before it, `window` in all where there are as many.

    >>> trailing_mean(np.array([1.0, 3.0, 5.0]), 2).tolist()
    [1.0, 2.0, 4.0]
    """
    sums = np.concatenate(([0.0], np.cumsum(values, dtype=float)))
    ends = np.arange(1, len(values) + 1)
    starts = np.maximum(ends - window, 0)
    return (sums[ends] - sums[starts]) / (ends - starts)


def _last_mean(losses: np.ndarray[Any, Any], window: int) -> float:
    return float(losses[-window:].mean())


def _finite(*values: float) -> list[float | None]:
    return [value if math.isfinite(value) else None for value in values]


def _short(values: np.ndarray[Any, Any]) -> list[float]:
    """Seven digits, which is what float32 has."""
    return [float(f"{value:.7g}") for value in values.tolist()]
