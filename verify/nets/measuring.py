"""A run of Figure 1: a task trained by SGD with momentum, its curvature tracked, kept in a folder.

The folder holds `trace.csv` (a row per measured step, columns as in `point.Row`), `training.csv` (a
row per step), `layers.csv` if layers were asked for, and `checkpoint.npz`, from which a run goes on
and gives the same rows.

Source: LW, section 3.3, for SGD with momentum 0.9, 20 epochs of CIFAR-10 and 600 steps of the GPT;
their step sizes and how often they measure are not printed, and are choices made here.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch

from theory.errors import DomainError
from verify.nets import checkpoint
from verify.nets.point import Measures, Row
from verify.nets.schedules import LinearWarmup
from verify.nets.tasks import Task
from verify.nets.tracking import Tracker
from verify.nets.training import Training
from verify.runs.trace import write_table

CHECKPOINT, TRACE, TRAINING, LAYERS = "checkpoint.npz", "trace.csv", "training.csv", "layers.csv"
SECONDS_BETWEEN = 60.0
"""Between two checkpoints, at most; one more is written at the end and on Ctrl-C."""

EPOCHS = 20
_FEWER = Measures(points=3, products=8, spectrum_every=5)
"""So that measuring every 20 steps takes less than half of training's time."""


@dataclass(frozen=True)
class Defaults:
    """What a size measures unless asked otherwise."""

    steps: int
    every: int
    lr: float
    measures: Measures = field(default_factory=Measures)


