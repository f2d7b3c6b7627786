"""A lower reference value: ell measured from f_ = f* - shift, the gap from f*.

If only a lower bound f_ of f on S is known when ell is chosen, the curvature is bounded by
ell(f - f_). With shift = f* - f_ >= 0 that is ell(gap + shift), so measured from f* the bound is

    ell~(s) = ell(s + shift),     with the integral     Phi~(s) = Phi(s + shift) - Phi(shift).

ell~ is nonnegative and nondecreasing like ell, so every statement holds with the true gap f - f*
beside ell(f - f_): apply it with ell~ and Phi~ (``gradient_bound_floor`` does so for Lemma 5).
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.assumptions import bounds
from theory.definitions.ell_smooth import (
    CLASS_PARAMETERS,
    ELL_NONDECREASING,
    ELL_NONNEGATIVE,
    INTEGRAL,
    a,
    b,
    s,
)
from theory.logic import ForAll, HasDerivative, conj, eq, ge, le
from theory.schema import At, Decide, Differentiate, Named, Source, Statement, Step
from theory.witness import DECREASING_ELL, DECREASING_PHI, S, Witness

ell, Phi, shift = sym.ell, sym.Phi, sym.shift

SHIFTED_ELL = sp.Lambda(s, ell(s + shift))
SHIFTED_PHI = sp.Lambda(s, Phi(s + shift) - Phi(shift))

SHIFT = bounds(
    shift,
    0,
    name="shift_range",
    text="f_ = f* - shift is not above f*",
)
ASSUMPTIONS = (SHIFT, ELL_NONNEGATIVE, ELL_NONDECREASING, INTEGRAL)

NONNEGATIVE = ForAll(s, ge(s, 0), ge(SHIFTED_ELL(s), 0))
NONDECREASING = ForAll(a, ge(a, 0), ForAll(b, ge(b, a), le(SHIFTED_ELL(a), SHIFTED_ELL(b))))
SHIFTED_INTEGRAL = conj(
    HasDerivative(s, ge(s, 0), SHIFTED_PHI(s), SHIFTED_ELL(s), smooth=True),
    eq(SHIFTED_PHI(0), 0),
)

PROOF = (
    Step(
        "nonnegative",
        "ell~ is nonnegative, since s + shift is.",
        ge(SHIFTED_ELL(s), 0),
        Decide(),
        ("shift_range", At("ell_nonnegative", {s: s + shift})),
        (ge(s, 0),),
    ),
    Step(
        "nondecreasing",
        "It is nondecreasing like ell.",
        le(SHIFTED_ELL(a), SHIFTED_ELL(b)),
        Decide(),
        ("shift_range", At("ell_nondecreasing", {a: a + shift, b: b + shift})),
        (ge(a, 0), ge(b, a)),
    ),
    Step(
        "derivative",
        "Phi~ has derivative ell~.",
        HasDerivative(s, ge(s, 0), SHIFTED_PHI(s), SHIFTED_ELL(s)),
        Differentiate(),
        ("shift_range", "integral"),
    ),
)


def _instance(
    text: str, conclusion: str, value: int, at: dict[sp.Symbol, int], **fields: Any
) -> Witness:
    """An ell and a shift, read at chosen values of the conclusion's variables."""
    values = {symbol: sp.Integer(number) for symbol, number in ({shift: value} | at).items()}
    return Witness(text, conclusion, values=values, **fields)


_IDENTITY: dict[str, Any] = {"ell": sp.Lambda(S, S), "Phi": sp.Lambda(S, S**2 / 2)}

STATEMENT = Statement(
    id="shifted_ell",
    kind="lemma",
    title="A bound measured from a lower reference value",
    source=Source("warmproof", "localisation"),
    summary="With f_ = f* - shift, shift >= 0: ell~(s) = ell(s + shift) is nonnegative and "
    "nondecreasing with integral Phi~(s) = Phi(s + shift) - Phi(shift), so every statement holds "
    "with the gap measured from f* beside ell(f - f_).",
    parameters=(*CLASS_PARAMETERS, shift),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("nonnegative", NONNEGATIVE),
        Named("nondecreasing", NONDECREASING),
        Named("integral", SHIFTED_INTEGRAL),
    ),
    proof=PROOF,
    closes={
        "nonnegative": ("nonnegative", "shift_range"),
        "nondecreasing": ("nondecreasing", "shift_range"),
        "integral": ("derivative", "shift_range"),
    },
    does_not_claim="That two regions may be mixed: f_ and f* both have to lie at or below "
    "inf f over the same S.",
    sharp_at=(
        _instance(
            "ell(s) = s with shift = 0, at s = 0",
            "nonnegative",
            0,
            {s: 0},
            equality=True,
            **_IDENTITY,
        ),
    ),
    fails_without={
        "shift_range": _instance(
            "ell(s) = s with shift = -1: ell~(0) = -1", "nonnegative", -1, {s: 0}, **_IDENTITY
        ),
        "ell_nonnegative": _instance(
            "ell(s) = 6 s - 4 with shift = 0: ell~(0) = -4",
            "nonnegative",
            0,
            {s: 0},
            ell=sp.Lambda(S, 6 * S - 4),
            Phi=sp.Lambda(S, 3 * S**2 - 4 * S),
        ),
        "ell_nondecreasing": _instance(
            "ell(s) = exp(-2 s) with shift = 0: ell~(0) > ell~(1)",
            "nondecreasing",
            0,
            {a: 0, b: 1},
            ell=DECREASING_ELL,
            Phi=DECREASING_PHI,
        ),
        "integral": _instance(
            "ell = 1 but Phi = 0", "integral", 0, {}, Phi=sp.Lambda(S, sp.Integer(0))
        ),
    },
)
