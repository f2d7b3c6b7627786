"""Tune the scale of a schedule, by one rule for all schedules.

**The rule.** Each schedule has a natural step: 1/ell(gap_0) for the constant and the linear one,
1/ell(gap_t) for the theoretical warm-up, the energy step. It is multiplied by a scale from one
geometric grid, the same for all, and gradient descent runs with every scale. The tuned scale is
the one that reaches the target gap in the fewest iterations while f and its gradient stay finite;
of equal ones the smallest. Linear warm-up has a second number, its length, from a geometric grid
of its own; each pair counts as a trial, so its tuning costs more, and this is reported.

All trials advance side by side in numpy, and the first that hits ends the search. This only
chooses; what is reported of the chosen schedule comes from a run of its own with its checks.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import sympy as sp

from theory import symbols as sym
from theory.definitions.gap_smooth import ell
from theory.logic import real
from verify.intervals.evaluate import compile_expressions
from verify.problems.base import Facts, Floats, Problem, start_point
from verify.runs.schedules import ARGUMENTS, linear_formula, natural_formula

Progress: TypeAlias = Callable[[str], None]

SCHEDULES = ("constant", "linear", "warmup", "energy")
PER_OCTAVE = 4
"""Scales per factor 2: neighbours are 19 % apart."""
LOWEST_OCTAVE = -2
OCTAVES_BEYOND = 6
SIGNIFICANT = 3
"""Scales are rounded to so many decimal digits, so that a command line can repeat them exactly."""
DROP_EVERY = 16
"""Trials that ceased to be finite are thrown out after so many steps."""

SCALE, LENGTH = real("scale"), real("length")


@dataclass(frozen=True)
class Grid:
    """The trials.

    Attributes:
        scales: exact, increasing, the same for every schedule.
        lengths: warm-up lengths in steps, increasing; for linear warm-up only.
    """

    scales: tuple[sp.Rational, ...]
    lengths: tuple[int, ...]


@dataclass(frozen=True)
class Tuned:
    """The chosen scale of one schedule.

    Attributes:
        schedule: one of ``SCHEDULES``.
        scale: the factor before the natural step.
        length: the warm-up length in steps, for linear warm-up only.
        iterations: steps to the target, as the search in float64 counted them.
        trials: how many runs the choice was made from.
        at_end: whether it is the largest scale of the grid, so that a larger one might do better.
    """

    schedule: str
    scale: sp.Rational
    length: int | None
    iterations: int
    trials: int
    at_end: bool = False


def rounded(x: float) -> sp.Rational:
    """The nearest decimal number with three significant digits.

    >>> rounded(19.027), rounded(2.0**-2)
    (19, 1/4)
    """
    return sp.Rational(f"{x:.{SIGNIFICANT - 1}e}")


def make_grid(facts: Facts, first_gap: float, target: float) -> Grid:
    """The grid for a problem: from 1/4 to 64 times ell(gap_0)/ell(target), rounded up.

    That factor leads from the constant step at the start to the step that warm-up ends with; the
    rest leaves room for constants K0 and K that are larger than needed. The lengths go up to
    twice the factor.

    Args:
        facts: the problem's constants.
        first_gap: gap at the start, unit loss.
        target: the gap to be reached, unit loss.
    """
    curvature = compile_expressions([ell(sym.gap).subs(facts.constants)], [sym.gap])
    high, low = curvature.floats([[max(first_gap, target), target]])[0].tolist()
    octaves = math.ceil(math.log2(high / low))
    powers = range(LOWEST_OCTAVE * PER_OCTAVE, (octaves + OCTAVES_BEYOND) * PER_OCTAVE + 1)
    scales = tuple(rounded(2.0 ** (k / PER_OCTAVE)) for k in powers)
    return Grid(scales, tuple(2**k for k in range(octaves + 2)))


def tune(
    problem: Problem,
    schedule: str,
    grid: Grid,
    target: float,
    max_iterations: int,
    report: Progress | None = None,
) -> Tuned | None:
    """Find the scale (and length) that reaches the target in the fewest iterations.

    Args:
        problem: what to minimise, from its own start.
        schedule: one of ``SCHEDULES``.
        grid: the trials.
        target: the gap to be reached, unit loss.
        max_iterations: budget of each trial.
        report: called now and then with a line of text.

    Returns:
        The choice, or None if no trial reached the target within the budget.
    """
    lengths = grid.lengths if schedule == "linear" else (1,)
    pairs = [(scale, length) for scale in grid.scales for length in lengths[::-1]]
    trials = _Trials(problem, schedule, pairs)
    while True:
        found = trials.first_hit(target)
        if found is not None:
            scale, length = pairs[found]
            kept = length if schedule == "linear" else None
            at_end = scale == grid.scales[-1]
            return Tuned(schedule, scale, kept, trials.made, len(pairs), at_end)
        if trials.made >= max_iterations or not trials.alive:
            return None
        trials.advance()
        if report is not None and trials.made % 256 == 0:
            report(f"tuning {schedule}: {trials.alive} of {len(pairs)} trials, step {trials.made}")


class _Trials:
    """All trials of one schedule, advanced together."""

    def __init__(
        self, problem: Problem, schedule: str, pairs: list[tuple[sp.Rational, int]]
    ) -> None:
        self._problem = problem
        formula = _formula(problem.facts, schedule)
        self._fixed = not formula.free_symbols & {sym.gap, sym.gradient_norm, sym.t}
        self._step = compile_expressions([formula], (*ARGUMENTS, SCALE, LENGTH))
        self._lowest = float(problem.facts.f_star_lower)
        self._which = np.arange(len(pairs))
        self._scales = np.array([float(scale) for scale, _ in pairs])
        self._lengths = np.array([float(length) for _, length in pairs])
        self._points = np.tile(start_point(problem.facts), (len(pairs), 1))
        self.made = 0
        self._evaluate()
        self._first_gap = self._gaps[0]
        self._etas: Floats | None = None

    @property
    def alive(self) -> int:
        """How many trials are still finite, or have not been looked at since."""
        return len(self._which)

    def _evaluate(self) -> None:
        values, self._gradients = self._problem.evaluate_many(self._points)
        self._gaps: Floats = values - self._lowest
        with np.errstate(all="ignore"):
            self._norms = np.sqrt((self._gradients**2).sum(axis=1))

    def first_hit(self, target: float) -> int | None:
        """The first trial, in the order of the pairs, whose gap is at most the target."""
        hits = np.flatnonzero((self._gaps <= target) & np.isfinite(self._norms))
        return int(self._which[hits[0]]) if hits.size else None

    def advance(self) -> None:
        """One step of gradient descent for each trial."""
        if self._etas is None or not self._fixed:
            arguments = (self._gaps, self._first_gap, self._norms, self.made)
            self._etas = self._step.floats([*arguments, self._scales, self._lengths])[0][:, None]
        with np.errstate(all="ignore"):
            self._points = self._points - self._etas * self._gradients
        self._evaluate()
        self.made += 1
        if self.made % DROP_EVERY == 0 or self.made < DROP_EVERY:
            self._drop()

    def _drop(self) -> None:
        finite = np.isfinite(self._gaps) & np.isfinite(self._norms)
        if finite.all():
            return
        for name in ("_which", "_scales", "_lengths", "_points", "_gradients", "_gaps", "_norms"):
            setattr(self, name, getattr(self, name)[finite])
        self._etas = None


def _formula(facts: Facts, schedule: str) -> sp.Expr:
    if schedule == "linear":
        return linear_formula(SCALE * natural_formula("constant", facts), LENGTH)
    return SCALE * natural_formula(schedule, facts)


def run_name(tuned: Tuned) -> str:
    """The name by which ``warmproof run --schedule`` repeats the tuned schedule.

    >>> run_name(Tuned("linear", sp.Rational(3, 2), 50, 10, 100))
    'linear:50*3/2'
    """
    base = tuned.schedule if tuned.length is None else f"{tuned.schedule}:{tuned.length}"
    return base if tuned.scale == 1 else f"{base}*{tuned.scale}"
