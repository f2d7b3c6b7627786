"""What a kernel works from: the setting in doubles, with the products of the table worked out.

Here the exact setting ends. Limits of the noise are rounded up, and the room for rounding is named:
a noise is too large only beyond (1 + 2^-40) times its bound.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import sympy as sp

from verify.intervals.balls import precision
from verify.intervals.evaluate import compile_expressions
from verify.problems.base import Floats, start_point
from verify.sgd.betting import MOST_COORDINATES, mixing_for
from verify.sgd.setting import Setting
from verify.sgd.step_table import StepTable

_BITS = 96
TOO_LARGE = 1 + 2.0**-40
_GAP_ERROR = 2.0**-44
"""How far rounding may move a gap, in units of max(|f_star|, gap0)."""

INSPECT_EVERY = 64
"""The test martingales of the bias are looked at after so many steps, and after the last."""

_LIGHT_VARIANCE = 1.5
"""E exp(x <v, xi>) <= exp((3/4) x^2 ||v||^2 N) for light tails, against 1/2 for bounded noise."""

COLUMNS = ("eta", "inverse", "sway", "drift", "square", "root_curvature")
"""Products of the table: eta, 1/eta, the factor of <grad, xi> in the logarithm of the martingale,
that of ||grad||^2, that of ||xi||^2 - N (0 for bounded noise), and sqrt(L)."""


@dataclass(frozen=True)
class Plan:
    """A setting in doubles.

    Attributes:
        setting: where it comes from.
        table: the steps.
        columns: shape (m, 6), the products named in ``COLUMNS``, one row per bin.
        start: w_0, shape (d,).
        f_star: the number from which gaps are measured.
        highest_gap: up to here the noise is held against its levels.
        A: rounded up, as B and C are.
        B: see A.
        C: see A.
        slack: what rounding of the gap may add to the squared noise.
        light: whether Assumption 5 is tested in place of Assumption 4.
        coordinates: how many of the first coordinates are tested for bias, beside the direction of
            the gradient.
        variance: bound of the variance of the terms of these tests.
        mixing: the prior variance r of their Gaussian mixture.
        alarm: the logarithm at which a test martingale refutes its assumption.
    """

    setting: Setting
    table: StepTable
    columns: Floats
    start: Floats
    f_star: float
    highest_gap: float
    A: float
    B: float
    C: float
    slack: float
    light: bool
    coordinates: int
    variance: float
    mixing: float
    alarm: float

    @property
    def T(self) -> int:
        """The number of steps."""
        return self.setting.T


def make_plan(setting: Setting) -> Plan:
    """Turn a setting into doubles."""
    facts, light = setting.problem.facts, setting.tails == "light"
    table = setting.table
    coordinates = min(facts.dimension, MOST_COORDINATES)
    tests = 1 + coordinates + light
    A, B, C = (_up(value) for value in vars(setting.declared).values())
    lowest, gap0 = _near(facts.f_star_lower), _near(setting.gap0)
    return Plan(
        setting=setting,
        table=table,
        columns=_columns(table, _near(setting.rate), light=light),
        start=start_point(facts),
        f_star=lowest,
        highest_gap=_near(setting.highest_gap),
        A=A,
        B=B,
        C=C,
        slack=A * _GAP_ERROR * max(abs(lowest), gap0),
        light=light,
        coordinates=coordinates,
        variance=_LIGHT_VARIANCE if light else 1.0,
        mixing=mixing_for(setting.T),
        alarm=math.log(tests) - _near(sp.log(setting.false_alarm)),
    )


def _columns(table: StepTable, rate: float, *, light: bool) -> Floats:
    """With X = eta (1 - L eta) <grad, xi> and a^2 = eta^2 ||grad||^2 V, the logarithm grows by
    -rate X - rate^2 a^2/2 a step; for light tails by -rate X - (3/2) rate^2 a^2
    + rate (L eta^2/2) (||xi||^2 - N).
    """  # noqa: D205
    eta, L, V = table.steps, table.curvatures, table.noises
    # Steps far beyond the theorem's leave the doubles here, as their runs do at once.
    with np.errstate(over="ignore", invalid="ignore"):
        sway = -rate * eta * (1 - L * eta)
        drift = -(1.5 if light else 0.5) * rate**2 * eta**2 * V
        square = rate * L * eta**2 / 2 if light else np.zeros_like(eta)
    return np.ascontiguousarray(np.stack([eta, 1 / eta, sway, drift, square, np.sqrt(L)], axis=1))


def _near(value: sp.Expr) -> float:
    with precision(_BITS):
        (ball,) = compile_expressions([value], [])([], _BITS)
        return float(ball.mid())


def _up(value: sp.Expr) -> float:
    nearest = _near(value)
    return nearest if sp.Rational(*nearest.as_integer_ratio()) == value else nearest * (1 + 2**-52)
