"""What is compared: everything that the numbers of a comparison depend on.

>>> settings = Settings.of(make_task("perceptron", "smoke"), schedules=("constant", "linear"))
>>> settings.peaks, settings.steps, settings.hand_over, settings.seeds, settings.tuning_seeds
((0.1, 0.3, 1.0), 30, 3, (0, 1), (1000,))
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from theory.errors import DomainError
from verify.nets.comparison.paired import MOST_PAIRS
from verify.nets.tasks import Task, make_task

SCHEDULES = ("constant", "linear", "theoretical", "energy", "measured")
"""The last one measures its constants while it trains; nothing of it is tuned."""
OPTIMIZERS = ("sgd", "adamw")
DECAYS = ("cosine", "none")


@dataclass(frozen=True)
class Plan:
    """How much is run at a size, unless asked otherwise.

    Attributes:
        seeds: to judge by.
        tuning_seeds: to tune by.
        strengths: of each warm-up.
        most_steps: of each run.
    """

    seeds: int
    tuning_seeds: int
    strengths: int
    most_steps: float = math.inf


PLANS = {
    "smoke": Plan(2, 1, 1, 30),  # seconds: whether everything works
    "small": Plan(9, 1, 3),  # nine seeds are the fewest that can show a difference
    "paper": Plan(6, 1, 3),  # LW's number of runs
}

LARGEST_PEAK = 1e30
"""Steps have to be far from where float32 ends."""

FIRST_TUNING_SEED = 1000
"""This many after the first seed, so that no seed both tunes and judges."""


@dataclass(frozen=True)
class Settings:
    """A comparison.

    Attributes:
        net: as in `tasks`.
        size: as in `tasks`.
        data: the path that was given, or None.
        fingerprint: of the data and the batch size.
        batch_size: examples in a batch.
        schedules: of SCHEDULES.
        steps: of each run.
        hand_over: the step, counted from 0, at which the cosine takes over; None for no decay.
        peaks: the largest steps that are tried, increasing.
        strengths: how many lengths or growth constants are tried for each warm-up.
        seeds: to judge by.
        tuning_seeds: to tune by.
        optimizer: of OPTIMIZERS.
        momentum: of SGD.
        rho: of the theory's schedules.
        device: `cpu` or `cuda`.

    Raises:
        DomainError: a value that cannot be.
    """

    net: str
    size: str
    data: str | None
    fingerprint: str
    batch_size: int
    schedules: tuple[str, ...]
    steps: int
    hand_over: int | None
    peaks: tuple[float, ...]
    strengths: int
    seeds: tuple[int, ...]
    tuning_seeds: tuple[int, ...]
    optimizer: str = "sgd"
    momentum: float = 0.0
    rho: float = 1.0
    device: str = "cpu"

    def __post_init__(self) -> None:
        for good, message in _conditions(self):
            if not good:
                raise DomainError(message)

    @classmethod
    def of(
        cls,
        task: Task,
        *,
        data: str | None = None,
        schedules: Sequence[str] = (),
        steps: int | None = None,
        peaks: Sequence[float] = (),
        strengths: int | None = None,
        seeds: int | None = None,
        tuning_seeds: int | None = None,
        seed: int = 0,
        optimizer: str = "sgd",
        momentum: float = 0.0,
        rho: float = 1.0,
        decay: str = "cosine",
        device: str = "cpu",
    ) -> Settings:
        """Fill in what was not given.

        By default all schedules are compared that the optimizer and rho allow, and the cosine
        takes over at the same share of the steps as in the task. The task's peaks are for SGD
        without momentum; with it they are multiplied by 1 - momentum.

        Raises:
            DomainError: a value that cannot be.
        """
        plan = PLANS[task.size]
        if optimizer == "adamw" and not peaks:
            raise DomainError(
                "the built-in peaks are for sgd; adamw needs its own. "
                "Give some with --peaks, such as 0.0003,0.001,0.003."
            )
        steps = int(min(task.steps, plan.most_steps)) if steps is None else steps
        start = max(1, round(steps * task.warmup_steps / task.steps))
        first = seed + FIRST_TUNING_SEED
        return cls(
            net=task.net,
            size=task.size,
            data=data,
            fingerprint=task.fingerprint,
            batch_size=task.batch_size,
            schedules=tuple(dict.fromkeys(schedules)) or _served(optimizer, rho),
            steps=steps,
            hand_over=start if decay == "cosine" else None,
            peaks=tuple(sorted(set(peaks)))
            or tuple(float(f"{peak * (1 - momentum):.12g}") for peak in task.peaks),
            strengths=plan.strengths if strengths is None else strengths,
            seeds=tuple(range(seed, seed + (plan.seeds if seeds is None else seeds))),
            tuning_seeds=tuple(
                range(first, first + (plan.tuning_seeds if tuning_seeds is None else tuning_seeds))
            ),
            optimizer=optimizer,
            momentum=momentum,
            rho=rho,
            device=device,
        )

    @property
    def warmup_steps(self) -> int:
        """The middle length of linear warm-up: up to the hand-over, or a tenth of the steps."""
        return max(1, round(self.steps / 10)) if self.hand_over is None else self.hand_over

    @property
    def window(self) -> int:
        """Training losses are averaged over this many steps: a twentieth of all."""
        return max(1, self.steps // 20)

    def task(self) -> Task:
        """The task, made anew.

        Raises:
            DomainError: its data are no longer the same.
        """
        data = None if self.data is None else Path(self.data)
        task = make_task(self.net, self.size, data=data, batch_size=self.batch_size)
        if task.fingerprint != self.fingerprint:
            raise DomainError("the data have changed since the comparison began. Begin anew.")
        return task

    def to_json(self) -> dict[str, Any]:
        """All fields, tuples as lists."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(self).items()
        }

    def check_same(self, before: dict[str, Any]) -> None:
        """Refuse to go on from a comparison with other settings; the path of the data may differ.

        Raises:
            DomainError: a field differs, and which.
        """
        for name, value in self.to_json().items():
            if name != "data" and before.get(name) != value:
                raise DomainError(
                    f"this comparison began with {name} = {_text(before.get(name))}; got "
                    f"{_text(value)}. Go on with the same, or name another folder."
                )


