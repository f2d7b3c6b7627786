"""Closed forms of the distance G: rho = 1, K0 = 0, and K = 0.

    rho = 1, K0, K > 0:   G(s) = log((K0 + K s + sqrt(K) h(s))/K0)/sqrt(K)
                               = arccosh(1 + K s/K0)/sqrt(K)
    K0 = 0, rho != 1:     G(s) = 2 s/((1 - rho) h(s)), up to a constant where rho > 1
    K = 0:                G(s) = h(s)/K0 = sqrt(2 s/K0)

Each has the derivative 1/h at positive gaps, h = sqrt(2 Phi); the first and the last are 0 at 0,
and so is the middle one, in the form a s^((1 - rho)/2), for rho < 1.

For other constants G is a hypergeometric function (``theory/definitions/distance.py``); that form
is used for numbers only, and its agreement with the integral is tested, not proved.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.distance import G_linear
from theory.definitions.distance import h as full_h
from theory.definitions.gap_smooth import EXPONENT
from theory.logic import ForAll, HasDerivative, conj, eq, gt, ne
from theory.rules.powers import POWER_POSITIVE, r, x
from theory.schema import Apply, Decide, Differentiate, Named, Source, Statement, Step
from theory.witness import Witness

rho, K0, K, s = sym.rho, sym.K0, sym.K, sym.s
_ZERO, _ONE = sp.Integer(0), sp.Integer(1)

H_LINEAR = full_h(s).subs(rho, _ONE)
H_POWER = full_h(s).subs(K0, _ZERO)
H_CONSTANT = full_h(s).subs(K, _ZERO)
POWER = 2 * s / ((1 - rho) * H_POWER)
CONSTANT = H_CONSTANT / K0

K0_POSITIVE = bounds(K0, 0, low_included=False, text="K0 is positive, where it occurs")
K_POSITIVE = bounds(K, 0, low_included=False, text="K is positive, where it occurs")
NOT_LINEAR = Assumption("not_linear", ne(rho, 1), "the power form is for rho != 1; change rho")
ASSUMPTIONS = (EXPONENT, NOT_LINEAR, K0_POSITIVE, K_POSITIVE)

_POSITIVE = gt(s, 0)


def _derivative(of: sp.Expr, speed: sp.Expr) -> HasDerivative:
    return HasDerivative(s, _POSITIVE, of, 1 / speed)


LINEAR_CLAIM = _derivative(G_linear(s), H_LINEAR)
POWER_CLAIM = _derivative(POWER, H_POWER)
CONSTANT_CLAIM = _derivative(CONSTANT, H_CONSTANT)

PROOF = (
    Step(
        "linear",
        "For rho = 1 the chain rule gives the logarithm the derivative 1/h.",
        LINEAR_CLAIM,
        Differentiate(),
        ("K0_range", "K_range"),
    ),
    Step(
        "power_positive",
        "For K0 = 0, s^rho is positive,",
        None,
        Apply(POWER_POSITIVE, {x: s, r: rho}),
        (),
        (_POSITIVE,),
    ),
    Step(
        "h_power",
        "so h is positive,",
        conj(gt(H_POWER**2, 0), gt(H_POWER, 0)),
        Decide(),
        ("power_positive", "K_range", "rho_range"),
        (_POSITIVE,),
    ),
    Step(
        "power",
        "and 2 s/((1 - rho) h) has the derivative 2 (h^2 - s ell)/((1 - rho) h^3) = 1/h.",
        POWER_CLAIM,
        Differentiate(),
        ("h_power", "not_linear", "rho_range"),
    ),
    Step(
        "constant",
        "For K = 0, h = sqrt(2 K0 s), and h/K0 has the derivative 1/h.",
        CONSTANT_CLAIM,
        Differentiate(),
        ("K0_range",),
    ),
)

STATEMENT = Statement(
    id="distance_closed_forms",
    kind="lemma",
    title="Closed forms of the distance G",
    source=Source("warmproof", "the distance G"),
    summary="G' = 1/h for arccosh(1 + K s/K0)/sqrt(K) (rho = 1), 2 s/((1 - rho) h(s)) (K0 = 0) and "
    "sqrt(2 s/K0) (K = 0).",
    parameters=(rho, K0, K),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("linear", LINEAR_CLAIM),
        Named("power", POWER_CLAIM),
        Named("constant", CONSTANT_CLAIM),
        Named("constant_value", ForAll(s, _POSITIVE, eq(CONSTANT, sp.sqrt(2 * s / K0)))),
    ),
    proof=PROOF,
    closes={
        "linear": ("linear", "K0_range", "K_range"),
        "power": ("power", "h_power", "not_linear", "rho_range"),
        "constant": ("constant", "K0_range"),
        "constant_value": ("K0_range",),
    },
    sharp_at=(
        Witness(
            "K0 = 3 at s = 6: sqrt(36)/3 = sqrt(4)",
            "constant_value",
            values={K0: sp.Integer(3), K: sp.Integer(4), rho: sp.Integer(2), s: sp.Integer(6)},
            equality=True,
        ),
    ),
    fails_without={
        "rho_range": "used for 1 + rho != 0; for other rho the class is not defined",
        "not_linear": "1/(1 - rho) needs rho != 1; there G is log(s)/sqrt(K) up to a constant",
        "K0_range": "sqrt(2 K0 s) and 1/K0 need K0 > 0",
        "K_range": "sqrt(K) needs K > 0; for K = 0 there is a form of its own",
    },
)
