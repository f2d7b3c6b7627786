"""EnergyWarmup: the energy step's length from the loss and the norm of the gradient.

    eta_t = artanh(sqrt(K) g_t / ell(gap_t)) / (sqrt(K) g_t),   rho = 1,   at most the cap

For gradient descent this is the longest step that every (1, K0, K)-smooth loss with this gap and
this gradient norm allows: never below 1/ell(gap_t), and far above where the gradient is large. It
is infinite where sqrt(K) g_t >= ell(gap_t), which no such loss with K0 > 0 allows, but the
gradient of a mini-batch may: its norm has the noise in it. So the cap is needed, and what is said
here of gradient descent is no guarantee for mini-batches.

The formula is the one of theory's lemma `energy_step`. The norm is read from `.grad`, so `step`
comes after the backward pass and after any clipping:

>>> import torch
>>> weight = torch.nn.Parameter(torch.tensor([2.0], dtype=torch.float64))
>>> optimizer = torch.optim.SGD([weight], lr=1.0)
>>> schedule = EnergyWarmup(optimizer, K0=1, K=1)
>>> loss = torch.cosh(weight).sum() - 1
>>> loss.backward()
>>> schedule.step(loss)
>>> round(schedule.eta * weight.grad.item(), 12)  # from w = 2 to the minimiser of cosh w - 1
2.0
"""

from __future__ import annotations

import math
from functools import cache

import torch
from torch.optim import Optimizer

from theory import symbols as sym
from theory.errors import DomainError, WarmproofError
from theory.logic import eq
from verify.intervals.evaluate import Compiled, compile_expressions
from verify.nets.formulas import step_size
from verify.nets.schedules.base import Decay, HandOver
from verify.nets.schedules.by_gap import GapSchedule


@cache
def _closed_form() -> Compiled:
    from theory.lemmas.energy_step.numbers import EVALUATION

    (case,) = (case for case in EVALUATION.cases if case.conditions == (eq(sym.rho, 1),))
    (step,) = (output.formula for output in case.outputs if output.name == "step")
    return compile_expressions([step.subs(sym.rho, 1)], [sym.K0, sym.K, sym.gap, sym.gradient_norm])


class EnergyWarmup(GapSchedule):
    """Warm-up by the energy step, then, if asked for, cosine decay.

    Args:
        optimizer: its learning rates, all > 0, are the ratios or the peaks; the norm is that of
            the gradients of all its parameters.
        K0: unit curvature, >= 0.
        K: unit curvature/loss, >= 0, not 0 if K0 is.
        rho: 1, where the step has a closed form.
        f_lower: at most the infimum of the loss, unit loss.
        relative: as for `GapWarmup`.
        cap: the largest eta; by default 1/K0.
        smoothing: as for `GapWarmup`; the norm is not smoothed.
        monotone: never lower eta during warm-up.
        hand_over: as for `GapWarmup`.
        total_steps: as for `GapWarmup`.
        final: as for `GapWarmup`.

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
        relative: bool = False,
        cap: float | None = None,
        smoothing: float = 0.0,
        monotone: bool = False,
        hand_over: HandOver = None,
        total_steps: int | None = None,
        final: float = 0.0,
    ) -> None:
        self._need((rho == 1, "rho = 1, where its step has a closed form", rho, "Use GapWarmup"))
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
        """The largest eta: the cap, by default 1/K0."""
        if self.cap is not None:
            return self.cap
        return 1 / self.K0 if self.K0 > 0 else math.inf

    def _within_cap(self, eta: float) -> float:
        return min(eta, self.peak)

    def _formula(self, gap: float) -> float:
        norm = gradient_norm(self.optimizer)
        if not math.isfinite(norm):
            raise WarmproofError(
                f"the gradient norm is {norm} at step {self.last_epoch + 1}, after a step of size "
                f"{self.eta:.6g}. Go back to an earlier state and {self.WAY_OUT}."
            )
        least = step_size("ell", rho=1, K0=self.K0, K=self.K, gap=gap)
        if self.K == 0 or norm == 0:
            return least
        if math.sqrt(self.K) * norm * least >= 1:
            return math.inf
        return float(_closed_form().floats([self.K0, self.K, gap, norm])[0])


def gradient_norm(optimizer: Optimizer) -> float:
    """The norm of all gradients that the optimizer would step along, unit loss/length.

    Raises:
        DomainError: there are none.
    """
    gradients = [
        parameter.grad
        for group in optimizer.param_groups
        for parameter in group["params"]
        if parameter.grad is not None
    ]
    if not gradients:
        raise DomainError(
            "EnergyWarmup needs gradients in .grad; got none. Call step after the backward pass."
        )
    return float(torch.nn.utils.get_total_norm(gradients))
