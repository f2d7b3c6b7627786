"""What is run: a problem, its noise, what the theorem is told about it, and the horizon.

Everything is exact until the step table is made; a kernel sees doubles only.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from verify.problems.base import Problem
from verify.sgd.noise import Levels, Noise

SCHEDULES = ("warmup", "constant", "constant_sharp")
"""Theorem 6 (4), Theorem 7 (5), and Theorem 7 without the radius term."""

TAILS = ("bounded", "light")
"""Assumption 4, or Assumption 5 (Appendix G)."""


@dataclass(frozen=True)
class Setting:
    """One experiment; every number is exact.

    Attributes:
        problem: what is minimised, from its own start.
        noise: how xi_t is drawn.
        declared: A, B and C that the step sizes use and the runs are held against; by default
            those that the noise really has.
        delta: the probability of failure that the theorem allows, in (0, 1).
        T: the number of steps, at least 1.
        beta: how many times the gap may grow within the local radius, > 1.
        gap_floor: gaps below it are treated as it is, > 0; None: (K0/K)^(1/rho)/beta.
        schedule: one of ``SCHEDULES``.
        factor: the steps are this many times those of the theorem; 1 tests the theorem itself.
        tails: one of ``TAILS``.
    """

    problem: Problem
    noise: Noise
    declared: Levels
    delta: sp.Rational
    T: int
    beta: sp.Expr = sp.Integer(3)
    gap_floor: sp.Expr | None = None
    schedule: str = "warmup"
    factor: sp.Rational = sp.Integer(1)
    tails: str = "bounded"
