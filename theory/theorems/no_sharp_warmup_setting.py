"""The run of ``no_sharp_warmup``: warm-up at rho = 1 on Huber's function, and its target."""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.gap_smooth import ELL, PHI
from theory.definitions.run import HORIZON, UP_TO_T, Delta, etas, in_run, n, t
from theory.logic import ForAll, conj, eq, ge, le, real
from theory.theorems.fixed_step.huber import huber, slope

K0, K, distance0, eps = sym.K0, sym.K, sym.distance0, sym.eps
s, position, share = sym.outer_slope, sym.position, real("share")


def ell(gap: sp.Expr) -> sp.Expr:
    """K0 + K gap."""
    return ELL(gap).subs(sym.rho, 1)


def Phi(gap: sp.Expr) -> sp.Expr:
    """K0 gap + K gap^2/2."""
    return PHI(gap).subs(sym.rho, 1)


def least_steps(gap: sp.Expr) -> sp.Expr:
    """The number of steps that lead from this gap to eps, at least."""
    return (Phi(gap) - Phi(eps)) / s**2


CURVATURE = bounds(K0, 0, low_included=False, text="the curvature at the minimum is positive")
GROWTH = bounds(K, 0, text="ell does not decrease")
SLOPE = bounds(s, 0, low_included=False, text="the slope of the cone is positive")
TARGET = bounds(eps, 0, low_included=False, text="the target gap is positive")
START = Assumption("start", le(s, K0 * distance0), "the run starts on the cone, at x_0 = D0")
SHARE = Assumption(
    "share",
    eq(eps, share * s * distance0),
    "the target is this share of s D0",
    defines=True,
)
RUN = Assumption(
    "run",
    conj(
        eq(position(0), distance0),
        in_run(eq(position(t + 1), position(t) - etas(t) * slope(position(t)))),
    ),
    "x_0 = D0 and x_{t+1} = x_t - eta_t H'(x_t)",
    defines=True,
)
GAPS = Assumption(
    "gaps",
    ForAll(n, UP_TO_T, eq(Delta(n), huber(position(n)))),
    "Delta(t) = H(x_t)",
    defines=True,
)
SCHEDULE = Assumption(
    "schedule",
    in_run(conj(ge(etas(t), 0), eq(etas(t) * ell(Delta(t)), 1))),
    "eta_t = 1/(K0 + K Delta_t)",
)
ASSUMPTIONS = (CURVATURE, GROWTH, SLOPE, TARGET, START, SHARE, RUN, GAPS, HORIZON, SCHEDULE)

FIRST = Delta(sp.Integer(0))
PROMISED = distance0**2 * ell(eps) / (2 * eps)
"""The count of ``gd_convex_warmup`` with the psi(eps) of ``psi_endpoints``, at rho = 1."""
