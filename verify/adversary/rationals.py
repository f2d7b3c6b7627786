"""Formulas that are rational at every integer: evaluated exactly, so that ties are seen as ties.

A ball around 1/3 cannot tell that it equals itself one step later. Schedules with plateaus, such
as ``Piecewise((1/3, t < 100), (1/30, True))``, are therefore evaluated in exact fractions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import sympy as sp
from flint import fmpq

from verify.intervals.balls import to_fmpq

Exactly: TypeAlias = Callable[[int], fmpq]

_LARGEST_POWER = 16
"""Largest exponent taken; beyond it exact fractions grow too long and balls do better."""

_RELATIONS: dict[type[sp.Basic], Callable[[fmpq, fmpq], bool]] = {
    sp.StrictLessThan: lambda a, b: a < b,
    sp.LessThan: lambda a, b: a <= b,
    sp.StrictGreaterThan: lambda a, b: a > b,
    sp.GreaterThan: lambda a, b: a >= b,
}


def compile_rational(expr: sp.Expr, variable: sp.Symbol) -> Exactly | None:
    """Return a function that evaluates the expression at integers; None if it is not of this kind.

    Taken are rationals, the variable, sums, products, small integer powers, Min, Max, Abs and
    Piecewise. The function raises ZeroDivisionError where the expression has no value.

    >>> t = sp.Symbol("t", real=True)
    >>> compile_rational(sp.Min(sp.Rational(1, 3), 2 / (t + 1)), t)(9)
    1/5
    >>> compile_rational(sp.sqrt(t), t) is None
    True
    """
    if isinstance(expr, sp.Rational):
        constant = to_fmpq(expr)
        return lambda _: constant
    if expr == variable:
        return lambda t: fmpq(t)
    if isinstance(expr, sp.Piecewise):
        return _piecewise(expr, variable)
    if isinstance(expr, sp.Pow):
        base = compile_rational(expr.base, variable)
        exponent = expr.exp
        if base is None or not isinstance(exponent, sp.Integer) or abs(exponent) > _LARGEST_POWER:
            return None
        power = int(exponent)
        return lambda t: base(t) ** power
    parts = [compile_rational(argument, variable) for argument in expr.args]
    known = [part for part in parts if part is not None]
    if not parts or len(known) < len(parts):
        return None
    if isinstance(expr, sp.Add):
        return lambda t: sum((part(t) for part in known), fmpq(0))
    if isinstance(expr, sp.Mul):
        return lambda t: _product(known, t)
    if isinstance(expr, sp.Min):
        return lambda t: min(part(t) for part in known)
    if isinstance(expr, sp.Max):
        return lambda t: max(part(t) for part in known)
    if isinstance(expr, sp.Abs):
        (inside,) = known
        return lambda t: abs(inside(t))
    return None


def _product(parts: list[Exactly], t: int) -> fmpq:
    result = fmpq(1)
    for part in parts:
        result *= part(t)
    return result


def _piecewise(expr: sp.Piecewise, variable: sp.Symbol) -> Exactly | None:
    branches: list[tuple[Exactly, Callable[[int], bool]]] = []
    for value, condition in expr.args:
        branch, holds = compile_rational(value, variable), _condition(condition, variable)
        if branch is None or holds is None:
            return None
        branches.append((branch, holds))

    def evaluate(t: int) -> fmpq:
        for branch, holds in branches:
            if holds(t):
                return branch(t)
        raise ZeroDivisionError("no branch applies")

    return evaluate


def _condition(condition: sp.Basic, variable: sp.Symbol) -> Callable[[int], bool] | None:
    if condition is sp.true:
        return lambda _: True
    relation = _RELATIONS.get(type(condition))
    if relation is None:
        return None
    left, right = (compile_rational(side, variable) for side in condition.args)
    if left is None or right is None:
        return None
    return lambda t: relation(left(t), right(t))
