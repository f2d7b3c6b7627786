"""True minibatch noise: the mean gradient of b rows, drawn without replacement, less that of all.

Where b > n/2 the rows left out are drawn instead: their sum determines that of the others. Few rows
are drawn by Floyd's algorithm, one word each; many by giving each row a word and taking the rows
with the smallest ones. Both make every batch equally likely up to what 64 bits leave over: words
modulo j favour some rows by at most j/2^64, and equal words, which would favour the first, occur
with a probability of at most n^2/2^65.

Source: [bentley1987], Floyd's algorithm.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from theory.errors import DomainError
from verify.problems.base import Floats, Problem
from verify.problems.logistic_regression import LogisticRegression
from verify.problems.poisson_visits import PoissonRegression
from verify.problems.regression import Regression
from verify.sgd.counter import Words
from verify.sgd.minibatch_constants import Line, batch_levels
from verify.sgd.minibatch_constants_logistic import logistic_lines
from verify.sgd.minibatch_constants_poisson import poisson_lines
from verify.sgd.noise import Noise

FEW = 64
"""Up to so many rows Floyd's algorithm, whose time grows like their square, is the faster one."""
SLACK = sp.Rational(1, 2**30)
BLOCK = 2**18
"""About so many numbers of the rows are held at once."""


def row_lines(problem: Problem, gap0: sp.Rational) -> dict[str, Line]:
    """Bounds on the gradients of the rows, from the data.

    Args:
        problem: a Poisson or a logistic regression.
        gap0: an upper bound of the gap at the start; the lines hold up to twice that.

    Raises:
        DomainError: the problem is no such regression.
    """
    if isinstance(problem, PoissonRegression):
        return poisson_lines(problem, gap0)
    if isinstance(problem, LogisticRegression):
        return logistic_lines(problem, gap0)
    raise DomainError(
        "minibatch noise needs a Poisson or logistic regression, a mean over rows whose noise is"
        f" bounded from its data; got {problem.facts.name}. Take --problem poisson-visits or"
        " logistic-breast-cancer, or another noise."
    )


def region(problem: Problem) -> sp.Rational:
    """A rational number a little above the gap at the start, and above every rounding of it up.

    Levels that hold up to twice this gap hold wherever Theorems 6 and 7 ask for them.
    """
    from verify.certify.guarantees.guarantee import first_gap

    return first_gap(problem) * (1 + SLACK)


class Minibatch(Noise):
    """Noise of batches of b of n rows.

    Args:
        problem: the regression.
        b: rows per batch, from 1 to n - 1.
        gap0: an upper bound of the gap at the start; ``region(problem)`` if None.
        lines: what ``row_lines`` gives for these two, if known; it is the slow part.

    Attributes:
        bound: which bound of ``minibatch_constants`` gave the levels.
        per_step: how many random words a step takes.

    Raises:
        DomainError: b lies outside its range, or the problem is no regression.
    """

    def __init__(
        self,
        problem: Problem,
        b: int,
        gap0: sp.Rational | None = None,
        lines: dict[str, Line] | None = None,
    ) -> None:
        if gap0 is None:
            gap0 = region(problem)
        found = row_lines(problem, gap0) if lines is None else lines
        assert isinstance(problem, Regression)
        n = len(problem.rows)
        self.bound, self.levels = batch_levels(found, n, b, gap0)
        self.name = f"minibatch:{b}"
        self.title = f"{b} of {n} rows, without replacement"
        self._problem = problem
        self._rows = np.ascontiguousarray(problem.rows)
        self._drawn = min(b, n - b)
        self._factor = 1.0 if b <= n - b else -(n - b) / b
        self.per_step = self._drawn if self._drawn <= FEW else n

    def draw(self, words: Words, t: int, points: Floats, gaps: Floats, gradients: Floats) -> Floats:
        """Draw xi_t: one batch for each run."""
        mean = self._few if self._drawn <= FEW else self._many
        with np.errstate(over="ignore", invalid="ignore"):
            means = mean(words, t, points) + self._problem.ridge * points
            return self._factor * (means - gradients)

    def _few(self, words: Words, t: int, points: Floats) -> Floats:
        """The mean of the drawn rows' gradients, from these rows alone."""
        chosen = self._drawn_by_floyd(words, t)
        means = np.empty_like(points)
        for part in _parts(len(points), self._drawn * points.shape[1]):
            rows = self._rows[chosen[part]]
            # As in Regression.dots: no run's rounding depends on the others.
            dots = np.matmul(rows, points[part, :, None])[:, :, 0]
            slopes = self._problem.slopes(dots, chosen[part])
            means[part] = np.matmul(slopes[:, None, :], rows)[:, 0, :] / self._drawn
        return means

    def _many(self, words: Words, t: int, points: Floats) -> Floats:
        """The same, from all rows with a weight of 0 for those that are not drawn."""
        means = np.empty_like(points)
        for part in _parts(len(points), len(self._rows)):
            slopes = self._problem.slopes(self._problem.dots(points[part]))
            drawn = smallest(words.many(t, len(self._rows), part), self._drawn)
            means[part] = self._problem.combine(np.where(drawn, slopes, 0.0)) / self._drawn
        return means

    def batches(self, words: Words, t: int) -> NDArray[np.int64]:
        """The rows drawn at step t, one line per run: the batch, or for b > n/2 what it leaves out.

        Returns:
            Indices of min(b, n - b) different rows, shape (runs, min(b, n - b)).
        """
        if self._drawn <= FEW:
            return self._drawn_by_floyd(words, t)
        drawn = smallest(words.many(t, len(self._rows)), self._drawn)
        return np.nonzero(drawn)[1].reshape(len(drawn), self._drawn)

    def _drawn_by_floyd(self, words: Words, t: int) -> NDArray[np.int64]:
        n, m = len(self._rows), self._drawn
        chosen = np.empty((len(words.keys), m), dtype=np.int64)
        for k, last in enumerate(range(n - m, n)):
            row = (words.words(t, k) % np.uint64(last + 1)).astype(np.int64)
            taken = (chosen[:, :k] == row[:, None]).any(axis=1)
            chosen[:, k] = np.where(taken, last, row)
        return chosen


def smallest(keys: NDArray[np.uint64], count: int) -> NDArray[np.bool_]:
    """Which keys of each line are the smallest; of equal keys the first ones.

    Args:
        keys: shape (k, n).
        count: how many, from 1 to n.

    Returns:
        A mask with so many entries true in each line, shape (k, n).

    >>> smallest(np.array([[5, 1, 9, 3], [2, 2, 2, 0]], dtype=np.uint64), 2).astype(int).tolist()
    [[0, 1, 0, 1], [1, 0, 0, 1]]
    """
    last = np.partition(keys, count - 1, axis=1)[:, count - 1]
    found = keys <= last[:, None]
    if np.count_nonzero(found) > count * len(keys):  # equal keys
        places = np.argsort(keys, axis=1, kind="stable")[:, :count]
        found = np.zeros(keys.shape, dtype=np.bool_)
        np.put_along_axis(found, places, True, axis=1)
    return found


def _parts(runs: int, each: int) -> Iterator[slice]:
    """Slices of the runs that hold about ``BLOCK`` numbers, so many for each run."""
    size = max(1, BLOCK // each)
    return (slice(first, first + size) for first in range(0, runs, size))
