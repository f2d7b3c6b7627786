"""Warm-up against the constant step under noise, with the theorems' own steps and with tuned ones.

What Theorems 6 and 7 predict is a ratio of bounds, constant over warm-up: of 4 gap0/sum eta_t, a
bound of min ||grad f(w_t)||^2, and of the main terms of the rates, sqrt(L_H (A H + C)) with
H = 2 gap0 over the mean of sqrt(L_t (A Delta_t + C)) along the runs of warm-up. Beside them stand
ratios as measured, seed by seed: both schedules draw the same random words.

**Tuning.** Both schedules are multiplied by factors that make their first steps 2^k/ell(gap0), for
the same k, and run from the same seeds, which are not those of the comparison. The tuned factor is
the one with the fewest steps to the target gap, in the median over seeds, of those with which no
run rises above 2 gap0 in its T steps; among equals the one with the smallest last gap. Nothing is
promised about tuned steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import sympy as sp

from theory import symbols as sym
from theory.definitions.gap_smooth import ell
from theory.errors import DomainError
from verify.compare.tuning import rounded
from verify.intervals.evaluate import compile_expressions
from verify.problems.base import Floats
from verify.sgd.following import Followed, Progress, Spread, follow, spread
from verify.sgd.horizon import Horizon, horizon
from verify.sgd.setting import Setting

SCHEDULES = ("warmup", "constant")
OCTAVES = tuple(range(-10, 7, 2))
"""k of the first steps 2^k/ell(gap0) that are tried."""
TUNING_RUNS = 5
"""Seeds per factor; they lie behind those of the comparison."""


@dataclass(frozen=True)
class Pair:
    """Both schedules from the same seeds.

    Attributes:
        warmup: runs of the warm-up schedule.
        constant: runs of the constant step.
        target: the gap to be reached, unit loss.
    """

    warmup: Followed
    constant: Followed
    target: float

    def predicted(self) -> dict[str, Spread]:
        """Ratios of bounds, constant over warm-up, of the theorems with these very steps.

        There is no main term where A = C = 0.
        """
        found = {"guarantee": spread(self.constant.guarantees() / self.warmup.guarantees())}
        levels = self.constant.setting.declared
        if levels.A != 0 or levels.C != 0:
            found["main_term"] = spread(self.constant.main_terms() / self.warmup.main_terms())
        return found

    def measured(self) -> dict[str, Spread]:
        """Ratios of what was measured, constant over warm-up; more than 1: warm-up did better."""
        sides = (self.constant, self.warmup)
        pairs: dict[str, tuple[Floats, ...]] = {
            "least_gradient": tuple(s.totals.least_gradient for s in sides),
            "mean_gradient": tuple(s.mean_gradients() for s in sides),
            "last_gap": tuple(s.totals.last_gap for s in sides),
            "steps_to_target": tuple(s.hits(self.target) for s in sides),
        }
        with np.errstate(all="ignore"):
            return {name: spread(over / under) for name, (over, under) in pairs.items()}

    def to_json(self) -> dict[str, Any]:
        """Factors, numbers per schedule, and the ratios."""
        return {
            "target": self.target,
            **{name: self._side(getattr(self, name)) for name in SCHEDULES},
            "predicted": {name: each.to_json() for name, each in self.predicted().items()},
            "measured": {name: each.to_json() for name, each in self.measured().items()},
        }

    def _side(self, side: Followed) -> dict[str, Any]:
        numbers = {
            "guarantee": side.guarantees(),
            "least_gradient": side.totals.least_gradient,
            "mean_gradient": side.mean_gradients(),
            "last_gap": side.totals.last_gap,
            "steps_to_target": side.hits(self.target),
        }
        return {
            "factor": {"exact": str(side.setting.factor), "value": float(side.setting.factor)},
            "failed": side.failed,
            **{name: spread(values).to_json() for name, values in numbers.items()},
        }


@dataclass(frozen=True)
class Comparison:
    """What was found.

    Attributes:
        setting: what was compared on, with the theorem's own factor 1.
        runs: how many seeds.
        own: with the theorems' own steps.
        horizon: how long runs with those steps have to be.
        tuned: with tuned steps, or None: not asked for, or interrupted before the end.
        interrupted: whether Ctrl-C stopped it.
    """

    setting: Setting
    runs: int
    own: Pair
    horizon: Horizon
    tuned: Pair | None = None
    interrupted: bool = False

    def to_json(self) -> dict[str, Any]:
        """Everything as one document."""
        levels = self.setting.declared
        return {
            "problem": self.setting.problem.facts.name,
            "noise": self.setting.noise.name,
            "levels": {k: {"exact": str(v), "value": float(v)} for k, v in vars(levels).items()},
            "T": self.setting.T,
            "runs": self.runs,
            "horizon": self.horizon.to_json(),
            "own": self.own.to_json(),
            "tuned": None if self.tuned is None else self.tuned.to_json(),
            "interrupted": self.interrupted,
        }


def compare(
    setting: Setting,
    runs: int,
    seed: int = 0,
    *,
    target: sp.Expr | None = None,
    tune: bool = True,
    octaves: Sequence[int] = OCTAVES,
    tuning_runs: int = TUNING_RUNS,
    told: Progress | None = None,
) -> Comparison:
    """Run both schedules with their own steps and with tuned ones.

    Args:
        setting: problem, noise and horizon; its schedule and factor are not looked at.
        runs: how many seeds, at least 1.
        seed: the first of them.
        target: the gap to be reached, exact, > 0; if None, a tenth of the first gap, and a
            hundredth of it with tuned steps.
        tune: whether to tune as well.
        octaves: the k of the module docstring.
        tuning_runs: seeds per trial.
        told: called now and then with a line of text.

    Raises:
        DomainError: fewer than one run, or a target that the start meets.
        KeyboardInterrupt: it was stopped before both schedules had run with their own steps;
            later the result keeps what is there.
    """
    goals = [setting.gap0 / 10, setting.gap0 / 100] if target is None else [target, target]
    if runs < 1:
        raise DomainError(f"a comparison needs at least 1 run; got {runs}. Raise the runs.")
    if not 0 < goals[0] < setting.gap0:
        raise DomainError(
            f"a comparison needs a target gap in (0, gap0); got {target} with gap0 ="
            f" {float(setting.gap0):.6g}. Choose one inside."
        )
    seeds = range(seed, seed + runs)
    own = both(setting, seeds, float(goals[0]), told)
    base = replace(setting, factor=sp.Integer(1))
    found = Comparison(base, runs, own, horizon(base))
    if not tune:
        return found
    try:
        later = range(seed + runs, seed + runs + tuning_runs)
        sides = []
        for name in SCHEDULES:
            best = _tuned(replace(base, schedule=name), later, float(goals[1]), octaves, told)
            sides.append(follow(best, seeds, told, f"tuned {name}: "))
        return replace(found, tuned=Pair(sides[0], sides[1], float(goals[1])))
    except KeyboardInterrupt:
        return replace(found, interrupted=True)


def both(setting: Setting, seeds: range, target: float, told: Progress | None = None) -> Pair:
    """Both schedules with the theorems' own steps."""
    sides = [
        follow(replace(setting, schedule=name, factor=sp.Integer(1)), seeds, told, f"{name}: ")
        for name in SCHEDULES
    ]
    return Pair(sides[0], sides[1], target)


