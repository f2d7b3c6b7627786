"""Rules about real powers, valid for every real exponent: the list is complete.

From these alone follow monotonicity, power means and the integrals of powers that the statements
need; none of those is cited.
"""

from __future__ import annotations

import sympy as sp

from theory.logic import eq, ge, gt, le, real
from theory.schema import Named, Rule

x, y, r = real("x"), real("y"), real("r")
s, z = real("s"), real("z")

POWERS = Rule(
    id="powers",
    title="Laws of real powers: x^(a+b) = x^a x^b and (x^a)' = a x^(a-1) for x > 0 "
    "(for x >= 0 where the exponents stay positive)",
    citation="[rudin1976], Exercise 1.6 and Theorem 8.6",
    parameters=(),
    premises=(),
    conclusions=(),
)
"""The laws that algebra and chain rule use by themselves; named here so they are counted."""

POWER_POSITIVE = Rule(
    id="power_positive",
    title="A real power of a positive number is positive",
    citation="[rudin1976], Exercise 1.6",
    parameters=(x, r),
    premises=(Named("base", gt(x, 0)),),
    conclusions=(Named("positive", gt(x**r, 0)),),
)

POWER_OF_ZERO = Rule(
    id="power_of_zero",
    title="Zero to a positive power is zero",
    citation="[rudin1976], Exercise 1.6 (by continuity)",
    parameters=(r,),
    premises=(Named("exponent", gt(r, 0)),),
    conclusions=(Named("zero", le(sp.Pow(0, r), 0)), Named("nonnegative", ge(sp.Pow(0, r), 0))),
)

POWER_OF_QUOTIENT = Rule(
    id="power_of_quotient",
    title="(x/y)^r y^r = x^r for positive x and y",
    citation="[rudin1976], Exercise 1.6",
    parameters=(x, y, r),
    premises=(Named("numerator", gt(x, 0)), Named("denominator", gt(y, 0))),
    conclusions=(
        Named("at_most", le((x / y) ** r * y**r, x**r)),
        Named("at_least", ge((x / y) ** r * y**r, x**r)),
    ),
)

POWER_OF_POWER = Rule(
    id="power_of_power",
    title="(x^r)^s = x^(r s) for positive x",
    citation="[rudin1976], Exercise 1.6",
    parameters=(x, r, s, z),
    premises=(Named("base", gt(x, 0)), Named("exponents", eq(r * s, z))),
    conclusions=(Named("positive", gt(x**r, 0)), Named("law", eq((x**r) ** s, x**z))),
)
"""With r = 1 it says that equal exponents give equal powers, however they are written."""

BERNOULLI_CONCAVE = Rule(
    id="bernoulli_concave",
    title="Bernoulli: z^r <= 1 + r (z - 1) for z > 0 and 0 <= r <= 1",
    citation="[hardy1952], Theorem 42",
    parameters=(x, r),
    premises=(Named("base", gt(x, 0)), Named("low", ge(r, 0)), Named("high", le(r, 1))),
    conclusions=(Named("bound", le(x**r, 1 + r * (x - 1))),),
)

BERNOULLI_CONVEX = Rule(
    id="bernoulli_convex",
    title="Bernoulli: z^r >= 1 + r (z - 1) for z > 0 and r >= 1",
    citation="[hardy1952], Theorem 42",
    parameters=(x, r),
    premises=(Named("base", gt(x, 0)), Named("exponent", ge(r, 1))),
    conclusions=(Named("bound", ge(x**r, 1 + r * (x - 1))),),
)

POWER_RULES = (
    POWERS,
    POWER_POSITIVE,
    POWER_OF_ZERO,
    POWER_OF_QUOTIENT,
    POWER_OF_POWER,
    BERNOULLI_CONCAVE,
    BERNOULLI_CONVEX,
)
