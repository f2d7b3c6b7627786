"""GapWarmup: a step size that grows as the loss falls, as a torch scheduler.

    eta_t = min(1/K0, 1/(K gap_t^rho))   shape "min", as LW train with; at most 2/ell(gap_t)
    eta_t = 1/(K0 + K gap_t^rho)         shape "ell", as Theorem 1 asks

with gap_t the smoothed loss less f_lower. The step from w_t is made from the loss at w_t, so
`step(loss)` stands between the backward pass and the optimizer's step:

    loss = criterion(model(inputs), targets)
    optimizer.zero_grad()
    loss.backward()
    schedule.step(loss)
    optimizer.step()

Until the first `step` the learning rates are 0.

What the theory says about these steps it says about gradient descent with the loss of all the
data. For mini-batches, momentum or AdamW this is the shape of a schedule and no guarantee.

>>> weight = torch.nn.Parameter(torch.tensor(3.0))
>>> optimizer = torch.optim.SGD([weight], lr=1.0)
>>> schedule = GapWarmup(optimizer, K0=0.5, K=1)
>>> for loss in (4.0, 2.0, 1.0, 0.25):
...     schedule.step(loss)
...     print(optimizer.param_groups[0]["lr"])
0.25
0.5
1.0
2.0
"""

from __future__ import annotations

import math
from typing import Any, Literal

import torch
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LRScheduler

from theory.errors import DomainError, WarmproofError
from verify.nets.formulas import SHAPES, Shape, check_constants, step_size

Rate = float | torch.Tensor


