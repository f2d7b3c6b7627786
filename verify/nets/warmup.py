"""How much warm-up an envelope asks for: what its step 1/ell(gap) does along the run measured.

    first step  1/ell(gap_0),    peak  1/K0, where the gap is 0,    their ratio  ell(gap_0)/K0.

In the shape min(1/K0, 1/(K gap^rho)) the peak is reached where K gap^rho has come down to K0: there
warm-up ends. Which step of the run that was depends on the steps that the run took.

>>> from verify.nets.envelope import Envelope
>>> found = warmup(Envelope(1.0, 2.0, 3.0, 0.0, 0), [6.0, 2.0, 0.5, 0.0], [0, 10, 20, 30])
>>> print(found)
The first step is 1/ell(gap_0) = 0.05, the peak 1/K0 = 0.5: 10 times that.
Warm-up ends where K gap^rho <= K0: in this run at step 20.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from verify.nets.envelope import Envelope
from verify.nets.formulas import curvature_bound


@dataclass(frozen=True)
class WarmUp:
    """Steps in units of 1/curvature.

    Attributes:
        first: 1/ell at the first gap; inf where ell is 0 there.
        peak: 1/K0; None where K0 = 0, as then no step is the largest.
        ratio: peak/first; 1 where K = 0, None where K0 = 0.
        smallest_gap: of the run at which ell > 0, unit loss.
        last: 1/ell there: as far as the peak was measured, not extrapolated.
        ends: the step of the run at which K gap^rho had come down to K0; None if it never had.
    """

    first: float
    peak: float | None
    ratio: float | None
    smallest_gap: float
    last: float
    ends: float | None

    def __str__(self) -> str:
        """In sentences, one a line."""
        if self.ratio == 1:
            step = f"1/K0 = {self.first:.4g}"
            return f"The fit is constant and asks for no warm-up: {step} at any gap."
        gained = f"{self.last / self.first:.4g} times the first"
        start = f"The first step is 1/ell(gap_0) = {self.first:.4g}"
        where = f"at the smallest gap, {self.smallest_gap:.4g}"
        measured = f"1/ell is {self.last:.4g} {where}: {gained}."
        if self.peak is None or self.ratio is None:
            return f"{start}. K0 = 0 sets no largest step:\n{measured}"
        ends = (
            "The run never came down to gaps where warm-up ends."
            if self.ends is None
            else f"Warm-up ends where K gap^rho <= K0: in this run at step {self.ends:.6g}."
        )
        return f"{start}, the peak 1/K0 = {self.peak:.4g}: {self.ratio:.4g} times that.\n{ends}"


def warmup(envelope: Envelope, gaps: ArrayLike, steps: ArrayLike) -> WarmUp:
    """Read an envelope as a schedule.

    Args:
        envelope: over the points of the run.
        gaps: shape (n,), in the order of the run.
        steps: shape (n,), when they were measured.
    """
    x = np.asarray(gaps, dtype=float)
    positive = x[envelope.curvature(x) > 0]
    with np.errstate(divide="ignore"):
        first, last = (1 / envelope.curvature([x[0], positive.min()])).tolist()
    peak = 1 / envelope.K0 if envelope.K0 > 0 else None
    growing = curvature_bound(rho=envelope.rho, K0=0.0, K=envelope.K, gap=x)
    over = growing <= envelope.K0
    return WarmUp(
        first=first,
        peak=peak,
        ratio=None if peak is None else peak / first,
        smallest_gap=float(positive.min()),
        last=last,
        ends=float(np.asarray(steps)[np.argmax(over)]) if over.any() else None,
    )
