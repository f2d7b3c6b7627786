"""How many steps a fixed step size needs on the river valley, as a certified integer.

With f(x, y) = q(x) + (mu/2) y^2 and a fixed eta the coordinates part. Along the river
y_t = (1 - eta mu)^t y_0 exactly. On the wall x_{t+1} = x_t - eta sign(x_t) e^(|x_t| - 1) is
followed in ball arithmetic until |x_t| <= 1; from there x_t shrinks by exactly 1 - eta a step. So
the gap at any later step is a closed form that does not increase for eta <= 2 (and eta mu <= 2),
and the first step with gap <= eps <= 1/2 is found by halving: no run of a million steps is made.
"""

from __future__ import annotations

import flint
import sympy as sp
from flint import arb

from theory import symbols as sym
from theory.definitions.gap_smooth import ell
from theory.errors import DomainError
from verify.intervals.compare import Undecided
from verify.intervals.evaluate import compile_expressions
from verify.problems.base import Ball
from verify.problems.river_valley import MU, X, Y, valley

BITS = 192
MOST_WALL_STEPS = 20_000_000


def wall_curvature(x0: sp.Expr) -> sp.Expr:
    """L_0 = e^(x_0 - 1), the curvature of the wall at the start x_0 > 1."""
    return sp.exp(x0 - 1)


def stability_limit(x0: sp.Expr) -> sp.Expr:
    """2 x_0/L_0: fixed steps below it bring x_0 > 1 down, fixed steps above it diverge.

    >>> stability_limit(sp.Integer(10))
    20*exp(-9)
    """
    return 2 * x0 / wall_curvature(x0)


def guaranteed_step(mu: sp.Expr, x0: sp.Expr, y0: sp.Expr) -> sp.Expr:
    """1/ell(gap_0) of the river valley, whose class is (1, 1, 1)."""
    gap = valley().subs({MU: mu, X: x0, Y: y0})
    return 1 / ell(gap).subs({sym.rho: 1, sym.K0: 1, sym.K: 1})


def fixed_step_count(
    mu: sp.Expr, x0: sp.Expr, y0: sp.Expr, eps: sp.Expr, eta: sp.Expr, bits: int = BITS
) -> int:
    """The index of the first iterate with gap <= eps, in exact arithmetic.

    Args:
        mu: curvature along the river, in (0, 1].
        x0: start on the wall.
        y0: start along the river.
        eps: the gap to be reached, in (0, 1/2].
        eta: the step, in (0, 2]; it must not diverge.
        bits: working precision.

    Raises:
        DomainError: eps or eta lies outside its range, or the run diverges.
        Undecided: the gap at the count cannot be told from eps at this precision.

    >>> fixed_step_count(sp.Integer(1), sp.Integer(1), sp.Integer(1), sp.Rational(1, 4),
    ...                  sp.Rational(1, 2))
    1
    """
    with flint.ctx.workprec(bits):
        values = compile_expressions([mu, x0, y0, eps, eta], [])((), bits)
        mu_, x, y, level, step = values
        _refuse(level, step, eps, eta)
        wall_steps, x = _down_the_wall(x, step)

        def gap(t: int) -> Ball:
            wall = x * (1 - step) ** (t - wall_steps)
            bed = y * (1 - step * mu_) ** t
            return (wall * wall + mu_ * bed * bed) / 2

        # Before: |x| > 1, so the gap exceeds 1/2 >= eps. From here on it does not increase.
        if _reached(gap(wall_steps), level):
            return wall_steps
        low, high = wall_steps, wall_steps + 1
        while not _reached(gap(high), level):
            low, high = high, wall_steps + 2 * (high - wall_steps)
        while high - low > 1:
            middle = (low + high) // 2
            if _reached(gap(middle), level):
                high = middle
            else:
                low = middle
        return high


def _refuse(level: Ball, step: Ball, eps: sp.Expr, eta: sp.Expr) -> None:
    if not (level > 0 and level <= arb(1) / 2):
        raise DomainError(f"the count needs 0 < eps <= 1/2; got eps = {eps}. Change eps.")
    if not (step > 0 and step < 2):
        raise DomainError(f"the count needs 0 < eta < 2; got eta = {eta}. Change eta.")


def _down_the_wall(x: Ball, step: Ball) -> tuple[int, Ball]:
    """Iterate until |x| <= 1; the number of steps made, and x."""
    start = abs(x)
    for made in range(MOST_WALL_STEPS):
        if abs(x) <= 1:
            return made, x
        if not abs(x) > 1:
            raise Undecided(f"|x| = 1 at step {made} is not resolved; use more bits.")
        if made and abs(x) > start:
            raise DomainError(
                f"the step {float(step.mid()):.6g} is beyond the stability limit 2 x_0/L_0:"
                f" |x| grows at step {made}. Lower eta."
            )
        slope = (abs(x) - 1).exp()
        x = x - step * slope if x > 0 else x + step * slope
    raise DomainError(
        f"more than {MOST_WALL_STEPS} steps on the wall; raise eta or lower x_0, which is"
        f" {float(start.mid()):.6g}."
    )


def _reached(gap: Ball, level: Ball) -> bool:
    if gap <= level:
        return True
    if gap > level:
        return False
    raise Undecided("the gap at the count is not told from eps; use more bits.")
