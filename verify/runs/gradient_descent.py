"""Gradient descent in float64: w_{t+1} = w_t - eta_t grad f(w_t), recorded and nothing else.

The loop stays as fast as a bare one: it keeps a handful of numbers per step and checks nothing.
``verify.runs.checks`` reads the record afterwards and accounts for every rounding made here.
"""

from __future__ import annotations

import math
import time
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import flint
import numpy as np
import sympy as sp

from theory.errors import DomainError
from theory.exact import exact
from verify.intervals.evaluate import compile_expressions
from verify.problems.base import Ball, Evaluation, Exact, Floats, Problem, Record, start_point
from verify.runs.schedules import BITS, Schedule

Progress: TypeAlias = Callable[[int, float], None]
"""Called now and then with the index of the current iterate and its gap."""

MAX_ITERATIONS = 1_000_000
SECONDS_BETWEEN_REPORTS = 0.1


class Outcome(StrEnum):
    """How a run ended; the value is the sentence that people read."""

    HIT = "the target was met"
    BUDGET = "the iteration budget was spent before the target was met"
    INTERRUPTED = "the run was interrupted before the target was met"
    STALLED = "the steps became too small to move the iterate in float64"
    DIVERGED = "the next value is undefined or too large for float64"
    NO_STEP = "the schedule has no finite step here, which its constants do not allow"


@dataclass(frozen=True)
class Target:
    """When to stop: at the first iterate with gap or gradient norm at most the level.

    Attributes:
        quantity: ``gap`` or ``gradient``.
        level: exact and positive, unit loss or loss/length.
    """

    quantity: str
    level: sp.Expr

    def __str__(self) -> str:
        name = "gap" if self.quantity == "gap" else "gradient norm"
        return f"{name} <= {self.level}"


@dataclass(frozen=True)
class Run:
    """One run.

    Attributes:
        problem: what was minimised.
        schedule: where the steps came from.
        target: when the run was to stop.
        record: the numbers per iterate.
        outcome: how it ended.
        seconds: wall-clock time of the loop.
    """

    problem: Problem
    schedule: Schedule
    target: Target
    record: Record
    outcome: Outcome
    seconds: float

    @property
    def iterations(self) -> int:
        """Number of steps made; on a hit, the index of the first iterate that met the target."""
        return len(self.record.steps)

    @property
    def hit(self) -> bool:
        """Whether the target was met, as float64 saw it (the checks certify it)."""
        return self.outcome is Outcome.HIT

    @property
    def interrupted(self) -> bool:
        """Whether the run was cut short by hand."""
        return self.outcome is Outcome.INTERRUPTED

    @property
    def gaps(self) -> Floats:
        """f(w_t) - f_star_lower, rounded, shape (T + 1,), unit loss."""
        return self.record.values - float(self.problem.facts.f_star_lower)


def choose_target(problem: Problem, stop_gap: Exact | None, stop_gradient: Exact | None) -> Target:
    """The target that was asked for, or the problem's own.

    Raises:
        DomainError: both were asked for, or the level is not positive.
        InexactInputError: the level is a float.
    """
    if stop_gap is not None and stop_gradient is not None:
        raise DomainError(
            f"a run stops at one target; got stop_gap = {stop_gap} and stop_gradient ="
            f" {stop_gradient}. Drop one of them."
        )
    quantity, level = "gap", problem.facts.stop_gap
    if stop_gap is not None:
        level = exact(stop_gap, "stop_gap")
    elif stop_gradient is not None:
        quantity, level = "gradient", exact(stop_gradient, "stop_gradient")
    if not level.is_positive:
        raise DomainError(f"a run needs stop_{quantity} > 0; got {level}. Raise it.")
    return Target(quantity, level)


