"""What a convex function shows beside its gaps: distances and inner products with a minimiser w*.

S is the connected component of {f <= level} that holds the start, or all of R^d (see
``theory/rules/rays.py``); here it is convex, f is convex on it, and w* is a minimiser in it. Every
predicate about a point speaks of one and the same point w of S; w* is fixed once.
"""

from __future__ import annotations

from theory import symbols as sym
from theory.logic import (
    ForAll,
    Formula,
    HasDerivative,
    Implies,
    Pred,
    between,
    conj,
    eq,
    function,
    ge,
    le,
    real,
)
from theory.rules.integers import i, total
from theory.rules.rays import BOUNDED_BELOW, POINT, SMOOTH
from theory.schema import Named, Rule

t, s, n = real("t"), real("s"), real("n")
v, dv, ddv = function("v"), function("dv"), function("ddv")
M = real("M")

CONVEX = Pred("convex", ())
"""S is convex, and f is convex on S."""

MINIMISER = Pred("minimiser", ())
"""w* is a point of S with f(w*) = f*."""

POINT_TOWARDS = Pred("point_towards", (sym.gap, sym.gradient_norm, sym.inner))
"""POINT, and inner = <grad f(w), w - w*> at the same point w of S."""

GD_TOWARDS = Pred(
    "gd_towards", (sym.distance, sym.inner, sym.gradient_norm, sym.eta, sym.distance_next)
)
"""distance = ||w - w*||, inner = <grad f(w), w - w*>, gradient_norm = ||grad f(w)||, and
distance_next = ||w - eta grad f(w) - w*||."""

GD_PAIR = Pred(
    "gd_pair",
    (sym.gap, sym.gradient_norm, sym.eta, sym.gap_next, sym.gradient_next, sym.cross),
)
"""GD_STEP with w+ = w - eta grad f(w) in S too, gradient_next = ||grad f(w+)|| and
cross = <grad f(w), grad f(w+)>."""


def _below(top: object) -> Formula:
    return ForAll(s, between(0, s, t), le(v(s), top))


def _while_below(claim: Formula) -> Formula:
    """The claim for every t up to which v has not exceeded the gap, so the path is in S."""
    return ForAll(t, ge(t, 0), Implies(_below(sym.gap), claim))


FORGET_MINIMISER = Rule(
    id="forget_minimiser",
    title="A point with its inner product towards w* is a point",
    citation="by definition",
    parameters=(sym.gap, sym.gradient_norm, sym.inner),
    premises=(Named("point", POINT_TOWARDS),),
    conclusions=(Named("point", POINT),),
)

CONVEX_RAY = Rule(
    id="convex_ray",
    title="v(t) = f(w* + t grad f(w)) - f* has v(0) = v'(0) = 0 and, while it is at most the gap "
    "of w, v >= 0, v'' <= g^2 ell(v) and v(t) >= gap - <grad f(w), w - w*> + t g^2",
    citation="[nesterov2018], sections 1.2.2 (chain rule along a segment) and 2.1.1 "
    "(tangents of a convex function, zero gradient at a minimiser)",
    parameters=(sym.ell, sym.gap, sym.gradient_norm, sym.inner),
    premises=(
        Named("smooth", SMOOTH),
        Named("bounded_below", BOUNDED_BELOW),
        Named("convex", CONVEX),
        Named("minimiser", MINIMISER),
        Named("point", POINT_TOWARDS),
    ),
    conclusions=(
        Named("velocity", HasDerivative(t, ge(t, 0), v(t), dv(t), smooth=True)),
        Named("acceleration", HasDerivative(t, ge(t, 0), dv(t), ddv(t), smooth=False)),
        Named("start", eq(v(0), 0)),
        Named("slope", eq(dv(0), 0)),
        Named("nonnegative", _while_below(ge(v(t), 0))),
        Named(
            "curvature",
            _while_below(le(ddv(t), sym.gradient_norm**2 * sym.ell(v(t)))),
        ),
        Named("tangent", _while_below(ge(v(t), sym.gap - sym.inner + t * sym.gradient_norm**2))),
    ),
    introduces=(v, dv, ddv),
)

EXPANSION = Rule(
    id="expansion",
    title="||w - eta grad f(w) - w*||^2 = ||w - w*||^2 - 2 eta <grad f(w), w - w*> "
    "+ eta^2 ||grad f(w)||^2",
    citation="[rudin1976], Theorem 1.37 (an inner product is bilinear)",
    parameters=(sym.distance, sym.inner, sym.gradient_norm, sym.eta, sym.distance_next),
    premises=(Named("step", GD_TOWARDS),),
    conclusions=(
        Named(
            "expansion",
            eq(
                sym.distance_next**2,
                sym.distance**2 - 2 * sym.eta * sym.inner + sym.eta**2 * sym.gradient_norm**2,
            ),
        ),
    ),
)

LENGTH_OF_CHANGE = sym.gradient_norm**2 - 2 * sym.cross + sym.gradient_next**2
"""||grad f(w) - grad f(w+)||^2."""

_PAIR = (
    sym.ell,
    sym.gap,
    sym.gradient_norm,
    sym.eta,
    sym.gap_next,
    sym.gradient_next,
    sym.cross,
)

