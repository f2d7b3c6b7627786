"""What a function on R^d shows along the segment from w to w': the other passage to one dimension.

Along a ray down the gradient the gap does not exceed its start; along any other segment it may, and
the path may leave the region S that ``theory/rules/rays.py`` speaks of. So these rules ask for the
bounds on all of R^d (EVERYWHERE).

The direction is d = (w' - w)/||w' - w||, or any unit vector if w' = w; u(t) = f(w + t d) - f*.
"""

from __future__ import annotations

from theory import symbols as sym
from theory.logic import ForAll, Formula, HasDerivative, Pred, conj, eq, function, ge, le, real
from theory.rules.rays import BOUNDED_BELOW, EVERYWHERE, SMOOTH, ddu, du, u
from theory.schema import Named, Rule

t = real("t")
norm, phi, dphi = function("norm"), function("phi"), function("dphi")

TWO_POINTS = Pred("two_points", (sym.gap, sym.gap_far, sym.distance, sym.towards))
"""gap and gap_far are f - f* at w and at w', distance = ||w' - w||, and
towards = <grad f(w), w' - w>."""

GRADIENT_CHANGE = Pred(
    "gradient_change", (sym.gap, sym.gap_far, sym.distance, sym.towards, sym.change)
)
"""TWO_POINTS, and change = ||grad f(w') - grad f(w)||."""

TWO_SIDED = Pred("two_sided_smooth", (sym.ell,))
"""||hess f(w)|| <= ell(f(w) - f*) for w in S: the bound of SMOOTH for both signs.

Where f is not twice differentiable it is read along segments, as SMOOTH is: on every segment in S,
the gradient changes at most at the rate ell(f - f*) at almost every point.
"""

_PARAMETERS = (sym.ell, sym.gap, sym.gap_far, sym.distance, sym.towards)


def _later(claim: Formula) -> Formula:
    return ForAll(t, ge(t, 0), claim)


_SEGMENT = (
    Named("velocity", HasDerivative(t, ge(t, 0), u(t), du(t), smooth=True)),
    Named("acceleration", HasDerivative(t, ge(t, 0), du(t), ddu(t), smooth=False)),
    Named("start", eq(u(0), sym.gap)),
    Named("end", eq(u(sym.distance), sym.gap_far)),
    Named("towards", eq(du(0) * sym.distance, sym.towards)),
    Named("nonnegative", _later(ge(u(t), 0))),
    Named("curvature", _later(le(ddu(t), sym.ell(u(t))))),
    Named("point", _later(Pred("point", (u(t), norm(t))))),
    Named("norm", _later(conj(ge(norm(t), 0), le(-norm(t), du(t)), le(du(t), norm(t))))),
    Named("part", _later(Pred("two_points", (sym.gap, u(t), t, t * du(0))))),
)

_CITATION = (
    "[nesterov2018], section 1.2.2 (chain rule along a segment, Cauchy-Schwarz; "
    "C^{1,1}: Fubini over parallel segments)"
)

SEGMENT = Rule(
    id="segment",
    title="u(t) = f(w + t d) - f* along the unit vector d from w to w' has u(0) = gap, "
    "u(||w' - w||) = gap_far, u >= 0, u'' <= ell(u) and |u'| <= ||grad f(w + t d)|| =: norm(t); "
    "u'(0) ||w' - w|| = <grad f(w), w' - w>, and w + t d lies at distance t from w",
    citation=_CITATION,
    parameters=_PARAMETERS,
    premises=(
        Named("smooth", SMOOTH),
        Named("bounded_below", BOUNDED_BELOW),
        Named("everywhere", EVERYWHERE),
        Named("two_points", TWO_POINTS),
        Named("distance", ge(sym.distance, 0)),
    ),
    conclusions=_SEGMENT,
    introduces=(u, du, ddu, norm),
)

SEGMENT_CHANGE = Rule(
    id="segment_change",
    title="phi(t) = <grad f(w + t d) - grad f(w), e> for the unit vector e along "
    "grad f(w') - grad f(w) has phi(0) = 0, phi(||w' - w||) = ||grad f(w') - grad f(w)|| and "
    "|phi'| <= ell(u(t)), u(t) = f(w + t d) - f* >= 0",
    citation=_CITATION,
    parameters=(*_PARAMETERS, sym.change),
    premises=(
        Named("two_sided", TWO_SIDED),
        Named("bounded_below", BOUNDED_BELOW),
        Named("everywhere", EVERYWHERE),
        Named("two_points", GRADIENT_CHANGE),
        Named("distance", ge(sym.distance, 0)),
    ),
    conclusions=(
        Named("nonnegative", _later(ge(u(t), 0))),
        Named("part", _later(Pred("two_points", (sym.gap, u(t), t, t * du(0))))),
        Named("rate", HasDerivative(t, ge(t, 0), phi(t), dphi(t), smooth=False)),
        Named("start", eq(phi(0), 0)),
        Named("end", eq(phi(sym.distance), sym.change)),
        Named("bound", _later(conj(ge(dphi(t), -sym.ell(u(t))), le(dphi(t), sym.ell(u(t)))))),
    ),
    introduces=(u, du, phi, dphi),
)

ONE_SIDED = Rule(
    id="one_sided",
    title="v' hess f v <= ||hess f|| |v|^2",
    citation="[nesterov2018], section 1.2.2 (definition of the spectral norm)",
    parameters=(sym.ell,),
    premises=(Named("two_sided", TWO_SIDED),),
    conclusions=(Named("smooth", SMOOTH),),
)

SAME_TWO_POINTS = Rule(
    id="same_two_points",
    title="Two points with the change of the gradient between them are two points",
    citation="by definition",
    parameters=(*_PARAMETERS, sym.change),
    premises=(Named("change", GRADIENT_CHANGE),),
    conclusions=(Named("two_points", TWO_POINTS),),
)

SEGMENT_RULES = (SEGMENT, SEGMENT_CHANGE, ONE_SIDED, SAME_TWO_POINTS)