def defaults(task: Task) -> Defaults:
    """The usual run of a task."""
    lr = {"perceptron": 0.05, "resnet": 0.02, "gpt": 0.1}[task.net]
    if task.size == "smoke":
        return Defaults(task.steps, max(task.steps // 20, 1), lr)
    if task.size == "small":
        return Defaults(1000, 20, lr, _FEWER)
    if task.net == "gpt":
        return Defaults(600, 5, lr)
    return Defaults(EPOCHS * task.per_epoch, 40, lr)


@dataclass(frozen=True)
class Plan:
    """A run, but for its task and device.

    Args:
        steps: of training, >= every.
        every: steps from one measurement to the next, >= 1.
        lr: the step size, > 0.
        momentum: of SGD, in [0, 1).
        warmup: steps of linear warm-up before lr is reached, >= 0.
        measures: what is measured.
        batches: how many fixed training batches are measured on; 0 for the step's own batch.
        f_lower: at most the infimum of the loss.
        seed: of weights, batches and chance.

    Raises:
        DomainError: a value outside these ranges.
    """

    steps: int
    every: int
    lr: float
    momentum: float = 0.9
    warmup: int = 0
    measures: Measures = field(default_factory=Measures)
    batches: int = 0
    f_lower: float = 0.0
    seed: int = 0

    def __post_init__(self) -> None:
        for holds, condition, name, way_out in (
            (self.every >= 1, "every >= 1", "every", "Take 1"),
            (self.steps >= self.every, f"steps >= every = {self.every}", "steps", "Raise steps"),
            (0 < self.lr < math.inf, "a finite lr > 0", "lr", "Take 0.05"),
            (0 <= self.momentum < 1, "0 <= momentum < 1", "momentum", "Take 0.9"),
            (self.warmup >= 0, "warmup >= 0", "warmup", "Take 0 for none"),
            (self.batches >= 0, "batches >= 0", "batches", "Take 0 for the step's own"),
            (math.isfinite(self.f_lower), "a finite f_lower", "f_lower", "Take 0"),
        ):
            if not holds:
                raise DomainError(
                    f"measuring needs {condition}; got {name} = {getattr(self, name)}. {way_out}."
                )


class Measuring:
    """A plan carried out, with or without a folder.

    Args:
        task: what is trained.
        plan: how, and what is measured.
        device: where.
        folder: which exists; what comes out is kept there.

    Attributes:
        training: its state.
        tracker: with the rows.
    """

    def __init__(
        self, task: Task, plan: Plan, device: torch.device, folder: Path | None = None
    ) -> None:
        self.task, self.plan, self.folder = task, plan, folder
        model = task.build(plan.seed).to(device)
        optimizer = torch.optim.SGD(model.parameters(), lr=plan.lr, momentum=plan.momentum)
        self.training = Training(
            model,
            task.loss,
            lambda step: task.batch(plan.seed, step),
            optimizer,
            LinearWarmup(optimizer, peak=plan.lr, warmup_steps=plan.warmup),
            forward_dtype=task.forward_dtype if device.type == "cuda" else None,
            seed=plan.seed,
        )
        self.tracker = Tracker(
            self.training,
            on=[task.batch(plan.seed, step) for step in range(plan.batches)] or None,
            every=plan.every,
            measures=plan.measures,
            f_lower=plan.f_lower,
        )
        self._saved = time.monotonic()

    @property
    def share(self) -> float:
        """Seconds of measuring per second of training."""
        seconds = self.training.trace.seconds
        return self.tracker.seconds / float(seconds[-1]) if len(seconds) else 0.0

    def run(self, after_row: Callable[[Row], None] | None = None) -> None:
        """Train and measure; what is there is kept, however it ends.

        Args:
            after_row: called with each row, for a progress bar.

        Raises:
            Diverged: the loss is no longer finite.
            WarmproofError: as for `Tracker.run`, or the folder cannot be written to.
        """

        def each(row: Row) -> None:
            if self.folder is not None:
                self.tracker.write(self.folder / TRACE)
                if time.monotonic() - self._saved > SECONDS_BETWEEN:
                    self.save()
            if after_row is not None:
                after_row(row)

        try:
            self.tracker.run(self.plan.steps, after_row=each)
        finally:
            self.save()

    def save(self) -> None:
        """Write everything that the folder holds."""
        if self.folder is None:
            return
        state = {
            "settings": self._settings(),
            "training": self.training.state_dict(),
            "tracker": self.tracker.state_dict(),
        }
        checkpoint.save(self.folder / CHECKPOINT, state)
        self.tracker.write(self.folder / TRACE)
        self.training.trace.write(self.folder / TRAINING)
        if self.plan.measures.layers:
            rows = [asdict(layer) for layer in self.tracker.layers]
            names = ("step", "layer", "sharpness", "residual", "products")
            table = {name: [row[name] for row in rows] for name in names}
            write_table(self.folder / LAYERS, table, {})
        self._saved = time.monotonic()

    def resume(self) -> None:
        """Go on from the folder's checkpoint; only the number of steps may differ.

        Raises:
            DomainError: it is of another run; the message names what differs.
            WarmproofError: there is none, or it is damaged.
        """
        assert self.folder is not None
        path = self.folder / CHECKPOINT
        state = checkpoint.load(path)
        own = self._settings()
        if not isinstance(state, dict) or set(state) != {"settings", "training", "tracker"}:
            raise DomainError(f"{path} is no checkpoint of net measure. Name its own folder.")
        found = state["settings"]
        differ = [name for name in own if found.get(name) != own[name]]
        if differ:
            name = differ[0]
            raise DomainError(
                f"the run in {self.folder} has {name} = {found.get(name)}, not {own[name]}. "
                "Give the same options, or another folder."
            )
        self.training.load_state_dict(state["training"])
        self.tracker.load_state_dict(state["tracker"])

    def _settings(self) -> dict[str, Any]:
        """What a run that goes on must share with its beginning."""
        plan = asdict(self.plan)
        measures = plan.pop("measures")
        plan.pop("steps")
        measures["measuring_seed"] = measures.pop("seed")
        task = self.task
        which = {"net": task.net, "size": task.size, "data": task.fingerprint}
        return {**which, "title": task.title, **plan, **measures}
