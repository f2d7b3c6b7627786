"""Instances of the C^{1,1} lower bound: with no waves, or with one period under the first step."""

from __future__ import annotations

import sympy as sp

from theory.definitions.run import n
from theory.theorems.lower_bound.gluing import x
from theory.theorems.lower_bound.instances import NO_FUNCTION, Instance
from theory.theorems.lower_bound.iterates import tau
from theory.theorems.lower_bound.setting import ZERO, periods
from theory.theorems.lower_bound.triangular_setting import (
    BEYOND,
    GROUND,
    falling,
    length,
    rising,
)
from theory.witness import S, Witness


def instance(
    text: str,
    conclusion: str,
    *,
    steps: tuple[int | sp.Rational, ...],
    gap: int | sp.Rational,
    waves: int = 0,
    share: int | sp.Rational = sp.Rational(1, 2),
    curvature: sp.Expr = sp.Integer(1),
    at: dict[sp.Symbol, int | sp.Rational],
    equality: bool = False,
) -> Witness:
    """An instance with eps = 1 and ell(0) = 1: the function, its nodes and its run.

    Args:
        text: the instance in words.
        conclusion: the name of the conclusion it is about.
        steps: the schedule.
        gap: gap0.
        waves: 1 if the first step is long (over one period), else 0.
        share: theta.
        curvature: ell, an expression in ``S``.
        at: n for the conclusion ``slow``, x for the conclusion ``member``.
        equality: it is a sharp instance.
    """
    foot = GROUND.rim + GROUND.length
    over = (falling(ZERO, ZERO), rising(ZERO, ZERO)) if waves else ()
    schedule = tuple(map(sp.sympify, steps))
    made = Instance(
        (GROUND.left, GROUND.bed, GROUND.straight, *over, BEYOND),
        (foot + schedule[0], foot) if waves else (foot,),
        sp.sympify(gap),
        schedule,
        sp.sympify(share),
        curvature,
        {tau: sp.Integer(waves)},
        {periods: sp.Integer(1), length: schedule[0]},
    )
    places = {variable: sp.sympify(value) for variable, value in at.items()}
    return made.witness(text, conclusion, places, equality=equality)


_HALF = sp.Rational(1, 2)
SHARP_AT = (
    instance(
        "constant ell = 1, eps = 1, gap0 = 9/2, one step of 3: n = 1 = (9/2 - 1/2)/4",
        "slow",
        steps=(3,),
        gap=9 * _HALF,
        at={n: 1},
        equality=True,
    ),
)
FAILS_WITHOUT: dict[str, Witness | str] = {
    **NO_FUNCTION,
    "ell_nondecreasing": instance(
        "ell = 1 - s/9, a step of 16/3: on the wave the curvature is 3/4, above gap0 = 9/2 only "
        "1/2 is allowed",
        "member",
        steps=(sp.Rational(16, 3),),
        gap=9 * _HALF,
        waves=1,
        curvature=1 - S / 9,
        at={x: sp.Rational(19, 3)},
    ),
    "theta_range": instance(
        "ell = 1 + (4/27) s^2, theta = -1, so M = ell(-9/2) = 4, a step of 1: in the trough the "
        "curvature is 4, and 3.84 is allowed",
        "member",
        steps=(1,),
        gap=9 * _HALF,
        waves=1,
        share=-1,
        curvature=1 + sp.Rational(4, 27) * S**2,
        at={x: sp.Rational(23, 4)},
    ),
    "valley_fits": "eps^2 <= 2 K0 gap0 would do; beyond that the rim is above gap0, and the "
    "pieces overlap and contradict each other",
    "waves_above": instance(
        "ell = 1 + s, gap0 = 81/20, theta = 80/81, so M = 5, a step of 4/5: in the trough the "
        "curvature is 5, and 99/20 is allowed",
        "member",
        steps=(sp.Rational(4, 5),),
        gap=sp.Rational(81, 20),
        waves=1,
        share=sp.Rational(80, 81),
        curvature=1 + S,
        at={x: sp.Rational(103, 20)},
    ),
    "steps": instance(
        "steps 4 and -1: the second climbs back onto the wave, where the slope is 0",
        "slow",
        steps=(4, -1),
        gap=9 * _HALF,
        waves=1,
        at={n: 1},
    ),
    "nonincreasing": instance(
        "steps 1 and 10: the second jumps over the valley, where the slope is -1",
        "slow",
        steps=(1, 10),
        gap=17 * _HALF,
        at={n: 2},
    ),
}