def _tuned(
    setting: Setting, seeds: range, target: float, octaves: Sequence[int], told: Progress | None
) -> Setting:
    """The setting with the best factor."""
    found = []
    for place, factor in enumerate(trial_factors(setting, octaves)):
        trial = times(setting, factor)
        title = f"tuning {setting.schedule}, {place + 1} of {len(octaves)}: "
        runs = follow(trial, seeds, told, title)
        rose = bool((runs.totals.largest_gap > 2 * float(setting.gap0)).any())
        reached = spread(runs.hits(target)).median
        found.append((rose, reached, spread(runs.totals.last_gap).median, trial))
    return min(found, key=lambda each: each[:3])[3]


def times(setting: Setting, factor: sp.Rational) -> Setting:
    """The setting, whose factor is 1, with another one, and a table made from its own.

    A table of its own would take a second and differ in the last bits, of which nothing is
    promised here.
    """
    found = replace(setting, factor=factor)
    table = replace(setting.table, steps=setting.table.steps * float(factor))
    vars(found)["table"] = table  # where the cached property looks for it
    return found


def trial_factors(setting: Setting, octaves: Sequence[int]) -> list[sp.Rational]:
    """The factors that make the first step 2^k/ell(gap0), up to three digits."""
    constants = setting.problem.facts.constants
    formula = compile_expressions([ell(sym.gap).subs(constants)], [sym.gap])
    gap0 = float(setting.gap0)
    curvature = float(formula.floats([[gap0]])[0][0])
    first = setting.table.steps[setting.table.bins(np.array([gap0]))][0]
    return [rounded(2.0**k / curvature / first) for k in octaves]
