"""Theorems 1 and 2 at K = 0, where they speak of L-smooth functions: against PEPit's worst cases.

PEPit finds the worst case over the whole class by a semidefinite program, in floats. So nothing is
proved here: what is proved must not lie below what PEPit attains, must be met where it is sharp,
and with 9/10 of its constant must be exceeded. The numbers compared are read off the statements.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from PEPit import PEP
from PEPit.expression import Expression
from PEPit.functions import SmoothConvexFunction, SmoothFunction

from theory import symbols as sym
from theory.definitions.convex import END, START
from theory.definitions.run import FIRST, LAST, T, m
from theory.logic import Rel
from theory.theorems import gd_convex_constant, gd_nonconvex_constant
from theory.theorems.gd_convex_sharp.setting import RATE as SHARP_RATE

TOLERANCE = 1e-3
"""Relative; the solver (Clarabel) stops at 1e-8, and a worst case may come out a little off."""
STEPS = range(1, 6)
CURVATURE = Fraction(3)
START_GAP = Fraction(2)
TIGHTENED = 0.9


def claimed(rate: Rel, bounded: sp.Expr, steps: int) -> float:
    """What the statement bounds, for ell = 3, from a gap of 2 or a distance of 1, at worst."""
    constant = sp.Lambda(sym.s, sp.Rational(CURVATURE))
    at_worst = {LAST: 0} if bounded == m else {END: 0}
    values = {FIRST: sp.Rational(START_GAP), START: 1, m: 1, T: steps}
    right = rate.right.subs(at_worst).subs(values).replace(sym.ell, constant)
    return float(right / rate.left.coeff(bounded).subs(T, steps))


def solved(problem: PEP) -> float:
    return problem.solve(wrapper="cvxpy", solver="CLARABEL", verbose=0)


def nonconvex(steps: int, *, total: bool) -> float:
    """The largest min (or sum) of ||grad||^2 over the first iterates of an L-smooth function.

    Of its infimum 0 is known that no gradient step leads below it: f_i - ||g_i||^2/(2L) >= 0.
    """
    smoothness, problem = float(CURVATURE), PEP()
    f = problem.declare_function(SmoothFunction, L=smoothness)
    x = problem.set_initial_point()
    problem.set_initial_condition(f(x) <= float(START_GAP))
    squares: list[Expression] = []
    for _ in range(steps):
        gradient, value = f.oracle(x)
        problem.add_constraint(value - gradient**2 / (2 * smoothness) >= 0)
        squares.append(gradient**2)
        x = x - gradient / smoothness
    for metric in [sum(squares[1:], squares[0])] if total else squares:
        problem.set_performance_metric(metric)
    return solved(problem)


def convex(steps: int) -> float:
    """The largest gap after so many steps 1/L on a convex L-smooth function, from distance 1."""
    smoothness, problem = float(CURVATURE), PEP()
    f = problem.declare_function(SmoothConvexFunction, L=smoothness)
    minimiser, x = f.stationary_point(), problem.set_initial_point()
    problem.set_initial_condition((x - minimiser) ** 2 <= 1)
    for _ in range(steps):
        x = x - f.gradient(x) / smoothness
    problem.set_performance_metric(f(x) - f(minimiser))
    return solved(problem)


@pytest.mark.parametrize("steps", STEPS)
def test_theorem_1_is_not_below_the_worst_case(steps: int) -> None:
    ours = claimed(gd_nonconvex_constant.RATE, m, steps)
    assert ours == pytest.approx(float(2 * CURVATURE * START_GAP) / steps)
    worst = nonconvex(steps, total=False)
    assert worst <= ours * (1 + TOLERANCE)
    # It is 4 L Delta_0/(3T - 1): ours for one step, less for more.
    assert worst == pytest.approx(float(4 * CURVATURE * START_GAP) / (3 * steps - 1), rel=TOLERANCE)


@pytest.mark.parametrize("steps", STEPS)
def test_theorem_1_is_met_by_the_sum_that_its_proof_bounds(steps: int) -> None:
    """The sum of all ||grad||^2 is at most T times the bound of the smallest; no constant less."""
    ours = steps * claimed(gd_nonconvex_constant.RATE, m, steps)
    worst = nonconvex(steps, total=True)
    assert worst == pytest.approx(ours, rel=TOLERANCE)
    assert worst > TIGHTENED * ours


def test_nine_tenths_of_theorem_1_are_exceeded_after_one_step() -> None:
    assert nonconvex(1, total=False) > TIGHTENED * claimed(gd_nonconvex_constant.RATE, m, 1)


@pytest.mark.parametrize("steps", STEPS)
def test_theorem_2_with_the_best_constant_is_the_worst_case(steps: int) -> None:
    ours = claimed(SHARP_RATE, LAST, steps)
    assert ours == pytest.approx(float(CURVATURE) / (4 * steps + 2))
    worst = convex(steps)
    assert worst == pytest.approx(ours, rel=TOLERANCE)
    assert worst > TIGHTENED * ours


@pytest.mark.parametrize("steps", STEPS)
def test_theorem_2_with_the_plain_constant_is_not_below_the_worst_case(steps: int) -> None:
    ours = claimed(gd_convex_constant.RATE, LAST, steps)
    assert ours == pytest.approx(float(CURVATURE) / (2 * steps))
    assert convex(steps) <= ours * (1 + TOLERANCE)
