"""A fixed step is slow on Huber's function: N >= D0^2/(4 eta eps) - 1/(2 eta K0).

    H(x) = max over |p| <= s of (p x - p^2/(2 K0)),   slope s = 2 eps/D0, started at x_0 = D0:

curvature K0 around its minimum, affine with slope s beyond |x| = s/K0. It is convex and K0-smooth,
and so (rho, K0, K)-smooth for every rho and K; its gap at the start is at most 2 eps.

Proof. With p(x) = max{-s, min{K0 x, s}} we have H(x) = p(x) x - p(x)^2/(2 K0), and everything said
of H is an inequality between polynomials in three regions. As long as n eta s < D0/2 - s/(2 K0),
the iterate D0 - n eta s lies on the affine part and its gap exceeds s D0/2 = eps.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.run import HORIZON, UP_TO_T, T, in_run, integer, n, t
from theory.logic import TRUE, ForAll, Formula, conj, eq, ge, gt, implies, le, lt, real
from theory.schema import At, Decide, Induct, Named, Source, Statement, Step
from theory.witness import Witness

K0, gap0, distance0, eps, eta = sym.K0, sym.gap0, sym.distance0, sym.eps, sym.eta
x, y, s = real("x"), real("y"), sym.outer_slope
position = sym.position


def slope(at: sp.Expr) -> sp.Expr:
    """H'(x) = max{-s, min{K0 x, s}}.

    >>> slope(sp.Integer(5)).subs({K0: 1, s: 2})
    2
    """
    return sp.Max(-s, sp.Min(K0 * at, s))


def huber(at: sp.Expr) -> sp.Expr:
    """H(x) = p x - p^2/(2 K0) with p = H'(x).

    >>> [huber(sp.Integer(k)).subs({K0: 1, s: 2}) for k in (0, 1, 2, 5)]
    [0, 1/2, 2, 8]
    """
    return slope(at) * at - slope(at) ** 2 / (2 * K0)


CURVATURE = bounds(K0, 0, low_included=False, text="the curvature is positive")
START = bounds(distance0, 0, low_included=False, text="the start is not the minimiser")
SLOPE = Assumption(
    "slope",
    conj(gt(s, 0), eq(s * distance0, 2 * eps)),
    "the slope far out, 2 eps/D0, is positive (so eps is)",
    defines=True,
)
ROOM = Assumption("room", le(2 * eps, gap0), "the target is at most half the gap; lower eps")
STEP = bounds(eta, 0, text="the step is not negative")
RUN = Assumption(
    "run",
    conj(
        eq(position(0), distance0),
        in_run(eq(position(t + 1), position(t) - eta * slope(position(t)))),
    ),
    "x_0 = D0 and x_{t+1} = x_t - eta H'(x_t)",
    defines=True,
)
ASSUMPTIONS = (CURVATURE, START, SLOPE, ROOM, STEP, RUN, HORIZON)


def _everywhere(claim: Formula) -> Formula:
    return ForAll(x, TRUE, ForAll(y, TRUE, claim))


_TANGENT = huber(x) + slope(x) * (y - x)
CONVEX = _everywhere(ge(huber(y), _TANGENT))
SMOOTH = _everywhere(le(huber(y), _TANGENT + K0 * (y - x) ** 2 / 2))
MINIMUM = ForAll(x, TRUE, ge(huber(x), huber(sp.Integer(0))))
GAP = le(huber(distance0) - huber(sp.Integer(0)), gap0)


def early(number: sp.Expr) -> Formula:
    """Number < D0^2/(4 eta eps) - 1/(2 eta K0), without divisions by eta."""
    return lt(4 * number * eta * eps, distance0**2 - 2 * eps / K0)


SLOW = ForAll(n, UP_TO_T, implies((early(n),), gt(huber(position(n)) - huber(sp.Integer(0)), eps)))

_NEXT = (integer(n), le(0, n), le(n + 1, T))


def _affine(number: sp.Expr) -> Formula:
    return implies(
        (early(number),),
        conj(
            eq(position(number), distance0 - number * eta * s),
            gt(2 * K0 * position(number), K0 * distance0 + s),
        ),
    )


PROOF = (
    Step(
        "minimum",
        "H >= 0 = H(0).",
        ge(huber(x), huber(sp.Integer(0))),
        Decide(),
        ("K0_range", "slope"),
    ),
    Step(
        "gap",
        "H(D0) <= s D0 = 2 eps.",
        GAP,
        Decide(),
        ("K0_range", "slope", "room", "distance0_range"),
    ),
    Step(
        "ahead",
        "In terms of the slope, n is early if n eta s < D0/2 - s/(2 K0).",
        implies((early(n),), lt(2 * K0 * n * eta * s, K0 * distance0 - s)),
        Decide(),
        ("slope", "K0_range", "distance0_range"),
    ),
    Step(
        "affine_at_0",
        "The start lies on the affine part, if 0 is early.",
        _affine(sp.Integer(0)),
        Decide(),
        (At("ahead", {n: 0}), "run", "K0_range"),
    ),
    Step(
        "earlier",
        "What is before an early index is early.",
        implies((early(n + 1),), early(n)),
        Decide(),
        ("eta_range", "slope", "distance0_range", "K0_range"),
    ),
    Step(
        "passed",
        "What has been passed is not negative.",
        ge(K0 * n * eta * s, 0),
        Decide(),
        ("eta_range", "K0_range", "slope"),
        (ge(n, 0),),
    ),
    Step(
        "outside",
        "So an early iterate lies on the affine part, where the slope is s,",
        implies((early(n),), eq(slope(position(n)), s)),
        Decide(),
        ("passed", "slope", "K0_range"),
        (ge(n, 0), _affine(n)),
    ),
    Step(
        "affine_next",
        "and each step is eta s.",
        _affine(n + 1),
        Decide(),
        (
            "outside",
            At("ahead", {n: n + 1}),
            "earlier",
            At("run", {t: n}),
            "K0_range",
        ),
        (*_NEXT, _affine(n)),
    ),
    Step(
        "affine",
        "So all early iterates lie there.",
        ForAll(n, UP_TO_T, _affine(n)),
        Induct("affine_at_0", "affine_next"),
        ("K0_range",),
    ),
    Step(
        "slow",
        "and have H(x) = s x - s^2/(2 K0) > s D0/2 = eps.",
        implies((early(n),), gt(huber(position(n)) - huber(sp.Integer(0)), eps)),
        Decide(),
        ("affine", "slope", "K0_range"),
        (UP_TO_T,),
    ),
)


def _instance(
    text: str, conclusion: str, *constants: int | sp.Rational, **more: sp.Expr | int
) -> Witness:
    """K0, gap0, D0, eps, eta by position; the steps taken and x, y, n by name."""
    names = (K0, gap0, distance0, eps, eta)
    values = dict(zip(names, map(sp.sympify, constants), strict=True))
    values[s] = 2 * values[eps] / values[distance0]
    values[T] = sp.Integer(0)
    values |= {real(name): sp.sympify(value) for name, value in more.items()}
    start, step = values[distance0], values[eta]
    first = (slope(start)).subs(values)
    return Witness(
        text,
        conclusion,
        values=values,
        functions={position: sp.Lambda(t, start - step * first * t)},
        equality=conclusion == "smooth",
    )


_HALF = sp.Rational(1, 2)

STATEMENT = Statement(
    id="huber_lower_bound",
    kind="theorem",
    title="A fixed step is slow on Huber's function",
    source=Source("AIL", "Theorem 4.1", "small steps; for every step there is a function"),
    summary="For K0 > 0 and 2 eps <= Delta_0 there is a convex function of curvature at most K0, "
    "with a gap of at most Delta_0 at distance D0 from its minimiser, on which the fixed step eta "
    "keeps the gap above eps for all n < D0^2/(4 eta eps) - 1/(2 eta K0).",
    parameters=(K0, gap0, distance0, eps, eta, s, position, T),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("convex", CONVEX, "H is convex, with the derivative H'"),
        Named("smooth", SMOOTH, "its curvature is at most K0"),
        Named("minimum", MINIMUM, "it is least at 0, at distance D0 from the start"),
        Named("gap", GAP, "its gap at the start is at most gap0"),
        Named("slow", SLOW, "no early iterate is down to eps"),
    ),
    proof=PROOF,
    closes={
        "convex": ("K0_range",),
        "smooth": ("K0_range",),
        "minimum": ("minimum", "K0_range"),
        "gap": ("gap", "K0_range"),
        "slow": ("slow", "K0_range"),
    },
    does_not_claim="Anything for 2 eps >= K0 D0^2: then the count is not positive.",
    sharp_at=(
        _instance("K0 = D0 = 1, eps = 1/2: H(1) = 1/2", "smooth", 1, 1, 1, _HALF, 1, x=0, y=1),
    ),
    fails_without={
        "K0_range": _instance("K0 = -1: H(1) = -1/2 < 0", "convex", -1, 1, 1, _HALF, 1, x=0, y=1),
        "distance0_range": _instance(
            "D0 = -1, eps = -1/2, gap0 = 0: H(-1) = 1/2 > 0", "gap", 1, 0, -1, -_HALF, 1
        ),
        "room": _instance("D0 = 2, eps = gap0 = 1/2: H(2) = 7/8", "gap", 1, _HALF, 2, _HALF, 1),
        "eta_range": _instance(
            "D0 = 1, eps = 2, eta = -2/5: n = 1 counts as early, and H(7/5) = 49/50 < 2",
            "slow",
            *(1, 4, 1, 2, -sp.Rational(2, 5)),
            n=1,
            T=1,
        ),
    },
)
