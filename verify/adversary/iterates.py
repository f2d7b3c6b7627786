"""The iterates as rounded numbers, for traces and pictures; the verdicts do not read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from theory import symbols as sym
from theory.errors import WarmproofError
from theory.theorems.lower_bound.pieces import Z
from verify.adversary.attack import LowerBound
from verify.adversary.descent import End
from verify.adversary.schedule import Constant
from verify.intervals.evaluate import compile_expressions

Floats: TypeAlias = NDArray[np.float64]

MOST_ROWS = 1_000_000
_SHOWN_FOR_EVER = 1_000
"""Iterates shown where none is the last, beyond the theorem's number."""


@dataclass(frozen=True)
class Iterates:
    """Columns of equal length, entry t for x_t; rounded to doubles.

    Attributes:
        x: positions; the minimiser is 0.
        value: f(x_t), which is the gap.
        slope: f'(x_t).
        step: eta_t, which leads from x_t to x_{t+1}; nan at the end of a file.
        periods: periods of the wave from x_t to x_{t+1}; 0 where there is none.
        complete: whether the last entry is the last iterate of the run.
    """

    x: Floats
    value: Floats
    slope: Floats
    step: Floats
    periods: NDArray[np.int64]
    complete: bool


def iterates(found: LowerBound, most: int = MOST_ROWS) -> Iterates:
    """Compute the iterates of a run, in doubles.

    Args:
        found: the run.
        most: at most this many are computed.

    Raises:
        WarmproofError: a number is too large for a double.
    """
    adversary, descent = found.adversary, found.descent
    reached = descent.end is End.REACHED
    total = descent.above + 1 if reached else descent.above
    if found.never:
        total = max(descent.above if adversary.tau is not None else 0, found.bound)
        total += _SHOWN_FOR_EVER
    count = min(total, most)
    step = _steps(found, count)
    waves = len(adversary.periods) if adversary.tau is not None else count
    periods = np.zeros(count, dtype=np.int64)
    own = adversary.periods if adversary.tau is not None else adversary.periods * count
    periods[: min(waves, count)] = np.minimum(np.array(own[:count], dtype=object), 2**62)
    slope = np.full(count, as_float(adversary.setting.eps, "eps"))
    slope[:waves] = as_float(adversary.slope, "the slope of the waves")
    if adversary.tau is not None:
        beyond = np.array(descent.beyond, dtype=np.int64)
        slope[beyond[beyond < count]] *= -1
        if descent.end is End.NEVER_CYCLE:
            slope[descent.above + 2 :: 2] *= -1
    moves = np.concatenate([[0.0], -np.cumsum(step[:-1] * slope[:-1])]) if count else step
    x = _start(found) + moves
    value = np.full(count, as_float(adversary.setting.values[sym.gap0], "gap0"))
    _below_the_waves(found, x, value, slope)
    return Iterates(x, value, slope, step, periods, complete=count == total and not found.never)


def as_float(value: sp.Expr, name: str) -> float:
    """A double next to an exact number.

    Raises:
        WarmproofError: it is too large.
    """
    found = float(compile_expressions([value], [])([], 128)[0].mid())
    if not np.isfinite(found) or abs(found) > 1e300:
        raise WarmproofError(
            f"{name} is too large for a double, which pictures and traces are made of; leave them "
            "out, or choose other constants."
        )
    return found


def _steps(found: LowerBound, count: int) -> Floats:
    adversary, descent = found.adversary, found.descent
    if isinstance(adversary.schedule, Constant):
        return np.full(count, as_float(adversary.schedule.value, "the step"))
    known = np.array([float(b.mid()) for b in (*adversary.steps, *descent.steps)], dtype=float)
    step = np.full(count, np.nan)
    step[: min(count, len(known))] = known[:count]
    return step


def _start(found: LowerBound) -> float:
    """x_0, from x_tau and the waves."""
    adversary = found.adversary
    end = as_float(adversary.end_of_waves, "x_tau")
    if adversary.tau is None:
        return end
    waves = sum((float(b.mid()) for b in adversary.steps), 0.0)
    return end + waves * as_float(adversary.slope, "the slope of the waves")


def _below_the_waves(found: LowerBound, x: Floats, value: Floats, slope: Floats) -> None:
    """Put the values from x_tau on, and the last slope, in place."""
    adversary, descent = found.adversary, found.descent
    tau = adversary.tau
    if tau is None or tau >= len(x):
        return
    eps = as_float(adversary.setting.eps, "eps")
    rim = as_float(adversary.valley.piece.at(adversary.valley.piece.high)[0], "the valley")
    half = as_float(adversary.valley.piece.high, "the valley")
    value[tau:] = rim + eps * (np.abs(x[tau:]) - half)
    last = descent.iterations
    if last is not None and last < len(x):
        valley = adversary.valley.piece
        compiled = compile_expressions([valley.value, valley.slope], [Z])
        inside, steep = compiled.floats([x[last:]])
        value[last:], slope[last:] = inside, steep
