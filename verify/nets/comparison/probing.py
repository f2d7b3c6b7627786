"""The schedule whose constants are measured while it trains, and what the measuring costs."""

from __future__ import annotations

import copy
import time
from typing import Any

from verify.nets.hessian import HessianProduct
from verify.nets.objective import Objective
from verify.nets.online import OnlineConstants
from verify.nets.schedules import GapWarmup
from verify.nets.training import Training

SMALLEST_K0 = 1e-9
"""An envelope may have K0 = 0; the schedule's cap then rules."""


class Probing:
    """Probes the curvature of the current batch whenever the smoothed gap has moved.

    A probe is made before the first step, and then whenever the smoothed gap is further than a
    factor of 1.5 from that of the last probe, or `every` steps have passed, until warm-up is over.
    The constants are those of the envelope of all probes so far, with momentum as without: on a
    quadratic heavy ball allows longer steps than gradient descent does, not shorter ones.

    Attributes:
        points: one (step, gap, curvature) for each probe.
        seconds: of measuring, one for each probe.
    """

    def __init__(self, schedule: GapWarmup, *, every: int, seed: int) -> None:
        self.schedule, self.every = schedule, every
        self.online = OnlineConstants(rho=schedule.rho, seed=seed)
        self.points: list[list[float]] = []
        self.seconds: list[float] = []
        self.average = 0.0
        self.at = 0.0
        self.seen = -1

    def __call__(self, training: Training) -> None:
        """Look at the step that comes, and set the constants for it if need be."""
        if self.schedule.handed_over is not None or training.done == self.seen:
            return
        beta, t = self.schedule.smoothing, training.done
        gap = training.current_loss - self.schedule.f_lower
        average = beta * self.average + (1 - beta) * gap
        smooth = average / (1 - beta ** (t + 1))
        moved = not self.at / 1.5 <= smooth <= self.at * 1.5
        if moved or t - self.points[-1][0] >= self.every:
            self._probe(training, gap)
            self.at = smooth
        # After an interrupt the same step comes again.
        self.average, self.seen = average, t

    def state_dict(self) -> dict[str, Any]:
        """What a later run needs to go on."""
        return {
            "online": self.online.state_dict(),
            "points": self.points,
            "seconds": self.seconds,
            "average": self.average,
            "at": self.at,
            "seen": self.seen,
        }

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on from a `state_dict`."""
        self.online.load_state_dict(state["online"])
        self.points, self.seconds = list(state["points"]), list(state["seconds"])
        self.average, self.at, self.seen = state["average"], state["at"], state["seen"]

    def _probe(self, training: Training, gap: float) -> None:
        started, before = time.perf_counter(), copy.deepcopy(self.online.state_dict())
        objective = Objective(
            training.model,
            training.loss,
            [training.current_batch],
            forward_dtype=training.forward_dtype,
            seed=training.seed,
        )
        try:
            product = HessianProduct(objective)
            curvature = self.online.probe(
                product, product.size, gap, dtype=product.dtype, device=product.device
            )
        except BaseException:
            self.online.load_state_dict(before)
            raise
        found = self.online.envelope
        self.schedule.retune(K0=max(found.K0, SMALLEST_K0), K=found.K)
        self.points.append([training.done, gap, curvature])
        self.seconds.append(time.perf_counter() - started)