def run(
    problem: Problem,
    schedule: Schedule,
    *,
    stop_gap: Exact | None = None,
    stop_gradient: Exact | None = None,
    max_iterations: int = MAX_ITERATIONS,
    progress: Progress | None = None,
) -> Run:
    """Run gradient descent until the target, the budget or Ctrl-C.

    Args:
        problem: what to minimise, from its own start.
        schedule: the steps, built for this problem.
        stop_gap: stop at the first gap at most this; exact, unit loss.
        stop_gradient: stop at the first gradient norm at most this; exact, unit loss/length.
        max_iterations: the largest number of steps, at least 0.
        progress: called about ten times a second.

    Returns:
        The run; a partial one, marked as such, where the target was not met.

    Raises:
        DomainError: the target or budget makes no sense, or f is not finite at the start.
    """
    target = choose_target(problem, stop_gap, stop_gradient)
    if max_iterations < 0:
        raise DomainError(f"a run needs max_iterations >= 0; got {max_iterations}. Raise it.")
    values, gradient_norms, steps, witnesses = array("d"), array("d"), array("d"), array("d")
    by_gap, level = target.quantity == "gap", float(target.level)
    lowest = float(problem.facts.f_star_lower)
    exact_lowest = exact_ball(problem.facts.f_star_lower)
    outcome = Outcome.BUDGET
    point = start_point(problem.facts)
    width = 0
    began = reported = time.perf_counter()
    try:
        here = problem.evaluate(point)
        if not _is_finite(here):
            raise DomainError(
                f"f must be finite at the start of {problem.facts.name}, and so must its gradient;"
                f" got {here.value} and the gradient norm {here.gradient_norm}."
                " Choose another start."
            )
        width = len(here.witness)
        gap = first_gap = _gap_ball(here, exact_lowest)
        while True:
            witnesses.extend(here.witness)
            gradient_norms.append(here.gradient_norm)
            values.append(here.value)
            if (here.value - lowest if by_gap else here.gradient_norm) <= level:
                outcome = Outcome.HIT
                break
            if len(steps) >= max_iterations:
                break
            if here.gradient_norm == 0:
                outcome = Outcome.STALLED
                break
            eta = schedule.step(gap, here.gradient_norm, first_gap, len(steps))
            if not math.isfinite(eta):
                outcome = Outcome.NO_STEP
                break
            following = point - eta * here.gradient
            if np.array_equal(following, point):
                outcome = Outcome.STALLED
                break
            here = problem.evaluate(following)
            if not _is_finite(here):
                outcome = Outcome.DIVERGED
                break
            point = following
            gap = _gap_ball(here, exact_lowest)
            steps.append(eta)
            if progress is not None and (now := time.perf_counter()) - reported > (
                SECONDS_BETWEEN_REPORTS
            ):
                reported = now
                progress(len(steps), here.value - lowest)
    except KeyboardInterrupt:
        outcome = Outcome.INTERRUPTED
    seconds = time.perf_counter() - began
    record = _record(values, gradient_norms, steps, witnesses, width)
    return Run(problem, schedule, target, record, outcome, seconds)


def exact_ball(number: sp.Expr, bits: int = BITS) -> Ball:
    """A ball around an exact number."""
    return compile_expressions([number], [])((), bits)[0]


def _is_finite(here: Evaluation) -> bool:
    """Whether the value says anything: a value without an error bound is as good as none."""
    return all(map(math.isfinite, (here.value, here.value_error, here.gradient_norm)))


def _gap_ball(here: Evaluation, lowest: Ball) -> Ball:
    """The gap with its evaluation error, cut at 0, where it cannot be."""
    return (flint.arb(here.value, here.value_error) - lowest).nonnegative_part()


def _record(
    values: array[float],
    gradient_norms: array[float],
    steps: array[float],
    witnesses: array[float],
    width: int,
) -> Record:
    """Cut all series to whole iterates; an interrupt may have come between two of them."""
    count = min(len(values), len(steps) + 1)
    rows = np.array(witnesses[: count * width], dtype=np.float64).reshape(count, width)
    return Record(
        np.array(values[:count], dtype=np.float64),
        np.array(gradient_norms[:count], dtype=np.float64),
        np.array(steps[: max(count - 1, 0)], dtype=np.float64),
        rows,
    )
