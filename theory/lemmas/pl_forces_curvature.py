"""The PL constant is at most what the class allows: mu <= Phi(gap)/gap, near the infimum mu <= K0.

    g^2 >= 2 mu gap   =>   mu gap <= Phi(gap),    for ell(s) = K0 + K s^rho:
    (1 + rho) (mu - K0) <= K gap^rho       where gap > 0.

So a function that satisfies PL at points whose gaps tend to 0 has mu <= K0: for mu > K0 the last
line keeps those gaps away from 0.

Proof. Lemma 5: g^2 <= 2 Phi(gap).
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.ell_smooth import AT_POINT, BOUNDED
from theory.definitions.gap_smooth import CONSTANTS, ELL, PHI
from theory.lemmas import gradient_bound, power_ell
from theory.logic import Pred, ge, gt, implies, le
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.witness import COSH, PARABOLA, STEEP, Witness, X

rho, K0, K, mu, gap, g = sym.rho, sym.K0, sym.K, sym.mu, sym.gap, sym.gradient_norm

SMOOTH = Assumption(
    "smooth",
    Pred("smooth", (ELL,)),
    "the curvature of f at w is at most K0 + K (f(w) - f*)^rho, for every w",
)
PL_AT_POINT = Assumption("pl", ge(g**2, 2 * mu * gap), "||grad f||^2 >= 2 mu gap at the point")
ASSUMPTIONS = (*CONSTANTS, SMOOTH, BOUNDED, AT_POINT, PL_AT_POINT)

AVERAGE = le(mu * gap, PHI(gap))
EXCESS = implies((gt(gap, 0),), le((1 + rho) * (mu - K0), K * gap**rho))

PROOF = (
    Step(
        "class",
        "ell(s) = K0 + K s^rho is nonnegative, with the integral Phi.",
        None,
        Apply(power_ell.STATEMENT),
        ("rho_range", "K0_range", "K_range"),
    ),
    Step(
        "lemma_5",
        "Lemma 5: g^2 <= 2 Phi(gap).",
        None,
        Apply(gradient_bound.STATEMENT, {sym.ell: ELL, sym.Phi: PHI}),
        (
            "smooth",
            "bounded_below",
            "class.nonnegative",
            "class.integral",
            "point",
            "rho_range",
        ),
    ),
    Step(
        "average",
        "So mu gap <= Phi(gap).",
        AVERAGE,
        Decide(),
        ("lemma_5", "pl", "point", "rho_range"),
    ),
    Step(
        "excess",
        "Divide by gap and multiply by 1 + rho.",
        EXCESS,
        Decide(),
        ("average", "rho_range"),
    ),
)

_ONE = sp.Integer(1)


def _at(
    text: str,
    f: sp.Expr,
    growth: int,
    mu_value: sp.Expr | int,
    *,
    equality: bool = False,
) -> Witness:
    """An instance at x = 1 with rho = K0 = 1."""
    constants = {rho: 1, K0: 1, K: growth, mu: mu_value}
    return Witness(
        text,
        "excess" if not equality else "average",
        f=f,
        point=sp.Integer(1),
        values={name: sp.sympify(value) for name, value in constants.items()},
        equality=equality,
    )


STATEMENT = Statement(
    id="pl_forces_curvature",
    kind="lemma",
    title="The PL constant is at most the curvature that the class allows",
    source=Source("warmproof", "Theorem PL, step 1; AIL, Theorem 4.3 assumes mu <= H0 silently"),
    summary="If ||grad f||^2 >= 2 mu gap at a point with gap > 0 of a (rho, K0, K)-smooth f then "
    "(1 + rho) (mu - K0) <= K gap^rho. So PL at points whose gaps tend to 0 forces mu <= K0.",
    parameters=(rho, K0, K, gap, g, mu),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("average", AVERAGE), Named("excess", EXCESS)),
    proof=PROOF,
    closes={"average": ("average", "point", "rho_range"), "excess": ("excess",)},
    sharp_at=(
        _at("x^2/2 at x = 1 with K0 = mu = 1, K = 0", PARABOLA, 0, 1, equality=True),
        _at(
            "cosh(x) - 1 at x = 1 with K0 = K = 1, mu = (cosh(1) + 1)/2",
            COSH,
            1,
            (sp.cosh(1) + 1) / 2,
            equality=True,
        ),
    ),
    fails_without={
        "rho_range": "the class has positive exponents only",
        "K0_range": Witness(
            "the constant 1, gap measured from 0, ell(s) = 6 s - 4, mu = 0: 8 > 6",
            "excess",
            f=sp.Integer(1),
            values={rho: _ONE, K0: sp.Integer(-4), K: sp.Integer(6), mu: sp.Integer(0)},
        ),
        "K_range": "part of Definition 1, as K0_range is: both keep ell nonnegative",
        "smooth": _at("5 x^2 at x = 1 with ell = 1, mu = 10: 18 > 0", STEEP, 0, 10),
        "bounded_below": Witness(
            "1 - 2x at x = 0, gap measured from 0, ell = 1, mu = 2: 2 > 0",
            "excess",
            f=1 - 2 * X,
            point=sp.Integer(0),
            values={rho: _ONE, K0: _ONE, K: sp.Integer(0), mu: sp.Integer(2)},
        ),
        "pl": _at("x^2/2 at x = 1 with ell = 1 and mu = 2: 2 > 0", PARABOLA, 0, 2),
    },
    does_not_claim="That mu <= K0 from PL at one point only: at gap 1 on cosh(x) - 1 it holds with "
    "mu = 3/2, K0 = 1.",
)
