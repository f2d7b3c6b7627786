"""Local minimisers, and boxes around them on which f is convex.

Let c be an exact point and N a box around it on which the Hessian has no negative eigenvalue. Then
f(x) >= f(c) + <grad f(c), x - c> on N. If exact algebra shows grad f(c) = 0, then f >= f(c) there,
so that a bound which f touches at c is decided. In one dimension the first derivative that does
not vanish at c may also be of higher, even order.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import sympy as sp
from flint import arb, arb_mat

from verify.certify.boxes import Box, Point, balls
from verify.certify.curvature.matrices import is_positive_semidefinite
from verify.certify.function.objective import Objective
from verify.certify.sublevel.level import (
    BITS,
    ExactPoint,
    exact_balls,
    exact_value,
    value_at,
)
from verify.intervals.balls import precision, to_fmpq
from verify.intervals.compare import sign
from verify.intervals.evaluate import compile_expressions
from verify.intervals.lowering import UnsupportedError

MOST_ORDER = 8
"""Highest derivative asked for in one dimension."""

_DENOMINATORS = (1, 6, 64, 1000)
_NEAR = 1e-2
_SIGN_BITS = 1024
_NEWTON_STEPS = 12
_LARGEST, _SMALLEST = 6, -34


@dataclass(frozen=True)
class Anchor:
    """A point where f is (nearly) smallest, and what follows around it.

    Attributes:
        point: exact coordinates.
        value: f(point), a thin ball.
        expression: f(point), exact; only if ``exact``, and where it can be written out.
        exact: whether the gradient at the point is 0 by exact algebra.
        box: a box around the point.
        lower: f >= lower on the whole box; the same ball as ``value`` if ``exact``.
    """

    point: ExactPoint
    value: arb
    expression: sp.Expr | None
    exact: bool
    box: Box
    lower: arb


def anchor(objective: Objective, near: Point) -> Anchor | None:
    """Look for a local minimiser near a point, with a box on which it is the lowest.

    Returns:
        None where none is shown, which shows nothing.

    >>> from verify.certify.function.objective import objective
    >>> found = anchor(objective("x**2 - 2*x/3", ("x",)), (0.3333,))
    >>> found.point, found.expression, found.exact
    ((1/3,), -1/9, True)
    """
    polished = _newton(objective, near)
    for guess in _simple(near if polished is None else [_float(x) for x in polished]):
        if _is_critical(objective, guess):
            return _around(objective, guess, exact=True)
    return None if polished is None else _around(objective, polished, exact=False)


def _around(objective: Objective, point: ExactPoint, *, exact: bool) -> Anchor | None:
    value = value_at(objective, point)
    if not value.is_finite():
        return None
    box = _convex_box(objective, point)
    if box is None and exact and objective.dimension == 1 and not objective.pieces.atoms:
        box = _box_by_order(objective, point)
    if box is None:
        return None
    if exact:
        expression = exact_value(objective, point)
        return Anchor(point, value, expression, True, box, value)
    with precision(BITS):
        lower = value
        for slope, (low, high), x in zip(
            objective.slopes(exact_balls(point), BITS), box, exact_balls(point), strict=True
        ):
            reach = (arb(high) - x).max(x - arb(low))
            lower = lower - abs(slope) * reach
    return Anchor(point, value, None, False, box, lower) if lower.is_finite() else None


def _convex_box(objective: Objective, point: ExactPoint) -> Box | None:
    """The largest box, of sides that are powers of 2, on which f is seen to be convex."""
    centre = [_float(x) for x in point]
    scale = math.ceil(math.log2(1 + max(map(abs, centre))))
    for power in range(_LARGEST, _SMALLEST, -1):
        box = _ball_box(centre, 2.0 ** (scale + power))
        around = balls(box)
        value, entries = objective.value_and_hessian(around)
        if (
            value.is_finite()
            and is_positive_semidefinite(entries, objective.dimension)
            and objective.pieces.joined_on(around)
        ):
            return box
    return None


def _ball_box(centre: Sequence[float], half: float) -> Box:
    return tuple((x - half, x + half) for x in centre)


def _box_by_order(objective: Objective, point: ExactPoint) -> Box | None:
    """One dimension: all derivatives vanish up to an even order, whose derivative is positive."""
    (variable,), (at,) = objective.variables, point
    derivative = objective.gradient[0]
    for order in range(2, MOST_ORDER + 1):
        derivative = sp.diff(derivative, variable)
        try:
            found = sign(derivative.subs(variable, at), _SIGN_BITS)
        except (UnsupportedError, TypeError):
            return None
        if found == 0:
            continue
        if found != 1 or order % 2:
            return None
        compiled = compile_expressions([derivative], objective.variables)
        for power in range(_LARGEST, _SMALLEST, -1):
            box = _ball_box([_float(at)], 2.0**power)
            around = balls(box)
            if objective.value(around).is_finite() and compiled(around)[0] > 0:
                return box
        return None
    return None


def _is_critical(objective: Objective, point: ExactPoint) -> bool:
    """Whether exact algebra shows that the gradient vanishes at the point."""
    if not all(s.is_finite() and s.contains(0) for s in objective.slopes(exact_balls(point), BITS)):
        return False
    values = dict(zip(objective.variables, point, strict=True))
    try:
        return objective.pieces.joined_on(exact_balls(point), BITS) and all(
            sign(slope.subs(values), _SIGN_BITS) == 0 for slope in objective.gradient
        )
    except (UnsupportedError, TypeError):
        # SymPy raises TypeError where a Piecewise condition compares undefined values.
        return False


def _simple(near: Sequence[float]) -> list[ExactPoint]:
    """Points with small denominators close by, the simplest first."""
    found: list[ExactPoint] = []
    for most in _DENOMINATORS:
        guess = [Fraction(x).limit_denominator(most) for x in near]
        if all(abs(g - x) <= _NEAR * (1 + abs(x)) for g, x in zip(guess, near, strict=True)):
            found.append(tuple(sp.Rational(g.numerator, g.denominator) for g in guess))
    return list(dict.fromkeys(found))


def _newton(objective: Objective, near: Point) -> ExactPoint | None:
    """Newton's method at high precision; None where it does not settle down."""
    d = objective.dimension
    at = [arb(x) for x in near]
    with precision(BITS):
        for _ in range(_NEWTON_STEPS):
            _, entries = objective.value_and_hessian(at, BITS)
            slopes = objective.slopes(at, BITS)
            if not all(ball.is_finite() for ball in (*entries, *slopes)):
                return None
            matrix = arb_mat(d, d)
            for (i, j), entry in zip(objective.pairs, entries, strict=True):
                matrix[i, j] = matrix[j, i] = entry.mid()
            try:
                step = matrix.solve(arb_mat([[slope.mid()] for slope in slopes]))
            except ZeroDivisionError:
                return None
            at = [(x - step[i, 0]).mid() for i, x in enumerate(at)]
            if max(abs(float(x) - y) for x, y in zip(at, near, strict=True)) > _NEAR * (
                1 + max(map(abs, near))
            ):
                return None
        size = max(float(abs(step[i, 0]).upper()) for i in range(d))
    if size > 1e-30 * (1 + max(map(abs, near))):
        return None
    return tuple(_rational(x) for x in at)


def _rational(x: arb) -> sp.Rational:
    exact = x.fmpq()
    return sp.Rational(int(exact.p), int(exact.q))


def _float(x: sp.Rational) -> float:
    return float(arb(to_fmpq(x)).mid())
