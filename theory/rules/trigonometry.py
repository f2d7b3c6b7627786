"""Rules about sine and cosine that algebra and chain rule do not give by themselves."""

from __future__ import annotations

import sympy as sp

from theory.logic import Pred, eq, real
from theory.schema import Named, Rule

z, m = real("z"), real("m")

TRIGONOMETRIC_IDENTITY = Rule(
    id="trigonometric_identity",
    title="sin^2 + cos^2 = 1",
    citation="[rudin1976], section 8.7",
    parameters=(z,),
    premises=(),
    conclusions=(Named("identity", eq(sp.sin(z) ** 2 + sp.cos(z) ** 2, 1)),),
)

WHOLE_PERIODS = Rule(
    id="whole_periods",
    title="sin(2 pi m) = 0 and cos(2 pi m) = 1 for an integer m",
    citation="[rudin1976], section 8.7",
    parameters=(m,),
    premises=(Named("integer", Pred("integer", (m,))),),
    conclusions=(
        Named("sine", eq(sp.sin(2 * sp.pi * m), 0)),
        Named("cosine", eq(sp.cos(2 * sp.pi * m), 1)),
    ),
)

TRIGONOMETRIC_RULES = (TRIGONOMETRIC_IDENTITY, WHOLE_PERIODS)
