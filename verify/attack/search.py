"""The search: drawn cases, then a local ascent from the best of them, all in floats.

The ascent is a simple evolution: each of the best points has children at random distances in some
of its coordinates, and stays or is replaced by its best child; a point that gains widens its
reach, one that does not narrows it. It needs no derivatives, which run times and pieces would not
have. Everything depends on the seed and on the number of the batch alone.

Then comes optimal control. What a run ends with is driven by the control of the function,
u'' = c (K0 + K u) with |c| <= 1; as c enters linearly, by Pontryagin's principle an extremal
function has c at its ends -1 and 1 except where a switching function vanishes, and there c = 0 is
the common case: straight pieces. The same goes for steps and other numbers at the ends of their
ranges. So all of these are set to an end at once, bang-bang, and held there while the rest climbs
again; what is not better is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from verify.properties.arithmetic import Array
from verify.properties.cases import Cases
from verify.properties.claim_tree import CLEARLY
from verify.properties.draws import Points, on_grid

BATCH = 4096
"""Cases drawn at once, at most."""

PARENTS, CHILDREN = 32, 24

ROUNDS = 60
"""Of the ascent, the last quarter of them after bang-bang."""

WIDEST, NARROWEST = 0.25, 2.0**-16

ENDS = {"signed": (0.0, 0.5, 1.0), "unit": (0.0, 1.0)}
"""Coordinates that stand for -1, 0 and 1, or for 0 and 1, and safely so."""

NEVER, ALWAYS = -9.0, 1e6
"""The scores of a tightened relation that no factor breaks, and of one that fails at any."""

JUDGED = -9.25
"""Scores above it are of points that meet the assumptions, and at which the claim has a meaning."""

MEANINGLESS = -9.5
"""The score of a point that meets the assumptions, and at which the claim has no meaning."""

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
        met: how many of them meet the assumptions.
    """

    score: float
    point: NDArray[np.float64]
    cases: int = 0
    met: int = 0


def margin_score(cases: Cases, focus: str) -> Score:
    """Minus the margin of one conclusion, or of another one where that is broken outright.

    One at a time: a conclusion that is an equality somewhere, were it for a step of length 0, would
    draw all points there, away from where another one fails.

    Args:
        cases: the statement on a scene.
        focus: the conclusion to push at.
    """

    def score(points: Points) -> Array:
        judged = cases.judge(points)
        others = [m for name, m in judged.margins.items() if name != focus]
        worst = np.fmin.reduce([np.full(len(points), np.inf), *others])
        focused = judged.margins[focus]
        return _inside(judged.room, np.where(worst < -CLEARLY, -np.fmin(worst, focused), -focused))

    return score


def factor_score(cases: Cases, conclusion: str) -> Score:
    """The factor below which a weakened conclusion fails."""

    def score(points: Points) -> Array:
        judged = cases.judge(points)
        factors = cases.factors(points, conclusion)
        return _inside(judged.room, np.clip(factors, NEVER, ALWAYS))

    return score


def _inside(room: Array, score: Array) -> Array:
    score = np.where(np.isnan(score), MEANINGLESS, score)
    return np.where(room >= 0, score, OUTSIDE + np.maximum(room, -1.0))


def search(
    score: Score, kinds: Sequence[str], count: int, seed: int, batch: int, rounds: int = ROUNDS
) -> Iterator[Found]:
    """Draw cases, then climb from the best.

    Args:
        score: what is to be large.
        kinds: how each coordinate of the cube is read.
        count: how many cases to draw; at least PARENTS if there are rounds.
        seed: of the whole attack.
        batch: which part of it this is.
        rounds: of the ascent.

    Yields:
        What is best so far: after the draws, and after each round of the ascent.
    """
    rng = np.random.default_rng([seed, batch])
    points = on_grid(rng.random((count, len(kinds))))
    values = score(points)
    order = np.argsort(-values, kind="stable")[:PARENTS]
    climb = _Climb(rng, score, points[order], values[order])
    looked, met = count, int((values > JUDGED).sum())
    yield replace(climb.best(), cases=looked, met=met)
    for done in range(rounds):
        if done == rounds - rounds // 4:
            climb.bang(kinds)
        values = climb.step()
        looked, met = looked + values.size, met + int((values > JUDGED).sum())
        yield replace(climb.best(), cases=looked, met=met)


class _Climb:
    """Points on their way up; all changes of one are in the coordinates that it may change."""

    def __init__(self, rng: np.random.Generator, score: Score, parents: Points, scores: Array):
        self._rng, self._score = rng, score
        self._parents, self._scores = parents, scores
        self._reach = np.full(len(parents), WIDEST)
        self._free = np.ones(parents.shape, bool)
        self._top = Found(float(scores[0]), parents[0])

    def best(self) -> Found:
        """The best point there was, so far."""
        top = int(np.argmax(self._scores))
        if self._scores[top] > self._top.score:
            self._top = Found(float(self._scores[top]), self._parents[top])
        return self._top

    def bang(self, kinds: Sequence[str]) -> None:
        """Replace the worse half of the points by the better half, each with its ends held."""
        half = len(self._parents) // 2
        order = np.argsort(-self._scores, kind="stable")[:half]
        kept, moved = self._parents[order], self._parents[order].copy()
        held = np.zeros(len(kinds), bool)
        for column, kind in enumerate(kinds):
            if kind in ENDS:
                ends = np.asarray(ENDS[kind])
                nearest = np.abs(moved[:, column, None] - ends).argmin(axis=1)
                moved[:, column], held[column] = ends[nearest], True
        self._parents = np.concatenate([kept, moved])
        self._scores = np.concatenate([self._scores[order], self._score(moved)])
        self._free = np.concatenate([np.ones(kept.shape, bool), np.tile(~held, (half, 1))])
        self._reach = np.concatenate([self._reach[order], np.full(half, WIDEST)])

    def step(self) -> Array:
        """One round; the scores of the points that it looks at."""
        number, dimension = self._parents.shape
        children = self._children()
        values = self._score(children.reshape(-1, dimension)).reshape(number, CHILDREN)
        best = values.argmax(axis=1)
        row = np.arange(number)
        better = values[row, best] > self._scores
        self._parents = np.where(better[:, None], children[row, best], self._parents)
        self._scores = np.where(better, values[row, best], self._scores)
        changed = np.where(better, self._reach * 1.5, self._reach * 0.6)
        self._reach = np.clip(changed, NARROWEST, WIDEST)
        return values

    def _children(self) -> Points:
        """Shape (parents, children, dimension)."""
        rng = self._rng
        number, dimension = self._parents.shape
        shape = (number, CHILDREN, dimension)
        moved = rng.random(shape) < rng.random((number, CHILDREN, 1))
        moved |= np.arange(dimension) == rng.integers(dimension, size=(number, CHILDREN, 1))
        moved &= self._free[:, None, :]
        halvings = rng.integers(0, 8, size=(number, CHILDREN, 1))
        distance = self._reach[:, None, None] * 2.0**-halvings
        steps = rng.standard_normal(shape) * distance * moved
        return on_grid(self._parents[:, None, :] + steps)
