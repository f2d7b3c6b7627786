"""Instances of the lower bound with steep waves: only the first step is long."""

from __future__ import annotations

import sympy as sp

from theory.definitions.run import n
from theory.theorems.lower_bound.gluing import x
from theory.theorems.lower_bound.instances import NO_FUNCTION, Instance
from theory.theorems.lower_bound.iterates import etas, node
from theory.theorems.lower_bound.pieces import s
from theory.theorems.lower_bound.quartic_setting import BEYOND, GROUND, LAM, LAST, LINK, TOP, q
from theory.theorems.lower_bound.setting import ZERO, eps, periods
from theory.witness import S, Witness

_ONE, _PI = sp.Integer(1), sp.pi
_FOOT = GROUND.rim + (TOP - GROUND.height) / eps


def instance(
    steps: tuple[sp.Expr, ...],
    gap: int | sp.Expr,
    slope: int | sp.Expr,
    *,
    count: int = 1,
    share: sp.Expr = sp.Rational(1, 2),
    curvature: sp.Expr = _ONE,
) -> Instance:
    """An instance with eps = 1 and ell(0) = 1, in which only the first step is long.

    Args:
        steps: the schedule.
        gap: gap0.
        slope: of the waves.
        count: the number of periods under the first step; the first of them is the link.
        share: theta.
        curvature: ell, an expression in ``S``.
    """
    wave = (LAST,) if count > 1 else ()
    return Instance(
        (GROUND.left, GROUND.bed, GROUND.straight, LINK, *wave, BEYOND),
        (_FOOT + etas(q) * s, _FOOT),
        sp.sympify(gap),
        steps,
        share,
        curvature,
        {q: ZERO, s: sp.sympify(slope)},
        {periods: sp.Integer(count)},
    )


def _behind_foot(count: sp.Expr) -> dict[sp.Symbol, sp.Expr]:
    """A point so many periods right of the foot of the link."""
    return {x: node(_ONE) + count * LAM}


FAILS_WITHOUT: dict[str, Witness | str] = {
    **NO_FUNCTION,
    "ell_nondecreasing": instance((16 * _PI / 3,), 200, 2, count=2, curvature=1 - S / 400).witness(
        "ell = 1 - s/400, a step of 16 pi/3, slope 2: at the crest the curvature is 3/4, above "
        "gap0 = 200 less than 1/2 is allowed",
        "member",
        _behind_foot(sp.Rational(5, 4)),
    ),
    "theta_range": "it follows from the others: by link_fits theta is positive, and by "
    "waves_above less than 1",
    "valley_fits": "nothing breaks: by link_fits gap0 is positive and the rim below theta gap0; "
    "it is kept as in lower_bound",
    "steeper": instance((2 * _PI,), 2, sp.Rational(1, 8)).witness(
        "ell = 1, slope 1/8, eps = 1, a step of 2 pi: in the middle of the link the curvature is "
        "-21/(4 pi) < -1",
        "member",
        _behind_foot(sp.Rational(1, 2)),
    ),
    "waves_above": instance(
        (2 * _PI / 5,),
        sp.Rational(181, 20),
        2,
        count=2,
        share=sp.Rational(180, 181),
        curvature=1 + S,
    ).witness(
        "ell = 1 + s, gap0 = 181/20, theta = 180/181, so M = 10, a step of 2 pi/5, slope 2: in "
        "the trough the curvature is 10, and 193/20 is allowed",
        "member",
        _behind_foot(sp.Rational(7, 4)),
    ),
    "link_fits": "where the rim is above the foot of the link, the pieces overlap and contradict "
    "each other; elsewhere nothing breaks",
    "steps": instance((2 * _PI, -_ONE), 128, 2).witness(
        "steps 2 pi and -1: the second climbs back onto the link, where the slope is more than 1",
        "slow",
        {n: _ONE},
    ),
    "nonincreasing": instance((2 * _PI, _ONE, sp.Integer(25)), 28, 1).witness(
        "steps 2 pi, 1 and 25: the last jumps over the valley, where the slope is -1",
        "slow",
        {n: sp.Integer(2)},
    ),
}
