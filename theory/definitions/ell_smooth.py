"""The general class: curvature bounded by a nondecreasing function of the gap.

A function f with f >= f* is *ell-smooth* when ``||hess f(w)|| <= ell(f(w) - f*)`` on S, for a
continuous nondecreasing ``ell >= 0``; ``Phi`` is its integral from 0. S is all of R^d, or just the
connected component of a sublevel set of f that holds the start: see ``theory/rules/rays.py`` and
the theorem ``localisation``. Definition 1 is the case
``ell(s) = K0 + K s^rho`` (the proposition ``power_ell`` shows that it is one). Lemma 5, the
descent lemma, the energy step and Theorem 1 hold for every such ell, so they are stated for it.

This module holds the assumptions that those statements share.
"""

from __future__ import annotations

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.logic import ForAll, HasDerivative, conj, eq, ge, le, real
from theory.rules.rays import BOUNDED_BELOW, GD_STEP, POINT, SMOOTH
from theory.schema import Source, Statement

a, b, s = real("a"), real("b"), sym.s

SMOOTH_CLASS = Assumption(
    "smooth",
    SMOOTH,
    "the curvature of f at w is at most ell(f(w) - f*), for every w in S",
)
BOUNDED = Assumption(
    "bounded_below",
    BOUNDED_BELOW,
    "f* is the infimum of f over S, or a number below it",
)
ELL_NONNEGATIVE = Assumption(
    "ell_nonnegative", ForAll(s, ge(s, 0), ge(sym.ell(s), 0)), "ell is nonnegative"
)
ELL_NONDECREASING = Assumption(
    "ell_nondecreasing",
    ForAll(a, ge(a, 0), ForAll(b, ge(b, a), le(sym.ell(a), sym.ell(b)))),
    "ell is nondecreasing",
)
INTEGRAL = Assumption(
    "integral",
    conj(
        HasDerivative(s, ge(s, 0), sym.Phi(s), sym.ell(s), smooth=True),
        eq(sym.Phi(0), 0),
    ),
    "ell is continuous and Phi is its integral from 0",
)
AT_POINT = Assumption(
    "point",
    conj(POINT, ge(sym.gap, 0), ge(sym.gradient_norm, 0)),
    "gap = f(w) - f* and gradient_norm = ||grad f(w)|| at a point w of S",
    defines=True,
)
ONE_STEP = Assumption(
    "step",
    conj(GD_STEP, ge(sym.gap, 0), ge(sym.gradient_norm, 0)),
    "gap and gradient_norm belong to a point w of S, gap_next to w - eta grad f(w)",
    defines=True,
)

CLASS_PARAMETERS = (sym.ell, sym.Phi)

STATEMENT = Statement(
    id="ell_smooth",
    kind="definition",
    title="Curvature bounded by a nondecreasing function of the gap",
    source=Source("warmproof", "general form of LW, Definition 1"),
    summary="f is ell-smooth if ||hess f(w)|| <= ell(f(w) - f*) for all w in S, with ell "
    "continuous, nonnegative and nondecreasing; Phi is the integral of ell from 0.",
    parameters=CLASS_PARAMETERS,
    assumptions=(SMOOTH_CLASS, BOUNDED, ELL_NONNEGATIVE, ELL_NONDECREASING, INTEGRAL),
    does_not_claim="That f attains its infimum, or that f is twice differentiable everywhere: a "
    "locally Lipschitz gradient with the bound almost everywhere is enough.",
)
