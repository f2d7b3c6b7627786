"""The descent inequality below a level, which needs no radius.

    gap < level,   gap + <grad f(w), w' - w> + (L/2) ||w' - w||^2 < level,   L = ell(level)
        =>  f(w') <= f(w) + <grad f(w), w' - w> + (L/2) ||w' - w||^2

Lemma 2 asks that w' be closer than the distance over which the gap can grow to the level. It is
enough that the bound it concludes with is itself below the level.

Proof. Walk from w to w'. As long as the gap has not exceeded the level, its curvature is at most L,
so it is at most a parabola that opens upwards, and that lies below the level at both ends of the
walk, hence all along it. So the gap is below the level too, by continuous induction.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.ell_smooth import (
    BOUNDED,
    ELL_NONDECREASING,
    ELL_NONNEGATIVE,
    SMOOTH_CLASS,
)
from theory.definitions.ell_smooth import a as low
from theory.definitions.ell_smooth import b as high
from theory.lemmas.growth.setting import GLOBAL, PAIR
from theory.lemmas.local_instances import walk
from theory.logic import ForAll, Formula, HasDerivative, between, conj, ge, gt, le, lt, real
from theory.rules.calculus import CONTINUOUS_INDUCTION, MEAN_VALUE, a, b, dp, p
from theory.rules.rays import ddu, du, u
from theory.rules.segments import SEGMENT
from theory.schema import Apply, At, Decide, Differentiate, Named, Source, Statement, Step
from theory.witness import (
    COSH,
    DECREASING_ELL,
    DECREASING_PHI,
    LINEAR_ELL,
    LINEAR_PHI,
    LOG_COSH,
    STEEP,
    Witness,
)

s, t, r = sym.s, sym.t, real("r")
gap, gap_far, distance, towards = sym.gap, sym.gap_far, sym.distance, sym.towards
level = sym.level
L = sym.ell(level)

FAR_BOUND = gap + towards + L * distance**2 / 2
"""The right side of the descent inequality."""

STARTS = Assumption("starts", lt(gap, level), "the gap at w is below the level")
ARRIVES = Assumption(
    "arrives", lt(FAR_BOUND, level), "the bound of the gap at w' is below the level"
)
ASSUMPTIONS = (
    SMOOTH_CLASS,
    BOUNDED,
    GLOBAL,
    ELL_NONNEGATIVE,
    ELL_NONDECREASING,
    PAIR,
    STARTS,
    ARRIVES,
)

DESCENT = le(gap_far, FAR_BOUND)

_ZERO = sp.Integer(0)
_PARABOLA = gap + du(0) * t + L * t**2 / 2
_VALUE = _PARABOLA - u(t)
_SLOPE = du(0) + L * t - du(t)
_RISE = u(t) - level
_WAY = between(0, t, distance)


def _so_far(time: sp.Expr) -> Formula:
    """Up to this time the gap has not exceeded the level."""
    return ForAll(s, between(0, s, time), le(u(s), level))


PROOF = (
    Step(
        "room",
        "The level is a positive gap, and L is not negative.",
        conj(gt(level, 0), ge(L, 0)),
        Decide(),
        ("starts", "two_points", At("ell_nonnegative", {s: level})),
    ),
    Step(
        "segment",
        "Walk from w to w' at unit speed; u is the gap on the way.",
        None,
        Apply(SEGMENT),
        ("smooth", "bounded_below", "everywhere", "two_points"),
    ),
    Step(
        "curvature",
        "While u has not exceeded the level, its curvature is at most L.",
        le(ddu(t), L),
        Decide(),
        (
            "segment.curvature",
            "segment.nonnegative",
            At("ell_nondecreasing", {low: u(t), high: level}),
        ),
        (ge(t, 0), _so_far(t)),
    ),
    Step(
        "shorter",
        "A history up to t contains the history up to any earlier r.",
        _so_far(r),
        Decide(),
        (),
        (between(0, r, t), _so_far(t)),
    ),
    Step(
        "slope_derivative",
        "u'(0) + L t - u'(t) has derivative L - u''.",
        HasDerivative(t, ge(t, 0), _SLOPE, L - ddu(t), smooth=False),
        Differentiate(),
        ("segment.acceleration", "room"),
    ),
    Step(
        "value_derivative",
        "gap + u'(0) t + L t^2/2 - u(t) has derivative u'(0) + L t - u'(t).",
        HasDerivative(t, ge(t, 0), _VALUE, _SLOPE),
        Differentiate(),
        ("segment.velocity", "room"),
    ),
    Step(
        "slope",
        "Integrated once,",
        ge(_SLOPE, 0),
        Apply(MEAN_VALUE, {a: _ZERO, b: t, p: sp.Lambda(t, _SLOPE), dp: sp.Lambda(t, L - ddu(t))}),
        ("slope_derivative", "curvature", "shorter", "room"),
        (ge(t, 0), _so_far(t)),
    ),
    Step(
        "value",
        "and twice: u is at most the parabola gap + u'(0) t + L t^2/2.",
        ge(_VALUE, 0),
        Apply(MEAN_VALUE, {a: _ZERO, b: t, p: sp.Lambda(t, _VALUE), dp: sp.Lambda(t, _SLOPE)}),
        ("value_derivative", "slope", "shorter", "segment.start", "room"),
        (ge(t, 0), _so_far(t)),
    ),
    Step(
        "chord",
        "The parabola is below the level at both ends of the walk, and so all along it.",
        lt(distance * _PARABOLA, distance * level),
        Decide(),
        ("segment.towards", "starts", "arrives", "room"),
        (_WAY, gt(distance, 0)),
    ),
    Step(
        "onward",
        "So wherever the gap has not exceeded the level, it is below.",
        lt(_RISE, 0),
        Decide(),
        ("value", "chord"),
        (gt(t, 0), le(t, distance), _so_far(t)),
    ),
    Step(
        "rise_derivative",
        "u - level has derivative u'.",
        HasDerivative(t, _WAY, _RISE, du(t), smooth=False),
        Differentiate(),
        ("segment.velocity",),
    ),
    Step(
        "stays",
        "Hence it stays below up to the end.",
        None,
        Apply(CONTINUOUS_INDUCTION, {a: _ZERO, b: distance, p: sp.Lambda(t, _RISE), dp: du}),
        ("rise_derivative", "onward", "starts", "segment.start"),
    ),
    Step(
        "history",
        "In other words: it has not exceeded it.",
        _so_far(distance),
        Decide(),
        ("stays",),
    ),
    Step(
        "descent",
        "At the end of the walk the parabola is the bound.",
        DESCENT,
        Decide(),
        (
            At("value", {t: distance}),
            "history",
            "segment.end",
            "segment.towards",
            "two_points",
            "room",
        ),
    ),
)


_TWO, _THREE = sp.Integer(2), sp.Integer(3)
_LINEAR: dict[str, Any] = {"f": COSH, "ell": LINEAR_ELL, "Phi": LINEAR_PHI}

SHARP_AT = (
    walk("x^2/2 from x = 1 to x = 2, ell = 1, level 3", "descent", low=_THREE, equality=True),
)
FAILS_WITHOUT: dict[str, Witness | str] = {
    "smooth": walk(
        "5 x^2 from x = 1 to x = 3, ell = 1, level 30: 45 > 27",
        "descent",
        f=STEEP,
        end=_THREE,
        low=sp.Integer(30),
    ),
    "bounded_below": "smooth speaks of ell(f - f*), which has no meaning where f < f*",
    "everywhere": "where it fails, the segment may leave the region on which the bounds hold",
    "ell_nonnegative": "for ell(level) < 0 a function is strictly concave wherever its gap is "
    "below the level, and falls from there without end",
    "ell_nondecreasing": walk(
        "log cosh x from x = 2 to x = -12, where f'' = exp(-2 f), level 2: 11.3 > -10.3",
        "descent",
        f=LOG_COSH,
        start=_TWO,
        end=sp.Integer(-12),
        low=_TWO,
        ell=DECREASING_ELL,
        Phi=DECREASING_PHI,
    ),
    "starts": walk(
        "cosh(x) - 1 from x = 2 to x = 0, ell = 1 + s, level 1/10: 0 > -2.2",
        "descent",
        start=_TWO,
        end=_ZERO,
        low=sp.Rational(1, 10),
        **_LINEAR,
    ),
    "arrives": walk(
        "cosh(x) - 1 from x = 1 to x = 3, ell = 1 + s, level 1: 9.07 > 6.89",
        "descent",
        end=_THREE,
        low=sp.Integer(1),
        **_LINEAR,
    ),
}

STATEMENT = Statement(
    id="descent_below_level",
    kind="lemma",
    title="The descent inequality below a level",
    source=Source("warmproof", "", "Lemma 2 of LW without its radius"),
    summary="If gap < level and gap + <grad f(w), w' - w> + (L/2) ||w' - w||^2 < level with "
    "L = ell(level), then f(w') <= f(w) + <grad f(w), w' - w> + (L/2) ||w' - w||^2.",
    parameters=(sym.ell, gap, gap_far, distance, towards, level),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("descent", DESCENT),),
    proof=PROOF,
    closes={"descent": ("descent", "room")},
    sharp_at=SHARP_AT,
    fails_without=FAILS_WITHOUT,
    does_not_claim="That w' is close to w: far away the gap may be below the level too.",
)
