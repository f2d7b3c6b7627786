"""GapWarmup: a step size that grows as the loss falls, as a torch scheduler.

    eta_t = min(1/K0, 1/(K gap_t^rho))   shape "min", as LW train with; at most 2/ell(gap_t)
    eta_t = 1/(K0 + K gap_t^rho)         shape "ell", as Theorem 1 asks

with gap_t the smoothed loss less f_lower. `step(loss)` stands between the backward pass and the
optimizer's step, as `base` shows.

What the theory says about these steps it says about gradient descent with the loss of all the
data. For mini-batches, momentum or AdamW this is the shape of a schedule and no guarantee.

>>> import torch
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

from torch.optim import Optimizer

from theory.errors import DomainError
from verify.nets.formulas import SHAPES, Shape, step_size
from verify.nets.schedules.base import Decay, HandOver
from verify.nets.schedules.by_gap import GapSchedule


class GapWarmup(GapSchedule):
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
        hand_over: HandOver = None,
        total_steps: int | None = None,
        final: float = 0.0,
    ) -> None:
        self._need((shape in SHAPES, f"shape in {', '.join(SHAPES)}", shape, "Choose one"))
        self.shape = shape
        super().__init__(
            optimizer,
            K0=K0,
            K=K,
            rho=rho,
            f_lower=f_lower,
            relative=relative,
            cap=cap,
            smoothing=smoothing,
            monotone=monotone,
            decay=Decay(hand_over, total_steps, final),
        )

    @property
    def peak(self) -> float:
        """The largest eta: the cap or the formula at gap 0, whichever is smaller; may be inf."""
        return self._within_cap(self._formula(0.0))

    def _formula(self, gap: float) -> float:
        return step_size(self.shape, rho=self.rho, K0=self.K0, K=self.K, gap=gap)

    def _check_decay(self) -> None:
        super()._check_decay()
        if self.hand_over == "cap" and self.shape == "ell" and self.K and self.peak * self.K0 >= 1:
            raise DomainError(
                "shape ell comes up to 1/K0 at gap 0 only. Give a cap below 1/K0, or hand over "
                "at a step."
            )
