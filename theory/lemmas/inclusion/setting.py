"""Definition 0 as the lemmas of this folder assume it, and what belongs to its exponent."""

from __future__ import annotations

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.ell_smooth import BOUNDED
from theory.definitions.gradient_smooth import CURVATURE_AT_ZERO, GROWTH, NOT_BOTH_ZERO
from theory.rules.flows import GRADIENT_SMOOTH

rho, L0, L, gap, g = sym.rho, sym.L0, sym.L, sym.gap, sym.gradient_norm

ALPHA = rho / (2 - rho)
"""The exponent of the gap that belongs to the exponent rho of the gradient norm."""

EXPONENT = bounds(
    rho, 0, 2, low_included=False, high_included=False, text="the exponent is below 2"
)
CLASS = Assumption(
    "smooth", GRADIENT_SMOOTH, "||hess f(w)|| <= L0 + L ||grad f(w)||^rho for every w in S"
)
CONSTANTS = (EXPONENT, CURVATURE_AT_ZERO, GROWTH, NOT_BOTH_ZERO)
CLASS_ASSUMPTIONS = (*CONSTANTS, CLASS, BOUNDED)

EMPTY_CLASS = (
    "a function bounded below is in no class with L0 < 0: its gradient norm would stay above "
    "(-L0/L)^(1/rho)"
)
