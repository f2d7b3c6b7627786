"""Lemma 1 in the form of LW: the constant 2^(rho+2) L in place of 4 L.

LW take the bound ||grad f||^2 <= 2 (L0 + L (2 ||grad f||)^rho) gap from [li2023], Lemma
3.5, and get (alpha, 2 L0, L (2^(rho+2) L)^alpha). Both are weaker than what is proved here without
the factor 2 inside the power: (2 g)^rho >= g^rho, and 2^(rho+2) L >= 4 L.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.lemmas import power_monotone
from theory.lemmas.inclusion import at_point, slope_bound
from theory.lemmas.inclusion.at_point import constants, theta
from theory.lemmas.inclusion.setting import (
    ALPHA,
    CLASS_ASSUMPTIONS,
    EMPTY_CLASS,
    L0,
    L,
    g,
    gap,
    rho,
)
from theory.logic import ForAll, Formula, Pred, conj, ge, le
from theory.rules.flows import GRADIENT_CLASS, allowed
from theory.rules.powers import POWER_OF_ZERO, r, x, y
from theory.rules.rays import POINT
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.witness import PARABOLA, Witness, X

ASSUMPTIONS = CLASS_ASSUMPTIONS

FACTOR = sp.Integer(2) ** (rho + 2) * L
ELL = sp.Lambda(sym.s, 2 * L0 + L * FACTOR**ALPHA * sym.s**ALPHA)
SLOPE_BOUND = le(g**2, 2 * allowed(2 * g) * gap)
CURVATURE = le(allowed(g), ELL(gap))


def _at_all_points(claim: Formula) -> Formula:
    return ForAll(gap, ge(gap, 0), ForAll(g, conj(POINT, ge(g, 0)), claim))


_AT_POINT = (POINT, ge(gap, 0), ge(g, 0))
_CLASS = tuple(a.name for a in ASSUMPTIONS)
_ZERO, _ONE, _TWO = sp.Integer(0), sp.Integer(1), sp.Integer(2)
_OLD = 4 * L

PROOF = (
    Step(
        "slope",
        "The sharper bound of the gradient norm.",
        None,
        Apply(slope_bound.STATEMENT),
        _CLASS,
        _AT_POINT,
    ),
    Step(
        "doubled",
        "A factor 2 inside the power only raises it,",
        None,
        Apply(power_monotone.STATEMENT, {x: g, y: 2 * g, r: rho}),
        ("rho_range",),
        (ge(g, 0),),
    ),
    Step(
        "slope_bound",
        "so the bound as it is cited holds.",
        SLOPE_BOUND,
        Decide(),
        ("slope", "doubled", "L_range", "rho_range"),
        _AT_POINT,
    ),
    Step(
        "sharper",
        "The sharper inclusion, theta = 1.",
        None,
        Apply(at_point.STATEMENT, {theta: _ONE}),
        _CLASS,
        _AT_POINT,
    ),
    Step(
        "two",
        "2^rho >= 1,",
        None,
        Apply(power_monotone.STATEMENT, {x: _ONE, y: _TWO, r: rho}),
        ("rho_range",),
    ),
    Step("zero", "0^alpha = 0,", None, Apply(POWER_OF_ZERO, {r: ALPHA}), ("rho_range",)),
    Step(
        "factor",
        "so (4 L)^alpha <= (2^(rho+2) L)^alpha,",
        le(_OLD**ALPHA, FACTOR**ALPHA),
        Apply(power_monotone.STATEMENT, {x: _OLD, y: FACTOR, r: ALPHA}),
        ("two", "L_range", "rho_range"),
    ),
    Step(
        "gap_power",
        "and powers of the gap are not negative.",
        ge(gap**ALPHA, 0),
        Apply(power_monotone.STATEMENT, {x: _ZERO, y: gap, r: ALPHA}),
        ("rho_range", "zero"),
        (ge(gap, 0),),
    ),
    Step(
        "growth",
        "So the growth with the larger constant is larger,",
        le(L * _OLD**ALPHA * gap**ALPHA, L * FACTOR**ALPHA * gap**ALPHA),
        Decide(),
        ("factor", "gap_power", "two", "L_range", "rho_range"),
        (ge(gap, 0),),
    ),
    Step(
        "curvature",
        "and the looser constants hold at every point,",
        CURVATURE,
        Decide(),
        ("sharper", "growth", "two", "L_range", "rho_range"),
        _AT_POINT,
    ),
    Step(
        "everywhere",
        "in other words:",
        _at_all_points(CURVATURE),
        Decide(),
        ("curvature", "two", "L_range", "rho_range"),
    ),
    Step(
        "class",
        "This is Definition 1 with these constants.",
        None,
        Apply(GRADIENT_CLASS, {sym.ell: ELL}),
        ("smooth", "bounded_below", "everywhere", "two", "L_range", "rho_range"),
    ),
)


def _read(
    text: str, at_gap: Any, slope: Any, values: dict[sp.Symbol, sp.Expr], **more: Any
) -> Witness:
    """An instance of the bound of the curvature, read at a gap and a gradient norm."""
    values = {**values, gap: sp.Rational(at_gap), g: sp.Rational(slope)}
    return Witness(text, "curvature", values=values, **more)


_CONSTANT = sp.Integer(1)

STATEMENT = Statement(
    id="inclusion_loose",
    kind="proposition",
    title="Definition 0 lies inside Definition 1, with LW's constant",
    source=Source("LW", "Lemma 1", "with [li2023], Lemma 3.5"),
    summary="A (rho, L0, L)-smooth f with 0 < rho < 2 has ||grad f||^2 <= 2 (L0 + L (2 ||grad "
    "f||)^rho) gap, and is (alpha, 2 L0, L (2^(rho+2) L)^alpha)-smooth, alpha = rho/(2 - rho).",
    parameters=(rho, L0, L),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("slope_bound", _at_all_points(SLOPE_BOUND), "at every point w of S"),
        Named("curvature", _at_all_points(CURVATURE), "at every point w of S"),
        Named("smooth", Pred("smooth", (ELL,))),
    ),
    proof=PROOF,
    closes={
        "slope_bound": ("slope_bound", "rho_range"),
        "curvature": ("everywhere", "two", "L_range", "rho_range"),
        "smooth": ("class",),
    },
    sharp_at=(
        _read(
            "the constant 1 at gap 0 with L0 = 0: both sides are 0",
            0,
            0,
            constants(1, 0, 1),
            f=_CONSTANT,
            f_star=_CONSTANT,
            equality=True,
        ),
    ),
    fails_without={
        "rho_range": _read(
            "x^2/2 at x = 4 with rho = 3, L0 = L = 1: 65 > 2 + 1/16777216",
            8,
            4,
            constants(3, 1, 1),
            f=PARABOLA,
            point=sp.Integer(4),
        ),
        "L0_range": EMPTY_CLASS,
        "L_range": _read(
            "the constant 1, gap measured from 0, with rho = 4/3, L0 = 2, L = -1: 2 > 4 - 2^(20/3)",
            1,
            0,
            constants(sp.Rational(4, 3), 2, -1),
            f=_CONSTANT,
        ),
        "not_both_zero": "with L0 = L = 0 both sides are 0",
        "smooth": _read(
            "x^2/2 at x = 1/16 with rho = 1, L0 = 0, L = 1: 1/16 > 1/64",
            sp.Rational(1, 512),
            sp.Rational(1, 16),
            constants(1, 0, 1),
            f=PARABOLA,
            point=sp.Rational(1, 16),
        ),
        "bounded_below": _read(
            "1 - 2x at x = 0, gap measured from 0, with rho = 1, L0 = 0, L = 1/5: 2/5 > 8/25",
            1,
            2,
            constants(1, 0, sp.Rational(1, 5)),
            f=1 - 2 * X,
        ),
    },
)
