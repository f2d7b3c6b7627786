"""What a function on R^d shows along the ray w - c t grad f(w): the passage to one dimension.

Every proof in this project that starts from a function of many variables starts with one of these
two rules; from there on everything is about one real function u of one real variable t.
"""

from __future__ import annotations

from theory import symbols as sym
from theory.logic import ForAll, HasDerivative, Pred, eq, function, ge, gt, le, real
from theory.schema import Named, Rule

t, c = real("t"), real("c")
u, du, ddu = function("u"), function("du"), function("ddu")


SMOOTH = Pred("smooth", (sym.ell,))
"""v' hess f(w) v <= ell(f(w) - f*) |v|^2 for all w and v (Definition 1 gives both signs)."""

BOUNDED_BELOW = Pred("bounded_below", ())
"""f >= f* everywhere: f* is the infimum of f, or any number below it."""

EVERYWHERE = Pred("everywhere", ())
"""S is all of R^d: nothing is localised."""

POINT = Pred("point", (sym.gap, sym.gradient_norm))
"""gap = f(w) - f* and gradient_norm = ||grad f(w)|| at one and the same point w."""

GD_STEP = Pred("gd_step", (sym.gap, sym.gradient_norm, sym.eta, sym.gap_next))
"""POINT holds, and gap_next = f(w - eta grad f(w)) - f*."""

_RAY = (
    Named("velocity", HasDerivative(t, ge(t, 0), u(t), du(t), smooth=True)),
    Named("acceleration", HasDerivative(t, ge(t, 0), du(t), ddu(t), smooth=False)),
    Named("start", eq(u(0), sym.gap)),
    Named("slope", eq(du(0), -c * sym.gradient_norm**2)),
    Named("nonnegative", ForAll(t, ge(t, 0), ge(u(t), 0))),
    Named(
        "curvature",
        ForAll(t, ge(t, 0), le(ddu(t), c**2 * sym.gradient_norm**2 * sym.ell(u(t)))),
    ),
)

_CITATION = (
    "[nesterov2018], section 1.2.2 (chain rule along a segment, Cauchy-Schwarz; "
    "C^{1,1}: Fubini over parallel segments)"
)

RAY = Rule(
    id="ray",
    title="u(t) = f(w - c t grad f(w)) - f* has u(0) = gap, u'(0) = -c g^2, u >= 0 and "
    "u'' <= c^2 g^2 ell(u)",
    citation=_CITATION,
    parameters=(sym.ell, sym.gap, sym.gradient_norm, c),
    premises=(
        Named("smooth", SMOOTH),
        Named("bounded_below", BOUNDED_BELOW),
        Named("point", POINT),
        Named("scale", gt(c, 0)),
    ),
    conclusions=_RAY,
    introduces=(u, du, ddu),
)

GD_RAY = Rule(
    id="gd_ray",
    title="The same ray reaches the next iterate at t = eta/c",
    citation=_CITATION,
    parameters=(sym.ell, sym.gap, sym.gradient_norm, sym.eta, sym.gap_next, c),
    premises=(
        Named("smooth", SMOOTH),
        Named("bounded_below", BOUNDED_BELOW),
        Named("step", GD_STEP),
        Named("scale", gt(c, 0)),
    ),
    conclusions=(*_RAY, Named("arrival", eq(u(sym.eta / c), sym.gap_next))),
    introduces=(u, du, ddu),
)

RAY_RULES = (RAY, GD_RAY)
