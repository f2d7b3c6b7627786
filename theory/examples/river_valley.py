"""Example 4 (river valley): f(x, y) = q(x) + (mu/2) y^2 is (1, 1, 1)-smooth.

q(x) = x^2/2 for |x| <= 1 and e^(|x|-1) - 1/2 beyond, which is C^2; 0 < mu <= 1. The Hessian is
diagonal with entries q'' and mu, so its norm is the larger one, and both are at most 1 + f.
The walls of the valley are exponentially steep, its bed is flat: a step that is safe on the wall
is far too short along the bed.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import bounds
from theory.logic import HasDerivative, Implies, conj, eq, ge, le, real
from theory.rules.logarithms import EXPONENTIAL, t
from theory.schema import Apply, Decide, Differentiate, Named, Source, Statement, Step
from theory.witness import Witness

r, y, mu = real("r"), real("y"), sym.mu
"""r = |x|; f is even in x."""

INSIDE = r**2 / 2
OUTSIDE = sp.exp(r - 1) - sp.Rational(1, 2)


def value(wall: sp.Expr) -> sp.Expr:
    """F at height y above the bed, for one of the two pieces of q.

    >>> value(INSIDE)
    mu*y**2/2 + r**2/2
    """
    return wall + mu * y**2 / 2


CURVATURE_OF_BED = bounds(
    mu, 0, 1, low_included=False, text="the curvature along the valley is at most that of its walls"
)
ASSUMPTIONS = (CURVATURE_OF_BED,)

_IN, _OUT = le(r, 1), ge(r, 1)

PROOF = (
    Step(
        "slope_inside",
        "Inside, q' = r and q'' = 1.",
        HasDerivative(r, _IN, INSIDE, r),
        Differentiate(),
    ),
    Step(
        "slope_outside",
        "Outside, q' = e^(r-1),",
        HasDerivative(r, _OUT, OUTSIDE, sp.exp(r - 1)),
        Differentiate(),
    ),
    Step(
        "curvature_outside",
        "and q'' = e^(r-1).",
        HasDerivative(r, _OUT, sp.exp(r - 1), sp.exp(r - 1)),
        Differentiate(),
    ),
    Step(
        "joint",
        "At r = 1 values 1/2, slopes 1 and curvatures 1 agree: q is C^2.",
        conj(
            eq(INSIDE.subs(r, 1), OUTSIDE.subs(r, 1)),
            eq(sp.Integer(1), sp.exp(r - 1).subs(r, 1)),
        ),
        Decide(),
    ),
    Step("exponential", "e^(r-1) >= r.", None, Apply(EXPONENTIAL, {t: r - 1})),
    Step(
        "wall",
        "The curvature of the wall is at most 1 + f on both pieces,",
        conj(le(1, 1 + value(INSIDE)), le(sp.exp(r - 1), 1 + value(OUTSIDE))),
        Decide(),
        ("mu_range",),
    ),
    Step(
        "bed_inside",
        "and so is mu, on the inner piece",
        le(mu, 1 + value(INSIDE)),
        Decide(),
        ("mu_range",),
    ),
    Step(
        "bed_outside",
        "and on the outer one.",
        le(mu, 1 + value(OUTSIDE)),
        Decide(),
        ("mu_range", "exponential"),
        (_OUT,),
    ),
)

STATEMENT = Statement(
    id="river_valley",
    kind="example",
    title="The river valley is (1, 1, 1)-smooth",
    source=Source("LW", "Example 4"),
    summary="f(x, y) = q(x) + (mu/2) y^2 with q = x^2/2 inside |x| <= 1 and e^(|x|-1) - 1/2 "
    "outside, 0 < mu <= 1: f is C^2, f* = 0, and both Hessian entries are at most 1 + f.",
    parameters=(r, y, mu),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("wall_inside", le(1, 1 + value(INSIDE))),
        Named("wall_outside", le(sp.exp(r - 1), 1 + value(OUTSIDE))),
        Named("bed_inside", le(mu, 1 + value(INSIDE))),
        Named("bed_outside", Implies(_OUT, le(mu, 1 + value(OUTSIDE)))),
    ),
    proof=PROOF,
    closes={
        "wall_inside": ("wall",),
        "wall_outside": ("wall",),
        "bed_inside": ("bed_inside",),
        "bed_outside": ("bed_outside",),
    },
    sharp_at=(
        Witness(
            "the bottom r = y = 0 with mu = 1: 1 = 1 + f",
            "bed_inside",
            values={r: sp.Integer(0), y: sp.Integer(0), mu: sp.Integer(1)},
            equality=True,
        ),
    ),
    fails_without={
        "mu_range": Witness(
            "mu = 2 at the bottom r = y = 0: 2 > 1",
            "bed_inside",
            values={r: sp.Integer(0), y: sp.Integer(0), mu: sp.Integer(2)},
        ),
    },
)
