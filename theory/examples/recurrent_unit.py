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
from theory.examples.ridge_setting import v
from theory.logic import real

recurrent, entering = WEIGHTS = (real("u1"), real("u2"))
"""The weights u and v of the docstring."""

P = recurrent**3 * entering

STATEMENT = Example(
    id="recurrent_unit",
    number="Example 3",
    title="Example 3: a linear recurrent unit over four steps is (3, K0, K)-smooth",
    weights=WEIGHTS,
    p=P,
    cubic=sp.Rational(27, 128),
    linear=3 * sp.sqrt(2) / 2,
    crossing=entering,
    line={recurrent: v},
    squared_gradient=(v**3 / 4) ** 2 + v**2,
).statement()