MEAN_CURVATURE = Rule(
    id="mean_curvature",
    title="Between two points of a convex function whose curvature is at most M on the segment, "
    "M <w - w+, grad f(w) - grad f(w+)> >= ||grad f(w) - grad f(w+)||^2",
    citation="[nesterov2018], section 2.1.1 (the mean Hessian B has 0 <= B <= M, so B^2 <= M B)",
    parameters=(*_PAIR, M),
    premises=(
        Named("smooth", SMOOTH),
        Named("bounded_below", BOUNDED_BELOW),
        Named("convex", CONVEX),
        Named("pair", GD_PAIR),
        Named("down", le(sym.gap_next, sym.gap)),
        Named("nonnegative", ge(M, 0)),
        Named("bound", ForAll(s, between(0, s, sym.gap), le(sym.ell(s), M))),
    ),
    conclusions=(
        Named(
            "monotone",
            ge(M * sym.eta * (sym.gradient_norm**2 - sym.cross), LENGTH_OF_CHANGE),
        ),
        Named("length", ge(LENGTH_OF_CHANGE, 0)),
    ),
)

SECANT_RAY = Rule(
    id="secant_ray",
    title="v(t) = f(w - t d) - f* with d = grad f(w) - grad f(w+) has v(0) = gap, "
    "v'(0) = -<grad f(w), d> and, while it is at most the gap, v >= 0, v'' <= |d|^2 ell(v) and "
    "v(t) >= gap_next + <grad f(w+), w - t d - w+>",
    citation="[nesterov2018], sections 1.2.2 (chain rule along a segment) and 2.1.1 "
    "(tangents of a convex function)",
    parameters=_PAIR,
    premises=(
        Named("smooth", SMOOTH),
        Named("bounded_below", BOUNDED_BELOW),
        Named("convex", CONVEX),
        Named("pair", GD_PAIR),
    ),
    conclusions=(
        Named("velocity", HasDerivative(t, ge(t, 0), v(t), dv(t), smooth=True)),
        Named("acceleration", HasDerivative(t, ge(t, 0), dv(t), ddv(t), smooth=False)),
        Named("start", eq(v(0), sym.gap)),
        Named("slope", eq(dv(0), -(sym.gradient_norm**2 - sym.cross))),
        Named("nonnegative", _while_below(ge(v(t), 0))),
        Named("curvature", _while_below(le(ddv(t), LENGTH_OF_CHANGE * sym.ell(v(t))))),
        Named(
            "tangent",
            _while_below(
                ge(
                    v(t),
                    sym.gap_next + sym.eta * sym.cross - t * (sym.cross - sym.gradient_next**2),
                )
            ),
        ),
    ),
    introduces=(v, dv, ddv),
)

b, pair, size = function("b"), function("pair"), function("size")

_PATH = Pred("gd_path_towards", (sym.distance_at, sym.inner_at, sym.g, sym.etas, sym.T))
"""w_0, ..., w_T is a run of gradient descent with the steps etas(t), and distance_at(n) =
||w_n - w*||, inner_at(n) = <grad f(w_n), w_n - w*>, g(n) = ||grad f(w_n)|| for n <= T."""

_integer = Pred("integer", (n,))
_ITERATE = conj(_integer, ge(n, 0), le(n, sym.T))
_STEP = conj(_integer, ge(n, 0), le(n + 1, sym.T))
_EXCESS = b(i) - sym.etas(i)

COMBINATION = Rule(
    id="combination",
    title="z_n = w_0 - w* - sum_{j<n} b_j grad f(w_j), with size = ||z_n||^2 and "
    "pair = <grad f(w_n), z_n>: size by recursion, Cauchy-Schwarz, and "
    "2 <x, y> <= ||x||^2 + ||y||^2 in each term of <grad f(w_n), w_n - w* - z_n>",
    citation="[rudin1976], Theorem 1.37 (inner products of finite sums, Cauchy-Schwarz)",
    parameters=(sym.distance_at, sym.inner_at, sym.g, sym.etas, sym.T, b),
    premises=(
        Named("path", _PATH),
        Named("weights", ForAll(n, _STEP, ge(b(n), sym.etas(n)))),
    ),
    conclusions=(
        Named("start", eq(size(0), sym.distance_at(0) ** 2)),
        Named(
            "next",
            ForAll(
                n,
                _STEP,
                eq(size(n + 1), size(n) - 2 * b(n) * pair(n) + b(n) ** 2 * sym.g(n) ** 2),
            ),
        ),
        Named(
            "cauchy_schwarz",
            ForAll(n, _ITERATE, conj(ge(size(n), 0), le(pair(n) ** 2, size(n) * sym.g(n) ** 2))),
        ),
        Named(
            "spread",
            ForAll(
                n,
                _ITERATE,
                le(
                    2 * (sym.inner_at(n) - pair(n)),
                    sym.g(n) ** 2 * total(_EXCESS, i, n) + total(_EXCESS * sym.g(i) ** 2, i, n),
                ),
            ),
        ),
    ),
    introduces=(pair, size),
)

PATH_TOWARDS = _PATH

CONVEXITY_RULES = (
    FORGET_MINIMISER,
    CONVEX_RAY,
    EXPANSION,
    MEAN_CURVATURE,
    SECANT_RAY,
    COMBINATION,
)
