"""Instances of the C^2 lower bound: with no waves, or with one period under the first step."""

from __future__ import annotations

import sympy as sp

from theory.definitions.run import n
from theory.theorems.lower_bound.gluing import x
from theory.theorems.lower_bound.instances import NO_FUNCTION, Instance
from theory.theorems.lower_bound.iterates import etas, node, tau
from theory.theorems.lower_bound.setting import ZERO, eps, periods
from theory.theorems.lower_bound.sine_setting import BEYOND, GROUND, SINES
from theory.witness import S, Witness

_ONE, _PI = sp.Integer(1), sp.pi
_LAST_NODE = GROUND.rim + GROUND.length


def instance(
    steps: tuple[sp.Expr, ...],
    gap: sp.Expr,
    *,
    waves: int = 0,
    share: sp.Expr = sp.Rational(1, 2),
    curvature: sp.Expr = _ONE,
) -> Instance:
    """An instance with eps = 1 and ell(0) = 1.

    Args:
        steps: the schedule.
        gap: gap0.
        waves: 1 if the first step is long (over one period), else 0.
        share: theta.
        curvature: ell, an expression in ``S``.
    """
    wave, first = ((SINES.on(ZERO),), (_LAST_NODE + etas(ZERO) * eps,)) if waves else ((), ())
    return Instance(
        (GROUND.left, GROUND.bed, GROUND.straight, *wave, BEYOND),
        (*first, _LAST_NODE),
        gap,
        steps,
        share,
        curvature,
        {tau: sp.Integer(waves)},
        {periods: _ONE},
    )


def _on_wave(periods_from_left: sp.Expr) -> dict[sp.Symbol, sp.Expr]:
    return {x: node(_ONE) + periods_from_left * etas(ZERO) * eps}


_TROUGH, _CREST = _on_wave(sp.Rational(3, 4)), _on_wave(sp.Rational(1, 4))

SHARP_AT = (
    instance((sp.Integer(6),), 1 + 2 * _PI).witness(
        "constant ell = 1, eps = 1, gap0 = 1 + 2 pi, one step of 6: n = 1 = (gap0 - 1)/(2 pi)",
        "slow",
        {n: _ONE},
        equality=True,
    ),
)
FAILS_WITHOUT: dict[str, Witness | str] = {
    **NO_FUNCTION,
    "ell_nondecreasing": instance((3 * _PI,), sp.Integer(6), waves=1, curvature=1 - S / 9).witness(
        "ell = 1 - s/9, a step of 3 pi: at the crest the curvature is 2/3, above gap0 = 6 less "
        "than 1/3 is allowed",
        "member",
        _CREST,
    ),
    "theta_range": instance(
        (_PI / 2,),
        sp.Rational(9, 2),
        waves=1,
        share=-_ONE,
        curvature=1 + sp.Rational(4, 27) * S**2,
    ).witness(
        "ell = 1 + (4/27) s^2, theta = -1, so M = ell(-9/2) = 4, a step of pi/2: in the trough "
        "the curvature is 4, and less than 3.7 is allowed",
        "member",
        _TROUGH,
    ),
    "valley_fits": "eps^2 <= K0 gap0 would do; beyond that the rim is above gap0, and the pieces "
    "overlap and contradict each other",
    "waves_above": instance(
        (2 * _PI / 5,),
        sp.Rational(81, 20),
        waves=1,
        share=sp.Rational(80, 81),
        curvature=1 + S,
    ).witness(
        "ell = 1 + s, gap0 = 81/20, theta = 80/81, so M = 5, a step of 2 pi/5: in the trough the "
        "curvature is 5, and 97/20 is allowed",
        "member",
        _TROUGH,
    ),
    "steps": instance((2 * _PI, -_PI / 2), sp.Integer(8), waves=1).witness(
        "steps 2 pi and -pi/2: the second climbs back onto the wave, where the slope is 0",
        "slow",
        {n: _ONE},
    ),
    "nonincreasing": instance((_ONE, sp.Integer(18)), sp.Integer(14)).witness(
        "steps 1 and 18: the second jumps over the valley, where the slope is -1",
        "slow",
        {n: sp.Integer(2)},
    ),
}
