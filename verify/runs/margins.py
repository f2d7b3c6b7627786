"""Margins of one inequality along a run: holds, broken or undecided, step by step.

A margin is a ball. It *holds* when no point of the ball is negative, is *broken* when all are, and
is *undecided* when 0 lies inside with a negative part, or when there is no enclosure.
"""

from __future__ import annotations

from array import array
from enum import IntEnum

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from verify.problems.base import Ball


class Status(IntEnum):
    """The outcome of one inequality at one step."""

    BROKEN = -1
    UNDECIDED = 0
    HOLDS = 1


class Margins:
    """The margins of one inequality at consecutive steps, in O(steps) memory."""

    def __init__(self) -> None:
        self._middles, self._radii, self._statuses = array("d"), array("d"), array("b")
        self._exact = 0

    def add(self, margin: Ball) -> None:
        """Append the margin of the next step."""
        if margin >= 0:
            status = Status.HOLDS
        elif margin < 0:
            status = Status.BROKEN
        else:
            status = Status.UNDECIDED
        self._middles.append(float(margin.mid()))
        self._radii.append(float(margin.rad()))
        self._statuses.append(status)

    def settle(self, t: int, margin: sp.Rational) -> None:
        """Replace the margin at step t by its exact value."""
        self._middles[t], self._radii[t] = float(margin), 0.0
        self._statuses[t] = Status.HOLDS if margin >= 0 else Status.BROKEN
        self._exact += 1

    @property
    def settled_exactly(self) -> int:
        """At how many steps the margin was replaced by its exact value."""
        return self._exact

    @property
    def statuses(self) -> NDArray[np.int8]:
        """One status per step."""
        return np.array(self._statuses, dtype=np.int8)

    def first(self, status: Status) -> int | None:
        """The first step with this status."""
        found = np.flatnonzero(self.statuses == status)
        return int(found[0]) if found.size else None

    def count(self, status: Status) -> int:
        """How many steps have this status."""
        return int(np.count_nonzero(self.statuses == status))

    def tightest(self) -> str | None:
        """The smallest margin in units of its error bound, and where; None without steps."""
        if not self._middles:
            return None
        middles, radii = np.array(self._middles), np.array(self._radii)
        with np.errstate(all="ignore"):
            units = np.where(radii > 0, middles / radii, np.sign(middles) * np.inf)
        touching = (radii == 0) & (middles == 0)
        units[touching] = 0.0
        t = int(np.argmin(np.where(np.isnan(units), -np.inf, units)))
        if touching[t]:
            return f"exactly 0 at step {t}"
        if np.isinf(units[t]):
            return f"{middles[t]:.3g} at step {t}, known exactly"
        return f"{units[t]:.3g} error bounds at step {t}"
