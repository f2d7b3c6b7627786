"""Closure under sums: f + g is in the class with explicit constants.

With gamma = inf(f + g) - f* - g* >= 0 the gap of the sum is gap_f + gap_g - gamma, and

    rho >= 1:   K = 2^(rho-1) max(Kf, Kg)                        K0 = K0f + K0g + K gamma^rho
    rho < 1:    K = (Kf^(1/q) + Kg^(1/q))^q,  q = 1 - rho        K0 = K0f + K0g + K gamma^rho

At rho = 1 this is K = max(Kf, Kg), K0 = K0f + K0g + max(Kf, Kg) gamma. With gamma = 0 the factor
2^(rho-1) is not needed. Proof: the triangle inequality for the Hessians, then superadditivity and
power means of rho-th powers (rho >= 1), Hoelder's inequality and subadditivity (rho < 1).

Source: AIL, Proposition B.2 (rho = 1), whose printed constants can be negative.
"""

from __future__ import annotations

import sympy as sp

from theory.evaluation import Case, Evaluation, Output
from theory.lemmas.closure.setting import (
    EXPONENT,
    GROWTH_F,
    GROWTH_G,
    RISE,
    START_F,
    START_G,
    K0f,
    K0g,
    Kf,
    Kg,
    gamma,
    gap_f,
    gap_g,
    hess,
    hess_f,
    hess_g,
    rho,
)
from theory.lemmas.closure.sum_formulas import (
    ASSUMPTIONS,
    COMMON,
    CONCAVE,
    CONVEX,
    K_CONVEX,
    LARGER,
    k0,
    k_concave,
    q,
)
from theory.lemmas.closure.sum_proof import PROOF, v
from theory.logic import Formula, eq, lt
from theory.schema import At, Named, Source, Statement
from theory.witness import Witness


def _case(*conditions: Formula, growth: sp.Expr) -> Case:
    outputs = (
        Output("K0", k0(growth), "curvature of f + g allowed at gap 0, loss/length^2"),
        Output("K", growth, "growth of the curvature of f + g, loss^(1-rho)/length^2"),
    )
    return Case(conditions, outputs)


EVALUATION = Evaluation(
    inputs=(rho, K0f, Kf, K0g, Kg, gamma),
    domain=(EXPONENT, START_F, GROWTH_F, START_G, GROWTH_G, RISE),
    cases=(
        _case(lt(rho, 1), growth=k_concave(1 - rho)),
        _case(eq(rho, 1), growth=LARGER),
        _case(growth=K_CONVEX),
    ),
)


def _numbers(
    text: str, conclusion: str, exponent: sp.Expr | int, *values: sp.Expr | int, rise: int = 0
) -> Witness:
    """Numbers at one point: K0f Kf K0g Kg gap_f gap_g hess_f hess_g; the norms add up."""
    names = (K0f, Kf, K0g, Kg, gap_f, gap_g, hess_f, hess_g)
    numbers = dict(zip(names, map(sp.Rational, values), strict=True))
    numbers |= {rho: sp.Rational(exponent), q: 1 - sp.Rational(exponent), gamma: sp.Integer(rise)}
    numbers[hess] = numbers[hess_f] + numbers[hess_g]
    return Witness(text, conclusion, values=numbers, equality=text.startswith("equality"))


_TENTH = sp.Rational(1, 10)

STATEMENT = Statement(
    id="closure_sum",
    kind="proposition",
    title="Sums stay in the class",
    source=Source("AIL", "Proposition B.2", "repaired, and for every rho"),
    summary="f + g is (rho, K0, K)-smooth with K0 = K0f + K0g + K gamma^rho and "
    "K = 2^(rho-1) max(Kf, Kg) for rho >= 1, K = (Kf^(1/(1-rho)) + Kg^(1/(1-rho)))^(1-rho) for "
    "rho < 1, where gamma = inf(f + g) - f* - g*.",
    parameters=(
        *(rho, K0f, Kf, K0g, Kg, gamma, q),
        *(gap_f, gap_g, hess_f, hess_g, hess),
    ),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("convex", CONVEX, "for rho >= 1"),
        Named("common_minimum", COMMON, "for rho >= 1 and gamma = 0"),
        Named("concave", CONCAVE, "for rho < 1"),
    ),
    proof=PROOF,
    closes={
        "convex": ("convex", "gaps", "gamma_range"),
        "common_minimum": ("common", "gaps"),
        "concave": (
            "concave",
            "gaps",
            "gamma_range",
            "rho_range",
            "conjugate",
            "Kf_range",
            "Kg_range",
            At("part_nonnegative", {v: Kf}),
            At("part_nonnegative", {v: Kg}),
        ),
    },
    evaluation=EVALUATION,
    sharp_at=(
        _numbers(
            "equality at rho = 2, gap_f = 2, gap_g = 0, gamma = 1",
            "convex",
            2,
            1,
            1,
            1,
            1,
            2,
            0,
            5,
            1,
            rise=1,
        ),
        _numbers(
            "equality at rho = 1, gap_f = gap_g = 1", "common_minimum", 1, 1, 1, 1, 1, 1, 1, 2, 2
        ),
        _numbers(
            "equality at rho = 1/2, gap_f = gap_g = 1: K = sqrt 2",
            "concave",
            sp.Rational(1, 2),
            1,
            1,
            1,
            1,
            1,
            1,
            2,
            2,
        ),
    ),
    fails_without={
        "rho_range": _numbers(
            "rho = -1, Kf = Kg = 1, gaps 1/100 and 10, gamma = 5: 100.1 > 1.6",
            "concave",
            -1,
            0,
            1,
            0,
            1,
            sp.Rational(1, 100),
            10,
            100,
            _TENTH,
            rise=5,
        ),
        "Kf_range": _numbers(
            "rho = 2/3, Kf = -1, Kg = 1, gap_f = 0, gap_g = 1: 1 > 0",
            "concave",
            sp.Rational(2, 3),
            0,
            -1,
            0,
            1,
            0,
            1,
            0,
            1,
        ),
        "Kg_range": _numbers(
            "rho = 2/3, Kf = 1, Kg = -1, gap_f = 1, gap_g = 0: 1 > 0",
            "concave",
            sp.Rational(2, 3),
            0,
            1,
            0,
            -1,
            1,
            0,
            1,
            0,
        ),
        "gamma_range": "inf(f + g) >= f* + g* always, and gamma^rho has no meaning for gamma < 0",
        "f_smooth": _numbers(
            "rho = 1, K0f = 1, Kf = 0, ||hess f|| = 2, g = 0: 2 > 1",
            "convex",
            1,
            1,
            0,
            0,
            0,
            0,
            0,
            2,
            0,
        ),
        "g_smooth": _numbers(
            "rho = 1, K0g = 1, Kg = 0, ||hess g|| = 2, f = 0: 2 > 1",
            "convex",
            1,
            0,
            0,
            1,
            0,
            0,
            0,
            0,
            2,
        ),
    },
)
