"""Rules about exponential and logarithm."""

from __future__ import annotations

import sympy as sp

from theory.logic import eq, ge, gt, le, real
from theory.schema import Named, Rule

x, y, t = real("x"), real("y"), real("t")

EXPONENTIAL = Rule(
    id="exponential",
    title="e^t > 0 and e^t >= 1 + t",
    citation="[rudin1976], Theorem 8.6",
    parameters=(t,),
    premises=(),
    conclusions=(Named("positive", gt(sp.exp(t), 0)), Named("tangent", ge(sp.exp(t), 1 + t))),
)

LOGARITHM = Rule(
    id="logarithm",
    title="ln x <= x - 1 for x > 0",
    citation="[rudin1976], section 8.6",
    parameters=(x,),
    premises=(Named("positive", gt(x, 0)),),
    conclusions=(Named("tangent", le(sp.log(x), x - 1)),),
)

LOGARITHM_OF_PRODUCT = Rule(
    id="logarithm_of_product",
    title="ln(x y) = ln x + ln y for positive x and y",
    citation="[rudin1976], section 8.6",
    parameters=(x, y),
    premises=(Named("x", gt(x, 0)), Named("y", gt(y, 0))),
    conclusions=(Named("law", eq(sp.log(x * y), sp.log(x) + sp.log(y))),),
)

LOGARITHM_RULES = (EXPONENTIAL, LOGARITHM, LOGARITHM_OF_PRODUCT)
