"""Lemma 3 (comparison): a function with u' <= F(u) cannot climb faster than time allows.

    u' <= F(u) on [a, b], F > 0   =>   integral from u(a) to u(b) of dx/F(x) <= b - a

Written with an antiderivative G of 1/F on the values above ``low`` that u takes. LW cite this
lemma; here it follows from the mean value rule, because t - G(u(t)) has a nonnegative derivative.
"""

from __future__ import annotations

import sympy as sp

from theory.assumptions import Assumption
from theory.logic import ForAll, HasDerivative, between, function, ge, gt, le, real
from theory.rules.calculus import MEAN_VALUE, F, a, b, dp, low, p
from theory.rules.rays import du, u
from theory.schema import Apply, At, Decide, Differentiate, Named, Source, Statement, Step
from theory.witness import Witness

t, x = real("t"), real("x")
G = function("G")

_DURING = between(a, t, b)
_CLOCK = t - G(u(t))
_RATE = 1 - du(t) / F(u(t))

ASSUMPTIONS = (
    Assumption("order", le(a, b), "a is at most b"),
    Assumption(
        "derivative",
        HasDerivative(t, _DURING, u(t), du(t), smooth=False),
        "u is locally Lipschitz on [a, b]",
    ),
    Assumption(
        "range", ForAll(t, _DURING, gt(u(t), low)), "u stays above low, where F is positive"
    ),
    Assumption("positive", ForAll(x, gt(x, low), gt(F(x), 0)), "F is positive above low"),
    Assumption(
        "antiderivative",
        HasDerivative(x, gt(x, low), G(x), 1 / F(x)),
        "F is continuous and G is an antiderivative of 1/F above low",
    ),
    Assumption("rate", ForAll(t, _DURING, le(du(t), F(u(t)))), "u' <= F(u) on [a, b]"),
)

PROOF = (
    Step(
        "speed",
        "F is positive along u.",
        gt(F(u(t)), 0),
        Decide(),
        (At("positive", {x: u(t)}), "range"),
        (_DURING,),
    ),
    Step(
        "clock",
        "t - G(u(t)) has derivative 1 - u'/F(u),",
        HasDerivative(t, _DURING, _CLOCK, _RATE, smooth=False),
        Differentiate(),
        ("derivative", "antiderivative", "range", "speed"),
    ),
    Step(
        "ahead",
        "which is not negative.",
        ge(_RATE, 0),
        Decide(),
        ("rate", "speed"),
        (_DURING,),
    ),
    Step(
        "end",
        "So it does not decrease from a to b.",
        le(G(u(b)) - G(u(a)), b - a),
        Apply(
            MEAN_VALUE,
            {p: sp.Lambda(t, _CLOCK), dp: sp.Lambda(t, _RATE)},
        ),
        ("clock", "ahead", "order", "speed"),
    ),
)

_IDENTITY = {F: sp.Lambda(x, sp.Integer(1)), G: sp.Lambda(x, x)}


def _straight(text: str, slope: int, end: int, *, equality: bool = False) -> Witness:
    """u(t) = slope * t on [0, end], with F = 1 and G(x) = x."""
    return Witness(
        text,
        "comparison",
        values={a: sp.Integer(0), b: sp.Integer(end), low: sp.Integer(-10)},
        functions={
            **_IDENTITY,
            u: sp.Lambda(t, slope * t),
            du: sp.Lambda(t, sp.Integer(slope)),
        },
        equality=equality,
    )


STATEMENT = Statement(
    id="comparison",
    kind="lemma",
    title="Comparison: u' <= F(u) bounds how far u gets",
    source=Source("LW", "Lemma 3", "cited there, proved here"),
    summary="If u' <= F(u) on [a, b] with F > 0 and G' = 1/F, then G(u(b)) - G(u(a)) <= b - a.",
    parameters=(a, b, low, u, du, F, G),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("comparison", le(G(u(b)) - G(u(a)), b - a)),),
    proof=PROOF,
    closes={"comparison": ("end",)},
    sharp_at=(_straight("u = t, F = 1: both sides are 1", 1, 1, equality=True),),
    fails_without={
        "order": _straight("u = 0 on [0, -1], F = 1: 0 > -1", 0, -1),
        "derivative": "without it u may jump, and u' says nothing about u",
        "range": "without it F(u), and 1/F, may mean nothing",
        "positive": "without it 1/F may not be integrable over the values of u",
        "antiderivative": "it says what G is",
        "rate": _straight("u = 2 t on [0, 1], F = 1: 2 > 1", 2, 1),
    },
)
