"""Conditions on balls, with four answers, and the Piecewise that they steer.

A condition on a box can be certainly true, certainly false, possibly both, or undefined
somewhere. Only the first two are answers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flint import arb

from verify.intervals.balls import UNDEFINED

TRUE = 1
FALSE = 0
MAYBE = 2
NOWHERE = 3


def _open(a: arb, b: arb) -> int:
    return NOWHERE if a.is_nan() or b.is_nan() else MAYBE


def less(a: arb, b: arb) -> int:
    """Whether a < b at every pair of points."""
    if a < b:
        return TRUE
    return FALSE if a >= b else _open(a, b)


def less_equal(a: arb, b: arb) -> int:
    """Whether a <= b at every pair of points."""
    if a <= b:
        return TRUE
    return FALSE if a > b else _open(a, b)


def equal(a: arb, b: arb) -> int:
    """Whether a = b; certain for exact balls only."""
    if a == b:
        return TRUE
    return FALSE if a != b else _open(a, b)


def unequal(a: arb, b: arb) -> int:
    """Whether a and b differ."""
    return negation(equal(a, b))


def negation(a: int) -> int:
    """Not."""
    return {TRUE: FALSE, FALSE: TRUE}.get(a, a)


def conjunction(a: int, b: int) -> int:
    """And."""
    if NOWHERE in (a, b):
        return NOWHERE
    if FALSE in (a, b):
        return FALSE
    return TRUE if a == b == TRUE else MAYBE


def disjunction(a: int, b: int) -> int:
    """Or."""
    return negation(conjunction(negation(a), negation(b)))


def piecewise(slots: Sequence[int]) -> Callable[[list[Any]], arb]:
    """Hull of every branch that may be taken; no enclosure if possibly none is.

    Args:
        slots: condition, value, condition, value, ... in the order of the branches.
    """
    branches = tuple(zip(slots[::2], slots[1::2], strict=True))

    def value(values: list[Any]) -> arb:
        hull: arb | None = None
        for condition, branch in branches:
            holds = values[condition]
            if holds == FALSE:
                continue
            if holds == NOWHERE:
                return UNDEFINED
            hull = values[branch] if hull is None else hull.union(values[branch])
            if holds == TRUE:
                return hull
        return UNDEFINED

    return value
