"""SGD under interpolation, on trees: each step draws one of two samples, both equally likely.

The theorem speaks of distances and gaps of samples alone, so these are drawn: at each node a sample
has a gap, and its step shortens the squared distance by what that gap asks, or by more.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from theory import symbols as sym
from verify.properties.draws import Draw
from verify.properties.probability import Outcomes
from verify.properties.scene import Scene
from verify.properties.scenes.formulas import either, scene_with
from verify.properties.scenes.parameters import Scenes

SAMPLES = 2

_TRUTHS = frozenset({"conditional_mean", "expectation"})
"""Expectations are means over the outcomes, and ``sgd_gap`` is the mean over the samples."""


def _tree(draw: Draw, scene: Scene, steps: int) -> None:
    scene.truths, scene.counts[sym.T] = _TRUTHS, steps
    scene.outcomes = Outcomes(SAMPLES, steps)
    put = scene.values
    put[sym.theta], put[sym.step_scale], put[sym.distance0] = (
        either(draw),
        draw.positive(),
        draw.positive(),
    )
    worth = put[sym.theta] * put[sym.theta] / put[sym.step_scale]
    dist, own, mean = sym.sgd_distance, sym.own_gap, sym.sgd_gap
    scene.tables |= {dist: [], own: [], mean: []}
    squares = [put[sym.distance0] * put[sym.distance0]]
    _note(scene, dist, [put[sym.distance0]])
    for _ in range(steps):
        gaps, next_squares = [], []
        for square in squares:
            for _ in range(SAMPLES):
                spent = draw.unit() * square
                gaps.append(spent / worth)
                next_squares.append((square - spent / draw.beyond) * draw.unit())
        means = [_mean(gaps[k : k + SAMPLES]) for k in range(0, len(gaps), SAMPLES)]
        squares = next_squares
        _note(scene, own, gaps)
        _note(scene, mean, means)
        _note(scene, dist, [draw.ops.sqrt(square) for square in squares])
    number = scene.outcomes.number
    least = [draw.ops.smallest([row[k] for row in scene.tables[mean]]) for k in range(number)]
    put[sym.mean_least] = _mean(least)
    scene.tables |= {
        sym.least_gap: least,
        sym.mean_gap: [_mean(row) for row in scene.tables[own]],
        sym.mean_square: [_mean([d * d for d in row]) for row in scene.tables[dist]],
    }


def _note(scene: Scene, sequence: Any, at_nodes: list[Any]) -> None:
    """The next row of a sequence: what it is at each outcome, from the nodes of one depth."""
    assert scene.outcomes is not None
    each = scene.outcomes.number // len(at_nodes)
    scene.tables[sequence].append([value for value in at_nodes for _ in range(each)])


def _mean(values: list[Any]) -> Any:
    return sum(values[1:], values[0]) / len(values)


SCENES: Mapping[str, Scenes] = {
    "interpolated_sgd": tuple(scene_with(partial(_tree, steps=count)) for count in (1, 2, 3)),
}
