"""Expectations in a witness: every random variable of an instance is a constant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

RANDOM = ("expectation", "conditional_mean")


def is_mean(args: tuple[Any, ...], sign: Callable[[sp.Expr], int | None]) -> bool | None:
    """Whether a constant random variable has the mean claimed; None if it is no constant.

    Args:
        args: the variable as a ``Lambda``, and its mean: a number, or a ``Lambda`` too.
        sign: decides the sign of a closed expression.

    >>> omega = sp.Symbol("omega", real=True)
    >>> is_mean((sp.Lambda(omega, sp.Integer(2)), sp.Integer(2)), lambda x: int(sp.sign(x)))
    True
    """
    bodies = [a.expr if isinstance(a, sp.Lambda) else a for a in args]
    if any(body.free_symbols for body in bodies):
        return None
    return sign(bodies[0] - bodies[1]) == 0
