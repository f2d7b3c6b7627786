"""LinearWarmup: the step grows linearly to its peak, whatever the loss does.

    eta_t = peak min(1, (t + 1)/warmup_steps)

The formula is that of `verify.runs.schedules`. With warmup_steps = 0 it is the constant schedule.

>>> import torch
>>> optimizer = torch.optim.SGD([torch.nn.Parameter(torch.ones(1))], lr=1.0)
>>> schedule = LinearWarmup(optimizer, peak=0.6, warmup_steps=3)
>>> for _ in range(4):
...     schedule.step(1.0)
...     print(round(schedule.eta, 12))
0.2
0.4
0.6
0.6
"""

from __future__ import annotations

import math
from functools import cache

import sympy as sp
from torch.optim import Optimizer

from theory import symbols as sym
from verify.intervals.evaluate import Compiled, compile_expressions
from verify.nets.schedules.base import Decay, HandOver, LossSchedule


@cache
def _ramp() -> Compiled:
    from verify.runs.schedules import linear_formula

    peak, length = sp.symbols("peak length", positive=True)
    return compile_expressions([linear_formula(peak, length)], [peak, length, sym.t])


class LinearWarmup(LossSchedule):
    """Linear warm-up, then, if asked for, cosine decay.

    Args:
        optimizer: its learning rates, all > 0, are the ratios or the peaks.
        peak: the largest eta, > 0.
        warmup_steps: the step with this number, counted from 1, is the first with eta = peak; 0
            and 1 start there.
        relative: as for `GapWarmup`.
        hand_over: as for `GapWarmup`.
        total_steps: as for `GapWarmup`.
        final: as for `GapWarmup`.

    Raises:
        DomainError: a value outside these ranges.
    """

    WAY_OUT = "lower the peak, or warm up for longer"

    def __init__(
        self,
        optimizer: Optimizer,
        *,
        peak: float,
        warmup_steps: int = 0,
        relative: bool = False,
        hand_over: HandOver = None,
        total_steps: int | None = None,
        final: float = 0.0,
    ) -> None:
        self._need(
            (0 < peak < math.inf, "0 < peak", peak, "Raise it"),
            (warmup_steps >= 0, "warmup_steps >= 0", warmup_steps, "Give 0 for none"),
        )
        self._peak, self.warmup_steps = float(peak), warmup_steps
        super().__init__(optimizer, relative=relative, decay=Decay(hand_over, total_steps, final))

    @property
    def peak(self) -> float:
        """The eta that warm-up ends with."""
        return self._peak

    def _warm(self, loss: float, t: int) -> float:
        if t + 1 >= self.warmup_steps:
            return self._peak
        return float(_ramp().floats([self._peak, self.warmup_steps, t])[0])
