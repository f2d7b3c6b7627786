"""The entrants: which settings of each schedule are tried, and how each is built.

A warm-up has a peak, shared with all others, and a strength of its own:

- linear: how long it takes, as a multiple of the step at which the cosine takes over;
- theoretical and energy: the share s of the peak that the theory's bound allows at the start,
  K = 1/(s peak gap_0^rho) with K0 = 1/peak, where gap_0 is the network's loss before training.

The constant schedule has its peak alone, so it has fewer trials than the others. `measured` has no
trial at all: its constants are estimated on the way.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean
from typing import Any

import torch
from torch import nn
from torch.optim import SGD, AdamW, Optimizer

from theory.errors import WarmproofError
from verify.nets.comparison.settings import Settings
from verify.nets.schedules import EnergyWarmup, GapWarmup, LinearWarmup, LossSchedule
from verify.nets.tasks import Task

LENGTHS = (1.0, 0.5, 2.0, 0.25, 4.0, 0.125, 8.0, 0.0625, 16.0)
"""Of linear warm-up, in hand-over steps, the first ones first."""
SHARES = tuple(1 / 2**k for k in (2, 1, 3, 4, 5, 6, 7, 8, 9))
"""Of the peak that is allowed at the start."""


@dataclass(frozen=True)
class Candidate:
    """One setting of a schedule.

    Attributes:
        schedule: its name.
        peak: None for `measured`.
        strength: None where there is none.
    """

    schedule: str
    peak: float | None = None
    strength: float | None = None

    @property
    def name(self) -> str:
        """For files: the same for equal candidates alone.

        >>> Candidate("linear", 0.3, 0.5).name
        'linear-0.3-0.5'
        """
        numbers = [repr(x) for x in (self.peak, self.strength) if x is not None]
        return "-".join([self.schedule, *numbers])

    def to_json(self) -> dict[str, Any]:
        """The three fields."""
        return {"schedule": self.schedule, "peak": self.peak, "strength": self.strength}


def candidates(schedule: str, settings: Settings) -> tuple[Candidate, ...]:
    """All that is tried of a schedule, one for `measured`."""
    if schedule == "measured":
        return (Candidate(schedule),)
    strengths: Iterable[float | None] = {
        "constant": (None,),
        "linear": sorted(LENGTHS[: settings.strengths]),
    }.get(schedule, sorted(SHARES[: settings.strengths]))
    return tuple(Candidate(schedule, peak, s) for peak in settings.peaks for s in strengths)


def length(candidate: Candidate, settings: Settings) -> int:
    """Steps of a linear warm-up, at least 1 and at most all."""
    assert candidate.strength is not None
    return min(max(1, round(candidate.strength * settings.warmup_steps)), settings.steps)


def constants(candidate: Candidate, settings: Settings, gap0: float) -> tuple[float, float]:
    """K0 and K of the theory's schedules.

    >>> from verify.nets.tasks import make_task
    >>> settings = Settings.of(make_task("perceptron", "smoke"))
    >>> constants(Candidate("theoretical", 0.5, 0.25), settings, 4.0)  # 1/(K gap_0) = 0.125
    (2.0, 2.0)
    """
    assert candidate.peak is not None
    assert candidate.strength is not None
    return 1 / candidate.peak, 1 / (candidate.strength * candidate.peak * gap0**settings.rho)


def make_optimizer(model: nn.Module, settings: Settings) -> Optimizer:
    """The optimizer, with learning rates that a schedule sets."""
    if settings.optimizer == "adamw":
        return AdamW(model.parameters(), lr=1.0, weight_decay=0.0)
    return SGD(model.parameters(), lr=1.0, momentum=settings.momentum)


def make_schedule(
    candidate: Candidate, optimizer: Optimizer, settings: Settings, task: Task, gap0: float
) -> LossSchedule:
    """The schedule of a candidate.

    `measured` comes with constants that the first probe replaces, and never exceeds the largest
    peak of the grid.
    """
    start = settings.hand_over
    if candidate.schedule == "linear" and start is not None:
        start = min(max(start, length(candidate, settings)), settings.steps - 1)
    decay: dict[str, Any] = {"hand_over": start, "total_steps": settings.steps}
    if candidate.schedule in ("constant", "linear"):
        assert candidate.peak is not None
        steps = length(candidate, settings) if candidate.schedule == "linear" else 0
        return LinearWarmup(optimizer, peak=candidate.peak, warmup_steps=steps, **decay)
    if candidate.schedule == "measured":
        return GapWarmup(
            optimizer,
            K0=1,
            K=1,
            rho=settings.rho,
            f_lower=task.f_lower,
            shape="ell",
            cap=max(settings.peaks),
            smoothing=0.9,
            **decay,
        )
    K0, K = constants(candidate, settings, gap0)
    kind = EnergyWarmup if candidate.schedule == "energy" else GapWarmup
    return kind(optimizer, K0=K0, K=K, rho=settings.rho, f_lower=task.f_lower, **decay)


def starting_gap(task: Task, settings: Settings) -> float:
    """The mean loss of the first batches before training, less f_lower: gap_0 of all schedules.

    Raises:
        WarmproofError: it is not a positive number.
    """
    losses = []
    with torch.no_grad():
        for seed in settings.tuning_seeds:
            model = task.build(seed)
            losses.append(float(task.loss(model, task.batch(seed, 0))))
    gap0 = fmean(losses) - task.f_lower
    if not 0 < gap0 < math.inf:
        raise WarmproofError(
            f"the loss before training lies {gap0} above its lower bound. Look at the data."
        )
    return float(f"{gap0:.6g}")
