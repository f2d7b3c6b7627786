"""Gradient descent after the waves, where f is affine with slope eps down to the valley.

Here x_t moves by eta_t eps, so what matters is the total of the steps: ``room`` is the total that
reaches the edge of the valley, ``room + width`` the total that jumps across it. Inside the valley
the slope is below eps and the run ends; beyond it the slope is -eps and the run comes back. Totals
are balls; a total that may equal the room is settled in exact fractions.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import sympy as sp
from flint import arb, fmpq

from verify.adversary.schedule import BITS, Constant, Schedule
from verify.intervals.balls import to_fmpq
from verify.intervals.compare import MAX_BITS, Undecided, sign
from verify.intervals.enclose import certified_floor
from verify.intervals.evaluate import compile_expressions

Progress: TypeAlias = Callable[[int], None]
"""Called about ten times a second with the number of steps made."""

SECONDS_BETWEEN_REPORTS = 0.1


class End(StrEnum):
    """How a run ended; the value is the sentence that people read."""

    REACHED = "the slope fell below eps"
    NEVER_STEPS = "every iterate is thrown a whole number of periods, for ever"
    NEVER_ZERO = "the steps are 0 from here on, so the iterate rests where the slope is eps"
    NEVER_CYCLE = "the iterate jumps across the valley and back, for ever"
    FILE_ENDED = "the file of steps ended first"
    BUDGET = "the limit on the number of steps was reached first"


NEVER = (End.NEVER_STEPS, End.NEVER_ZERO, End.NEVER_CYCLE)


@dataclass(frozen=True)
class Descent:
    """What gradient descent does from x_tau on.

    Attributes:
        end: how it ended.
        above: every iterate x_t with t < above has |f'(x_t)| >= eps, for certain; where the run
            was cut short, iterates beyond that are unknown.
        steps: enclosures of the steps made from x_tau on, in order.
        beyond: indices of iterates on the far side of the valley.
    """

    end: End
    above: int
    steps: tuple[arb, ...]
    beyond: tuple[int, ...] = ()

    @property
    def iterations(self) -> int | None:
        """The first t with |f'(x_t)| < eps; None if it was not reached."""
        return self.above if self.end is End.REACHED else None


def descend(
    steps: Schedule,
    tau: int,
    remaining: Iterator[arb],
    room: sp.Expr,
    width: sp.Expr,
    max_steps: int,
    bits: int = BITS,
    progress: Progress | None = None,
) -> Descent:
    """Run from x_tau until the slope is below eps, and count for certain.

    Args:
        steps: the schedule.
        tau: index of the first step below the threshold.
        remaining: enclosures of eta_tau, eta_(tau+1), ..., checked.
        room: total of steps from x_tau to the edge of the valley, exact, at least 0.
        width: the width of the valley in the same unit, exact and positive.
        max_steps: where to give up, counted from x_0.
        bits: precision of the enclosures.
        progress: told how far the run is.

    Raises:
        Undecided: an iterate may lie on the edge of the valley.
    """
    if isinstance(steps, Constant):
        return _descend_at_constant(steps.value, tau, room, width)
    near, far = (compile_expressions([e], [])([], bits)[0] for e in (room, room + width))
    total, towards, t = arb(0), 1, tau
    made: list[arb] = []
    beyond: list[int] = []
    reported = time.perf_counter()
    while True:
        # x_t with t steps made; on the near side as long as the total is within the room.
        if not total <= near:
            if _exceeds(total, near, steps, made, tau, room, beyond):
                if not (total < far or total >= far):
                    raise Undecided(
                        f"whether x_{t} lies beyond the valley stays open at {bits} bits; "
                        "change a step a little."
                    )
                if total < far:
                    return Descent(End.REACHED, t, tuple(made), tuple(beyond))
                towards = -1
                beyond.append(t)
            else:
                towards = 1
        else:
            towards = 1
        if t >= max_steps:
            return Descent(End.BUDGET, t + 1, tuple(made), tuple(beyond))
        step = next(remaining, None)
        if step is None:
            return Descent(End.FILE_ENDED, t + 1, tuple(made), tuple(beyond))
        made.append(step)
        total = total + step if towards > 0 else total - step
        t += 1
        if progress is not None and (now := time.perf_counter()) - reported > (
            SECONDS_BETWEEN_REPORTS
        ):
            reported = now
            progress(t)


def _exceeds(
    total: arb,
    near: arb,
    steps: Schedule,
    made: list[arb],
    tau: int,
    room: sp.Expr,
    beyond: list[int],
) -> bool:
    """Whether the total is above the room, in fractions where balls leave it open."""
    if total > near:
        return True
    if isinstance(room, sp.Rational) and not beyond:
        exact = [steps.exact(tau + i) for i in range(len(made))]
        if all(isinstance(step, sp.Rational) for step in exact):
            return sum((to_fmpq(step) for step in exact), fmpq(0)) > to_fmpq(room)
    raise Undecided(
        f"whether x_{tau + len(made)} lies on the edge of the valley stays open; "
        "change a step a little, or give the steps as fractions."
    )


def _descend_at_constant(value: sp.Expr, tau: int, room: sp.Expr, width: sp.Expr) -> Descent:
    """The count in closed form: the first n with n value > room."""
    if sign(value, MAX_BITS) == 0:
        return Descent(End.NEVER_ZERO, tau + 1, ())
    count = certified_floor(room / value) + 1
    side = sign(count * value - room - width, MAX_BITS)
    if side is None:
        raise Undecided(
            f"whether x_{count} lies beyond the valley stays open at {MAX_BITS} bits; "
            "change the step a little."
        )
    if side < 0:
        return Descent(End.REACHED, tau + count, ())
    # From beyond the valley the same step leads back to where it came from.
    return Descent(End.NEVER_CYCLE, tau + count, (), (tau + count,))
