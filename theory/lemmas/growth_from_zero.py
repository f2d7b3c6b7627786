"""Lemma 4 from a point of gap 0: how far from a minimiser a gap can first be met.

    f(w) = f*   =>   integral from 0 to gap_far of dx/h(x) <= ||w' - w||,    h(x) = sqrt(2 Phi(x))

if that integral is finite; so G(f(w') - f*) <= ||w' - w*|| for every minimiser w*, and pairs that
break it belong to no function of the class. Where the integral is infinite (K0 = 0, rho >= 1),
``growth`` at small levels leaves gap_far = 0 only.

Proof. Suppose the integral were longer than the distance. It is continuous in its lower end, so it
still is from some small positive level on, against ``growth`` at that level.

Source: LW, Lemma 4.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.ell_smooth import (
    BOUNDED,
    CLASS_PARAMETERS,
    ELL_NONNEGATIVE,
    INTEGRAL,
    SMOOTH_CLASS,
)
from theory.lemmas import growth
from theory.lemmas.growth.setting import (
    ANTIDERIVATIVE,
    GLOBAL,
    POSITIVE,
    G,
    Phi,
    distance,
    gap,
    gap_far,
    h,
    towards,
    x,
)
from theory.lemmas.local_instances import G_CONSTANT, walk
from theory.logic import FALSE, Pred, conj, ge, gt, le
from theory.rules.calculus import SEPARATION, F, Gamma, high, low, v
from theory.rules.segments import TWO_POINTS
from theory.schema import Apply, At, Decide, Named, Source, Statement, Step
from theory.substitution import substitute
from theory.witness import STEEP, S, X

_ZERO = sp.Integer(0)
s, t = sym.s, sym.t
FROM_0 = G(gap_far) - G(0)
_REST = sp.Lambda(s, G(gap_far) - G(s))
_H = sp.Lambda(s, h(s))

PAIR = Assumption(
    "two_points",
    conj(substitute(TWO_POINTS, {gap: _ZERO}), ge(distance, 0)),
    "f(w) = f*, gap_far = f(w') - f*, distance = ||w' - w||",
    defines=True,
)
FAR = bounds(gap_far, 0, low_included=False, text="the gap at w' is positive")
FINITE = Assumption(
    "finite",
    Pred("time_integral", (_REST, _H, _ZERO, gap_far)),
    "G(gap_far) - G(x) is the integral of 1/h from x to gap_far, and finite from x = 0 on",
)
ASSUMPTIONS = (
    SMOOTH_CLASS,
    BOUNDED,
    GLOBAL,
    ELL_NONNEGATIVE,
    INTEGRAL,
    POSITIVE,
    ANTIDERIVATIVE,
    PAIR,
    FAR,
    FINITE,
)
BOUND = le(FROM_0, distance)
_TOO_LONG = gt(FROM_0, distance)
_TIME = (FROM_0 + distance) / 2

PROOF = (
    Step(
        "positive",
        "h is positive at positive gaps.",
        conj(gt(Phi(s), 0), gt(h(s), 0)),
        Decide(),
        (At("potential_positive", {x: s}),),
        (gt(s, 0),),
    ),
    Step(
        "inverse",
        "Let v fall from gap_far to 0 at the speed h; it takes the time G(gap_far) - G(0), and "
        "G(gap_far) - G(v(t)) = t on the way.",
        None,
        Apply(SEPARATION, {low: _ZERO, high: gap_far, F: _H, Gamma: _REST}),
        ("finite", "gap_far_range", "positive", "integral"),
    ),
    Step(
        "before",
        "If that time were longer than the distance, v would still be positive at some time beyond "
        "the distance,",
        conj(gt(v(_TIME), 0), gt(G(gap_far) - G(v(_TIME)), distance)),
        Decide(),
        (At("inverse.above", {t: _TIME}), At("inverse.clock", {t: _TIME}), "two_points"),
        (_TOO_LONG,),
    ),
    Step(
        "growth",
        "while Lemma 4 at this level",
        None,
        Apply(growth.STATEMENT, {gap: _ZERO, sym.level: v(_TIME)}),
        (
            "smooth",
            "bounded_below",
            "everywhere",
            "ell_nonnegative",
            "integral",
            "potential_positive",
            "antiderivative",
            "two_points",
            "gap_far_range",
            "before",
        ),
        (_TOO_LONG,),
    ),
    Step(
        "contradiction",
        "says that it would not.",
        FALSE,
        Decide(),
        ("growth", "before", "gap_far_range"),
        (_TOO_LONG,),
    ),
)

_FROM_0 = {"start": _ZERO, "factor": sp.Integer(4)}

STATEMENT = Statement(
    id="growth_from_zero",
    kind="lemma",
    title="A gap needs a distance from every minimiser",
    source=Source("LW", "Lemma 4", "from a point of gap 0"),
    summary="If f(w) = f* and the integral G of 1/sqrt(2 Phi) from 0 is finite, then "
    "G(f(w') - f*) <= ||w' - w||.",
    parameters=(*CLASS_PARAMETERS, G, gap_far, distance, towards),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("growth", BOUND),),
    proof=PROOF,
    closes={"growth": ("contradiction",)},
    sharp_at=(
        walk(
            "x^2/2 from x = 0 to x = 2, ell = 1, G = sqrt(2 s): 2 = 2",
            "growth",
            equality=True,
            **_FROM_0,
        ),
    ),
    fails_without={
        "smooth": walk("5 x^2 from x = 0 to x = 2, ell = 1: 6.3 > 2", "growth", f=STEEP, **_FROM_0),
        "bounded_below": walk(
            "2 x from x = 0 to x = 1/2, gap measured from 0, ell = 1: 1.4 > 0.5",
            "growth",
            f=2 * X,
            end=sp.Rational(1, 2),
            **_FROM_0,
        ),
        "everywhere": "where it fails, the segment may leave the region on which the bounds hold",
        "ell_nonnegative": "Lemma 5 uses it to know Phi >= 0, which potential_positive says "
        "too; no instance is known that breaks the conclusion without it",
        "integral": walk(
            "x^2/2 from x = 0 to x = 2, ell = 1 but Phi(s) = s/4: 4 > 2",
            "growth",
            G_of=2 * G_CONSTANT,
            Phi=sp.Lambda(S, S / 4),
            **_FROM_0,
        ),
        "potential_positive": "without it 1/h has no meaning at the gaps where Phi = 0",
        "antiderivative": "implied by finite at the gaps up to gap_far; stated for all, because "
        "the gap may exceed gap_far on the way",
        "gap_far_range": "at gap_far = 0 the integral is 0; stated so that it has two ends",
        "finite": "it says what G(0) is; where the integral is infinite it has no value",
    },
)
