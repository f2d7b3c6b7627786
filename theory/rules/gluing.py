"""Rules for functions defined piece by piece: derivatives pass over a joint where all agrees.

A function u is given by formulas v on adjacent intervals, each open on the left and closed on the
right. If value and slope (and, for C^2, curvature) of the formula agree with u at its left end
too, u has the formula's derivatives on the closed interval, and then on the union with the next.
"""

from __future__ import annotations

import sympy as sp

from theory.logic import (
    TRUE,
    ForAll,
    Formula,
    HasDerivative,
    between,
    conj,
    eq,
    function,
    ge,
    gt,
    le,
    lt,
    real,
)
from theory.schema import Named, Rule

x, a, b = real("x"), real("a"), real("b")
u, du, ddu = function("u"), function("du"), function("ddu")
v, dv, ddv = function("v"), function("dv"), function("ddv")

_CITATION = "[rudin1976], Definition 5.1 and Theorem 5.3 (one-sided derivatives that agree)"


_WHOLE = (u(x), du(x), ddu(x))
_FORMULA = (v(x), dv(x), ddv(x))


def _twice(
    tower: tuple[sp.Expr, sp.Expr, sp.Expr], guard: Formula, *, smooth: bool
) -> tuple[Formula, Formula]:
    value, slope, curvature = tower
    return (
        HasDerivative(x, guard, value, slope, smooth=True),
        HasDerivative(x, guard, slope, curvature, smooth=smooth),
    )


def _formula(guard: Formula, *, smooth: bool) -> tuple[Named, Named]:
    first, second = _twice(_FORMULA, guard, smooth=smooth)
    return Named("formula", first), Named("formula_slope", second)


def _beyond(*, smooth: bool) -> tuple[Named, Named]:
    first, second = _twice(_WHOLE, ge(x, b), smooth=smooth)
    return Named("beyond", first), Named("beyond_slope", second)


def _inside(guard: Formula) -> Named:
    same = conj(eq(u(x), v(x)), eq(du(x), dv(x)), eq(ddu(x), ddv(x)))
    return Named("inside", ForAll(x, guard, same))


def _joint(*, smooth: bool) -> Named:
    same = [eq(u(a), v(a)), eq(du(a), dv(a))]
    if smooth:
        same.append(eq(ddu(a), ddv(a)))
    return Named("joint", conj(*same))


def _conclusions(guard: Formula, *, smooth: bool) -> tuple[Named, Named]:
    first, second = _twice(_WHOLE, guard, smooth=smooth)
    return Named("derivative", first), Named("second_derivative", second)


def _rules(*, smooth: bool) -> tuple[Rule, Rule, Rule]:
    kind = "c2" if smooth else "c11"
    agree = "value, slope and curvature" if smooth else "value and slope"
    right = conj(lt(a, x), le(x, b))
    return (
        Rule(
            id=f"glued_ray_{kind}",
            title=f"A function given by a formula for x > a, {agree} of which agree with it at a, "
            "has the formula's derivatives for x >= a",
            citation=_CITATION,
            parameters=(a, u, du, ddu, v, dv, ddv),
            premises=(
                *_formula(ge(x, a), smooth=smooth),
                _inside(gt(x, a)),
                _joint(smooth=smooth),
            ),
            conclusions=_conclusions(ge(x, a), smooth=smooth),
        ),
        Rule(
            id=f"glued_piece_{kind}",
            title=f"A function given by a formula for a < x <= b, {agree} of which agree with it "
            "at a, has the formula's derivatives on [a, b]; if it has derivatives for x >= b too, "
            "then for x >= a",
            citation=_CITATION,
            parameters=(a, b, u, du, ddu, v, dv, ddv),
            premises=(
                *_formula(between(a, x, b), smooth=smooth),
                _inside(right),
                _joint(smooth=smooth),
                *_beyond(smooth=smooth),
            ),
            conclusions=_conclusions(ge(x, a), smooth=smooth),
        ),
        Rule(
            id=f"glued_line_{kind}",
            title="A function given by a formula for x <= b, with derivatives for x >= b, has "
            "them everywhere",
            citation=_CITATION,
            parameters=(b, u, du, ddu, v, dv, ddv),
            premises=(
                *_formula(le(x, b), smooth=smooth),
                _inside(le(x, b)),
                *_beyond(smooth=smooth),
            ),
            conclusions=_conclusions(TRUE, smooth=smooth),
        ),
    )


SMOOTH_RULES = _rules(smooth=True)
"""Ray, piece and line for twice continuously differentiable functions."""
LIPSCHITZ_RULES = _rules(smooth=False)
"""The same for a locally Lipschitz slope, whose derivative is meant almost everywhere."""

GLUED_RAY, GLUED_PIECE, GLUED_LINE = SMOOTH_RULES
GLUED_RAY_C11, GLUED_PIECE_C11, GLUED_LINE_C11 = LIPSCHITZ_RULES

GLUING_RULES = (*SMOOTH_RULES, *LIPSCHITZ_RULES)
