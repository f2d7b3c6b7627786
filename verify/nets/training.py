"""A training loop that can stop anywhere and go on bit for bit.

    for each step: batch, forward, backward, before_step, schedule, optimizer

A step depends on the state, the seed and its number alone: torch's chance (dropout) is seeded from
the last two. On a GPU, bit for bit holds as far as its sums have a fixed order.
"""

from __future__ import annotations

import copy
import hashlib
import math
import time
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any, Protocol

import torch
from torch import nn
from torch.nn.utils import clip_grads_with_norm_
from torch.optim import Optimizer

from theory.errors import DomainError, WarmproofError
from verify.nets.chance import own_chance, seed_chance
from verify.nets.device import to_device
from verify.nets.interrupts import Interrupts
from verify.nets.objective import Loss, check_depends, check_one_number
from verify.nets.trace import Trace


class Diverged(WarmproofError):  # noqa: N818 (an outcome, not a mistake of the caller)
    """The loss or its gradient has stopped being finite; the trace up to there is kept."""


class Schedule(Protocol):
    """Sets the learning rates of an optimizer."""

    def step(self, loss: float) -> None:
        """For the step from the point with this loss; called after the backward pass."""

    def state_dict(self) -> dict[str, Any]:
        """Numbers, texts, lists, dictionaries and tensors."""

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Go on from a `state_dict`."""


class Training:
    """A model on its way.

    After any exception, Ctrl-C included, a step is made or not made, never half. After `Diverged`
    parameters and buffers are those of the last finite loss; the optimizer's state is not.

    Args:
        model: in the mode in which it is to be trained, on its device.
        loss: takes the model and a batch, gives a scalar: the mean over the batch.
        batch: the batch of each step, by a function of its number, from 0, or in a row.
        optimizer: of the model's parameters.
        schedule: of the optimizer.
        forward_dtype: `torch.bfloat16` runs the forward pass in it (autocast).
        seed: of dropout and other chance within a step; batches have their own.
        clip: scale the gradient down to this length where it is longer.

    Attributes:
        done: number of steps done.
        trace: one row for each.
        diverged: why training cannot go on, or None.
        current_batch: in `before_step`, the batch, on the model's device.
        current_loss: in `before_step`, its loss.
        current_gradient_norm: in `before_step`, the length of its gradient, not clipped.

    Raises:
        DomainError: nothing to train, or clip <= 0.

    >>> line = nn.Linear(1, 1, bias=False)
    >>> _ = nn.init.ones_(line.weight)
    >>> optimizer = torch.optim.SGD(line.parameters(), lr=1)
    >>> from verify.nets.schedules import GapWarmup
    >>> schedule = GapWarmup(optimizer, K0=4, K=1)
    >>> square = lambda net, x: net(x).pow(2).mean()
    >>> training = Training(line, square, lambda step: torch.ones(2, 1), optimizer, schedule)
    >>> training.run(3)
    >>> training.trace.loss, training.trace.eta
    (array([1.    , 0.25  , 0.0625]), array([0.25, 0.25, 0.25]))
    """

    def __init__(
        self,
        model: nn.Module,
        loss: Loss,
        batch: Callable[[int], Any] | Sequence[Any],
        optimizer: Optimizer,
        schedule: Schedule,
        *,
        forward_dtype: torch.dtype | None = None,
        seed: int = 0,
        clip: float | None = None,
    ) -> None:
        self.model, self.loss, self.batch = model, loss, batch
        self.optimizer, self.schedule = optimizer, schedule
        self.forward_dtype, self.seed, self.clip = forward_dtype, seed, clip
        self._tensors = [p for p in model.parameters() if p.requires_grad]
        if not any(p.numel() for p in self._tensors):
            raise DomainError(
                f"training needs a trainable parameter; {type(model).__name__} has none. "
                "Set requires_grad on those to be trained."
            )
        if clip is not None and not 0 < clip < math.inf:
            raise DomainError(f"training needs clip > 0; got {clip}. Raise it, or leave it out.")
        self.device = self._tensors[0].device
        self.done = 0
        self.trace = Trace()
        self.diverged: str | None = None
        self.current_batch: Any = None
        self.current_loss = self.current_gradient_norm = math.nan
        self._seconds = 0.0
        self._last: list[torch.Tensor] | None = None

    def run(self, until: int, *, before_step: Hook | None = None, every: int = 1) -> None:
        """Train until so many steps are done, counted from the very first.

        Args:
            until: nothing happens if so many are done.
            before_step: called before each step whose number is a multiple of `every`, with the
                gradients in `.grad`. Its time is not training time. If it is interrupted, it is
                called for the same step again when training goes on.
            every: at least 1.

        Raises:
            Diverged: the loss or its gradient is not finite, now or before.
            DomainError: `until` below 0 or beyond the batches in a row, `every` below 1, a loss
                that is not one number or hangs on no parameter, or what the schedule refuses.
        """
        self._check_run(until, every)
        with own_chance(self.device), Interrupts() as interrupts:
            # Someone may have moved the model since the last run.
            self._buffers = [(b, b.detach().clone()) for b in self.model.buffers()]
            while self.done < until:
                hook = before_step if self.done % every == 0 else None
                self._step(hook, interrupts)
        self.current_batch = None

    def chance(self, step: int) -> int:
        """The seed of torch's generators within a step; an `Objective` with it drops the same."""
        text = f"{self.seed} {step}".encode()
        return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big")

    def state_dict(self) -> dict[str, Any]:
        """A copy of everything that `load_state_dict` needs: what `checkpoint.save` takes."""
        return copy.deepcopy(
            {
                "seed": self.seed,
                "done": self.done,
                "seconds": self._seconds,
                "diverged": self.diverged,
                "trace": self.trace.state_dict(),
                "model": dict(self.model.state_dict()),
                "optimizer": self.optimizer.state_dict(),
                "schedule": self.schedule.state_dict(),
            }
        )

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on from a `state_dict` of a training built with the same arguments.

        Raises:
            DomainError: it is the state of another training.
        """
        if set(state) != set(self.state_dict()):
            raise DomainError(
                f"training needs its own state; got {', '.join(sorted(map(str, state)))}. "
                "Name the checkpoint of a training."
            )
        if state["seed"] != self.seed:
            raise DomainError(
                f"this state has seed {state['seed']}, this training {self.seed}. "
                "Take the same seed, so that it goes on as it began."
            )
        state = copy.deepcopy(state)
        try:
            self.model.load_state_dict(state["model"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.schedule.load_state_dict(state["schedule"])
            self.trace.load_state_dict(state["trace"])
        except (RuntimeError, ValueError, KeyError, TypeError) as other:
            raise DomainError(
                "this state is that of another model, optimizer or schedule: "
                f"{str(other).splitlines()[0]} Build them as they were."
            ) from other
        self.done, self.diverged = state["done"], state["diverged"]
        self._seconds, self._last = state["seconds"], None

    def _step(self, before_step: Hook | None, interrupts: Interrupts) -> None:
        started = time.perf_counter()
        try:
            self._differentiate()
            paused = time.perf_counter()
            if before_step is not None:
                before_step(self)
            paused = time.perf_counter() - paused
            if self.clip is not None:
                norm = torch.tensor(self.current_gradient_norm, device=self.device)
                clip_grads_with_norm_(self._tensors, self.clip, norm)
            interrupts.hold()
            self.schedule.step(self.current_loss)
        except BaseException:
            # BatchNorm has seen the batch already; the step it belongs to is not made.
            for buffer, before in self._buffers:
                buffer.copy_(before)
            raise
        self._keep()
        self.optimizer.step()
        self._seconds += time.perf_counter() - started - paused
        self.trace.add(
            step=self.done,
            loss=self.current_loss,
            eta=float(self.optimizer.param_groups[0]["lr"]),
            gradient_norm=self.current_gradient_norm,
            seconds=self._seconds,
        )
        self.done += 1
        interrupts.release()

    def _differentiate(self) -> None:
        """Leave the gradient of this step's batch in `.grad`, its loss and length in `current_`."""
        chance = f"{self.seed} {self.done}".encode()
        number = int.from_bytes(hashlib.blake2b(chance, digest_size=8).digest(), "big")
        seed_chance(self.device, number)
        batch = self.batch(self.done) if callable(self.batch) else self.batch[self.done]
        self.current_batch = to_device(batch, self.device)
        if self.forward_dtype is None:
            value = self.loss(self.model, self.current_batch)
        else:
            with torch.autocast(self.device.type, dtype=self.forward_dtype):
                value = self.loss(self.model, self.current_batch)
        check_one_number(value)
        check_depends(value)
        groups = (group["params"] for group in self.optimizer.param_groups)
        for p in chain(self._tensors, *groups):
            p.grad = None
        value.backward()
        gradients = [p.grad.to_dense() for p in self._tensors if p.grad is not None]
        norms = torch._foreach_norm(gradients)
        self.current_loss, *lengths = self._numbers([value.detach().reshape(()), *norms])
        self.current_gradient_norm = math.hypot(*lengths)
        if not math.isfinite(self.current_loss):
            self._diverge(f"the loss is {self.current_loss}", back=True)
        if not math.isfinite(self.current_gradient_norm):
            self._diverge(
                f"the gradient's norm is {self.current_gradient_norm}, with a loss of "
                f"{self.current_loss:.6g},"
            )

    def _numbers(self, scalars: Sequence[torch.Tensor]) -> list[float]:
        """Scalars as numbers: all at once from a GPU, where each look waits for it."""
        if self.device.type == "cpu":
            return [scalar.item() for scalar in scalars]
        return torch.stack(list(scalars)).tolist()

    def _diverge(self, what: str, *, back: bool = False) -> None:
        """Stop for good; with `back`, at the parameters before the step that led here."""
        self.diverged = f"{what} at step {self.done}"
        if len(self.trace):
            self.diverged += f", after a step of size {self.trace.eta[-1]:.6g}"
        if back and self._last is not None:
            with torch.no_grad():
                torch._foreach_copy_(self._tensors, self._last)
            self.diverged += f"; the model is back at step {self.done - 1}"
        self.diverged += ". Take smaller steps."
        raise Diverged(self.diverged)

    def _keep(self) -> None:
        """Copy the parameters and buffers that have a finite loss, before the step leaves them."""
        with torch.no_grad():
            if self._last is None:
                self._last = [p.detach().clone() for p in self._tensors]
            else:
                torch._foreach_copy_(self._last, self._tensors)
            for buffer, before in self._buffers:
                before.copy_(buffer)

    def _check_run(self, until: int, every: int) -> None:
        if self.diverged is not None:
            raise Diverged(self.diverged)
        if until < 0 or every < 1:
            raise DomainError(
                f"training needs until >= 0 and every >= 1; got until = {until}, every = {every}. "
                "Raise them."
            )
        if not callable(self.batch) and until > len(self.batch):
            raise DomainError(
                f"training needs a batch for each step; got {len(self.batch)} batches for "
                f"{until} steps. Give more data, or fewer steps."
            )


Hook = Callable[[Training], None]
"""What is called before a step."""
