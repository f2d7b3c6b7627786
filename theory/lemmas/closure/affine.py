"""Closure under affine maps of the argument: f(A w + b).

With gamma = inf f(A . + b) - f* >= 0 the gap of f is the new gap plus gamma, and

    rho <= 1:   (rho, ||A||^2 (K0 + K gamma^rho), ||A||^2 K)-smooth
    rho >= 1:   the two terms with K times 2^(rho-1), which is not needed for gamma = 0
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.lemmas import power_sums
from theory.lemmas.closure.setting import (
    EXPONENT,
    F_SMOOTH,
    GROWTH_F,
    RISE,
    K0f,
    Kf,
    gamma,
    gap_f,
    hess,
    hess_f,
    rho,
)
from theory.logic import Formula, Implies, conj, eq, ge, le
from theory.rules.norms import HESSIANS_OF_AFFINE, NORM_OF_AFFINE
from theory.rules.powers import r, x, y
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.witness import Witness

norm_A = sym.norm_A

GAPS = Assumption(
    "gaps",
    conj(ge(gap_f, 0), ge(gap_f - gamma, 0)),
    "gap_f is the gap of f at A w + b, gap_f - gamma that of the new function at w",
    defines=True,
)
NORMS = Assumption(
    "norms",
    HESSIANS_OF_AFFINE,
    "the norms are those of A, of the Hessian of f and of the new Hessian",
    defines=True,
)
ASSUMPTIONS = (EXPONENT, GROWTH_F, RISE, GAPS, NORMS, F_SMOOTH)

GAP = gap_f - gamma
DOUBLED = sp.Integer(2) ** (rho - 1) * Kf


def _bound(growth: sp.Expr) -> Formula:
    return le(hess, norm_A**2 * (K0f + growth * gamma**rho) + norm_A**2 * growth * GAP**rho)


CONCAVE = Implies(le(rho, 1), _bound(Kf))
CONVEX = Implies(ge(rho, 1), _bound(DOUBLED))
COMMON = Implies(eq(gamma, 0), le(hess, norm_A**2 * K0f + norm_A**2 * Kf * GAP**rho))

_INSIDE = ("gaps", "gamma_range", "rho_range")

PROOF = (
    Step("norm", "||A' hess f A|| <= ||A||^2 ||hess f||.", None, Apply(NORM_OF_AFFINE), ("norms",)),
    Step(
        "apart",
        "The rho-th power of gap_f beside those of the new gap and gamma.",
        None,
        Apply(power_sums.STATEMENT, {x: GAP, y: gamma, r: rho}),
        _INSIDE,
    ),
    Step(
        "subadditive",
        "For rho <= 1 what f allows is at most this,",
        le(hess_f, K0f + Kf * gamma**rho + Kf * GAP**rho),
        Decide(),
        ("apart.subadditive", "f_smooth", "Kf_range", *_INSIDE),
        (le(rho, 1),),
    ),
    Step(
        "power_mean",
        "and for rho >= 1 at most this.",
        le(hess_f, K0f + DOUBLED * gamma**rho + DOUBLED * GAP**rho),
        Decide(),
        ("apart.power_mean", "f_smooth", "Kf_range", "gaps", "gamma_range"),
        (ge(rho, 1),),
    ),
    Step("concave", "Times ||A||^2.", CONCAVE, Decide(), ("subadditive", "norm", *_INSIDE)),
    Step(
        "convex", "Times ||A||^2.", CONVEX, Decide(), ("power_mean", "norm", "gaps", "gamma_range")
    ),
    Step(
        "common",
        "If gamma = 0 nothing has to be split.",
        COMMON,
        Decide(),
        ("f_smooth", "norm", "gaps", "rho_range"),
    ),
)


def _numbers(
    text: str,
    conclusion: str,
    exponent: sp.Rational | int,
    *values: int,
    equality: bool = False,
) -> Witness:
    """Numbers at one point of f(2 w): K0f Kf gap_f gamma hess_f."""
    numbers = dict(zip((K0f, Kf, gap_f, gamma, hess_f), map(sp.Integer, values), strict=True))
    numbers |= {rho: sp.Rational(exponent), norm_A: sp.Integer(2), hess: 4 * numbers[hess_f]}
    return Witness(text, conclusion, values=numbers, equality=equality)


STATEMENT = Statement(
    id="closure_affine",
    kind="proposition",
    title="Functions of affine arguments stay in the class",
    source=Source("AIL", "Proposition B.2", "for every rho"),
    summary="f(A w + b) is (rho, ||A||^2 (K0 + K gamma^rho), ||A||^2 K)-smooth for rho <= 1, with "
    "2^(rho-1) K for K if rho >= 1 and gamma > 0; gamma = inf f(A . + b) - f*.",
    parameters=(rho, K0f, Kf, gamma, norm_A, gap_f, hess_f, hess),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("concave", CONCAVE, "for rho <= 1"),
        Named("convex", CONVEX, "for rho >= 1"),
        Named("same_infimum", COMMON, "for gamma = 0"),
    ),
    proof=PROOF,
    closes={
        "concave": ("concave", *_INSIDE),
        "convex": ("convex", "gaps", "gamma_range"),
        "same_infimum": ("common", "gaps", "rho_range"),
    },
    sharp_at=(
        _numbers(
            "rho = 1, gap 3, gamma = 1: 12 = 4 (1 + 2)", "concave", 1, 0, 1, 3, 1, 3, equality=True
        ),
        _numbers(
            "rho = 2, gap 2, gamma = 1: 16 = 4 (2 + 2)", "convex", 2, 0, 1, 2, 1, 4, equality=True
        ),
        _numbers(
            "rho = 2, gap 2, gamma = 0: 16 = 4 * 4", "same_infimum", 2, 0, 1, 2, 0, 4, equality=True
        ),
    ),
    fails_without={
        "rho_range": "for rho < 0 it holds at positive gaps, and 0^rho has no meaning",
        "Kf_range": _numbers(
            "rho = 1/2, K0 = 2, K = -1, gap 4, gamma = 2: 0 > 4 (2 - 2 sqrt 2)",
            "concave",
            sp.Rational(1, 2),
            *(2, -1, 4, 2, 0),
        ),
        "gamma_range": "the infimum over the image of an affine map is never below f*",
        "f_smooth": _numbers(
            "rho = 1, K = 0, ||hess f|| = 1: 4 > 0", "concave", 1, *(0, 0, 1, 0, 1)
        ),
    },
)
