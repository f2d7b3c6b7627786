"""The constants of a sum, and what is assumed and claimed of it."""

from __future__ import annotations

import sympy as sp

from theory.assumptions import Assumption
from theory.lemmas.closure.setting import (
    EXPONENT,
    F_SMOOTH,
    G_SMOOTH,
    GROWTH_F,
    GROWTH_G,
    RISE,
    K0f,
    K0g,
    Kf,
    Kg,
    gamma,
    gap_f,
    gap_g,
    hess,
    rho,
)
from theory.logic import Formula, Implies, conj, eq, ge, le, lt, real
from theory.rules.norms import HESSIANS_OF_SUM

q = real("q")

GAPS = Assumption(
    "gaps",
    conj(ge(gap_f, 0), ge(gap_g, 0), ge(gap_f + gap_g - gamma, 0)),
    "gap_f and gap_g are the gaps of f and g at w, gap_f + gap_g - gamma that of f + g",
    defines=True,
)
NORMS = Assumption(
    "norms", HESSIANS_OF_SUM, "the Hessian norms at w are those of f, g and f + g", defines=True
)
CONJUGATE = Assumption("conjugate", eq(q, 1 - rho), "q stands for 1 - rho", defines=True)
ASSUMPTIONS = (
    EXPONENT,
    GROWTH_F,
    GROWTH_G,
    RISE,
    GAPS,
    NORMS,
    CONJUGATE,
    F_SMOOTH,
    G_SMOOTH,
)

GAP = gap_f + gap_g - gamma
LARGER = sp.Max(Kf, Kg)
K_CONVEX = sp.Integer(2) ** (rho - 1) * LARGER


def k_concave(conjugate: sp.Expr) -> sp.Expr:
    """The growth constant of a sum for rho < 1, by the conjugate exponent 1 - rho."""
    return (Kf ** (1 / conjugate) + Kg ** (1 / conjugate)) ** conjugate


def k0(growth: sp.Expr) -> sp.Expr:
    """The curvature at gap 0 that belongs to a growth constant of the sum."""
    return K0f + K0g + growth * gamma**rho


def _bound(growth: sp.Expr) -> Formula:
    return le(hess, k0(growth) + growth * GAP**rho)


CONVEX = Implies(ge(rho, 1), _bound(K_CONVEX))
CONCAVE = Implies(lt(rho, 1), _bound(k_concave(q)))
COMMON = Implies(conj(ge(rho, 1), eq(gamma, 0)), le(hess, K0f + K0g + LARGER * GAP**rho))
