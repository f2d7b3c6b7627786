"""What the closure lemmas share: the constants of two functions, their gaps and Hessian norms.

Each lemma speaks of one point w. Read at all points, it says which class the new function is in.
"""

from __future__ import annotations

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.logic import ge, le

rho, gamma = sym.rho, sym.gamma
K0f, Kf, K0g, Kg = sym.K0f, sym.Kf, sym.K0g, sym.Kg
gap_f, gap_g = sym.gap_f, sym.gap_g
hess, hess_f, hess_g = sym.hess, sym.hess_f, sym.hess_g

EXPONENT = bounds(rho, 0, low_included=False, text="the exponent is positive")
GROWTH_F = bounds(Kf, 0, text="the growth constant of f is not negative")
GROWTH_G = bounds(Kg, 0, text="the growth constant of g is not negative")
START_F = bounds(K0f, 0, text="the curvature of f allowed at gap 0 is not negative")
START_G = bounds(K0g, 0, text="the curvature of g allowed at gap 0 is not negative")
RISE = bounds(gamma, 0, text="the new infimum is not below the sum of the old ones")

F_SMOOTH = Assumption(
    "f_smooth", le(hess_f, K0f + Kf * gap_f**rho), "f is (rho, K0f, Kf)-smooth at w"
)
G_SMOOTH = Assumption(
    "g_smooth", le(hess_g, K0g + Kg * gap_g**rho), "g is (rho, K0g, Kg)-smooth at w"
)
GAP_F = Assumption("gap_f", ge(gap_f, 0), "gap_f is the gap of f at w", defines=True)
