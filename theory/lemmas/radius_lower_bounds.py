"""The local radius from below, without an integral.

    R = G(beta gap) - G(gap) >= (h(beta gap) - h(gap))/ell(beta gap)
                             >= (sqrt(beta) - 1) h(gap)/ell(beta gap),      h = sqrt(2 Phi)

Proof. h' = ell/h, so G - h/ell(beta gap) does not decrease up to beta gap. And Phi is convex with
Phi(0) = 0, so Phi(beta gap) >= beta Phi(gap).

Equality for constant ell. For beta < 1 (R negative) the first bound still holds, the second fails.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import bounds
from theory.definitions.ell_smooth import (
    CLASS_PARAMETERS,
    ELL_NONDECREASING,
    ELL_NONNEGATIVE,
    INTEGRAL,
)
from theory.lemmas.growth.setting import ANTIDERIVATIVE, POSITIVE, G, Phi, ell, gap, h, x
from theory.logic import HasDerivative, between, conj, ge, gt, le
from theory.rules.calculus import MEAN_VALUE, a, b, dp, p
from theory.schema import Apply, At, Decide, Differentiate, Named, Source, Statement, Step
from theory.witness import CONSTANT_ELL, CONSTANT_PHI, LINEAR_ELL, LINEAR_PHI, S, Witness

beta = sym.beta
TOP = beta * gap
L = ell(TOP)
RADIUS = G(TOP) - G(gap)

GAP = bounds(gap, 0, low_included=False, text="the gap is positive")
BETA = bounds(beta, 1, text="beta is at least 1")
ASSUMPTIONS = (
    ELL_NONNEGATIVE,
    ELL_NONDECREASING,
    INTEGRAL,
    POSITIVE,
    ANTIDERIVATIVE,
    GAP,
    BETA,
)

SCALED = ge(Phi(TOP), beta * Phi(gap))
DIFFERENCE = ge(RADIUS, (h(TOP) - h(gap)) / L)
SIMPLE = ge(RADIUS, (sp.sqrt(beta) - 1) * h(gap) / L)

_ZERO = sp.Integer(0)
_UP = between(0, x, TOP)
_LINE = L * x - Phi(x)
_GAIN = G(x) - h(x) / L
_GAIN_RATE = 1 / h(x) - ell(x) / (h(x) * L)
_SPREAD = Phi(beta * x) - beta * Phi(x)
_SPREAD_RATE = beta * ell(beta * x) - beta * ell(x)

PROOF = (
    Step(
        "top",
        "beta gap is positive, and not below the gap.",
        conj(gt(TOP, 0), ge(TOP, gap)),
        Decide(),
        ("gap_range", "beta_range"),
    ),
    Step(
        "line_derivative",
        "ell(beta gap) x - Phi(x) has derivative ell(beta gap) - ell(x),",
        HasDerivative(x, ge(x, 0), _LINE, L - ell(x)),
        Differentiate(),
        ("integral", "top"),
    ),
    Step(
        "line_rate",
        "which is not negative up to beta gap.",
        ge(L - ell(x), 0),
        Decide(),
        (At("ell_nondecreasing", {a: x, b: TOP}),),
        (_UP,),
    ),
    Step(
        "line",
        "So Phi(beta gap) <= beta gap ell(beta gap),",
        ge(L * TOP - Phi(TOP), 0),
        Apply(
            MEAN_VALUE,
            {a: _ZERO, b: TOP, p: sp.Lambda(x, _LINE), dp: sp.Lambda(x, L - ell(x))},
        ),
        ("line_derivative", "line_rate", "top", "integral"),
    ),
    Step(
        "curvature_positive",
        "and ell(beta gap) is positive.",
        gt(L, 0),
        Decide(),
        ("line", At("potential_positive", {x: TOP}), "top"),
    ),
    Step(
        "h_positive",
        "h is positive at positive gaps.",
        conj(gt(Phi(x), 0), gt(h(x), 0)),
        Decide(),
        ("potential_positive",),
        (gt(x, 0),),
    ),
    Step(
        "gain_derivative",
        "G - h/ell(beta gap) has derivative (1 - ell/ell(beta gap))/h,",
        HasDerivative(x, between(gap, x, TOP), _GAIN, _GAIN_RATE),
        Differentiate(),
        ("antiderivative", "integral", "h_positive", "curvature_positive", "gap_range"),
    ),
    Step(
        "gain_rate",
        "which is not negative up to beta gap.",
        ge(_GAIN_RATE, 0),
        Decide(),
        ("line_rate", "h_positive", "curvature_positive"),
        (gt(x, 0), le(x, TOP)),
    ),
    Step(
        "gain",
        "So it does not decrease from gap to beta gap.",
        ge(G(TOP) - h(TOP) / L, G(gap) - h(gap) / L),
        Apply(
            MEAN_VALUE,
            {a: gap, b: TOP, p: sp.Lambda(x, _GAIN), dp: sp.Lambda(x, _GAIN_RATE)},
        ),
        (
            "gain_derivative",
            "gain_rate",
            "h_positive",
            At("h_positive", {x: gap}),
            At("h_positive", {x: TOP}),
            "curvature_positive",
            "gap_range",
            "top",
        ),
    ),
    Step(
        "spread_derivative",
        "Phi(beta x) - beta Phi(x) has derivative beta (ell(beta x) - ell(x)),",
        HasDerivative(x, ge(x, 0), _SPREAD, _SPREAD_RATE),
        Differentiate(),
        ("integral", "beta_range"),
    ),
    Step(
        "spread_rate",
        "which is not negative.",
        ge(_SPREAD_RATE, 0),
        Decide(),
        (At("ell_nondecreasing", {a: x, b: beta * x}), "beta_range"),
        (ge(x, 0),),
    ),
    Step(
        "scaled",
        "So Phi(beta gap) >= beta Phi(gap).",
        SCALED,
        Apply(
            MEAN_VALUE,
            {a: _ZERO, b: gap, p: sp.Lambda(x, _SPREAD), dp: sp.Lambda(x, _SPREAD_RATE)},
        ),
        ("spread_derivative", "spread_rate", "gap_range", "top", "integral"),
    ),
    Step(
        "speeds",
        "In roots: h(beta gap) >= sqrt(beta) h(gap).",
        ge(h(TOP), sp.sqrt(beta) * h(gap)),
        Decide(),
        (
            "scaled",
            At("h_positive", {x: gap}),
            "top",
            "beta_range",
        ),
    ),
    Step(
        "difference",
        "Together: the first bound,",
        DIFFERENCE,
        Decide(),
        (
            "gain",
            "curvature_positive",
            At("h_positive", {x: gap}),
            At("h_positive", {x: TOP}),
            "top",
            "gap_range",
        ),
    ),
    Step(
        "simple",
        "and the second.",
        SIMPLE,
        Decide(),
        (
            "difference",
            "speeds",
            "curvature_positive",
            At("h_positive", {x: gap}),
            "top",
            "beta_range",
        ),
    ),
)


def _numbers(
    text: str,
    conclusion: str,
    *,
    G_of: sp.Expr,
    factor: sp.Expr = sp.Integer(4),
    at: sp.Expr = sp.Integer(2),
    ell_of: sp.Lambda = CONSTANT_ELL,
    Phi_of: sp.Lambda = CONSTANT_PHI,
    equality: bool = False,
) -> Witness:
    """An instance in numbers alone: no function plays a part."""
    return Witness(
        text,
        conclusion,
        ell=ell_of,
        Phi=Phi_of,
        values={gap: at, beta: factor},
        functions={G: sp.Lambda(S, G_of)},
        equality=equality,
    )


_ROOT = sp.sqrt(2 * S)

STATEMENT = Statement(
    id="radius_lower_bounds",
    kind="lemma",
    title="The local radius from below, without an integral",
    source=Source("warmproof", "Lemma 2, two lower bounds"),
    summary="G(beta gap) - G(gap) >= (h(beta gap) - h(gap))/ell(beta gap) >= "
    "(sqrt(beta) - 1) h(gap)/ell(beta gap), with h = sqrt(2 Phi), and Phi(beta gap) >= "
    "beta Phi(gap).",
    parameters=(*CLASS_PARAMETERS, G, gap, beta),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("difference", DIFFERENCE),
        Named("simple", SIMPLE),
        Named("scaled", SCALED),
    ),
    proof=PROOF,
    closes={
        "difference": (
            "difference",
            "curvature_positive",
            At("h_positive", {x: gap}),
            At("h_positive", {x: TOP}),
            "top",
            "gap_range",
        ),
        "simple": (
            "simple",
            "curvature_positive",
            At("h_positive", {x: gap}),
            "top",
            "beta_range",
        ),
        "scaled": ("scaled", "top", "gap_range"),
    },
    sharp_at=(
        _numbers("ell = 1, gap 2, beta = 4: 4 - 2 = 2", "difference", G_of=_ROOT, equality=True),
        _numbers("ell = 1, gap 2, beta = 4: (2 - 1) 2 = 2", "simple", G_of=_ROOT, equality=True),
    ),
    fails_without={
        "ell_nonnegative": "it follows from the others: ell is nondecreasing, and Phi > 0 at all "
        "small gaps",
        "ell_nondecreasing": _numbers(
            "ell = (1 + s)^(-3), gap 1, beta = 3: R = 2.1 against 10.4",
            "simple",
            G_of=(1 + S) * sp.sqrt(2) * sp.sqrt((1 - (1 + S) ** -2) / 2),
            factor=sp.Integer(3),
            at=sp.Integer(1),
            ell_of=sp.Lambda(S, (1 + S) ** -3),
            Phi_of=sp.Lambda(S, (1 - (1 + S) ** -2) / 2),
        ),
        "integral": _numbers(
            "ell = 1 but Phi = 4 s, gap 2, beta = 4: 1 < 4",
            "difference",
            G_of=sp.sqrt(2 * S) / 2,
            Phi_of=sp.Lambda(S, 4 * S),
        ),
        "potential_positive": "without it 1/h has no meaning at the gaps where Phi = 0",
        "antiderivative": _numbers(
            "ell = 1 but G = 0, gap 2, beta = 4: 0 < 2", "difference", G_of=sp.Integer(0)
        ),
        "gap_range": "at gap 0 the radius is 0 and the bounds are 0 or mean nothing",
        "beta_range": _numbers(
            "ell = 1 + s, gap 1, beta = 1/2: -0.355 < -0.338",
            "simple",
            G_of=sp.log(1 + S + sp.sqrt(2) * sp.sqrt(S + S**2 / 2)),
            factor=sp.Rational(1, 2),
            at=sp.Integer(1),
            ell_of=LINEAR_ELL,
            Phi_of=LINEAR_PHI,
        ),
    },
)
