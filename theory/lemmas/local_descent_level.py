"""Lemma 2 from a level: the descent inequality within the radius of a larger gap.

    ||w' - w|| <= R = G(beta level) - G(level),   level >= gap, level > 0
        =>  gap_far <= beta level,
            f(w') <= f(w) + <grad f(w), w' - w> + (L/2) ||w' - w||^2,      L = ell(beta level)

At gap > 0 the level may be the gap itself; that, and gap = 0, is ``local_descent``. A larger level
serves steps that must not shrink to 0 with the gap: stochastic gradient descent has a floor.

Proof. By Lemma 4 every point of the segment has a gap of at most beta level, so u'' <= L along it;
integrate twice. The radius is the integral of 1/h from level to beta level, so it has a meaning
where G itself is infinite at 0.

Source: LW, Lemma 2 (there beta = 3, the level is the gap, and the radius has the form of
``radius_min_form``).
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.ell_smooth import (
    BOUNDED,
    CLASS_PARAMETERS,
    ELL_NONDECREASING,
    ELL_NONNEGATIVE,
    INTEGRAL,
    SMOOTH_CLASS,
)
from theory.lemmas import distance_rises, growth
from theory.lemmas.distance_rises import r
from theory.lemmas.growth.setting import (
    ANTIDERIVATIVE,
    GLOBAL,
    LEVEL,
    PAIR,
    POSITIVE,
    G,
    distance,
    ell,
    gap,
    gap_far,
    level,
    t,
    towards,
    y,
)
from theory.lemmas.local_instances import FAILS_WITHOUT, SHARP_AT, walk
from theory.logic import HasDerivative, between, ge, le
from theory.rules.calculus import MEAN_VALUE, a, b, dp, p
from theory.rules.rays import ddu, du, u
from theory.rules.segments import SEGMENT
from theory.schema import Apply, At, Decide, Differentiate, Named, Source, Statement, Step

beta = sym.beta
TOP = beta * level
L = ell(TOP)

BETA = bounds(beta, 1, low_included=False, text="the gap may grow by a factor beta > 1")
RADIUS = Assumption(
    "radius",
    le(distance, G(TOP) - G(level)),
    "w' lies within the radius of the level, the integral of 1/h from level to beta level",
)
AROUND = (
    BOUNDED,
    GLOBAL,
    ELL_NONNEGATIVE,
    ELL_NONDECREASING,
    INTEGRAL,
    POSITIVE,
    ANTIDERIVATIVE,
    BETA,
)
ASSUMPTIONS = (SMOOTH_CLASS, *AROUND, PAIR, LEVEL, RADIUS)
PARAMETERS = (*CLASS_PARAMETERS, G, gap, gap_far, distance, towards, level, beta)

REACH = le(gap_far, TOP)
DESCENT = le(gap_far, gap + towards + L * distance**2 / 2)

_ZERO = sp.Integer(0)
_WAY = between(0, t, distance)
_SLOPE = du(0) + L * t - du(t)
_VALUE = gap + du(0) * t + L * t**2 / 2 - u(t)

PROOF = (
    Step(
        "distance",
        "G rises strictly.",
        None,
        Apply(distance_rises.STATEMENT),
        ("ell_nonnegative", "integral", "potential_positive", "antiderivative"),
    ),
    Step(
        "segment",
        "Walk from w to w' at unit speed; u is the gap on the way.",
        None,
        Apply(SEGMENT),
        ("smooth", "bounded_below", "everywhere", "two_points"),
    ),
    Step(
        "growth",
        "Lemma 4 holds at every point of the way.",
        None,
        Apply(
            growth.STATEMENT,
            {gap_far: u(t), distance: t, towards: t * du(0)},
        ),
        (
            "smooth",
            "bounded_below",
            "everywhere",
            "ell_nonnegative",
            "integral",
            "potential_positive",
            "antiderivative",
            "segment.part",
            "segment.nonnegative",
            "two_points",
            "level_range",
        ),
        (ge(t, 0),),
    ),
    Step(
        "reach",
        "So the gap never exceeds beta level on the way: beyond it, G would have risen by more.",
        le(u(t), TOP),
        Decide(),
        ("growth", At("distance.rises", {r: TOP, y: u(t)}), "radius", "level_range", "beta_range"),
        (_WAY,),
    ),
    Step(
        "curvature",
        "and the curvature at most L.",
        le(ddu(t), L),
        Decide(),
        (
            "reach",
            "segment.curvature",
            "segment.nonnegative",
            At("ell_nondecreasing", {a: u(t), b: TOP}),
        ),
        (_WAY,),
    ),
    Step(
        "slope_derivative",
        "u'(0) + L t - u'(t) has derivative L - u''.",
        HasDerivative(t, ge(t, 0), _SLOPE, L - ddu(t), smooth=False),
        Differentiate(),
        ("segment.acceleration", "level_range", "beta_range"),
    ),
    Step(
        "value_derivative",
        "gap + u'(0) t + L t^2/2 - u(t) has derivative u'(0) + L t - u'(t).",
        HasDerivative(t, ge(t, 0), _VALUE, _SLOPE),
        Differentiate(),
        ("segment.velocity", "level_range", "beta_range"),
    ),
    Step(
        "slope",
        "Integrated once: u'(t) <= u'(0) + L t.",
        ge(_SLOPE, 0),
        Apply(
            MEAN_VALUE,
            {a: _ZERO, b: t, p: sp.Lambda(t, _SLOPE), dp: sp.Lambda(t, L - ddu(t))},
        ),
        ("slope_derivative", "curvature", "level_range", "beta_range"),
        (_WAY,),
    ),
    Step(
        "value",
        "Integrated twice: the descent inequality.",
        ge(_VALUE.subs(t, distance), 0),
        Apply(
            MEAN_VALUE,
            {a: _ZERO, b: distance, p: sp.Lambda(t, _VALUE), dp: sp.Lambda(t, _SLOPE)},
        ),
        ("value_derivative", "slope", "segment.start", "two_points", "level_range", "beta_range"),
    ),
)

STATEMENT = Statement(
    id="local_descent_level",
    kind="lemma",
    title="The descent inequality within the radius of a level above the gap",
    source=Source("LW", "Lemma 2", "from any level, for every ell and beta"),
    summary="If ||w' - w|| <= G(beta level) - G(level) for a level > 0 that is at least the gap, "
    "then gap_far <= beta level and f(w') <= f(w) + <grad f(w), w' - w> + (ell(beta level)/2) "
    "||w' - w||^2.",
    parameters=PARAMETERS,
    assumptions=ASSUMPTIONS,
    conclusions=(Named("reach", REACH), Named("descent", DESCENT)),
    proof=PROOF,
    closes={
        "reach": (At("reach", {t: distance}), "segment.end", "two_points"),
        "descent": (
            "value",
            "segment.end",
            "segment.towards",
            "level_range",
            "beta_range",
        ),
    },
    sharp_at=SHARP_AT,
    fails_without={
        **FAILS_WITHOUT,
        "level_range": walk(
            "x^2/2 from x = 1 to x = 3/2, ell = 1, beta = 4, level 1/8 below the gap 1/2: "
            "9/8 > 1/2",
            "reach",
            end=sp.Rational(3, 2),
            low=sp.Rational(1, 8),
        ),
    },
    does_not_claim="That a larger level gives a larger radius: for rho > 1 the radius of a high "
    "level is small.",
)