class GapWarmup(LRScheduler):
    """Warm-up by the gap, then, if asked for, cosine decay.

    The first group's learning rate is eta, and the other groups keep their ratios to it. With
    `relative`, every group's own learning rate is its peak instead, and is multiplied by
    eta/(largest eta): for AdamW, whose learning rate is no step along the gradient.

    Args:
        optimizer: its learning rates, all > 0, are the ratios or the peaks.
        K0: unit curvature, >= 0.
        K: unit curvature/loss^rho, >= 0, not 0 if K0 is.
        rho: > 0.
        f_lower: at most the infimum of the loss, unit loss. Too low a number makes steps smaller,
            never larger; 0 serves cross entropy and squared error.
        shape: "min" or "ell", see above.
        relative: see above.
        cap: the largest eta; by default the formula's own, which is 1/K0.
        smoothing: beta in [0, 1) of the moving average of the losses,
            m_t = beta m_{t-1} + (1 - beta) loss_t, divided by 1 - beta^(t+1).
        monotone: never lower eta during warm-up. Where the loss rises the step may then exceed
            the formula.
        hand_over: the step, counted from 0, from which the cosine takes over, or "cap": the first
            step at which eta is as large as it may be. Needs `total_steps`.
        total_steps: the step at which the cosine ends; later steps stay at its end.
        final: the end of the cosine, as a share in [0, 1] of the eta that was handed over.

    Raises:
        DomainError: a value outside these ranges.
    """

    def __init__(
        self,
        optimizer: Optimizer,
        *,
        K0: float,
        K: float,
        rho: float = 1.0,
        f_lower: float = 0.0,
        shape: Shape = "min",
        relative: bool = False,
        cap: float | None = None,
        smoothing: float = 0.0,
        monotone: bool = False,
        hand_over: int | Literal["cap"] | None = None,
        total_steps: int | None = None,
        final: float = 0.0,
    ) -> None:
        check_constants("GapWarmup", rho=rho, K0=K0, K=K)
        _check_choices(shape, f_lower, cap, smoothing, final)
        self.rho, self.K0, self.K = float(rho), float(K0), float(K)
        self.f_lower, self.shape, self.relative = float(f_lower), shape, relative
        self.cap, self.smoothing, self.monotone = cap, float(smoothing), monotone
        self.hand_over, self.total_steps, self.final = hand_over, total_steps, float(final)
        self.eta = 0.0
        self.average = 0.0
        self.reached = 0.0
        self.handed_over: int | None = None
        self.handed_eta = 0.0
        self._check_peak()
        self._check_hand_over()
        super().__init__(optimizer)
        self.base_lrs: list[Rate] = [float(rate) for rate in self.base_lrs]
        self._check_rates()

    @property
    def peak(self) -> float:
        """The largest eta: the cap or the formula at gap 0, whichever is smaller; may be inf."""
        return self._within_cap(0.0)

    def _initial_step(self) -> None:
        """Set all rates to 0: no step is known before the first loss."""
        self._step_count = 0
        self._set_rates()

    def step(self, loss: Rate) -> None:  # type: ignore[override]
        """Set the learning rates for the step from the point that has this loss.

        Args:
            loss: of the batch that the gradient is made from, unit loss.

        Raises:
            WarmproofError: the loss is not finite; nothing has changed.
            DomainError: the loss lies below f_lower; nothing has changed.
        """
        value = float(loss.detach() if isinstance(loss, torch.Tensor) else loss)
        t = self.last_epoch + 1
        self._check_loss(value, t)
        self.last_epoch = t
        self._step_count += 1
        self.average = self.smoothing * self.average + (1 - self.smoothing) * value
        gap = max(self.average / (1 - self.smoothing ** (t + 1)) - self.f_lower, 0.0)
        eta = self._within_cap(gap)
        if self.monotone:
            eta = self.reached = max(eta, self.reached)
        if self.handed_over is None and self._hands_over(t, eta):
            self.handed_over, self.handed_eta = t, eta
        if self.handed_over is not None:
            eta = self._cosine(t)
        self.eta = eta
        self._set_rates()

    def get_lr(self) -> list[Rate]:
        """The learning rate of each group for the current eta."""
        rates = [float(rate) for rate in self.base_lrs]
        unit = self.peak if self.relative else rates[0]
        return [rate * (self.eta / unit) for rate in rates]

    def retune(self, *, K0: float, K: float) -> None:
        """Use other constants from the next step on; `monotone` starts anew with them.

        Raises:
            DomainError: as for the constructor; the old constants stay.
        """
        check_constants("GapWarmup", rho=self.rho, K0=K0, K=K)
        before = self.K0, self.K
        self.K0, self.K = float(K0), float(K)
        try:
            self._check_peak()
        except DomainError:
            self.K0, self.K = before
            raise
        self.reached = 0.0

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
            DomainError: it is not the state of a GapWarmup with so many groups.
        """
        own = self.state_dict()
        if set(state_dict) != set(own) or len(state_dict["base_lrs"]) != len(self.base_lrs):
            raise DomainError(
                f"GapWarmup needs its own state, with {len(self.base_lrs)} groups; got "
                f"{', '.join(sorted(state_dict)) or 'nothing'}. Build the optimizer as it was."
            )
        super().load_state_dict(
            {
                name: list(value) if isinstance(value, list) else value
                for name, value in state_dict.items()
            }
        )

    def _within_cap(self, gap: float) -> float:
        eta = step_size(self.shape, rho=self.rho, K0=self.K0, K=self.K, gap=gap)
        return eta if self.cap is None else min(eta, self.cap)

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

    def _check_loss(self, loss: float, t: int) -> None:
        if not math.isfinite(loss):
            raise WarmproofError(
                f"the loss is {loss} at step {t}, after a step of size {self.eta:.6g}. "
                "Go back to an earlier state and raise K0 and K, or give a smaller cap."
            )
        if loss < self.f_lower:
            raise DomainError(
                f"GapWarmup needs loss >= f_lower; got loss = {loss:.6g} at step {t} with "
                f"f_lower = {self.f_lower:.6g}. Lower f_lower."
            )

    def _check_peak(self) -> None:
        if not math.isfinite(self.peak):
            raise DomainError(
                "GapWarmup needs a largest step: with K0 = 0 steps grow without limit as the gap "
                "falls. Give a cap, or K0 > 0."
            )

    def _check_hand_over(self) -> None:
        if self.hand_over is None:
            return
        if self.total_steps is None:
            raise DomainError("a hand-over to the cosine needs total_steps; got none. Give it.")
        if self.hand_over == "cap":
            if self.shape == "ell" and self.K and self.peak * self.K0 >= 1:
                raise DomainError(
                    "shape ell comes up to 1/K0 at gap 0 only. Give a cap below 1/K0, or hand over "
                    "at a step."
                )
        elif not 0 <= self.hand_over < self.total_steps:
            raise DomainError(
                f"GapWarmup needs 0 <= hand_over < total_steps = {self.total_steps}; got "
                f"{self.hand_over}. Hand over earlier."
            )

    def _check_rates(self) -> None:
        for i, rate in enumerate(self.base_lrs):
            if not 0 < rate < math.inf:
                raise DomainError(
                    f"GapWarmup needs every group's learning rate > 0, for the ratios; got "
                    f"{float(rate)} in group {i}. Give 1 to all for equal steps."
                )


def _check_choices(
    shape: str, f_lower: float, cap: float | None, smoothing: float, final: float
) -> None:
    for good, needed, got, way_out in (
        (shape in SHAPES, f"shape in {', '.join(SHAPES)}", shape, "Choose one"),
        (math.isfinite(f_lower), "a finite f_lower", f_lower, "Give 0 for cross entropy"),
        (cap is None or 0 < cap < math.inf, "0 < cap", cap, "Raise it, or leave it out"),
        (0 <= smoothing < 1, "0 <= smoothing < 1", smoothing, "Give 0 for none"),
        (0 <= final <= 1, "0 <= final <= 1", final, "Give 0 to end at 0"),
    ):
        if not good:
            raise DomainError(f"GapWarmup needs {needed}; got {got}. {way_out}.")
