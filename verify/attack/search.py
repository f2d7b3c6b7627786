"""The search: drawn cases, then a local ascent from the best of them, all in floats.

The ascent is a simple evolution: each of the best points has children at random distances in some
of its coordinates, and stays or is replaced by its best child; a point that gains widens its
reach, one that does not narrows it. It needs no derivatives, which run times and pieces would not
have. Everything depends on the seed and on the number of the batch alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verify.properties.cases import Cases
from verify.properties.claims import Array
from verify.properties.draws import Points, on_grid

BATCH = 4096
"""Cases drawn at once."""

PARENTS, CHILDREN, ROUNDS = 32, 24, 60

WIDEST, NARROWEST = 0.25, 2.0**-16

OUTSIDE = -10.0
"""The score of a point that does not meet the assumptions, plus its room, which is below 0."""

Score = Callable[[Points], Array]


@dataclass(frozen=True)
class Found:
    """The best point of a search.

    Attributes:
        score: the larger the closer to a counterexample.
        point: where, shape (dimension,).
        cases: how many points were looked at.
    """

    score: float
    point: NDArray[np.float64]
    cases: int


def margin_score(cases: Cases) -> Score:
    """Minus the smallest margin of any conclusion."""

    def score(points: Points) -> Array:
        judged = cases.judge(points)
        worst = np.minimum.reduce([np.full(len(points), 1.0), *judged.margins.values()])
        return _inside(judged.room, -worst)

    return score


def factor_score(cases: Cases, conclusion: str) -> Score:
    """The factor below which a weakened conclusion fails."""

    def score(points: Points) -> Array:
        judged = cases.judge(points)
        factors = cases.factors(points, conclusion)
        return _inside(judged.room, np.clip(factors, -9.0, 1e6))

    return score


def _inside(room: Array, score: Array) -> Array:
    score = np.where(np.isnan(score), -9.5, score)
    return np.where(room >= 0, score, OUTSIDE + np.maximum(room, -1.0))


def search(score: Score, dimension: int, count: int, seed: int, batch: int) -> Iterator[Found]:
    """Draw cases, then climb from the best.

    Args:
        score: what is to be large.
        dimension: of the cube.
        count: how many cases to draw.
        seed: of the whole attack.
        batch: which part of it this is.

    Yields:
        What is best so far: after the draws, and after each round of the ascent.
    """
    rng = np.random.default_rng([seed, batch])
    points = on_grid(rng.random((count, dimension)))
    values = score(points)
    order = np.argsort(-values, kind="stable")[:PARENTS]
    parents, scores = points[order], values[order]
    reach = np.full(len(parents), WIDEST)
    looked = count
    yield Found(float(scores[0]), parents[0], looked)
    for _ in range(ROUNDS):
        children = _children(rng, parents, reach)
        values = score(children.reshape(-1, dimension)).reshape(len(parents), CHILDREN)
        looked += values.size
        best = values.argmax(axis=1)
        row = np.arange(len(parents))
        better = values[row, best] > scores
        parents = np.where(better[:, None], children[row, best], parents)
        scores = np.where(better, values[row, best], scores)
        reach = np.clip(np.where(better, reach * 1.5, reach * 0.6), NARROWEST, WIDEST)
        top = int(np.argmax(scores))
        yield Found(float(scores[top]), parents[top], looked)


def _children(rng: np.random.Generator, parents: Points, reach: Array) -> Points:
    """Shape (parents, children, dimension)."""
    number, dimension = parents.shape
    shape = (number, CHILDREN, dimension)
    moved = rng.random(shape) < rng.random((number, CHILDREN, 1))
    moved |= np.arange(dimension) == rng.integers(dimension, size=(number, CHILDREN, 1))
    distance = reach[:, None, None] * 2.0 ** -rng.integers(0, 8, size=(number, CHILDREN, 1))
    steps = rng.standard_normal(shape) * distance * moved
    return on_grid(parents[:, None, :] + steps)
