"""Lemma 4 in numbers: the largest gap at a given distance from a point of given gap."""

from __future__ import annotations

from theory import symbols as sym
from theory.assumptions import Assumption, bounds
from theory.definitions.distance import reached_cases, within_blow_up
from theory.definitions.gap_smooth import CONSTANTS, NOT_BOTH_ZERO
from theory.evaluation import Evaluation
from theory.logic import disj, gt, lt

GAP = bounds(sym.gap, 0, text="a gap is not negative")
DISTANCE = bounds(sym.distance, 0, text="a distance is not negative")
START = Assumption(
    "start",
    disj(gt(sym.gap, 0), gt(sym.K0, 0), lt(sym.rho, 1)),
    "from gap 0 with K0 = 0 and rho >= 1 the gap cannot grow at all; raise gap",
)
_BLOW_UP = (
    "for rho > 1 the gap may grow without limit over a finite distance, and closer than that "
    "nothing bounds it beyond; lower distance"
)
BLOW_UP = tuple(
    Assumption(name, claim, _BLOW_UP, says="distance < G(inf) - G(gap)")
    for name, claim in zip(
        ("blow_up", "blow_up_from_0"), within_blow_up(sym.gap, sym.distance), strict=True
    )
)

EVALUATION = Evaluation(
    inputs=(sym.rho, sym.K0, sym.K, sym.gap, sym.distance),
    domain=(*CONSTANTS, NOT_BOTH_ZERO, GAP, DISTANCE, START, *BLOW_UP),
    cases=reached_cases(
        sym.gap,
        sym.distance,
        "gap_reached",
        "the largest gap at this distance from a point of this gap, loss",
    ),
)
