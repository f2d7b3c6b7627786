"""The energy step: symbols, assumptions and the functions that its proof speaks of."""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.ell_smooth import (
    BOUNDED,
    ELL_NONDECREASING,
    ELL_NONNEGATIVE,
    INTEGRAL,
    ONE_STEP,
    SMOOTH_CLASS,
)
from theory.logic import ForAll, Pred, between, conj, eq, ge, gt, le, lt, real
from theory.rules.calculus import (
    Gamma,
    t1,
    v,
)
from theory.rules.rays import ddu, du, u

s, t, r, T, y = sym.s, sym.t, real("r"), real("T"), real("y")
gap, g, eta, gap_next, ell, Phi = (
    sym.gap,
    sym.gradient_norm,
    sym.eta,
    sym.gap_next,
    sym.ell,
    sym.Phi,
)
D = sym.gap_low


def speed(x: sp.Expr) -> sp.Expr:
    """The speed at gap x that the energy allows: sqrt(2 Phi(x) - 2 Phi(D))."""
    return sp.sqrt(2 * Phi(x) - 2 * Phi(D))


SPEED = sp.Lambda(s, speed(s))
ABOVE_LOW = conj(lt(D, s), le(s, gap))

MOVING = bounds(g, 0, low_included=False, name="moving", text="the gradient is not zero")
TURNING_POINT = Assumption(
    "turning_point",
    conj(ge(D, 0), eq(Phi(D), Phi(gap) - g**2 / 2)),
    "gap_low >= 0 solves Phi(gap_low) = Phi(gap) - gradient_norm^2/2 (there is one by Lemma 5)",
)
LARGEST = Assumption(
    "largest",
    ForAll(s, ABOVE_LOW, gt(Phi(s), Phi(D))),
    "gap_low is the largest such solution (the only one where ell > 0)",
)
_CLOCK = Pred("time_integral", (Gamma, SPEED, D, gap))
DURATION = Assumption(
    "duration",
    conj(_CLOCK, eq(eta * g, Gamma(D))),
    "eta gradient_norm is the integral of 1/sqrt(2 Phi(s) - 2 Phi(gap_low)) over "
    "gap_low < s < gap, and finite",
)
SHORTENED = Assumption(
    "duration",
    conj(_CLOCK, ge(eta, 0), le(eta * g, Gamma(D))),
    "the integral of 1/sqrt(2 Phi(s) - 2 Phi(gap_low)) over gap_low < s < gap is finite, and "
    "eta gradient_norm is between 0 and it",
)
COMMON = (
    SMOOTH_CLASS,
    BOUNDED,
    ELL_NONNEGATIVE,
    ELL_NONDECREASING,
    INTEGRAL,
    ONE_STEP,
    MOVING,
    TURNING_POINT,
    LARGEST,
)
"""What the energy step and its shortened forms share."""
ASSUMPTIONS = (*COMMON, DURATION)

ZERO = sp.Integer(0)
LATER = ge(t, 0)
TAU = Gamma(D)
ENERGY = du(t) ** 2 / 2 - Phi(u(t))
POWER = du(t) * (ddu(t) - ell(u(t)))
ABOVE = ForAll(s, between(0, s, t), gt(u(s), D))
FALLING = ForAll(s, between(0, s, t), le(du(s), 0))
UNDER = ForAll(s, between(0, s, t), le(u(s), v(s)))
SINCE = ForAll(s, between(t1, s, t), le(u(s) - v(s), 0))
CLOCK = Gamma(u(t)) - t
CLOCK_RATE = -du(t) / speed(u(t)) - 1
LEAD = v(t) - u(t)
LEAD_RATE = -speed(v(t)) - du(t)
BALANCE = -speed(s) - ell(gap) * Gamma(s)
DEFICIT = g - ell(gap) * Gamma(D)


def up_to_r(history: ForAll) -> ForAll:
    """The same history up to an earlier time r."""
    guard = between(0, s, r)
    return ForAll(s, guard, history.body)
