"""Real powers with a positive exponent increase.

    0 <= x <= y, r > 0   =>   x^r <= y^r

Every other use of monotone powers in the project goes through this lemma. It needs no calculus:
Bernoulli's inequality at x/y (r <= 1) or y/x (r >= 1), then the law of quotients.
"""

from __future__ import annotations

import sympy as sp

from theory.assumptions import Assumption, bounds
from theory.logic import ge, gt, le
from theory.rules.powers import (
    BERNOULLI_CONCAVE,
    BERNOULLI_CONVEX,
    POWER_OF_QUOTIENT,
    POWER_OF_ZERO,
    POWER_POSITIVE,
    r,
    x,
    y,
)
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.witness import Witness

ASSUMPTIONS = (
    bounds(x, 0, text="the smaller base is not negative"),
    Assumption("order", le(x, y), "x is at most y"),
    bounds(r, 0, low_included=False, text="the exponent is positive"),
)

_POSITIVE = gt(x, 0)

PROOF = (
    Step(
        "y_power",
        "y^r is positive.",
        None,
        Apply(POWER_POSITIVE, {x: y}),
        ("order",),
        (_POSITIVE,),
    ),
    Step(
        "quotient",
        "(x/y)^r y^r = x^r.",
        None,
        Apply(POWER_OF_QUOTIENT),
        ("order",),
        (_POSITIVE,),
    ),
    Step(
        "inverse_quotient",
        "(y/x)^r x^r = y^r.",
        None,
        Apply(POWER_OF_QUOTIENT, {x: y, y: x}),
        ("order",),
        (_POSITIVE,),
    ),
    Step(
        "small_exponent",
        "For r <= 1, Bernoulli at x/y <= 1 gives (x/y)^r <= 1.",
        None,
        Apply(BERNOULLI_CONCAVE, {x: x / y}),
        ("order", "r_range"),
        (_POSITIVE, le(r, 1)),
    ),
    Step(
        "large_exponent",
        "For r >= 1, Bernoulli at y/x >= 1 gives (y/x)^r >= 1.",
        None,
        Apply(BERNOULLI_CONVEX, {x: y / x}),
        ("order",),
        (_POSITIVE, ge(r, 1)),
    ),
    Step(
        "small_quotient",
        "So (x/y)^r <= 1.",
        le((x / y) ** r, 1),
        Decide(),
        ("small_exponent", "order", "r_range"),
        (_POSITIVE, le(r, 1)),
    ),
    Step(
        "large_quotient",
        "So (y/x)^r >= 1.",
        ge((y / x) ** r, 1),
        Decide(),
        ("large_exponent", "order"),
        (_POSITIVE, ge(r, 1)),
    ),
    Step(
        "positive",
        "In both cases x^r <= y^r.",
        le(x**r, y**r),
        Decide(),
        (
            "small_quotient",
            "large_quotient",
            "quotient",
            "inverse_quotient",
            "y_power",
            "order",
        ),
        (_POSITIVE,),
    ),
    Step("zero", "0^r = 0.", None, Apply(POWER_OF_ZERO), ("r_range",)),
    Step(
        "y_nonnegative",
        "For y > 0, y^r > 0.",
        None,
        Apply(POWER_POSITIVE, {x: y}),
        (),
        (gt(y, 0),),
    ),
    Step(
        "all",
        "At x = 0 the left side is 0 and the right side is not negative.",
        le(x**r, y**r),
        Decide(),
        ("positive", "zero", "y_nonnegative", "x_range", "order", "r_range"),
    ),
)


def _numbers(text: str, base: int, larger: int, exponent: int) -> Witness:
    """An instance in numbers alone: no function plays a part."""
    return Witness(
        text,
        "monotone",
        values={x: sp.Integer(base), y: sp.Integer(larger), r: sp.Integer(exponent)},
        equality=base == larger,
    )


STATEMENT = Statement(
    id="power_monotone",
    kind="lemma",
    title="Real powers with a positive exponent increase",
    source=Source("warmproof", "power toolbox"),
    summary="x^r <= y^r for 0 <= x <= y and every r > 0.",
    parameters=(x, y, r),
    assumptions=ASSUMPTIONS,
    conclusions=(Named("monotone", le(x**r, y**r)),),
    proof=PROOF,
    closes={"monotone": ("all", "x_range", "order", "r_range")},
    sharp_at=(_numbers("x = y = 3, r = 2", 3, 3, 2),),
    fails_without={
        "x_range": _numbers("x = -2, y = 1, r = 2: 4 > 1", -2, 1, 2),
        "order": _numbers("x = 2, y = 1, r = 1: 2 > 1", 2, 1, 1),
        "r_range": _numbers("x = 1, y = 2, r = -1: 1 > 1/2", 1, 2, -1),
    },
)