def _served(optimizer: str, rho: float) -> tuple[str, ...]:
    """The schedules that can be asked for."""
    return tuple(
        name
        for name in SCHEDULES
        if not (name == "measured" and optimizer == "adamw") and not (name == "energy" and rho != 1)
    )


def _conditions(s: Settings) -> list[tuple[bool, str]]:
    unknown = [name for name in s.schedules if name not in SCHEDULES]
    return [
        (
            not unknown,
            f"there is no schedule {unknown[0] if unknown else ''!r}. "
            f"Take some of {', '.join(SCHEDULES)}.",
        ),
        (s.optimizer in OPTIMIZERS, f"there is no optimizer {s.optimizer!r}. Take sgd or adamw."),
        (s.steps >= 2, f"a comparison needs steps >= 2; got {s.steps}. Train for longer."),
        (0 <= s.momentum < 1, f"momentum needs 0 <= momentum < 1; got {s.momentum}. Take 0.9."),
        (
            bool(s.peaks) and all(0 < peak < LARGEST_PEAK for peak in s.peaks),
            f"peaks need to be > 0 and < {LARGEST_PEAK:g}; got {_text(list(s.peaks))}. "
            "Take some around 0.1.",
        ),
        (
            1 <= s.strengths <= 9,
            f"a comparison tries 1 to 9 strengths of warm-up; got {s.strengths}. Take 3.",
        ),
        (
            1 <= len(s.seeds) <= MOST_PAIRS,
            f"a comparison takes 1 to {MOST_PAIRS} seeds; got {len(s.seeds)}. Take 6.",
        ),
        (
            1 <= len(s.tuning_seeds) <= MOST_PAIRS,
            f"a comparison takes 1 to {MOST_PAIRS} seeds to tune by; got {len(s.tuning_seeds)}. "
            "Take 1.",
        ),
        (
            not (s.momentum and s.optimizer == "adamw"),
            "adamw has a momentum of its own. Leave out --momentum.",
        ),
        (0 < s.rho < math.inf, f"the theory needs rho > 0; got {s.rho}. Take 1."),
        (
            "energy" not in s.schedules or s.rho == 1,
            f"the energy step has a closed form for rho = 1 only; got rho = {s.rho}. "
            "Leave out the schedule energy.",
        ),
        (
            "measured" not in s.schedules or s.optimizer == "sgd",
            "measured curvature says nothing about the steps of adamw. "
            "Leave out the schedule measured, or take sgd.",
        ),
    ]


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
