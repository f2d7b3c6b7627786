"""The sublevel set of a start in a box: the box given, or one that is found.

A box is found by growing: first one around a walk downhill, then every side that the sublevel set
seems to reach is moved out by the width of the box. This is a guess each time; whether the set
lies in the box is for `Cover` to show.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import sympy as sp

from theory.errors import DomainError
from verify.certify.boxes import outward
from verify.certify.function.objective import Objective
from verify.certify.sublevel.cover import Cover, Progress
from verify.certify.sublevel.descent import TINY_CURVATURE, Vector, descend, hessian, value
from verify.certify.sublevel.level import Level, level_at

Sides = tuple[tuple[sp.Rational, sp.Rational], ...]
"""Exact lower and upper end for each variable."""

MOST_GROWTHS = 30
"""How often a side may be moved out; each time the box doubles at least one width."""

_SHARE = 32
_LEAST_BOXES = 2000
_WIDE = 16.0


def cover(
    objective: Objective,
    start: Sequence[sp.Rational],
    box: Sides | None = None,
    *,
    max_boxes: int = 100_000,
    progress: Progress | None = None,
) -> Cover:
    """Cover the connected component of {f <= f(start)} that holds the start.

    Args:
        objective: f.
        start: exact coordinates.
        box: where to look, or None to find a box.
        max_boxes: how many pieces may be examined, those of boxes that were too small included.
        progress: called with the pieces examined and reached.

    Returns:
        A cover. If not `Cover.contained`, then `Cover.reason` says so in a sentence, and
        `Cover.proposal` is a box that is shown to be large enough, where one was found.

    Raises:
        DomainError: a bad start, or a box that does not hold it.

    >>> from verify.certify.function.objective import objective
    >>> found = cover(objective("x**2", ("x",)), (sp.Integer(1),))
    >>> found.contained
    True
    """
    level = level_at(objective, start)
    if box is None:
        return _grow(objective, level, _around_descent(objective, level), max_boxes, progress)
    _check(objective, level, box)
    found = Cover(objective, level, tuple(outward(*side) for side in box), progress)
    if found.contain(max_boxes) or found.stopped == "interrupt":
        _explain(found, max_boxes)
        return found
    _explain(found, max_boxes)
    larger = _grow(objective, level, _moved(box, found), max_boxes, progress)
    if larger.contained:
        found.proposal = larger.proposal
        found.reason += f" Take {words(objective, larger.proposal)}."
    elif larger.stopped != "interrupt":
        found.reason += f" No larger box was found either: {larger.reason}"
    return found


def _check(objective: Objective, level: Level, box: Sides) -> None:
    if len(box) != objective.dimension:
        raise DomainError(
            f"the box has {len(box)} sides for {objective.dimension} variables;"
            " give one side for each."
        )
    for name, (low, high), at in zip(objective.names, box, level.start, strict=True):
        if not low < high:
            raise DomainError(f"the box needs low < high; got {name} from {low} to {high}.")
        if not low <= at <= high:
            raise DomainError(
                f"the start has to lie in the box; got {name} = {at} with the side from"
                f" {low} to {high}. Take a larger box."
            )


def _explain(found: Cover, max_boxes: int) -> None:
    """Say in a sentence why S is not shown to be contained."""
    if found.contained:
        return
    sides = ", ".join(
        f"{name} = {found.box[i][k]:.6g}"
        for i, name in enumerate(found.objective.names)
        for k in (0, 1)
        if found.touched()[i, k]
    )
    if found.stopped == "interrupt":
        found.reason = "The search for the sublevel set was interrupted."
    elif found.stopped == "boundary":
        found.reason = f"The sublevel set seems to leave the box at {sides}."
    elif found.stopped == "budget":
        found.reason = (
            f"After {found.examined} boxes the sublevel set is not told apart from"
            f" the boundary of the box at {sides}; allow more boxes or take a larger box."
        )
    else:
        found.reason = (
            f"The sublevel set is not told apart from the boundary of the box at {sides};"
            " take a larger box."
        )


def _grow(
    objective: Objective, level: Level, box: Sides, max_boxes: int, progress: Progress | None
) -> Cover:
    """Cover in a box that grows until it holds S; its `proposal` is the box if it does."""
    left = max_boxes
    for _ in range(MOST_GROWTHS):
        found = Cover(objective, level, tuple(outward(*side) for side in box), progress)
        found.contain(min(left, max(_LEAST_BOXES, max_boxes // _SHARE)))
        left -= found.examined
        if found.contained:
            found.proposal = box
            return found
        if found.stopped == "interrupt" or left < 2:
            _explain(found, max_boxes)
            return found
        box = _moved(box, found)
    _explain(found, max_boxes)
    found.reason = (
        f"{found.reason} The box was widened {MOST_GROWTHS} times: the set may be unbounded"
        f"{_falling(objective, level)}."
    )
    return found


def _falling(objective: Objective, level: Level) -> str:
    """A hint that f may have no minimum, if a walk downhill ran far away."""
    last = descend(objective, [float(x) for x in level.start])[-1]
    if max(map(abs, last)) < 1e6:
        return ""
    return f", and f may be unbounded below (f = {value(objective, last):.4g} far away)"


def _moved(box: Sides, found: Cover) -> Sides:
    """Move out the sides that are touched by the width of the box, to round numbers."""
    touched = found.touched()
    wider: list[tuple[sp.Rational, sp.Rational]] = []
    for (low, high), (below, above) in zip(box, touched.tolist(), strict=True):
        width = high - low
        side = (low - width if below else low, high + width if above else high)
        wider.append(_round(*side) if below or above else side)
    return tuple(wider)


def _round(low: sp.Rational, high: sp.Rational) -> tuple[sp.Rational, sp.Rational]:
    """The ends rounded outward to two digits of the width."""
    unit = sp.Integer(10) ** (math.floor(math.log10(float(high - low))) - 1)
    return sp.floor(low / unit) * unit, sp.ceiling(high / unit) * unit


def _around_descent(objective: Objective, level: Level) -> Sides:
    """A first box: around a walk downhill and the ellipsoid that f's curvature at its end gives."""
    start = [float(x) for x in level.start]
    path = np.array(descend(objective, start))
    reach = np.max(np.abs(path - path[0]), axis=1)
    path = path[reach <= 1e3 * (1 + np.max(np.abs(path[0])))]
    low, high = path.min(axis=0), path.max(axis=0)
    extent = float(np.max(high - low)) or float(max(1.0, np.max(np.abs(path[0])))) / 8
    half = np.minimum(_radii(objective, path), _WIDE * extent)
    low = np.minimum(low, path[-1] - half) - extent / 8
    high = np.maximum(high, path[-1] + half) + extent / 8
    # The pad is far wider than the rounding of the start to floats, so the box holds the start.
    return tuple(
        _round(_rational(a), _rational(b)) for a, b in zip(low.tolist(), high.tolist(), strict=True)
    )


