"""How many steps the theorem's own step sizes need before anything can be seen.

The fourth term of the step falls like 1/sqrt(T), and all terms fall with the noise, so with much
noise a run of any length that one can afford ends where it started. That is computed, not tried.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import sympy as sp

from theory import symbols as sym
from verify.intervals.evaluate import compile_expressions
from verify.problems.base import start_point
from verify.sgd.setting import Setting
from verify.sgd.step_table import terms


@dataclass(frozen=True)
class Horizon:
    """Numbers of steps, as floats: they may be astronomic.

    Attributes:
        promise: the least T for which 4 gap0/(T eta), with eta the theorem's step at 2 gap0, is
            below the squared gradient at the start: shorter constant runs are promised nothing
            that their start does not have.
        movement: the least T for which T steps as long as the first would lower the gap by half
            at the rate of the start; in much shorter runs the gap hardly changes.
    """

    promise: float
    movement: float

    def to_json(self) -> dict[str, float]:
        """Both numbers."""
        return {"promise": self.promise, "movement": self.movement}


def horizon(setting: Setting) -> Horizon:
    """Work out both numbers for a setting, whatever its T.

    Args:
        setting: ``movement`` is that of its schedule, ``promise`` that of the constant one.
    """
    facts, gap0 = setting.problem.facts, float(setting.gap0)
    squared = setting.problem.evaluate(start_point(facts)).gradient_norm ** 2
    constant = replace(setting, schedule="constant", factor=sp.Integer(1))
    promise = steps_for(constant, 2 * gap0, 4 * gap0 / squared)
    at = gap0 if setting.schedule == "warmup" else 2 * gap0
    return Horizon(promise, steps_for(setting, at, gap0 / (2 * squared)))


def steps_for(setting: Setting, gap: float, way: float) -> float:
    """The least T for which T steps as long as that at a gap add up to a way.

    Args:
        setting: supplies every constant but T.
        gap: where the step is read.
        way: sum of step sizes, unit length^2/loss.
    """
    single = replace(setting, T=1)
    _, _, parts = terms(single, sharp=setting.schedule == "constant_sharp")
    level = max(gap, float(single.floor)) if setting.schedule == "warmup" else gap
    formulas = compile_expressions([setting.factor * part for part in parts], [sym.gap, sym.level])
    steps = [float(x[0]) for x in formulas.floats([[gap], [level]])]
    levels = setting.declared
    if levels.A == 0 and levels.C == 0:  # no term falls with T
        return math.ceil(way / min(steps))
    *others, falling = steps  # the one that falls comes last
    return float(max(math.ceil(way / min(others)), math.ceil((way / falling) ** 2), 1))
