"""What a function on R^d shows along the ray w - c t grad f(w): the passage to one dimension.

Every proof in this project that starts from a function of many variables starts with one of these
two rules; from there on everything is about one real function u of one real variable t.

**The region S.** S is fixed once: the connected component of {f <= level} that holds the start of
the run, or all of R^d. The gradient of f is locally Lipschitz on all of R^d, so the ray has a
velocity and an acceleration everywhere; but the two bounds, SMOOTH and BOUNDED_BELOW, are asked on
S only. So a rule may speak of them only where the path has not left S. It has not left S at t if
up to t the gap has not exceeded its start: then f <= f(w) <= level on a connected path from w, and
that path lies in the component of w. This is the history that the conclusions ``nonnegative`` and
``curvature`` stand under.
"""

from __future__ import annotations

from theory import symbols as sym
from theory.logic import (
    ForAll,
    HasDerivative,
    Implies,
    Pred,
    between,
    eq,
    function,
    ge,
    gt,
    le,
    real,
)
from theory.schema import Named, Rule

t, c, s = real("t"), real("c"), real("s")
u, du, ddu = function("u"), function("du"), function("ddu")


SMOOTH = Pred("smooth", (sym.ell,))
"""v' hess f(w) v <= ell(f(w) - f*) |v|^2 for w in S and all v (Definition 1 gives both signs).

Where f is not twice differentiable this is read along segments: on every segment in S, v its
direction, at almost every point. A bound at almost every w in S gives that if ell is continuous
and nonnegative: by Fubini it holds on almost all parallel segments, and passes to the limit where
f < level, which is the interior; where f = level on part of a segment, the second derivative
along it vanishes at almost every such point.
"""

BOUNDED_BELOW = Pred("bounded_below", ())
"""f >= f* on S: f* is the infimum of f over S, or any number below it."""

EVERYWHERE = Pred("everywhere", ())
"""S is all of R^d: nothing is localised."""

POINT = Pred("point", (sym.gap, sym.gradient_norm))
"""gap = f(w) - f* and gradient_norm = ||grad f(w)|| at one and the same point w of S."""

GD_STEP = Pred("gd_step", (sym.gap, sym.gradient_norm, sym.eta, sym.gap_next))
"""POINT holds, and gap_next = f(w - eta grad f(w)) - f*: w is in S, the next point maybe not."""

NOT_RISEN = ForAll(s, between(0, s, t), le(u(s), sym.gap))
"""Up to t the gap has not exceeded its start, so the path has not left S."""

_RAY = (
    Named("velocity", HasDerivative(t, ge(t, 0), u(t), du(t), smooth=True)),
    Named("acceleration", HasDerivative(t, ge(t, 0), du(t), ddu(t), smooth=False)),
    Named("start", eq(u(0), sym.gap)),
    Named("slope", eq(du(0), -c * sym.gradient_norm**2)),
    Named(
        "still",
        Implies(eq(sym.gradient_norm, 0), ForAll(t, ge(t, 0), eq(u(t), sym.gap))),
    ),
    Named("nonnegative", ForAll(t, ge(t, 0), Implies(NOT_RISEN, ge(u(t), 0)))),
    Named(
        "curvature",
        ForAll(
            t,
            ge(t, 0),
            Implies(NOT_RISEN, le(ddu(t), c**2 * sym.gradient_norm**2 * sym.ell(u(t)))),
        ),
    ),
)

_CITATION = (
    "[nesterov2018], section 1.2.2 (chain rule along a segment, Cauchy-Schwarz; "
    "C^{1,1}: Fubini over parallel segments)"
)

RAY = Rule(
    id="ray",
    title="u(t) = f(w - c t grad f(w)) - f* has u(0) = gap and u'(0) = -c g^2; as long as it has "
    "not exceeded its start the path stays in S, so u >= 0 and u'' <= c^2 g^2 ell(u)",
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
