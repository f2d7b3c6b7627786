"""What a function on R^d shows along its gradient flow, and Definition 0 read at every point.

The flow w' = -grad f(w) of a function with locally Lipschitz gradient exists for all times t >= 0
where f is bounded below: up to time T its length is at most sqrt(T gap). The gap does not grow
along it, so a flow that starts in S stays in S (see ``theory/rules/rays.py``), and no history has
to be kept here. A gradient that is not zero at the start is zero at no finite time, because
solutions are unique.

Where f is not twice differentiable: for almost every start the bound of Definition 0 holds at
almost every time (Fubini; the flow is locally Lipschitz, and so is its inverse), and the slope of
p that it gives, integrated, passes to the limit of starts.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.logic import ForAll, HasDerivative, Pred, conj, eq, function, ge, gt, le, real
from theory.rules.rays import BOUNDED_BELOW, POINT, SMOOTH
from theory.schema import Named, Rule

t = real("t")
u, p, dp = function("u"), function("p"), function("dp")
rho, L0, L = sym.rho, sym.L0, sym.L
gap, g = sym.gap, sym.gradient_norm

GRADIENT_SMOOTH = Pred("gradient_smooth", (L0, L, rho))
"""||hess f(w)|| <= L0 + L ||grad f(w)||^rho for all w in S."""


def allowed(slope: sp.Expr) -> sp.Expr:
    """Curvature allowed at a gradient norm: L0 + L slope^rho.

    >>> allowed(g)
    L*gradient_norm**rho + L0
    """
    return L0 + L * slope**rho


GRADIENT_FLOW = Rule(
    id="gradient_flow",
    title="Along w' = -grad f(w), for all t >= 0: the gap u has u' = -p^2 and u >= 0, and the "
    "gradient norm p stays positive with p' >= -(L0 + L p^rho) p",
    citation="[walter1998], section 10 (existence, uniqueness, maximal solutions); the slope of p "
    "is -n' hess f n p with n = grad f/p",
    parameters=(rho, L0, L, gap, g),
    premises=(
        Named("smooth", GRADIENT_SMOOTH),
        Named("bounded_below", BOUNDED_BELOW),
        Named("point", POINT),
        Named("moving", gt(g, 0)),
    ),
    conclusions=(
        Named("fall", HasDerivative(t, ge(t, 0), u(t), -(p(t) ** 2), smooth=True)),
        Named("slope", HasDerivative(t, ge(t, 0), p(t), dp(t), smooth=False)),
        Named("start", conj(eq(u(0), gap), eq(p(0), g))),
        Named("nonnegative", ForAll(t, ge(t, 0), ge(u(t), 0))),
        Named("moving", ForAll(t, ge(t, 0), gt(p(t), 0))),
        Named("curvature", ForAll(t, ge(t, 0), ge(dp(t), -allowed(p(t)) * p(t)))),
    ),
    introduces=(u, p, dp),
)

GRADIENT_CLASS = Rule(
    id="gradient_class",
    title="If L0 + L ||grad f||^rho <= ell(gap) at every point of S, a function of Definition 0 is "
    "ell-smooth",
    citation="[rudin1976], section 1.5 (order is transitive)",
    parameters=(rho, L0, L, sym.ell),
    premises=(
        Named("smooth", GRADIENT_SMOOTH),
        Named("bounded_below", BOUNDED_BELOW),
        Named(
            "everywhere",
            ForAll(
                gap,
                ge(gap, 0),
                ForAll(g, conj(POINT, ge(g, 0)), le(allowed(g), sym.ell(gap))),
            ),
        ),
    ),
    conclusions=(Named("smooth", SMOOTH),),
)

FLOW_RULES = (GRADIENT_FLOW, GRADIENT_CLASS)
