"""Lemma 2: within the local radius the gradient is Lipschitz with the constant of a larger gap.

    ||w' - w|| <= R = G(beta gap) - G(gap)
        =>  ||grad f(w') - grad f(w)|| <= ell(beta gap) ||w' - w||

and with it everything that ``local_descent`` says. Only this line needs the bound on the Hessian
for both signs.

Proof. By ``local_descent`` every point of the segment has a gap of at most beta gap, so there the
component of grad f along the change has a derivative of at most ell(beta gap).

Source: LW, Lemma 2.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.lemmas import local_descent
from theory.lemmas.growth.setting import distance, gap, gap_far, t, towards
from theory.lemmas.local_descent import DESCENT, PARAMETERS, RADIUS, REACH, TOP, L
from theory.lemmas.local_descent_level import AROUND
from theory.lemmas.local_instances import FAILS_WITHOUT, walk
from theory.lemmas.local_numbers import EVALUATION
from theory.logic import HasDerivative, between, conj, ge, le
from theory.rules.calculus import MEAN_VALUE, a, b, dp, p
from theory.rules.rays import du, u
from theory.rules.segments import (
    GRADIENT_CHANGE,
    ONE_SIDED,
    SAME_TWO_POINTS,
    SEGMENT_CHANGE,
    TWO_SIDED,
    dphi,
    phi,
)
from theory.schema import Apply, At, Decide, Differentiate, Named, Source, Statement, Step
from theory.witness import STEEP

change = sym.change

TWO_SIDED_CLASS = Assumption(
    "two_sided", TWO_SIDED, "the Hessian norm of f at w is at most ell(f(w) - f*), for every w"
)
PAIR_WITH_CHANGE = Assumption(
    "two_points",
    conj(GRADIENT_CHANGE, ge(gap, 0), ge(gap_far, 0), ge(distance, 0), ge(change, 0)),
    "gap and gap_far are f - f* at w and at w', distance = ||w' - w|| and "
    "change = ||grad f(w') - grad f(w)||",
    defines=True,
)
ASSUMPTIONS = (TWO_SIDED_CLASS, *AROUND, PAIR_WITH_CHANGE, RADIUS)
LIPSCHITZ = le(change, L * distance)

_WAY = between(0, t, distance)
_CLASS = ("smooth", *(assumption.name for assumption in AROUND))
_LINE = L * t - phi(t)

PROOF = (
    Step(
        "smooth",
        "The two-sided bound contains the one-sided one,",
        None,
        Apply(ONE_SIDED),
        ("two_sided",),
    ),
    Step(
        "same_points",
        "and the points are the same,",
        None,
        Apply(SAME_TWO_POINTS),
        ("two_points",),
    ),
    Step(
        "descent",
        "so the descent inequality and gap_far <= beta gap hold.",
        None,
        Apply(local_descent.STATEMENT),
        (*_CLASS, "same_points", "two_points", "radius"),
    ),
    Step(
        "segment",
        "Walk from w to w' at unit speed; phi is the change of the gradient on the way, along its "
        "final direction.",
        None,
        Apply(SEGMENT_CHANGE),
        ("two_sided", "bounded_below", "everywhere", "two_points"),
    ),
    Step(
        "way",
        "Every point of the way lies within the radius too, so its gap is at most beta gap,",
        le(u(t), TOP),
        Apply(
            local_descent.STATEMENT,
            {gap_far: u(t), distance: t, towards: t * du(0)},
        ),
        (*_CLASS, "segment.part", "segment.nonnegative", "two_points", "radius"),
        (_WAY,),
    ),
    Step(
        "rate",
        "and phi' at most L.",
        le(dphi(t), L),
        Decide(),
        (
            "way",
            "segment.bound",
            "segment.nonnegative",
            At("ell_nondecreasing", {a: u(t), b: TOP}),
        ),
        (_WAY,),
    ),
    Step(
        "line_derivative",
        "L t - phi(t) has derivative L - phi',",
        HasDerivative(t, ge(t, 0), _LINE, L - dphi(t), smooth=False),
        Differentiate(),
        ("segment.rate", "two_points", "beta_range"),
    ),
    Step(
        "line",
        "so it is not negative at the end.",
        ge(_LINE.subs(t, distance), 0),
        Apply(
            MEAN_VALUE,
            {
                a: sp.Integer(0),
                b: distance,
                p: sp.Lambda(t, _LINE),
                dp: sp.Lambda(t, L - dphi(t)),
            },
        ),
        ("line_derivative", "rate", "segment.start", "two_points", "beta_range"),
    ),
)

STATEMENT = Statement(
    id="local_lipschitz",
    kind="lemma",
    title="The gradient is Lipschitz within the local radius",
    source=Source("LW", "Lemma 2", "for every ell and beta, with the sharp radius"),
    summary="If ||w' - w|| <= G(beta gap) - G(gap) then ||grad f(w') - grad f(w)|| <= "
    "ell(beta gap) ||w' - w||, gap_far <= beta gap, and the descent inequality holds.",
    parameters=(*PARAMETERS, change),
    assumptions=ASSUMPTIONS,
    conclusions=(
        Named("lipschitz", LIPSCHITZ),
        Named("reach", REACH),
        Named("descent", DESCENT),
    ),
    proof=PROOF,
    closes={
        "lipschitz": ("line", "segment.end", "two_points", "beta_range"),
        "reach": ("descent.reach",),
        "descent": ("descent.descent", "two_points", "beta_range"),
    },
    evaluation=EVALUATION,
    sharp_at=(walk("x^2/2 from x = 1 to x = 2, ell = 1: 1 = 1", "lipschitz", equality=True),),
    fails_without={
        **{k: v for k, v in FAILS_WITHOUT.items() if k != "smooth"},
        "two_sided": walk("5 x^2 from x = 1 to x = 2, ell = 1: 10 > 1", "lipschitz", f=STEEP),
    },
    does_not_claim="That the gradient is Lipschitz between any two points near w: one of the two "
    "is w.",
)
