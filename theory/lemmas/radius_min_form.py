"""The local radius in LW's min form, with the constant that depends on rho and beta alone.

    G(beta gap) - G(gap) >= C(rho, beta) min{ sqrt(gap/K0), sqrt(gap^(1-rho)/K) },
    C(rho, beta) = integral from 1 to beta of dx/n(x),    n(x) = sqrt(2 x + 2 x^(1+rho)/(1+rho))

Written without the min, so that K0 = 0 and K = 0 need no branch: for every ``scale`` >= 0 with
scale^2 K0 <= gap and scale^2 K gap^rho <= gap (the min is the largest such scale), and with an
antiderivative N of 1/n in place of the integral.

Proof. Substitute x = gap y in the integral: gap n(y) >= scale h(gap y) for every y > 0, compared
by squares.

Source: LW, Lemma 2 (there beta = 3, with another constant).
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.gap_smooth import EXPONENT, PHI
from theory.logic import ForAll, HasDerivative, conj, function, ge, gt, le, real
from theory.rules.calculus import MEAN_VALUE, a, b, dp, p
from theory.rules.powers import POWER_OF_QUOTIENT, POWER_POSITIVE, r
from theory.rules.powers import x as base
from theory.rules.powers import y as divisor
from theory.schema import Apply, At, Decide, Differentiate, Named, Source, Statement, Step
from theory.witness import S, Witness

rho, K0, K, gap, beta, G = sym.rho, sym.K0, sym.K, sym.gap, sym.beta, sym.G
scale, x, y = real("scale"), real("x"), real("y")
N = function("N")


def normal(z: sp.Expr) -> sp.Expr:
    """The squared gradient bound at gap z for K0 = K = 1: 2 z + 2 z^(1+rho)/(1+rho)."""
    return 2 * z + 2 * z ** (1 + rho) / (1 + rho)


def n(z: sp.Expr) -> sp.Expr:
    """The gradient bound at gap z for K0 = K = 1."""
    return sp.sqrt(normal(z))


def h(z: sp.Expr) -> sp.Expr:
    """The gradient bound at gap z."""
    return sp.sqrt(2 * PHI(z))


POSITIVE = Assumption(
    "potential_positive",
    ForAll(x, gt(x, 0), conj(gt(PHI(x), 0), gt(normal(x), 0))),
    "the gradient bounds are positive at positive gaps",
)
ANTIDERIVATIVE = Assumption(
    "antiderivative",
    HasDerivative(x, gt(x, 0), G(x), 1 / h(x)),
    "G is an antiderivative of 1/h at positive gaps",
)
NORMAL = Assumption(
    "normal_antiderivative",
    HasDerivative(x, gt(x, 0), N(x), 1 / n(x)),
    "N is the same for K0 = K = 1",
)
GAP = bounds(gap, 0, low_included=False, text="the gap is positive")
BETA = bounds(beta, 1, text="beta is at least 1")
SCALE = Assumption(
    "scale_range",
    conj(ge(scale, 0), le(scale**2 * K0, gap), le(scale**2 * K * gap**rho, gap)),
    "scale is at most min{sqrt(gap/K0), sqrt(gap^(1-rho)/K)}",
)
ASSUMPTIONS = (EXPONENT, POSITIVE, ANTIDERIVATIVE, NORMAL, GAP, BETA, SCALE)

BOUND = ge(G(beta * gap) - G(gap), scale * (N(beta) - N(1)))

_Y = ge(y, 1)
_GAIN = G(gap * y) - scale * N(y)
_GAIN_RATE = gap / h(gap * y) - scale / n(y)
_LESS = scale**2 * 2 * PHI(gap * y)

PROOF = (
    Step(
        "inside",
        "gap y is positive.",
        gt(gap * y, 0),
        Decide(),
        ("gap_range",),
        (_Y,),
    ),
    Step(
        "powers",
        "(gap y)^rho = gap^rho y^rho.",
        None,
        Apply(POWER_OF_QUOTIENT, {base: gap * y, divisor: y, r: rho}),
        ("inside",),
        (_Y,),
    ),
    Step(
        "y_power",
        "y^rho is positive,",
        None,
        Apply(POWER_POSITIVE, {base: y, r: rho}),
        (),
        (_Y,),
    ),
    Step(
        "first",
        "K0 scale^2 gap y <= gap^2 y,",
        le(scale**2 * K0 * gap * y, gap**2 * y),
        Decide(),
        ("scale_range", "gap_range"),
        (_Y,),
    ),
    Step(
        "second",
        "K scale^2 gap gap^rho y y^rho <= gap^2 y y^rho,",
        le(scale**2 * K * gap**rho * (gap * y * y**rho), gap * (gap * y * y**rho)),
        Decide(),
        ("scale_range", "gap_range", "y_power"),
        (_Y,),
    ),
    Step(
        "second_in_powers",
        "that is K scale^2 (gap y)^(1+rho) <= gap^2 y^(1+rho),",
        le(scale**2 * K * (gap * y) * (gap * y) ** rho, gap**2 * y * y**rho),
        Decide(),
        ("second", "powers", "gap_range"),
        (_Y,),
    ),
    Step(
        "squares",
        "so (scale h(gap y))^2 <= (gap n(y))^2.",
        le(_LESS, gap**2 * normal(y)),
        Decide(),
        ("first", "second_in_powers", "rho_range", "inside"),
        (_Y,),
    ),
    Step(
        "roots",
        "Both h(gap y) and n(y) are positive,",
        conj(
            gt(PHI(gap * y), 0),
            gt(normal(y), 0),
            gt(h(gap * y), 0),
            gt(n(y), 0),
        ),
        Decide(),
        (
            At("potential_positive", {x: gap * y}),
            At("potential_positive", {x: y}),
            "inside",
            "rho_range",
        ),
        (_Y,),
    ),
    Step(
        "slower",
        "so scale h(gap y) <= gap n(y),",
        le(scale * h(gap * y), gap * n(y)),
        Decide(),
        ("squares", "roots", "gap_range", "rho_range"),
        (_Y,),
    ),
    Step(
        "gain_derivative",
        "and G(gap y) - scale N(y) has derivative gap/h(gap y) - scale/n(y),",
        HasDerivative(y, _Y, _GAIN, _GAIN_RATE),
        Differentiate(),
        ("antiderivative", "normal_antiderivative", "inside", "roots", "rho_range"),
    ),
    Step(
        "gain_rate",
        "which is not negative.",
        ge(_GAIN_RATE, 0),
        Decide(),
        ("slower", "roots", "rho_range", "inside"),
        (_Y,),
    ),
    Step(
        "gain",
        "So it does not decrease from y = 1 to y = beta.",
        ge(G(gap * beta) - scale * N(beta), G(gap) - scale * N(1)),
        Apply(
            MEAN_VALUE,
            {
                a: sp.Integer(1),
                b: beta,
                p: sp.Lambda(y, _GAIN),
                dp: sp.Lambda(y, _GAIN_RATE),
            },
        ),
        ("gain_derivative", "gain_rate", "roots", "beta_range", "inside", "rho_range"),
    ),
    Step(
        "bound",
        "That is the bound.",
        BOUND,
        Decide(),
        ("gain",),
    ),
)


_N_LINEAR = sp.log(1 + S + sp.sqrt(2 * S + S**2))
"""N for rho = 1: arcosh(1 + s)."""
_G_CONSTANT = sp.sqrt(2 * S)
"""G for K0 = 1, K = 0."""


def _numbers(
    text: str,
    *,
    growth: int = 0,
    at: int = 2,
    factor: sp.Expr = sp.Integer(4),
    by: int = 1,
    G_of: sp.Expr = _G_CONSTANT,
    N_of: sp.Expr = _N_LINEAR,
    equality: bool = False,
) -> Witness:
    """An instance in numbers alone, with rho = 1 and K0 = 1: no function plays a part."""
    numbers = {rho: 1, K0: 1, K: growth, gap: at, scale: by}
    return Witness(
        text,
        "bound",
        values={**{k: sp.Integer(v) for k, v in numbers.items()}, beta: factor},
        functions={G: sp.Lambda(S, G_of), N: sp.Lambda(S, N_of)},
        equality=equality,
    )


STATEMENT = Statement(
    id="radius_min_form",
    kind="lemma",
    title="The local radius in the min form",
    source=Source("LW", "Lemma 2", "for every beta, with the best constant of this form"),
    summary="G(beta gap) - G(gap) >= C(rho, beta) min{sqrt(gap/K0), sqrt(gap^(1-rho)/K)} with "
    "C(rho, beta) the integral of 1/sqrt(2 x + 2 x^(1+rho)/(1+rho)) from 1 to beta.",
    parameters=(rho, K0, K, G, N, gap, beta, scale),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("bound", BOUND),),
    proof=PROOF,
    closes={"bound": ("bound",)},
    sharp_at=(
        _numbers(
            "rho = 1, K0 = K = 1, gap 1, beta = 3: scale = 1 and G = N",
            growth=1,
            at=1,
            factor=sp.Integer(3),
            G_of=_N_LINEAR,
            equality=True,
        ),
    ),
    fails_without={
        "rho_range": "used for 1 + rho != 0; no instance with -1 < rho <= 0 breaks the bound",
        "potential_positive": "without it 1/h or 1/n has no meaning; it follows from rho > 0, "
        "K0 >= 0, K >= 0, not both zero",
        "antiderivative": _numbers(
            "rho = 1, K0 = 1, K = 0, gap 2, beta = 4, but G = 0: 0 < 0.97", G_of=sp.Integer(0)
        ),
        "normal_antiderivative": _numbers(
            "the same with G = sqrt(2 s) and N three times as large: 2 < 2.9", N_of=3 * _N_LINEAR
        ),
        "gap_range": "at gap 0 with K0 = 0 every scale is allowed, while the radius is 0 or has no "
        "meaning",
        "beta_range": _numbers(
            "rho = 1, K0 = 1, K = 0, gap 2, beta = 1/2: -0.59 < -0.35",
            factor=sp.Rational(1, 2),
        ),
        "scale_range": _numbers("rho = 1, K0 = 1, K = 0, gap 2, beta = 4, scale 3: 2 < 2.9", by=3),
    },
)
