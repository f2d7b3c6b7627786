"""Lemma 2 for one-sided bounds: the descent inequality holds within the local radius.

    ||w' - w|| <= R = G(beta gap) - G(gap)
        =>  gap_far <= beta gap,
            f(w') <= f(w) + <grad f(w), w' - w> + (L/2) ||w' - w||^2,      L = ell(beta gap)

Proof. At gap > 0 it is ``local_descent_level`` with the gap as the level; at gap 0 the radius is 0,
so w' = w.

Source: LW, Lemma 2 (there beta = 3 and the radius in the form of ``radius_min_form``).
"""

from __future__ import annotations

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.ell_smooth import CLASS_PARAMETERS, SMOOTH_CLASS
from theory.lemmas import local_descent_level
from theory.lemmas.growth.setting import PAIR, G, distance, gap, gap_far, level, towards
from theory.lemmas.local_descent_level import AROUND, beta
from theory.lemmas.local_instances import FAILS_WITHOUT, SHARP_AT
from theory.logic import gt, le
from theory.rules.segments import SEGMENT
from theory.schema import Apply, Decide, Named, Source, Statement, Step

TOP = beta * gap
L = sym.ell(TOP)

RADIUS = Assumption(
    "radius",
    le(distance, G(TOP) - G(gap)),
    "w' lies within the local radius, the integral of 1/h from gap to beta gap",
)
ASSUMPTIONS = (SMOOTH_CLASS, *AROUND, PAIR, RADIUS)
PARAMETERS = (*CLASS_PARAMETERS, G, gap, gap_far, distance, towards, beta)

REACH = le(gap_far, TOP)
DESCENT = le(gap_far, gap + towards + L * distance**2 / 2)

_AT_ZERO = le(gap, 0)

PROOF = (
    Step(
        "level",
        "At gap > 0, the gap is a level.",
        None,
        Apply(local_descent_level.STATEMENT, {level: gap}),
        ("smooth", *(a.name for a in AROUND), "two_points", "radius"),
        (gt(gap, 0),),
    ),
    Step(
        "segment",
        "At gap 0, walk from w to w',",
        None,
        Apply(SEGMENT),
        ("smooth", "bounded_below", "everywhere", "two_points"),
    ),
    Step(
        "no_way",
        "which is no way at all, since the radius is 0.",
        le(distance, 0),
        Decide(),
        ("radius", "two_points"),
        (_AT_ZERO,),
    ),
    Step(
        "same_gap",
        "So both gaps are 0,",
        le(gap_far, 0),
        Decide(),
        ("no_way", "segment.start", "segment.end", "two_points"),
        (_AT_ZERO,),
    ),
    Step(
        "no_change",
        "and <grad f(w), w' - w> = 0.",
        le(0, towards),
        Decide(),
        ("no_way", "segment.towards", "two_points"),
        (_AT_ZERO,),
    ),
    Step(
        "reach",
        "Either way the gap at w' is at most beta gap,",
        REACH,
        Decide(),
        ("level.reach", "same_gap", "two_points"),
    ),
    Step(
        "descent",
        "and the descent inequality holds.",
        DESCENT,
        Decide(),
        ("level.descent", "same_gap", "no_change", "no_way", "two_points", "beta_range"),
    ),
)

STATEMENT = Statement(
    id="local_descent",
    kind="lemma",
    title="The descent inequality within the local radius",
    source=Source("LW", "Lemma 2", "for every ell and beta, with the sharp radius"),
    summary="If ||w' - w|| <= G(beta gap) - G(gap) then gap_far <= beta gap and f(w') <= f(w) + "
    "<grad f(w), w' - w> + (ell(beta gap)/2) ||w' - w||^2.",
    parameters=PARAMETERS,
    assumptions=ASSUMPTIONS,
    conclusions=(Named("reach", REACH), Named("descent", DESCENT)),
    proof=PROOF,
    closes={
        "reach": ("reach",),
        "descent": ("descent", "two_points", "beta_range"),
    },
    sharp_at=SHARP_AT,
    fails_without=FAILS_WITHOUT,
)
