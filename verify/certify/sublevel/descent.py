"""Walk downhill in floats, to find where to look; nothing here is rigorous.

Newton's direction with every curvature taken positive, shortened until f falls along the whole
step, so that the walk keeps to the valley where it began.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from flint import arb
from numpy.typing import NDArray

from verify.certify.boxes import Box, Point
from verify.certify.function.objective import Objective

Vector = NDArray[np.float64]

MOST_STEPS = 300
FAR = 1e9
"""The walk ends where a coordinate gets this large: f has no minimum that way, as it seems."""

TINY_CURVATURE = 1e-100
"""Curvature below this counts as none."""

_ALONG = (0.25, 0.5, 0.75)
_HALVINGS = 40


def value(objective: Objective, point: Sequence[float] | Vector) -> float:
    """F at one point; infinite where it has no value."""
    found = objective.value([arb(float(x)) for x in point])
    return _float(found) if found.is_finite() else math.inf


def gradient(objective: Objective, point: Sequence[float] | Vector) -> Vector:
    """The gradient at one point; nan where it has no value."""
    return np.array([_float(s) for s in objective.slopes([arb(float(x)) for x in point])])


def hessian(objective: Objective, point: Sequence[float] | Vector) -> Vector:
    """The Hessian at one point, shape (d, d); nan where it has no value."""
    _, entries = objective.value_and_hessian([arb(float(x)) for x in point])
    matrix = np.empty((objective.dimension, objective.dimension))
    for (i, j), entry in zip(objective.pairs, entries, strict=True):
        matrix[i, j] = matrix[j, i] = _float(entry)
    return matrix


def _float(ball: arb) -> float:
    return float(ball.mid()) if ball.is_finite() else math.nan


@np.errstate(all="ignore")  # a walk among huge numbers ends where they overflow
def descend(
    objective: Objective,
    start: Sequence[float],
    most_steps: int = MOST_STEPS,
    box: Box | None = None,
) -> list[Point]:
    """Walk downhill from a start until f stops falling, or far away; never out of a given box.

    Returns:
        The corners of the walk, the start first.

    >>> from verify.certify.function.objective import objective
    >>> path = descend(objective("(x - 1)**2 + y**4 + y**2", ("x", "y")), (0.0, 2.0))
    >>> max(abs(path[-1][0] - 1), abs(path[-1][1])) < 1e-6
    True
    """
    at = np.array(start, dtype=float)
    level = value(objective, at)
    path: list[Point] = [tuple(at.tolist())]
    longest = 1.0 + float(np.max(np.abs(at)))
    for _ in range(most_steps):
        step = _direction(objective, at)
        length = float(np.linalg.norm(step))
        if not 0 < length < math.inf:
            break
        step *= min(1.0, longest / length)
        found = _shorten(objective, at, step, level, box)
        if found is None:
            break
        at, level = found
        # A step that had to be cut hints at how far the model is good.
        longest = 4 * math.dist(at, path[-1])
        path.append(tuple(at.tolist()))
        if np.max(np.abs(at)) > FAR:
            break
    return path


def _direction(objective: Objective, at: Vector) -> Vector:
    slope = gradient(objective, at)
    if not np.all(np.isfinite(slope)):
        return np.zeros_like(at)
    curvature = hessian(objective, at)
    if not np.all(np.isfinite(curvature)):
        return -slope
    sizes, axes = np.linalg.eigh(curvature)
    largest = float(np.max(np.abs(sizes)))
    if largest < TINY_CURVATURE:
        return -slope * (FAR / max(float(np.linalg.norm(slope)), TINY_CURVATURE))
    step: Vector = -axes @ ((axes.T @ slope) / np.maximum(np.abs(sizes), 1e-12 * largest))
    return step


def _shorten(
    objective: Objective, at: Vector, step: Vector, level: float, box: Box | None
) -> tuple[Vector, float] | None:
    """Halve the step until f falls; on its way f may not rise either."""
    for _ in range(_HALVINGS):
        there = at + step
        if box is not None:
            there = np.clip(there, *np.transpose(box))
        way = there - at
        found = value(objective, there)
        if found < level and all(value(objective, at + s * way) <= level for s in _ALONG):
            return there, found
        step = step / 2
    return None
