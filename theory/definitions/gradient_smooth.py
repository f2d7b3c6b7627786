"""Definition 0: curvature bounded by a power of the gradient norm.

    ||hess f(w)|| <= L0 + L ||grad f(w)||^rho

The class of the earlier literature (rho = 1: (L0, L1)-smoothness). For 0 < rho < 2 it lies inside
Definition 1, with other constants; the converse fails.
"""

from __future__ import annotations

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.logic import Pred, gt
from theory.schema import Source, Statement

EXPONENT = bounds(sym.rho, 0, low_included=False, text="the exponent is positive")
CURVATURE_AT_ZERO = bounds(sym.L0, 0, text="the curvature allowed at gradient 0 is not negative")
GROWTH = bounds(sym.L, 0, text="the growth constant is not negative")
NOT_BOTH_ZERO = Assumption(
    "not_both_zero", gt(sym.L0 + sym.L, 0), "L0 and L are not both zero; raise one of them"
)

STATEMENT = Statement(
    id="gradient_smooth",
    kind="definition",
    title="(rho, L0, L)-smoothness: curvature bounded by a power of the gradient norm",
    source=Source("LW", "Definition 0", "from the literature LW cite"),
    summary="f is (rho, L0, L)-smooth if ||hess f(w)|| <= L0 + L ||grad f(w)||^rho for all w.",
    parameters=(sym.rho, sym.L0, sym.L),
    assumptions=(
        EXPONENT,
        CURVATURE_AT_ZERO,
        GROWTH,
        NOT_BOTH_ZERO,
        Assumption(
            "smooth",
            Pred("gradient_smooth", (sym.L0, sym.L, sym.rho)),
            "||hess f(w)|| <= L0 + L ||grad f(w)||^rho for every w",
        ),
    ),
    does_not_claim="That gradient norms decrease along gradient descent: for nonconvex f they "
    "need not, which is why the gap is the better yardstick.",
)
