"""The one rule about hyperbolic functions that algebra does not give by itself."""

from __future__ import annotations

import sympy as sp

from theory.logic import eq, real
from theory.schema import Named, Rule

z = real("z")

HYPERBOLIC_IDENTITY = Rule(
    id="hyperbolic_identity",
    title="cosh^2 - sinh^2 = 1",
    citation="[rudin1976], section 8.6 (from the exponential)",
    parameters=(z,),
    premises=(),
    conclusions=(Named("identity", eq(sp.cosh(z) ** 2 - sp.sinh(z) ** 2, 1)),),
)

HYPERBOLIC_RULES = (HYPERBOLIC_IDENTITY,)
