"""The powers with exponents k and 1/k undo each other, as inequalities.

    y^k <= X  =>  y <= X^r      and      y^k >= X  =>  y >= X^r,      k r = 1, k > 0

Both sides are raised to the power r, and (y^k)^r = y.
"""

from __future__ import annotations

import sympy as sp

from theory.assumptions import Assumption, bounds
from theory.lemmas import power_monotone
from theory.logic import Implies, eq, ge, le, real
from theory.rules.powers import POWER_OF_POWER, POWER_POSITIVE, r, s, x, y, z
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.witness import Witness

X, k = real("X"), real("k")

ASSUMPTIONS = (
    bounds(y, 0, low_included=False, text="the base is positive"),
    bounds(X, 0, text="the bound is not negative"),
    bounds(k, 0, low_included=False, text="the exponent is positive"),
    Assumption("inverse", eq(k * r, 1), "r is the inverse exponent 1/k"),
)

ABOVE = Implies(le(y**k, X), le(y, X**r))
BELOW = Implies(ge(y**k, X), ge(y, X**r))

PROOF = (
    Step("positive", "y^k is positive.", None, Apply(POWER_POSITIVE, {x: y, r: k}), ("y_range",)),
    Step(
        "undone",
        "(y^k)^r = y.",
        None,
        Apply(POWER_OF_POWER, {x: y, r: k, s: r, z: sp.Integer(1)}),
        ("y_range", "inverse"),
    ),
    Step(
        "grows",
        "X^r grows with X.",
        le((y**k) ** r, X**r),
        Apply(power_monotone.STATEMENT, {x: y**k, y: X}),
        ("positive", "k_range", "inverse", "y_range"),
        (le(y**k, X),),
    ),
    Step(
        "shrinks",
        "And the other way round.",
        le(X**r, (y**k) ** r),
        Apply(power_monotone.STATEMENT, {x: X, y: y**k}),
        ("k_range", "inverse", "y_range", "X_range"),
        (ge(y**k, X),),
    ),
    Step(
        "above",
        "So an upper bound passes to y,",
        ABOVE,
        Decide(),
        ("grows", "undone", "y_range"),
    ),
    Step(
        "below",
        "and a lower bound too.",
        BELOW,
        Decide(),
        ("shrinks", "undone", "y_range", "k_range", "inverse", "X_range"),
    ),
)


def _numbers(
    text: str, conclusion: str, base: int, bound: int, exponent: sp.Expr, inverse: sp.Expr
) -> Witness:
    """An instance in numbers alone: no function plays a part."""
    values = {y: sp.Integer(base), X: sp.Integer(bound), k: exponent, r: inverse}
    return Witness(text, conclusion, values=values, equality=text.startswith("equality"))


_TWO, _HALF = sp.Integer(2), sp.Rational(1, 2)

STATEMENT = Statement(
    id="power_inverse",
    kind="lemma",
    title="A bound of y^k is a bound of y",
    source=Source("warmproof", "power toolbox"),
    summary="y^k <= X gives y <= X^(1/k), and y^k >= X gives y >= X^(1/k), for y > 0 and k > 0.",
    parameters=(y, X, k, r),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("above", ABOVE), Named("below", BELOW)),
    proof=PROOF,
    closes={
        "above": ("above", "X_range", "y_range", "k_range", "inverse"),
        "below": ("below", "X_range", "y_range", "k_range", "inverse"),
    },
    sharp_at=(_numbers("equality at y = 3, X = 9, k = 2", "above", 3, 9, _TWO, _HALF),),
    fails_without={
        "y_range": _numbers("y = -2, X = 4, k = 2: -2 < 2", "below", -2, 4, _TWO, _HALF),
        "X_range": "y^k <= X is impossible for X < 0, and X^r has no meaning there",
        "k_range": _numbers(
            "y = 2, X = 1, k = -1: 1/2 <= 1 but 2 > 1",
            "above",
            2,
            1,
            -sp.Integer(1),
            -sp.Integer(1),
        ),
        "inverse": _numbers(
            "y = 2, X = 4, k = 2, r = 0: 2 > 1", "above", 2, 4, _TWO, sp.Integer(0)
        ),
    },
)
