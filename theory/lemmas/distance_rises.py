"""The distance G rises strictly: a larger gap is farther away.

    0 < x < y   =>   G(x) < G(y),      G' = 1/h,   h(x) = sqrt(2 Phi(x))

So the radius G(beta s) - G(s) of every gap s > 0 is positive for beta > 1.

Proof. h does not decrease, so G rises by at least (y - x)/h(y) from x to y.
"""

from __future__ import annotations

import sympy as sp

from theory.definitions.ell_smooth import CLASS_PARAMETERS, ELL_NONNEGATIVE, INTEGRAL
from theory.lemmas.growth.setting import ANTIDERIVATIVE, POSITIVE, G, Phi, ell, h, x, y
from theory.logic import ForAll, HasDerivative, between, conj, ge, gt, le, real
from theory.rules.calculus import MEAN_VALUE, a, b, dp, p
from theory.schema import Apply, At, Decide, Differentiate, Named, Source, Statement, Step
from theory.witness import S, Witness

r = real("r")
ASSUMPTIONS = (ELL_NONNEGATIVE, INTEGRAL, POSITIVE, ANTIDERIVATIVE)
RISES = ForAll(r, gt(r, 0), ForAll(y, gt(y, r), gt(G(y), G(r))))

_GAIN = G(x) - x / h(y)
_GAIN_RATE = 1 / h(x) - 1 / h(y)

PROOF = (
    Step(
        "potential_grows",
        "Phi does not decrease, since ell is nonnegative.",
        le(Phi(r), Phi(y)),
        Apply(MEAN_VALUE, {a: r, b: y, p: Phi, dp: ell}),
        ("integral", "ell_nonnegative"),
        (ge(r, 0), ge(y, r)),
    ),
    Step(
        "h_positive",
        "h is positive at positive gaps,",
        conj(gt(Phi(x), 0), gt(h(x), 0)),
        Decide(),
        ("potential_positive",),
        (gt(x, 0),),
    ),
    Step(
        "gain_derivative",
        "and G(x) - x/h(y) has derivative 1/h(x) - 1/h(y),",
        HasDerivative(x, between(r, x, y), _GAIN, _GAIN_RATE),
        Differentiate(),
        ("antiderivative", "h_positive"),
        (gt(r, 0),),
    ),
    Step(
        "gain_rate",
        "which is not negative for x <= y.",
        ge(_GAIN_RATE, 0),
        Decide(),
        ("h_positive", At("potential_grows", {r: x})),
        (gt(x, 0), le(x, y)),
    ),
    Step(
        "gain",
        "So G rises by at least (y - r)/h(y) from r to y.",
        ge(G(y) - y / h(y), G(r) - r / h(y)),
        Apply(
            MEAN_VALUE,
            {a: r, b: y, p: sp.Lambda(x, _GAIN), dp: sp.Lambda(x, _GAIN_RATE)},
        ),
        ("gain_derivative", "gain_rate", "h_positive"),
        (gt(r, 0), ge(y, r)),
    ),
    Step(
        "rises",
        "In particular it rises strictly.",
        gt(G(y), G(r)),
        Decide(),
        ("gain", At("h_positive", {x: y})),
        (gt(r, 0), gt(y, r)),
    ),
)


def _between_1_and_2(text: str, G_of: sp.Expr) -> Witness:
    """Ell = 1, read at the gaps 1 and 2, with G an expression in S."""
    return Witness(
        text,
        "rises",
        values={r: sp.Integer(1), y: sp.Integer(2)},
        functions={G: sp.Lambda(S, G_of)},
    )


STATEMENT = Statement(
    id="distance_rises",
    kind="lemma",
    title="The distance G rises strictly",
    source=Source("LW", "Lemma 2", "that the local radius is positive"),
    summary="For G' = 1/sqrt(2 Phi), 0 < x < y implies G(x) < G(y); so the local radius "
    "G(beta s) - G(s) is positive at s > 0.",
    parameters=(*CLASS_PARAMETERS, G),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("rises", RISES),),
    proof=PROOF,
    closes={"rises": ("rises",)},
    sharp_at=(),
    fails_without={
        "ell_nonnegative": "a positive derivative makes G rise strictly all the same; this proof "
        "bounds the increment from below, which needs that h does not decrease",
        "integral": "a positive derivative makes G rise strictly all the same; this proof bounds "
        "the increment from below, which needs that h does not decrease",
        "potential_positive": "without it 1/h has no meaning at the gaps where Phi = 0",
        "antiderivative": _between_1_and_2("ell = 1 but G(s) = -s: -2 < -1", -S),
    },
    does_not_claim="That G is finite at 0, or that it grows without limit.",
)
