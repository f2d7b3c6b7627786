"""What the schedules that read the gap share: the smoothed gap, the constants, the cap."""

from __future__ import annotations

import math
from abc import abstractmethod

from torch.optim import Optimizer

from theory.errors import DomainError
from verify.nets.formulas import check_constants
from verify.nets.schedules.base import Decay, LossSchedule


class GapSchedule(LossSchedule):
    """A schedule whose step size is made from the smoothed loss less f_lower.

    Args:
        optimizer: its learning rates, all > 0, are the ratios or the peaks.
        K0: unit curvature, >= 0.
        K: unit curvature/loss^rho, >= 0, not 0 if K0 is.
        rho: > 0.
        f_lower: at most the infimum of the loss.
        relative: see `LossSchedule`.
        cap: the largest eta.
        smoothing: beta in [0, 1) of the moving average of the losses.
        monotone: never lower eta during warm-up.
        decay: see there.

    Raises:
        DomainError: a value outside these ranges.
    """

    WAY_OUT = "raise K0 and K, or give a smaller cap"

    def __init__(
        self,
        optimizer: Optimizer,
        *,
        K0: float,
        K: float,
        rho: float,
        f_lower: float,
        relative: bool,
        cap: float | None,
        smoothing: float,
        monotone: bool,
        decay: Decay,
    ) -> None:
        check_constants(self._name, rho=rho, K0=K0, K=K)
        self._need(
            (math.isfinite(f_lower), "a finite f_lower", f_lower, "Give 0 for cross entropy"),
            (cap is None or 0 < cap < math.inf, "0 < cap", cap, "Raise it, or leave it out"),
            (0 <= smoothing < 1, "0 <= smoothing < 1", smoothing, "Give 0 for none"),
        )
        self.rho, self.K0, self.K = float(rho), float(K0), float(K)
        self.f_lower, self.cap = float(f_lower), cap
        self.smoothing, self.monotone = float(smoothing), monotone
        self.average = 0.0
        self.reached = 0.0
        self._check_peak()
        super().__init__(optimizer, relative=relative, decay=decay)

    @abstractmethod
    def _formula(self, gap: float) -> float:
        """Eta at this gap, >= 0, before the cap; may be inf."""

    def retune(self, *, K0: float, K: float) -> None:
        """Use other constants from the next step on; `monotone` starts anew with them.

        Raises:
            DomainError: as for the constructor; the old constants stay.
        """
        check_constants(self._name, rho=self.rho, K0=K0, K=K)
        before = self.K0, self.K
        self.K0, self.K = float(K0), float(K)
        try:
            self._check_peak()
        except DomainError:
            self.K0, self.K = before
            raise
        self.reached = 0.0

    def _warm(self, loss: float, t: int) -> float:
        if loss < self.f_lower:
            raise DomainError(
                f"{self._name} needs loss >= f_lower; got loss = {loss:.6g} at step {t} with "
                f"f_lower = {self.f_lower:.6g}. Lower f_lower."
            )
        average = self.smoothing * self.average + (1 - self.smoothing) * loss
        gap = max(average / (1 - self.smoothing ** (t + 1)) - self.f_lower, 0.0)
        eta = self._within_cap(self._formula(gap))
        self.average = average
        if self.monotone:
            eta = self.reached = max(eta, self.reached)
        return eta

    def _within_cap(self, eta: float) -> float:
        return eta if self.cap is None else min(eta, self.cap)

    def _check_peak(self) -> None:
        if not math.isfinite(self.peak):
            raise DomainError(
                f"{self._name} needs a largest step: with K0 = 0 steps grow without limit as the "
                "gap falls. Give a cap, or K0 > 0."
            )
