"""Noise measured along a training: at some of its steps, over batches of each point's own.

The batches of a point are those of an epoch that training never sees (another seed), and other
ones at each point. The gap is their mean loss less f_lower. Measuring leaves no trace in training.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from theory.errors import DomainError
from verify.nets.noise import NoisePoint, batch_gradients, noise_at
from verify.nets.objective import Objective
from verify.nets.relation import gaps_above
from verify.nets.schedules import LinearWarmup
from verify.nets.tasks import Task
from verify.nets.training import Training
from verify.runs.trace import write_table

OTHER_SEED = 1_000_003
"""Added to the seed of training: the batches measured on are drawn with it."""

COLUMNS = ("step", "loss", *NoisePoint.__dataclass_fields__)


@dataclass(frozen=True)
class Sampling:
    """The batches that noise is measured on.

    Attributes:
        draw: takes numbers from 0 on, gives training batches.
        count: how many at each point, at least 2.
        epoch: how many following batches have no example in common, counted from a multiple of
            it; None where batches are drawn independently.
    """

    draw: Callable[[int], Any]
    count: int
    epoch: int | None

    def batches(self, point: int) -> list[Any]:
        """Those of a point, counted from 0; no two points share a number."""
        stride = self.count if self.epoch is None else self.epoch
        return [self.draw(point * stride + i) for i in range(self.count)]


@dataclass(frozen=True)
class Row:
    """What was measured before step `step`, counted from 0; the loss is a mean over the batches."""

    step: int
    loss: float
    noise: NoisePoint


def sampling(task: Task, seed: int, count: int) -> Sampling:
    """The batches of a task.

    Args:
        task: pictures have epochs; texts are drawn with replacement.
        seed: of the training that noise is measured along.
        count: of batches at each point; an epoch's at most.

    Raises:
        DomainError: fewer than 2 batches, or more than an epoch has.
    """
    epoch = None if task.net == "gpt" else task.per_epoch
    if not 2 <= count <= (count if epoch is None else epoch):
        most = "" if epoch is None else f" <= {epoch}, the batches of an epoch"
        raise DomainError(f"noise needs 2 <= batches{most}; got {count}. See --batches.")
    return Sampling(lambda number: task.batch(seed + OTHER_SEED, number), count, epoch)


def places(steps: int, count: int) -> list[int]:
    """Steps at which to measure: the first and the last, and between them ever further apart.

    >>> places(100, 6)
    [0, 2, 5, 15, 39, 100]

    Raises:
        DomainError: fewer than 3 points, or more than there are steps and a start.
    """
    if not 3 <= count <= steps + 1:
        raise DomainError(
            f"noise needs 3 <= points <= steps + 1; got {count} points for {steps} steps. "
            "Train for more steps, or measure at fewer points."
        )
    found: list[int] = []
    for place, wanted in enumerate(np.geomspace(1, steps + 1, count).tolist()):
        earliest = found[-1] + 1 if found else 0
        latest = steps - (count - 1 - place)
        found.append(min(max(round(wanted) - 1, earliest), latest))
    return found


def start(task: Task, seed: int, lr: float, steps: int, device: torch.device) -> Training:
    """A training by SGD without momentum, with the task's linear warm-up, before its first step.

    Args:
        task: what is trained.
        seed: of the weights and the batches.
        lr: the largest step size.
        steps: at most so many are warm-up.
        device: where.
    """
    model = task.build(seed).to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    return Training(
        model,
        task.loss,
        lambda step: task.batch(seed, step),
        optimizer,
        LinearWarmup(optimizer, peak=lr, warmup_steps=min(task.warmup_steps, steps)),
        forward_dtype=task.forward_dtype if device.type == "cuda" else None,
        seed=seed,
    )


def measure_along(
    training: Training,
    batches: Sampling,
    steps: Sequence[int],
    rows: list[Row],
    *,
    f_lower: float = 0.0,
    tick: Callable[[int], None] | None = None,
) -> None:
    """Train, and measure before each of these steps.

    Args:
        training: at its start, or at one of the steps.
        batches: to measure on.
        steps: in rising order.
        rows: what was measured is appended, so that it is there whatever ends the run.
        f_lower: below every loss.
        tick: called with the number of points measured.

    Raises:
        Diverged: the loss is no longer finite.
        DomainError: a loss below f_lower.
    """
    for point, step in enumerate(steps):
        training.run(step)
        rows.append(_row(training, batches.batches(point), batches.epoch, f_lower))
        if tick is not None:
            tick(point + 1)


def _row(
    training: Training,
    batches: list[Any],
    epoch: int | None,
    f_lower: float,
) -> Row:
    objective = Objective(
        training.model,
        training.loss,
        batches,
        forward_dtype=training.forward_dtype,
        seed=training.seed + OTHER_SEED,
    )
    loss = objective.value()
    gap = float(gaps_above([loss], f_lower)[0])
    found = noise_at(batch_gradients(objective), gap=gap, complete=False, epoch=epoch)
    return Row(training.done, loss, found)


def write_rows(rows: Sequence[Row], path: Path) -> Path:
    """Write them as .csv, .json or .parquet, all at once or not at all.

    Raises:
        WarmproofError: another suffix, or the place cannot be written to.
    """
    table = [[row.step, row.loss, *asdict(row.noise).values()] for row in rows]
    columns = zip(*table, strict=True) if table else ([] for _ in COLUMNS)
    return write_table(path, {name: list(c) for name, c in zip(COLUMNS, columns, strict=True)}, {})
