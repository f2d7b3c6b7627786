"""The extremal function of Lemma 5 for rho = 1: where the gradient bound is an equality.

    u(x) = (K0/K) (cosh(sqrt(K) x) - 1)   solves   u'' = K0 + K u,  u(0) = u'(0) = 0,

and so u'^2 = 2 Phi(u) = 2 K0 u + K u^2 everywhere: a member of the class (rho = 1) whose gradient
is as large as its gap allows at every point. It also follows the energy step exactly.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import bounds
from theory.definitions.gap_smooth import ELL, PHI
from theory.logic import TRUE, Formula, HasDerivative, conj, eq
from theory.rules.hyperbolic import HYPERBOLIC_IDENTITY, z
from theory.schema import Apply, Decide, Differentiate, Identity, Named, Source, Statement, Step
from theory.witness import Witness, X

K0, K = sym.K0, sym.K
_ARGUMENT = sp.sqrt(K) * X
_AT_RHO_1 = {sym.rho: sp.Integer(1)}

EXTREMAL = K0 / K * (sp.cosh(_ARGUMENT) - 1)
"""The extremal function, an expression in ``X``; its infimum is 0, at 0."""

SLOPE = K0 / sp.sqrt(K) * sp.sinh(_ARGUMENT)
CURVATURE = K0 * sp.cosh(_ARGUMENT)

GROWING = bounds(
    K, 0, low_included=False, text="K is positive (for K = 0 the extremal function is K0 x^2/2)"
)
ASSUMPTIONS = (GROWING,)

EQUATION = eq(CURVATURE, ELL(EXTREMAL).subs(_AT_RHO_1))
ENERGY = eq(SLOPE**2, 2 * PHI(EXTREMAL).subs(_AT_RHO_1))
START = conj(eq(EXTREMAL.subs(X, 0), 0), eq(SLOPE.subs(X, 0), 0))


def _derivative(of: sp.Expr, is_: sp.Expr) -> Formula:
    return HasDerivative(X, TRUE, of, is_)


PROOF = (
    Step(
        "slope",
        "u' = (K0/sqrt(K)) sinh(sqrt(K) x),",
        _derivative(EXTREMAL, SLOPE),
        Differentiate(),
        ("K_range",),
    ),
    Step(
        "curvature",
        "and u'' = K0 cosh(sqrt(K) x).",
        _derivative(SLOPE, CURVATURE),
        Differentiate(),
        ("K_range",),
    ),
    Step(
        "equation",
        "That is K0 + K u.",
        EQUATION,
        Identity(),
        ("K_range",),
    ),
    Step("start", "u(0) = u'(0) = 0.", START, Decide(), ()),
    Step(
        "identity",
        "cosh^2 - sinh^2 = 1.",
        None,
        Apply(HYPERBOLIC_IDENTITY, {z: _ARGUMENT}),
        ("K_range",),
    ),
    Step(
        "energy",
        "So u'^2 = 2 K0 u + K u^2.",
        ENERGY,
        Decide(),
        ("identity", "K_range"),
    ),
)

STATEMENT = Statement(
    id="extremal_function",
    kind="lemma",
    title="The extremal function: the gradient bound is an equality on it",
    source=Source("LW", "Lemma 5", "sharpness; rho = 1"),
    summary="u = (K0/K)(cosh(sqrt(K) x) - 1) has u'' = K0 + K u, u(0) = u'(0) = 0 and "
    "u'^2 = 2 Phi(u) at every x.",
    parameters=(K0, K, X),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("slope", _derivative(EXTREMAL, SLOPE)),
        Named("curvature", _derivative(SLOPE, CURVATURE)),
        Named("equation", EQUATION),
        Named("start", START),
        Named("energy", ENERGY),
    ),
    proof=PROOF,
    closes={
        "slope": ("slope", "K_range"),
        "curvature": ("curvature", "K_range"),
        "equation": ("equation", "K_range"),
        "start": ("start", "K_range"),
        "energy": ("energy", "K_range"),
    },
    sharp_at=(
        Witness(
            "K0 = 3, K = 4 at x = 1: an equality everywhere",
            "energy",
            values={K0: sp.Integer(3), K: sp.Integer(4), X: sp.Integer(1)},
            equality=True,
        ),
    ),
    fails_without={"K_range": "sqrt(K) and 1/K need K > 0"},
    does_not_claim="That it lies in the class for K0 < 0: there it has no lower bound.",
)
