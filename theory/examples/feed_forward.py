"""Example 2: four linear units in a row, cross entropy with a ridge: (3, K0, K)-smooth.

    F(w) = ln(2)/2 + ln(1 + e^-p)/2 + ||w||^2/2,        p = w1 w2 w3 w4

With S = ||w||^2, ||grad p||^2 = e3(w^2) <= S^3/16 and ||hess p||_F^2 = 2 e2(w^2) <= 3 S^2/4, so
||hess F|| <= 1 + S^3/128 + (sqrt(3)/4) S, and the ridge turns S into the gap.

Along w = (0, v, v, v) one Hessian entry is 1 + v^6/8 while ||grad F||^2 = v^6/16 + 3 v^2: the
curvature grows like the square of the gradient, so no (rho, L0, L) with rho < 2 covers it.

Source: LW, Example 2; the constants are derived here.
"""

from __future__ import annotations

from itertools import combinations

import sympy as sp

from theory.examples.ridge_example import Example
from theory.examples.ridge_setting import squared_frobenius, squared_gradient, v
from theory.logic import ge, le, real
from theory.schema import At, Decide, Step

w1, w2, w3, w4 = WEIGHTS = tuple(real(f"w{i}") for i in range(1, 5))
P = w1 * w2 * w3 * w4
SQUARES = tuple(w**2 for w in WEIGHTS)
NORM = sp.Add(*SQUARES)

a, b, d = real("a"), real("b"), real("d")
_FOUR = tuple(real(f"x{i}") for i in range(1, 5))
_PAIRS = tuple(combinations(SQUARES, 2))

STEPS = (
    Step("square", "(a - b)^2 >= 0,", ge((a - b) ** 2, 0), Decide()),
    Step(
        "weighted_square",
        "and so with a weight d >= 0.",
        ge(d * (a - b) ** 2, 0),
        Decide(),
        (),
        (ge(d, 0),),
    ),
    Step(
        "third_order",
        "Four x_i >= 0: 16 (sum of products of three) <= (sum)^3, by weighted squares.",
        le(16 * sp.Add(*(sp.Mul(*three) for three in combinations(_FOUR, 3))), sp.Add(*_FOUR) ** 3),
        Decide(),
        tuple(
            At("weighted_square", {a: x, b: y, d: z})
            for x, y in combinations(_FOUR, 2)
            for z in _FOUR
        ),
        tuple(ge(x, 0) for x in _FOUR),
    ),
    Step("weight", "Squares are not negative.", ge(a**2, 0), Decide()),
    Step(
        "grad_p",
        "||grad p||^2 <= S^3/16.",
        le(16 * squared_gradient(P, WEIGHTS), NORM**3),
        Decide(),
        (
            At("third_order", dict(zip(_FOUR, SQUARES, strict=True))),
            *(At("weight", {a: w}) for w in WEIGHTS),
        ),
    ),
    Step(
        "hess_p_squared",
        "||hess p||_F^2 <= 3 S^2/4.",
        le(4 * squared_frobenius(P, WEIGHTS), 3 * NORM**2),
        Decide(),
        tuple(At("square", {a: x, b: y}) for x, y in _PAIRS),
    ),
)

STATEMENT = Example(
    id="feed_forward",
    number="Example 2",
    title="Example 2: four linear units in a row are (3, K0, K)-smooth",
    weights=WEIGHTS,
    p=P,
    cubic=sp.Rational(1, 128),
    linear=sp.sqrt(3) / 4,
    steps=STEPS,
    crossing=w1,
    line={w2: v, w3: v, w4: v},
    squared_gradient=(v**3 / 4) ** 2 + 3 * v**2,
).statement()
