"""Lemma 5 with a lower reference value: what lies below inf f buys nothing.

If the curvature is at most ell(f - f_) with f_ = f* - shift <= f* <= f on S, then

    ||grad f(w)||^2 <= 2 (Phi(f(w) - f_) - Phi(f* - f_)),

sharper than Lemma 5 with f_ alone, which lacks the second term. Take f* = inf f over S.

Proof. Measured from f* the bound is ell~(s) = ell(s + shift), with integral Phi(s + shift) -
Phi(shift) (``shifted_ell``); Lemma 5 for these.

Equality: f = cosh x - 1 has f'' = f - f_ for f_ = -1.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.ell_smooth import (
    AT_POINT,
    BOUNDED,
    CLASS_PARAMETERS,
    ELL_NONNEGATIVE,
    INTEGRAL,
)
from theory.lemmas import gradient_bound
from theory.lemmas.shifted_ell import SHIFT, SHIFTED_ELL, SHIFTED_PHI, shift
from theory.logic import HasDerivative, Pred, ge, le
from theory.schema import Apply, At, Decide, Differentiate, Named, Source, Statement, Step
from theory.witness import COSH, LINEAR_ELL, LINEAR_PHI, PARABOLA, STEEP, S, Witness, X

s, gap, g = sym.s, sym.gap, sym.gradient_norm
ell, Phi = sym.ell, sym.Phi

SMOOTH_FROM_FLOOR = Assumption(
    "smooth",
    Pred("smooth", (SHIFTED_ELL,)),
    "the curvature of f at w is at most ell(f(w) - f_), f_ = f* - shift, for every w in S",
)
ASSUMPTIONS = (
    SHIFT,
    SMOOTH_FROM_FLOOR,
    BOUNDED,
    ELL_NONNEGATIVE,
    INTEGRAL,
    AT_POINT,
)

BOUND = le(g**2, 2 * (Phi(gap + shift) - Phi(shift)))

PROOF = (
    Step(
        "nonnegative",
        "Measured from f* the bound ell(s + shift) is nonnegative,",
        ge(SHIFTED_ELL(s), 0),
        Decide(),
        ("shift_range", At("ell_nonnegative", {s: s + shift})),
        (ge(s, 0),),
    ),
    Step(
        "derivative",
        "and Phi(s + shift) - Phi(shift) is its integral from 0.",
        HasDerivative(s, ge(s, 0), SHIFTED_PHI(s), SHIFTED_ELL(s)),
        Differentiate(),
        ("shift_range", "integral"),
    ),
    Step(
        "bound",
        "Lemma 5 for these.",
        BOUND,
        Apply(gradient_bound.STATEMENT, {ell: SHIFTED_ELL, Phi: SHIFTED_PHI}),
        ("shift_range", "smooth", "bounded_below", "nonnegative", "derivative", "point"),
    ),
)

_ONE = sp.Integer(1)

STATEMENT = Statement(
    id="gradient_bound_floor",
    kind="lemma",
    title="Lemma 5 with a bound measured from a lower reference value",
    source=Source("LW", "Lemma 5", "with f_ below inf f over S; sharper"),
    summary="If the curvature is at most ell(f - f_) on S and f_ <= f* <= f there: ||grad f||^2 <= "
    "2 (Phi(f - f_) - Phi(f* - f_)).",
    parameters=(*CLASS_PARAMETERS, gap, g, shift),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("bound", BOUND),),
    proof=PROOF,
    closes={"bound": ("bound", "shift_range", "point")},
    sharp_at=(
        Witness(
            "cosh x - 1 at x = 1, ell(s) = s measured from -1: sinh(1)^2 = cosh(1)^2 - 1",
            "bound",
            f=COSH,
            point=_ONE,
            ell=sp.Lambda(S, S),
            Phi=sp.Lambda(S, S**2 / 2),
            values={shift: _ONE},
            equality=True,
        ),
    ),
    fails_without={
        "shift_range": Witness(
            "the constant 1, ell(s) = 1 + s measured from 2: 0 > 2 (Phi(-1) - Phi(-2)) = -1",
            "bound",
            f=_ONE,
            ell=LINEAR_ELL,
            Phi=LINEAR_PHI,
            values={shift: sp.Integer(-2)},
        ),
        "smooth": Witness(
            "5 x^2 at x = 1 with ell = 1: 100 > 10",
            "bound",
            f=STEEP,
            point=_ONE,
            values={shift: _ONE},
        ),
        "bounded_below": Witness(
            "1 - 2x at x = 0, gap measured from 0, ell = 1: 4 > 2",
            "bound",
            f=1 - 2 * X,
            values={shift: _ONE},
        ),
        "ell_nonnegative": Witness(
            "the constant 1, gap measured from 0, ell(s) = 6 s - 4, shift = 0: 0 > -2",
            "bound",
            f=_ONE,
            ell=sp.Lambda(S, 6 * S - 4),
            Phi=sp.Lambda(S, 3 * S**2 - 4 * S),
            values={shift: sp.Integer(0)},
        ),
        "integral": Witness(
            "x^2/2 at x = 1 with ell = 1 but Phi = 0: 1 > 0",
            "bound",
            f=PARABOLA,
            point=_ONE,
            Phi=sp.Lambda(S, sp.Integer(0)),
            values={shift: _ONE},
        ),
    },
)
