"""Closure under multiples: c f is (rho, c K0, c^(1-rho) K)-smooth for c > 0.

The gap of c f is c gap_f, and c (K0 + K gap_f^rho) = c K0 + c^(1-rho) K (c gap_f)^rho.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.lemmas.closure.setting import (
    EXPONENT,
    F_SMOOTH,
    GAP_F,
    K0f,
    Kf,
    gap_f,
    hess,
    hess_f,
    rho,
)
from theory.logic import eq, gt, le
from theory.rules.norms import HESSIANS_OF_MULTIPLE, NORM_OF_MULTIPLE
from theory.rules.powers import POWER_OF_QUOTIENT, POWER_OF_ZERO, POWER_POSITIVE, r, x, y
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.witness import Witness

c = sym.multiple

FACTOR = bounds(c, 0, low_included=False, text="the factor is positive")
NORMS = Assumption(
    "norms", HESSIANS_OF_MULTIPLE, "the Hessian norms at w are those of f and c f", defines=True
)
ASSUMPTIONS = (EXPONENT, FACTOR, GAP_F, NORMS, F_SMOOTH)

GROWTH = c ** (1 - rho) * Kf
SMOOTH = le(hess, c * K0f + GROWTH * (c * gap_f) ** rho)

PROOF = (
    Step(
        "norm",
        "||hess (c f)|| <= c ||hess f||.",
        None,
        Apply(NORM_OF_MULTIPLE),
        ("norms", "multiple_range"),
    ),
    Step(
        "factor_power",
        "c^rho > 0.",
        None,
        Apply(POWER_POSITIVE, {x: c, r: rho}),
        ("multiple_range",),
    ),
    Step(
        "split",
        "(c gap_f)^rho = c^rho gap_f^rho for a positive gap,",
        None,
        Apply(POWER_OF_QUOTIENT, {x: c * gap_f, y: gap_f, r: rho}),
        ("multiple_range",),
        (gt(gap_f, 0),),
    ),
    Step(
        "zero",
        "and both sides are 0 at gap 0.",
        None,
        Apply(POWER_OF_ZERO, {r: rho}),
        ("rho_range",),
    ),
    Step(
        "product",
        "(c gap_f)^rho = c^rho gap_f^rho.",
        eq((c * gap_f) ** rho, c**rho * gap_f**rho),
        Decide(),
        ("split", "zero", "gap_f", "multiple_range", "rho_range"),
    ),
    Step(
        "growth",
        "So c Kf gap_f^rho = c^(1-rho) Kf (c gap_f)^rho,",
        eq(GROWTH * (c * gap_f) ** rho, c * Kf * gap_f**rho),
        Decide(),
        ("product", "factor_power", "gap_f", "multiple_range", "rho_range"),
    ),
    Step(
        "smooth",
        "which is the claim.",
        SMOOTH,
        Decide(),
        ("growth", "norm", "f_smooth", "gap_f", "multiple_range", "rho_range"),
    ),
)


def _numbers(
    text: str, factor: int, exponent: int, gap: int, curvature: int, *, equality: bool = False
) -> Witness:
    """Numbers at one point of a function with K0f = 0 and Kf = 1."""
    values = {
        c: factor,
        rho: exponent,
        gap_f: gap,
        hess_f: curvature,
        hess: abs(factor) * curvature,
    }
    numbers = {
        K0f: sp.Integer(0),
        Kf: sp.Integer(1),
        **{k: sp.Integer(n) for k, n in values.items()},
    }
    return Witness(text, "smooth", values=numbers, equality=equality)


STATEMENT = Statement(
    id="closure_scaling",
    kind="proposition",
    title="Positive multiples stay in the class",
    source=Source("warmproof", "closure under multiples"),
    summary="c f is (rho, c K0, c^(1-rho) K)-smooth for every c > 0.",
    parameters=(rho, K0f, Kf, c, gap_f, hess_f, hess),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("smooth", SMOOTH),),
    proof=PROOF,
    closes={"smooth": ("smooth", "gap_f", "multiple_range", "rho_range")},
    sharp_at=(_numbers("c = 3, rho = 2, gap 2: 12 = 1/3 * 36", 3, 2, 2, 4, equality=True),),
    fails_without={
        "rho_range": "for rho < 0 it holds at positive gaps, and 0^rho has no meaning",
        "multiple_range": _numbers("c = -2, rho = 1, gap 1: 2 > -2", -2, 1, 1, 1),
        "f_smooth": _numbers("c = 1, rho = 1, gap 1, ||hess f|| = 2: 2 > 1", 1, 1, 1, 2),
    },
)
