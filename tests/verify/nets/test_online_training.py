"""Steps from curvature that is measured on the way, beside constant steps tuned over a grid.

The perceptron on the digits, batches of 64: the steps until the loss on all training pictures is
0.2, looked at every fourth step. The learning rate is a share of the largest stable one,

    eta = share * largest_stable/ell(gap),    ell the envelope of `OnlineConstants`,

with probes of two products whenever the smoothed loss has moved by a factor of 1.5, or every 25
steps, on the Hessian of the step's own batch as the optimizer meets it (`preconditioned`). `show()`
prints the whole table.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

torch = pytest.importorskip("torch")
# ruff: noqa: E402 - what needs torch comes after asking for it

from verify.nets.hessian import HessianProduct
from verify.nets.objective import Objective
from verify.nets.online import OnlineConstants
from verify.nets.preconditioned import largest_stable, preconditioned
from verify.nets.schedules import GapWarmup, LinearWarmup
from verify.nets.tasks import Task, make_task
from verify.nets.training import Diverged, Training

pytestmark = pytest.mark.extra("nets")

LEVEL, MOST, SEEDS = 0.2, 160, range(5)
OPTIMIZERS: dict[str, Callable[[Any], torch.optim.Optimizer]] = {
    "SGD": lambda p: torch.optim.SGD(p, lr=1.0),
    "momentum": lambda p: torch.optim.SGD(p, lr=1.0, momentum=0.9),
    "AdamW": lambda p: torch.optim.AdamW(p, lr=1.0, weight_decay=0.0),
}
GRID = {
    "SGD": (0.1, 0.3, 1.0, 3.0),
    "momentum": (0.03, 0.1, 0.3, 1.0),
    "AdamW": (0.001, 0.003, 0.01, 0.03, 0.1),
}
SHARES = (0.125, 0.25, 0.5, 1.0)


class Probes:
    """Measures before a step if the loss has moved, and sets the schedule's constants."""

    def __init__(self, schedule: GapWarmup, share: float) -> None:
        self.schedule, self.share = schedule, share
        self.constants = OnlineConstants()
        self.smooth = self.at = 0.0
        self.last = -math.inf

    def __call__(self, training: Training) -> None:
        self.smooth = 0.9 * self.smooth + 0.1 * training.current_loss
        gap = self.smooth / (1 - 0.9 ** (training.done + 1))
        if self.at / 1.5 <= gap <= self.at * 1.5 and training.done < self.last + 25:
            return
        self.at, self.last = gap, training.done
        objective = Objective(training.model, training.loss, [training.current_batch])
        product = HessianProduct(objective)
        self.constants.probe(preconditioned(product, training.optimizer), product.size, gap)
        found = self.constants.envelope
        scale = 1 / (self.share * largest_stable(training.optimizer))
        self.schedule.retune(K0=max(found.K0, 1e-9) * scale, K=found.K * scale)


def steps_to_level(
    task: Task, optimizer: str, seed: int, *, eta: float | None = None, share: float = 0.0
) -> float:
    """Steps with a constant eta, or with a share of the stable one; inf after MOST, nan if not."""
    model = task.build(seed)
    chosen = OPTIMIZERS[optimizer](model.parameters())
    hook = None
    if eta is None:
        schedule: Any = GapWarmup(chosen, K0=1, K=1, shape="ell", cap=1e3, smoothing=0.9)
        hook = Probes(schedule, share)
    else:
        schedule = LinearWarmup(chosen, peak=eta)
    every = [task.batch(10_000, step) for step in range(task.per_epoch)]
    pictures = tuple(torch.cat(parts) for parts in zip(*every, strict=True))
    training = Training(
        model, task.loss, lambda step: task.batch(seed, step), chosen, schedule, seed=seed
    )
    while training.done < MOST:
        try:
            training.run(training.done + 4, before_step=hook)
        except Diverged:
            return math.nan
        with torch.no_grad():
            if task.loss(model, pictures) <= LEVEL:
                return training.done
    return math.inf


def rows(seeds: Sequence[int] = SEEDS) -> Iterator[tuple[str, str, float, list[float]]]:
    """Optimizer, what eta is, its number, and the steps of each seed."""
    task = make_task("perceptron", "smoke")
    for optimizer, grid in GRID.items():
        for eta in grid:
            found = [steps_to_level(task, optimizer, seed, eta=eta) for seed in seeds]
            yield optimizer, "constant", eta, found
        for share in SHARES:
            found = [steps_to_level(task, optimizer, seed, share=share) for seed in seeds]
            yield optimizer, "share", share, found


def show() -> None:
    """Print the table: the median, the smallest and the largest number of steps."""
    for optimizer, what, number, found in rows():
        steps = sorted(math.inf if math.isnan(x) else x for x in found)
        diverged = sum(map(math.isnan, found))
        middle = steps[len(steps) // 2]
        print(  # noqa: T201 - what it is for
            f"{optimizer:9} {what:9} {number:6g} {middle:4g} [{steps[0]:g}, {steps[-1]:g}]"
            f"  {diverged} diverged"
        )


@pytest.mark.parametrize(
    ("optimizer", "share", "eta", "times"),
    [("SGD", 1.0, 1.0, 1.5), ("momentum", 0.25, 0.3, 1.5), ("AdamW", 0.5, 0.03, 2.0)],
)
def test_measured_steps_come_close_to_the_best_constant(
    optimizer: str, share: float, eta: float, times: float
) -> None:
    """The best of the grid took a run for each of its entries; this took none."""
    task = make_task("perceptron", "smoke")
    tuned = steps_to_level(task, optimizer, seed=0, eta=eta)
    assert steps_to_level(task, optimizer, seed=0, share=share) <= times * tuned


def test_with_momentum_all_of_the_stable_step_is_too_much() -> None:
    """The control: the edge is a quadratic's, and noise and change of curvature come on top."""
    assert steps_to_level(make_task("perceptron", "smoke"), "momentum", 0, share=1.0) == math.inf
