"""The sharp form of Lemma 1 for rho = 1, in closed form.

    Psi(p) = p/L - (L0/L^2) ln(1 + L p/L0),     Psi(||grad f(w)||) <= f(w) - f*,     L0, L > 0

Equality: e^x - 1 - x on x >= 0, for which f'' = 1 + f'. Scaled it is the extremal function of
every L0 and L.

Source: LW, Lemma 1, step 2.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.ell_smooth import AT_POINT, BOUNDED
from theory.lemmas.inclusion import psi
from theory.lemmas.inclusion.setting import L0, L, g, gap, rho
from theory.logic import HasDerivative, Pred, ge, le
from theory.schema import Apply, Differentiate, Named, Source, Statement, Step
from theory.witness import STEEP, Witness, X

s = sym.s
_ONE, _ZERO = sp.Integer(1), sp.Integer(0)

PSI = sp.Lambda(s, s / L - L0 / L**2 * sp.log(1 + L * s / L0))
INTEGRAND = sp.Lambda(s, s / (L0 + L * s))
BOUND = le(PSI(g), gap)
DERIVATIVE = HasDerivative(s, ge(s, 0), PSI(s), INTEGRAND(s))

ASSUMPTIONS = (
    bounds(L0, 0, low_included=False, text="the curvature allowed at gradient 0 is positive"),
    bounds(L, 0, low_included=False, text="the growth constant is positive"),
    Assumption(
        "smooth",
        Pred("gradient_smooth", (L0, L, _ONE)),
        "||hess f(w)|| <= L0 + L ||grad f(w)|| for every w in S",
    ),
    BOUNDED,
    AT_POINT,
)

PROOF = (
    Step(
        "derivative",
        "Psi' = q/(L0 + L q), the integrand of the sharp form, and Psi(0) = 0, as ln 1 = 0.",
        DERIVATIVE,
        Differentiate(),
        ("L0_range", "L_range"),
    ),
    Step(
        "bound",
        "So the gap is at least Psi(||grad f||).",
        BOUND,
        Apply(psi.STATEMENT, {rho: _ONE, sym.Psi: PSI, sym.dPsi: INTEGRAND}),
        ("L0_range", "L_range", "smooth", "bounded_below", "point", "derivative"),
    ),
)


def _numbers(text: str, **more: Any) -> Witness:
    return Witness(text, "bound", values={L0: _ONE, L: _ONE}, **more)


STATEMENT = Statement(
    id="inclusion_psi_linear",
    kind="lemma",
    title="The sharp form of Lemma 1 for rho = 1",
    source=Source("LW", "proof of Lemma 1", "Psi in closed form"),
    summary="||grad f||/L - (L0/L^2) ln(1 + L ||grad f||/L0) <= gap for every f with "
    "||hess f|| <= L0 + L ||grad f||, L0 > 0 and L > 0.",
    parameters=(L0, L, gap, g),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("derivative", DERIVATIVE),
        Named("bound", BOUND),
    ),
    proof=PROOF,
    closes={
        "derivative": ("derivative", "L0_range", "L_range"),
        "bound": ("bound", "point", "L0_range", "L_range"),
    },
    sharp_at=(
        _numbers(
            "e^x - 1 - x at x = 1, where f'' = 1 + f': e - 2 = e - 2",
            f=sp.exp(X) - 1 - X,
            point=_ONE,
            equality=True,
        ),
    ),
    fails_without={
        "L0_range": "with L0 = 0 the logarithm has no meaning; the integral is then p/L",
        "L_range": "with L = 0 the formula has no meaning; the integral is then p^2/(2 L0)",
        "smooth": _numbers("5 x^2 at x = 1 with L0 = L = 1: 10 - ln 11 > 5", f=STEEP, point=_ONE),
        "bounded_below": _numbers(
            "1/2 - 2x at x = 0, gap measured from 0, with L0 = L = 1: 2 - ln 3 > 1/2",
            f=sp.Rational(1, 2) - 2 * X,
        ),
    },
)
