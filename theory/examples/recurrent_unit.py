"""Example 3: a linear recurrent unit over four steps: (3, K0, K)-smooth.

    F(u, v) = ln(2)/2 + ln(1 + e^-p)/2 + (u^2 + v^2)/2,        p = u^3 v

(input 1, 0, 0, 0: the recurrent weight u acts three times). With S = u^2 + v^2,
||grad p||^2 = 9 u^4 v^2 + u^6 <= (27/16) S^3 and ||hess p||_F^2 = 36 u^2 v^2 + 18 u^4 <= 18 S^2,
so ||hess F|| <= 1 + (27/128) S^3 + (3 sqrt(2)/2) S, and the ridge turns S into the gap.

Along v = 0 one Hessian entry is 1 + u^6/8 while ||grad F||^2 = u^6/16 + u^2: no (rho, L0, L)
with rho < 2 covers it.

Source: LW, Example 3; the constants are derived here.
"""

from __future__ import annotations

import sympy as sp

from theory.examples.ridge_example import Example
from theory.examples.ridge_setting import squared_frobenius, squared_gradient, v
from theory.logic import ge, le, real
from theory.schema import At, Decide, Step

recurrent, entering = WEIGHTS = (real("u1"), real("u2"))
"""The weights u and v of the docstring."""

P = recurrent**3 * entering
X, Y = SQUARES = tuple(w**2 for w in WEIGHTS)
NORM = sp.Add(*SQUARES)

a, b = real("a"), real("b")

STEPS = (
    Step("weight", "Squares are not negative.", ge(a**2, 0), Decide()),
    Step(
        "third_order",
        "(27/16)(a + b)^3 - 9 a^2 b - a^3 = (a - 3 b)^2 (11 a + 3 b)/16 for a, b >= 0.",
        ge(27 * (a + b) ** 3 - 144 * a**2 * b - 16 * a**3, 0),
        Decide(),
        (),
        (ge(a, 0), ge(b, 0)),
    ),
    Step(
        "grad_p",
        "||grad p||^2 <= (27/16) S^3.",
        le(16 * squared_gradient(P, WEIGHTS), 27 * NORM**3),
        Decide(),
        (At("third_order", {a: X, b: Y}), *(At("weight", {a: w}) for w in WEIGHTS)),
    ),
    Step(
        "hess_p_squared",
        "||hess p||_F^2 <= 18 S^2: the rest is 18 v^4.",
        le(squared_frobenius(P, WEIGHTS), 18 * NORM**2),
        Decide(),
        (At("weight", {a: Y}),),
    ),
)

STATEMENT = Example(
    id="recurrent_unit",
    number="Example 3",
    title="Example 3: a linear recurrent unit over four steps is (3, K0, K)-smooth",
    weights=WEIGHTS,
    p=P,
    cubic=sp.Rational(27, 128),
    linear=3 * sp.sqrt(2) / 2,
    steps=STEPS,
    crossing=entering,
    line={recurrent: v},
    squared_gradient=(v**3 / 4) ** 2 + v**2,
).statement()
