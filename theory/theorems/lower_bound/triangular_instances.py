"""Instances of the C^{1,1} lower bound: with no waves, or with one period under the first step."""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.definitions.run import n
from theory.theorems.lower_bound.gluing import Placed, ddf, df, f, x
from theory.theorems.lower_bound.iterates import node, tau, x_at
from theory.theorems.lower_bound.pieces import M, gap0, theta
from theory.theorems.lower_bound.setting import K0, ZERO, ell, eps, periods
from theory.theorems.lower_bound.triangular_setting import (
    BEYOND,
    GROUND,
    falling,
    length,
    rising,
)
from theory.witness import S, Witness

_t = sym.t


def _through(points: list[sp.Expr]) -> sp.Lambda:
    """The polynomial in t with these values at t = 0, 1, ..."""
    return sp.Lambda(_t, sp.interpolate(list(enumerate(points)), _t) if points[1:] else points[0])


def instance(
    text: str,
    conclusion: str,
    *,
    steps: tuple[int | sp.Rational, ...],
    gap: int | sp.Rational,
    waves: int = 0,
    share: int | sp.Rational = sp.Rational(1, 2),
    curvature: sp.Expr = sp.Integer(1),
    late: int | None = None,
    at: int | sp.Rational | None = None,
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
        late: n, for the conclusion ``slow``.
        at: x, for the conclusion ``member``.
        equality: it is a sharp instance.
    """
    known = {K0: sp.Integer(1), eps: sp.Integer(1), gap0: sp.sympify(gap)}
    first = sp.sympify(steps[0])
    foot = (GROUND.rim + GROUND.length).xreplace(known)
    nodes = [foot + first, foot] if waves else [foot]
    wave = [falling(ZERO, ZERO), rising(ZERO, ZERO)] if waves else []
    placed = [GROUND.left, GROUND.bed, GROUND.straight, *wave, BEYOND]

    def put_in(expr: sp.Expr) -> sp.Expr:
        put = expr.xreplace({**known, tau: sp.Integer(waves)}).replace(length, lambda _: first)
        return put.replace(node, lambda index: nodes[int(index)])

    def whole(part: str) -> sp.Lambda:
        return sp.Lambda(x, sp.Piecewise(*(_branch(p, part) for p in placed)))

    def _branch(piece: Placed, part: str) -> tuple[sp.Expr, sp.Basic]:
        end = sp.true if piece.right is None else x <= put_in(piece.right)
        return put_in(getattr(piece, part)), end

    slope, visited = whole("slope"), [nodes[0]]
    for step in steps:
        visited.append(visited[-1] - sp.sympify(step) * slope(visited[-1]))
    level = sp.Lambda(S, curvature)
    values = {
        **known,
        theta: sp.sympify(share),
        M: level(share * known[gap0]),
        tau: sp.Integer(waves),
        **({} if late is None else {n: sp.Integer(late)}),
        **({} if at is None else {x: sp.sympify(at)}),
    }
    return Witness(
        text,
        conclusion,
        steps=tuple(map(sp.sympify, steps)),
        ell=level,
        values=values,
        functions={
            ell: level,
            f: whole("value"),
            df: slope,
            ddf: whole("curvature"),
            x_at: _through(visited),
            node: _through(nodes),
            periods: sp.Lambda(_t, sp.Integer(1)),
            length: sp.Lambda(_t, first),
        },
        equality=equality,
    )


_HALF = sp.Rational(1, 2)
SHARP_AT = (
    instance(
        "constant ell = 1, eps = 1, gap0 = 9/2, one step of 3: n = 1 = (9/2 - 1/2)/4",
        "slow",
        steps=(3,),
        gap=9 * _HALF,
        late=1,
        equality=True,
    ),
)
FAILS_WITHOUT: dict[str, Witness | str] = {
    "ell_nondecreasing": instance(
        "ell = 1 - s/9, a step of 16/3: on the wave the curvature is 3/4, above gap0 = 9/2 only "
        "1/2 is allowed",
        "member",
        steps=(sp.Rational(16, 3),),
        gap=9 * _HALF,
        waves=1,
        curvature=1 - S / 9,
        at=sp.Rational(19, 3),
    ),
    "K0_range": "for K0 = 0 the valley has no formula; for K0 < 0 the pieces overlap and "
    "contradict each other",
    "theta_range": instance(
        "ell = 1 + (4/27) s^2, theta = -1, so M = ell(-9/2) = 4, a step of 1: in the trough the "
        "curvature is 4, and 3.84 is allowed",
        "member",
        steps=(1,),
        gap=9 * _HALF,
        waves=1,
        share=-1,
        curvature=1 + sp.Rational(4, 27) * S**2,
        at=sp.Rational(23, 4),
    ),
    "eps_range": "for eps = 0 the straight piece has no length; for eps < 0 the pieces overlap "
    "and contradict each other",
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
        at=sp.Rational(103, 20),
    ),
    "steps": instance(
        "steps 4 and -1: the second climbs back onto the wave, where the slope is 0",
        "slow",
        steps=(4, -1),
        gap=9 * _HALF,
        waves=1,
        late=1,
    ),
    "nonincreasing": instance(
        "steps 1 and 10: the second jumps over the valley, where the slope is -1",
        "slow",
        steps=(1, 10),
        gap=17 * _HALF,
        late=2,
    ),
}
