"""What the schedules share: one step, the groups' rates, cosine decay after warm-up, the state.

The step from w_t may depend on the loss and the gradient at w_t, so `step(loss)` stands between
the backward pass and the optimizer's step:

    loss = criterion(model(inputs), targets)
    optimizer.zero_grad()
    loss.backward()
    schedule.step(loss)
    optimizer.step()

Until the first `step` the learning rates are 0.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import torch
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LRScheduler

from theory.errors import DomainError, WarmproofError

Rate = float | torch.Tensor
HandOver = int | Literal["cap"] | None


@dataclass(frozen=True)
class Decay:
    """When warm-up ends, and the cosine after it.

    Attributes:
        hand_over: the step, counted from 0, from which the cosine takes over, or "cap": the first
            step at which eta is as large as it may be. None: never.
        total_steps: the step at which the cosine ends; later steps stay at its end.
        final: the end of the cosine, as a share in [0, 1] of the eta that was handed over.
    """

    hand_over: HandOver = None
    total_steps: int | None = None
    final: float = 0.0


class LossSchedule(LRScheduler, ABC):
    """A torch scheduler whose step size depends on the loss.

    The first group's learning rate is eta, and the other groups keep their ratios to it. With
    `relative`, every group's own learning rate is its peak instead, and is multiplied by
    eta/(largest eta): for AdamW, whose learning rate is no step along the gradient.

    Args:
        optimizer: its learning rates, all > 0, are the ratios or the peaks.
        relative: see above.
        decay: see there.

    Raises:
        DomainError: a value outside these ranges.
    """

    WAY_OUT: ClassVar[str]
    """What to do when the loss is not finite."""

    def __init__(self, optimizer: Optimizer, *, relative: bool, decay: Decay) -> None:
        self.relative = relative
        self.hand_over, self.total_steps = decay.hand_over, decay.total_steps
        self.final = decay.final
        self.eta = 0.0
        self.handed_over: int | None = None
        self.handed_eta = 0.0
        self._check_decay()
        super().__init__(optimizer)
        self.base_lrs: list[Rate] = [float(rate) for rate in self.base_lrs]
        self._check_rates()

    @property
    @abstractmethod
    def peak(self) -> float:
        """The largest eta."""

    @abstractmethod
    def _warm(self, loss: float, t: int) -> float:
        """Eta of step t during warm-up; what it raises, it raises before anything has changed."""

    def step(self, loss: Rate) -> None:  # type: ignore[override]
        """Set the learning rates for the step from the point that has this loss.

        Args:
            loss: of the batch that the gradient is made from, unit loss.

        Raises:
            WarmproofError: the loss is not finite, or not one that the schedule takes; nothing
                has changed.
        """
        value = float(loss.detach() if isinstance(loss, torch.Tensor) else loss)
        t = self.last_epoch + 1
        if not math.isfinite(value):
            raise WarmproofError(
                f"the loss is {value} at step {t}, after a step of size {self.eta:.6g}. "
                f"Go back to an earlier state and {self.WAY_OUT}."
            )
        eta = self._warm(value, t) if self.handed_over is None else 0.0
        self.last_epoch = t
        self._step_count += 1
        if self.handed_over is None and self._hands_over(t, eta):
            self.handed_over, self.handed_eta = t, eta
        self.eta = eta if self.handed_over is None else self._cosine(t)
        self._set_rates()

    def get_lr(self) -> list[Rate]:
        """The learning rate of each group for the current eta."""
        rates = [float(rate) for rate in self.base_lrs]
        unit = self.peak if self.relative else rates[0]
        return [rate * (self.eta / unit) for rate in rates]

    def state_dict(self) -> dict[str, Any]:
        """Everything but the optimizer, as numbers, texts and lists; the optimizer has its own."""
        return {
            name: list(value) if isinstance(value, list) else value
            for name, value in super().state_dict().items()
        }

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Go on from a `state_dict`: the same losses then give the same rates bit for bit.

        Load the optimizer's state beside it; its learning rates are set at the next `step`.

        Raises:
            DomainError: it is not the state of such a schedule with so many groups.
        """
        own = self.state_dict()
        if set(state_dict) != set(own) or len(state_dict["base_lrs"]) != len(self.base_lrs):
            raise DomainError(
                f"{self._name} needs its own state, with {len(self.base_lrs)} groups; got "
                f"{', '.join(sorted(state_dict)) or 'nothing'}. Build the optimizer as it was."
            )
        super().load_state_dict(
            {
                name: list(value) if isinstance(value, list) else value
                for name, value in state_dict.items()
            }
        )

    @property
    def _name(self) -> str:
        return type(self).__name__

    def _initial_step(self) -> None:
        """Set all rates to 0: no step is known before the first loss."""
        self._step_count = 0
        self._set_rates()

    def _hands_over(self, t: int, eta: float) -> bool:
        return eta >= self.peak if self.hand_over == "cap" else t == self.hand_over

    def _cosine(self, t: int) -> float:
        start, end = self.handed_over, self.total_steps
        assert start is not None and end is not None
        progress = min((t - start) / (end - start), 1.0) if end > start else 1.0
        share = self.final + (1 - self.final) * (1 + math.cos(math.pi * progress)) / 2
        return self.handed_eta * share

    def _set_rates(self) -> None:
        rates = self.get_lr() if self.last_epoch >= 0 else [0.0] * len(self.base_lrs)
        for group, rate in zip(self.optimizer.param_groups, rates, strict=True):
            if isinstance(group["lr"], torch.Tensor):
                group["lr"].fill_(rate)
            else:
                group["lr"] = rate
        self._last_lr: list[Rate] = rates

    def _need(self, *conditions: tuple[bool, str, object, str]) -> None:
        """Refuse the first condition that does not hold: (good, needed, got, way out)."""
        for good, needed, got, way_out in conditions:
            if not good:
                raise DomainError(f"{self._name} needs {needed}; got {got}. {way_out}.")

    def _check_decay(self) -> None:
        self._need((0 <= self.final <= 1, "0 <= final <= 1", self.final, "Give 0 to end at 0"))
        if self.hand_over is None:
            return
        if self.total_steps is None:
            raise DomainError("a hand-over to the cosine needs total_steps; got none. Give it.")
        if self.hand_over != "cap" and not 0 <= self.hand_over < self.total_steps:
            raise DomainError(
                f"{self._name} needs 0 <= hand_over < total_steps = {self.total_steps}; got "
                f"{self.hand_over}. Hand over earlier."
            )

    def _check_rates(self) -> None:
        for i, rate in enumerate(self.base_lrs):
            if not 0 < rate < math.inf:
                raise DomainError(
                    f"{self._name} needs every group's learning rate > 0, for the ratios; got "
                    f"{float(rate)} in group {i}. Give 1 to all for equal steps."
                )
