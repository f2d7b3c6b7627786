"""Curvature measured along a training, every so many steps, and nothing of it changed thereby.

At each measured step t the loss, its gradient and the ends of its Hessian's spectrum are measured
at w_t, before the step, and LW's estimate along the update after it, all of one function: by
default the one that the step was made from, with its batch and what its dropout dropped.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from theory.errors import DomainError
from verify.nets.objective import Objective
from verify.nets.point import COLUMNS, LayerRow, Measures, Row, along, look, value_and_gradient
from verify.nets.training import Training
from verify.runs.trace import write_table


@dataclass
class _Pending:
    """A point whose update is not measured yet."""

    step: int
    before: torch.Tensor
    numbers: dict[str, Any]
    layers: tuple[LayerRow, ...]
    start: torch.Tensor | None


class Tracker:
    """Measures along a training.

    Args:
        training: at any step; it is moved by `run`.
        on: the batches to measure on at every step, or an `Objective` of the training's model with
            batches and weights of one's own. By default the batch of each step.
        every: steps from one measurement to the next; those with a multiple of it are measured.
        measures: what is measured.
        f_lower: at most the infimum of the loss.

    Attributes:
        rows: one per measured step.
        layers: one per layer and look at the spectrum, if asked for.
        seconds: spent on measuring.

    Raises:
        DomainError: every < 1, an f_lower that is not finite, no batches, or another model's
            objective.
    """

    def __init__(
        self,
        training: Training,
        *,
        on: Sequence[Any] | Objective | None = None,
        every: int = 20,
        measures: Measures | None = None,
        f_lower: float = 0.0,
    ) -> None:
        if every < 1 or not math.isfinite(f_lower):
            raise DomainError(
                f"tracking needs every >= 1 and a finite f_lower; got every = {every}, "
                f"f_lower = {f_lower}. Take 20 and 0."
            )
        if isinstance(on, Objective) and on.model is not training.model:
            raise DomainError(
                "tracking needs an objective of the model that is trained; got another's. "
                "Build it from training.model."
            )
        self.training, self.every, self.f_lower = training, every, float(f_lower)
        self.measures = measures or Measures()
        self.rows: list[Row] = []
        self.layers: list[LayerRow] = []
        self.seconds = 0.0
        self._start: torch.Tensor | None = None
        self._pending: _Pending | None = None
        self._first: torch.Tensor | None = None
        self._fixed = on if on is None or isinstance(on, Objective) else self._on(on, training.seed)

    def run(self, until: int, *, after_row: Callable[[Row], None] | None = None) -> None:
        """Train until so many steps are done, counted from the first, and measure on the way.

        It can be stopped anywhere, also by Ctrl-C, and called again: the rows are the same.

        Args:
            until: nothing happens if so many are done.
            after_row: called with each row when it is complete.

        Raises:
            Diverged: the loss is no longer finite; the rows up to there are kept.
            DomainError: a loss below f_lower, or what training or measuring refuses.
            WarmproofError: curvature is not finite at a finite loss.
        """
        training = self.training
        while True:
            if self._pending is not None and training.done == self._pending.step + 1:
                self._finish(self._pending)
                if after_row is not None:
                    after_row(self.rows[-1])
            at = -(-training.done // self.every) * self.every
            if at >= until:
                break
            training.run(at)
            training.run(at + 1, before_step=self._begin)
        training.run(until)

    def write(self, path: Path | str) -> Path:
        """Write the rows as .csv, .json or .parquet; what was not measured is an empty cell.

        Raises:
            WarmproofError: another suffix, or a place that cannot be written to.
        """
        return write_table(
            path, {name: [getattr(row, name) for row in self.rows] for name in COLUMNS}, {}
        )

    def state_dict(self) -> dict[str, Any]:
        """What `load_state_dict` needs beside the training's own state."""
        pending = self._pending
        return {
            "rows": [asdict(row) for row in self.rows],
            "layers": [asdict(layer) for layer in self.layers],
            "seconds": self.seconds,
            "start": self._start,
            "pending": None
            if pending is None
            else {
                **vars(pending),
                "layers": [asdict(layer) for layer in pending.layers],
            },
        }

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on from a `state_dict`, with the training's state loaded already.

        Raises:
            DomainError: it is no state of a tracker.
        """
        if set(state) != set(self.state_dict()):
            raise DomainError(
                f"tracking needs its own state; got {', '.join(sorted(map(str, state)))}. "
                "Name the checkpoint of a tracked training."
            )
        self.rows = [Row(**row) for row in state["rows"]]
        self.layers = [LayerRow(**layer) for layer in state["layers"]]
        self.seconds, self._start, self._first = state["seconds"], state["start"], None
        pending = state["pending"]
        self._pending = pending and _Pending(
            **{**pending, "layers": tuple(LayerRow(**layer) for layer in pending["layers"])}
        )

    def _begin(self, training: Training) -> None:
        """Measure at the point before a step; what it finds counts once the step is made."""
        began = time.perf_counter()
        step, measures = training.done, self.measures
        if self._fixed is None:
            objective = self._on([training.current_batch], training.chance(step))
            loss, gradient = training.current_loss, _gradient(objective)
        else:
            objective = self._fixed
            loss, gradient = value_and_gradient(objective)
        if loss < self.f_lower:
            raise DomainError(
                f"the gap needs loss >= f_lower; got loss = {loss:.6g} at step {step} with "
                f"f_lower = {self.f_lower:.6g}. Lower f_lower."
            )
        numbers: dict[str, Any] = {
            "loss": loss,
            "gap": loss - self.f_lower,
            "gradient_norm": float(torch.linalg.vector_norm(gradient)),
            "products": 0,
        }
        layers: tuple[LayerRow, ...] = ()
        start = self._start
        if measures.products and (step // self.every) % measures.spectrum_every == 0:
            seen = look(objective, measures, step, start)
            numbers |= seen.numbers
            layers, start = seen.layers, seen.start
        self._pending = _Pending(step, objective.parameters.current(), numbers, layers, start)
        self._first = gradient
        self.seconds += time.perf_counter() - began

    def _finish(self, pending: _Pending) -> None:
        """Measure along the update that was made, and add the row."""
        began = time.perf_counter()
        training, points = self.training, self.measures.points
        found = None
        if points:
            objective = self._fixed
            if objective is None:
                batches, step = training.batch, pending.step
                batch = batches(step) if callable(batches) else batches[step]
                objective = self._on([batch], training.chance(step))
            before = pending.before.to(objective.parameters.device)
            found = along(objective, before, self._first, points)
        seconds = self.seconds + time.perf_counter() - began
        numbers = {**dict.fromkeys(COLUMNS), **pending.numbers}
        numbers |= {
            "step": pending.step,
            "eta": float(training.optimizer.param_groups[0]["lr"]),
            "directional": None if found is None else found.value,
            "secant": None if found is None else found.ratios[-1],
            "training_seconds": float(training.trace.seconds[-1]),
            "measuring_seconds": seconds,
        }
        # Interrupted anywhere below, it can be done again.
        self._start, self.seconds = pending.start, seconds
        self.rows = [row for row in self.rows if row.step < pending.step] + [Row(**numbers)]
        kept = [layer for layer in self.layers if layer.step < pending.step]
        self.layers = [*kept, *pending.layers]
        self._pending = self._first = None

    def _on(self, batches: Sequence[Any], seed: int) -> Objective:
        training = self.training
        return Objective(
            training.model,
            training.loss,
            batches,
            forward_dtype=training.forward_dtype,
            seed=seed,
        )


def _gradient(objective: Objective) -> torch.Tensor:
    """What training has left in `.grad`, as a vector."""
    tensors = objective.parameters.tensors
    return objective.parameters.join(
        [torch.zeros_like(p) if p.grad is None else p.grad for p in tensors]
    )


def track(
    training: Training,
    until: int,
    *,
    on: Sequence[Any] | Objective | None = None,
    every: int = 20,
    measures: Measures | None = None,
    f_lower: float = 0.0,
) -> list[Row]:
    """Train a model of one's own and measure its curvature on the way.

    Args:
        training: a model with its loss, batches, optimizer and schedule.
        until: steps, counted from the training's first.
        on: as for `Tracker`: what to measure on, by default the batch of each measured step.
        every: steps from one measurement to the next.
        measures: what is measured.
        f_lower: at most the infimum of the loss; 0 serves cross entropy and squared error.

    Returns:
        One row per measured step; `verify.nets.findings.find` fits (rho, K0, K) to them.

    Raises:
        Diverged: the loss is no longer finite. To keep the rows then, use a `Tracker`.
        DomainError: as for `Tracker`.

    >>> line = torch.nn.Linear(1, 1, bias=False)
    >>> _ = torch.nn.init.ones_(line.weight)
    >>> optimizer = torch.optim.SGD(line.parameters(), lr=1)
    >>> from verify.nets.schedules import LinearWarmup
    >>> from verify.nets.training import Training
    >>> fourth_power = lambda net, x: net(x).pow(4).mean()
    >>> schedule = LinearWarmup(optimizer, peak=0.1)
    >>> training = Training(line, fourth_power, lambda step: torch.ones(2, 1), optimizer, schedule)
    >>> for row in track(training, 4, every=2):
    ...     print(row.step, f"{row.gap:.4f} {row.norm:.3f} {row.secant:.3f}")
    0 1.0000 12.000 7.840
    2 0.0696 3.165 2.843
    """
    tracker = Tracker(training, on=on, every=every, measures=measures, f_lower=f_lower)
    tracker.run(until)
    return tracker.rows
