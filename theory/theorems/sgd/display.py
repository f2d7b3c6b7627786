"""The rate of SGD in the constants of the problem, as likely as the rate in the steps.

``sgd_rate`` or ``sgd_rate_constant`` is read at the outcomes at which the smallest squared gradient
norm times the sum of the steps is at most 4 gap0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.definitions.run import m, t
from theory.definitions.sgd_step_size import largest_curvature, noise_level
from theory.lemmas import distance_rises
from theory.lemmas.distance_rises import r
from theory.lemmas.growth.setting import y
from theory.lemmas.sgd_step_size.terms import radius
from theory.lemmas.sgd_step_size.warmup import CLASS as OF_ELL
from theory.logic import Formula, Rel, ge, gt
from theory.rules.expectation import OUTCOME, omega
from theory.rules.integers import ZERO_INTEGER
from theory.schema import Apply, At, Decide, Statement, Step, Use
from theory.substitution import substitute
from theory.theorems.sgd.descent import RANGES
from theory.theorems.sgd.probably import LIKELY, follows
from theory.theorems.sgd.setting import least

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


@dataclass(frozen=True)
class Display:
    """The display of a theorem.

    Attributes:
        room: what is left between the smallest squared gradient norm and the display.
        steps: the steps to ``display``, which says that it is as likely as ``theorem.rate``.
    """

    room: sp.Expr
    steps: tuple[Step, ...]


def displayed(
    lemma: Statement,
    at_outcome: Mapping[Any, Any],
    rate_room: sp.Expr,
    meaning_facts: tuple[Use, ...],
    premises: tuple[Use, ...],
    probability: sp.Expr = LIKELY,
) -> Display:
    """From the rate in the steps, ``theorem.rate``, to the display.

    Args:
        lemma: the rate at one outcome; its conclusion ``display`` is read.
        at_outcome: what stands for its parameters, the smallest squared gradient norm left out.
        rate_room: what is not negative where the rate in the steps holds.
        meaning_facts: facts that make the terms of the display mean something.
        premises: what the lemma uses beside the class, the noise and the rate.
        probability: that of the rate.
    """
    mapping = {**at_outcome, m: least(omega)}
    display = substitute(lemma.conclusion("display"), mapping)
    assert isinstance(display, Rel)
    room = display.right - display.left
    where_the_rate_holds = (OUTCOME, ge(rate_room, 0))
    return Display(
        room,
        (
            Step("zero", "0 is an index,", None, Apply(ZERO_INTEGER)),
            Step(
                "least_nonnegative",
                "so the smallest squared gradient norm is not negative.",
                ge(least(omega), 0),
                Decide(),
                (At("least", {t: sp.Integer(0)}), "zero", "horizon"),
                (OUTCOME,),
            ),
            Step(
                "rate_at",
                "The rate at an outcome at which it holds.",
                None,
                Apply(lemma, mapping),
                (*CLASS, *RANGES, "least_nonnegative", *premises),
                where_the_rate_holds,
            ),
            Step(
                "display_room",
                "So the display holds there,",
                ge(room, 0),
                Decide(),
                ("rate_at.display", *meaning_facts),
                where_the_rate_holds,
            ),
            follows(
                "display",
                "which is as likely as the rate.",
                room,
                sp.Lambda(omega, rate_room),
                "theorem.rate",
                "display_room",
                *meaning_facts,
                probability=probability,
            ),
        ),
    )
