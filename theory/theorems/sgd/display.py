"""The rate of Theorems 4 to 7 in the constants of the problem, with probability at least 1 - delta.

``sgd_rate`` at the outcomes at which the smallest squared gradient norm times the sum of the steps
is at most 4 gap0.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.definitions.sgd_step_size import largest_curvature, noise_level
from theory.lemmas import distance_rises
from theory.lemmas.distance_rises import r
from theory.lemmas.growth.setting import y
from theory.lemmas.sgd_step_size.terms import radius
from theory.lemmas.sgd_step_size.warmup import CLASS as OF_ELL
from theory.logic import Formula, ge, gt
from theory.schema import Apply, At, Decide, Step, Use
from theory.theorems.sgd.descent import RANGES

CLASS = tuple(assumption.name for assumption in OF_ELL)
MEANING = ("radius_positive", "level_nonnegative", "noise_nonnegative", "beta_range", "gap0_range")
"""What makes the terms of the display mean something, but for what is used of gap and level."""


def meaning(
    gap: sp.Expr,
    level: sp.Expr,
    gap_facts: tuple[Use, ...],
    potential_facts: tuple[Use, ...],
    level_facts: tuple[Use, ...],
    under: tuple[Formula, ...],
) -> tuple[Step, ...]:
    """The steps that make the terms of the display mean something at a gap and a level.

    Args:
        gap: the gap.
        level: the level.
        gap_facts: facts that say that the gap is not negative.
        potential_facts: facts that say that Phi(gap) is not negative.
        level_facts: facts that say that the level is positive.
        under: local hypotheses.
    """
    L, V = largest_curvature(level, sym.ell), noise_level(gap, sym.Phi)
    levels = (*level_facts, "beta_range")
    top = sym.beta * level
    return (
        Step("distance", "G rises strictly,", None, Apply(distance_rises.STATEMENT), CLASS),
        Step(
            "radius_positive",
            "so the radius is positive.",
            gt(radius(level), 0),
            Decide(),
            (At("distance.rises", {r: level, y: top}), *levels),
            under,
        ),
        Step(
            "level_nonnegative",
            "No noise bound is negative,",
            ge(V, 0),
            Decide(),
            (*gap_facts, *potential_facts, *RANGES),
            under,
        ),
        Step(
            "curvature",
            "nor any curvature,",
            ge(L, 0),
            Decide(),
            (At("ell_nonnegative", {sym.s: top}), *levels),
            under,
        ),
        Step(
            "noise_nonnegative",
            "nor their product.",
            ge(L * (sym.A * gap + sym.C), 0),
            Decide(),
            tuple(dict.fromkeys(("curvature", *gap_facts, "A_range", "C_range", *levels))),
            under,
        ),
    )
