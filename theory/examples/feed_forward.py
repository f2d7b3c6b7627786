"""Example 2: four linear units in a row, cross entropy with a ridge: (3, K0, K)-smooth.

    F(w) = ln(2)/2 + ln(1 + e^-p)/2 + ||w||^2/2,        p = w1 w2 w3 w4

With S = ||w||^2, ||grad p||^2 = e3(w^2) <= S^3/16 and ||hess p||_F^2 = 2 e2(w^2) <= 3 S^2/4, so
||hess F|| <= 1 + S^3/128 + (sqrt(3)/4) S, and the ridge turns S into the gap.

Along w = (0, v, v, v) one Hessian entry is 1 + v^6/8 while ||grad F||^2 = v^6/16 + 3 v^2: the
curvature grows like the square of the gradient, so no (rho, L0, L) with rho < 2 covers it.

Source: LW, Example 2; the constants are derived here.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import sympy as sp

from theory.examples.ridge_example import Example
from theory.examples.ridge_setting import N, share, squared_frobenius, squared_gradient, v
from theory.logic import conj, ge, le, real
from theory.schema import At, Decide, Step, Use

w1, w2, w3, w4 = WEIGHTS = tuple(real(f"w{i}") for i in range(1, 5))
P = w1 * w2 * w3 * w4
SQUARES = tuple(w**2 for w in WEIGHTS)
NORM = sp.Add(*SQUARES)

a, b, d = real("a"), real("b"), real("d")
x1, x2, x3, x4 = FOUR = tuple(real(f"x{i}") for i in range(1, 5))
_ONE = sp.Integer(1)
_GRADIENT = squared_gradient(P, WEIGHTS)
_LINEAR = sp.sqrt(3) / 4


def _means(four: Sequence[sp.Expr], weights: Sequence[sp.Expr]) -> tuple[Use, ...]:
    """The inequality of the means for the first two, the last two, and the two sums."""
    first, second, third, fourth = four
    pairs = ((first, second), (third, fourth), (first + second, third + fourth))
    return tuple(
        At("means", {a: x, b: y, d: weight}) for (x, y), weight in zip(pairs, weights, strict=True)
    )


STEPS = (
    Step(
        "means",
        "4 a b <= (a + b)^2, with a weight d >= 0.",
        le(4 * a * b * d, (a + b) ** 2 * d),
        Decide(),
        (),
        (ge(d, 0),),
    ),
    Step(
        "third_order",
        "Four x_i >= 0: 16 (sum of products of three) <= (sum)^3, by pairs, then the two pairs.",
        le(16 * sp.Add(*(sp.Mul(*three) for three in combinations(FOUR, 3))), sp.Add(*FOUR) ** 3),
        Decide(),
        _means(FOUR, (x3 + x4, x1 + x2, sp.Add(*FOUR))),
        tuple(ge(x, 0) for x in FOUR),
    ),
    Step(
        "grad_p",
        "||grad p||^2 <= S^3/16.",
        conj(ge(_GRADIENT, 0), le(16 * _GRADIENT, NORM**3)),
        Decide(),
        (At("third_order", dict(zip(FOUR, SQUARES, strict=True))),),
    ),
    Step(
        "quarter",
        "share (1 - share) <= 1/4.",
        le(share * (1 - share) * a, a / 4),
        Decide(),
        (),
        (ge(a, 0),),
    ),
    Step(
        "hess_p_squared",
        "||hess p||_F^2 <= 3 S^2/4.",
        le(4 * squared_frobenius(P, WEIGHTS), 3 * NORM**2),
        Decide(),
        _means(SQUARES, (_ONE, _ONE, _ONE)),
    ),
    Step(
        "root",
        "a^2 <= b^2 with b >= 0 gives a <= b.",
        le(a, b),
        Decide(),
        (),
        (ge(b, 0), le(a**2, b**2)),
    ),
)

STATEMENT = Example(
    id="feed_forward",
    number="Example 2",
    title="Example 2: four linear units in a row are (3, K0, K)-smooth",
    weights=WEIGHTS,
    p=P,
    cubic=sp.Rational(1, 128),
    linear=_LINEAR,
    crossing=w1,
    line={w2: v, w3: v, w4: v},
    squared_gradient=(v**3 / 4) ** 2 + 3 * v**2,
    steps=STEPS,
    by_cubic=("grad_p", At("quarter", {a: _GRADIENT})),
    by_linear=("hess_p_squared", "norm", At("root", {a: N, b: 2 * _LINEAR * NORM})),
).statement()