def _radii(objective: Objective, path: Vector) -> Vector:
    """How far {f <= f(start)} would reach from the end of the walk if f were quadratic there."""
    drop = value(objective, path[0]) - value(objective, path[-1])
    curvature = hessian(objective, path[-1])
    if not (math.isfinite(drop) and np.all(np.isfinite(curvature))):
        return np.zeros(len(path[0]))
    sizes, axes = np.linalg.eigh(curvature)
    largest = float(np.max(np.abs(sizes)))
    if largest < TINY_CURVATURE:
        return np.zeros(len(path[0]))
    sizes = np.maximum(np.abs(sizes), 1e-9 * largest)
    radii: Vector = np.sqrt(2 * max(drop, 0.0) * np.sum(axes**2 / sizes, axis=1))
    return radii


def _rational(x: float) -> sp.Rational:
    exact = Fraction(x)
    return sp.Rational(exact.numerator, exact.denominator)


def words(objective: Objective, box: Sides) -> str:
    """A box as it is typed.

    >>> from verify.certify.function.objective import objective
    >>> words(objective("x*y", ("x", "y")), ((sp.Integer(0), sp.Rational(1, 2)), (-1, 3)))
    '--box x=0..1/2 --box y=-1..3'
    """
    return " ".join(
        f"--box {name}={low}..{high}"
        for name, (low, high) in zip(objective.names, box, strict=True)
    )
