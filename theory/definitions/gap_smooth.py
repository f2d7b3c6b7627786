"""Definition 1: curvature bounded by a power of the gap, ||hess f|| <= K0 + K gap^rho.

The two formulas that everything else uses stand here, once: ``ell`` and its integral ``Phi``.
K = 0 is classical L-smoothness with L = K0; rho = 1 is (H0, H1)-smoothness.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.logic import Pred, gt
from theory.rules.rays import BOUNDED_BELOW
from theory.schema import Source, Statement


def ell(s: sp.Expr = sym.s) -> sp.Expr:
    """Curvature allowed at gap s: K0 + K s^rho.

    >>> ell()
    K*s**rho + K0
    """
    return sym.K0 + sym.K * s**sym.rho


def Phi(s: sp.Expr = sym.s) -> sp.Expr:
    """The integral of ell from 0 to s: K0 s + K s^(1+rho)/(1+rho).

    >>> Phi()
    K*s**(rho + 1)/(rho + 1) + K0*s
    """
    return sym.K0 * s + sym.K * s ** (1 + sym.rho) / (1 + sym.rho)


ELL = sp.Lambda(sym.s, ell(sym.s))
PHI = sp.Lambda(sym.s, Phi(sym.s))

EXPONENT = bounds(sym.rho, 0, low_included=False, text="the exponent is positive")
CURVATURE_AT_ZERO = bounds(sym.K0, 0, text="the curvature allowed at gap 0 is not negative")
GROWTH = bounds(sym.K, 0, text="the growth constant is not negative")
NOT_BOTH_ZERO = Assumption(
    "not_both_zero", gt(sym.K0 + sym.K, 0), "K0 and K are not both zero; raise one of them"
)
CONSTANTS = (EXPONENT, CURVATURE_AT_ZERO, GROWTH)

STATEMENT = Statement(
    id="gap_smooth",
    kind="definition",
    title="(rho, K0, K)-smoothness: curvature bounded by a power of the gap",
    source=Source("LW", "Definition 1", "AIL's (H0, H1)-smoothness is the case rho = 1"),
    summary="f is (rho, K0, K)-smooth if ||hess f(w)|| <= K0 + K (f(w) - f*)^rho for all w "
    "in S (all of R^d, or the component of a sublevel set that holds the start).",
    parameters=(sym.rho, sym.K0, sym.K),
    assumptions=(
        *CONSTANTS,
        NOT_BOTH_ZERO,
        Assumption(
            "smooth",
            Pred("smooth", (ELL,)),
            "||hess f(w)|| <= K0 + K (f(w) - f*)^rho for every w in S",
        ),
        Assumption(
            "bounded_below", BOUNDED_BELOW, "f* is the infimum of f over S, or a number below it"
        ),
    ),
    does_not_claim="That the constants are unique: a larger K0 or K is always allowed.",
)
