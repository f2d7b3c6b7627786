"""The exact paired test: how often chance alone makes a mean difference this large.

Two schedules are run from the same seeds, so each seed gives one difference. If it did not matter
which of the two is which, each difference could as well have had the other sign. All 2^n ways to
choose the signs are listed; p is the share of them whose mean is at least as far from 0 as the one
found. Nothing is assumed of the distribution, and nothing is drawn.

The interval holds the centres c that the test does not reject when c is taken from all differences.
To choose minus for a subset then lowers their sum if the subset's mean lies above c. So what
counts is how many means of nonempty subsets lie below c, and the k-th of them from below and the
k-th from above enclose c with probability 1 - 2k/2^n, if the differences are independent and
symmetric about c. With n seeds no p is below 2/2^n, and no interval is surer than 1 - 2/2^n.

>>> found = paired_test([0.9, 0.8, 0.9, 0.7], [0.8, 0.6, 0.8, 0.7])
>>> round(found.mean, 12), found.p, found.smallest_p, found.coverage
(0.1, 0.25, 0.125, 0.875)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from theory.errors import DomainError

MOST_PAIRS = 20
"""2^20 choices of signs take a moment and 30 MB."""

_ROUNDING = 1e-9
"""Of the sum of all |differences|: means that differ by less are ties, and count against."""


@dataclass(frozen=True)
class Paired:
    """A mean difference, first minus second.

    Attributes:
        differences: one for each pair.
        mean: of the differences.
        p: two-sided and exact, a multiple of 2/2^n unless it is 1.
        smallest_p: what n pairs can give at best, 2/2^n.
        low: lower end of the interval.
        high: upper end of the interval.
        coverage: of the interval: the least that is not below the level asked for, or, with too
            few pairs for that, the largest there is.
    """

    differences: tuple[float, ...]
    mean: float
    p: float
    smallest_p: float
    low: float
    high: float
    coverage: float


def paired_test(first: Sequence[float], second: Sequence[float], level: float = 0.95) -> Paired:
    """Test whether first and second differ.

    Args:
        first: one number for each seed, 1 to `MOST_PAIRS` of them.
        second: likewise, in the same order.
        level: wanted of the interval, in (0, 1).

    Raises:
        DomainError: lists of different lengths, too few or too many pairs, a number that is not
            finite, or a level outside its range.
    """
    n = len(first)
    if len(second) != n:
        raise DomainError(
            f"a paired test needs as many numbers on both sides; got {n} and {len(second)}. "
            "Pair them by seed."
        )
    if not 1 <= n <= MOST_PAIRS:
        raise DomainError(
            f"a paired test takes 1 to {MOST_PAIRS} pairs, whose signs it lists; got {n}. "
            "Give another number of seeds."
        )
    if not 0 < level < 1:
        raise DomainError(f"an interval needs 0 < level < 1; got {level}. Give 0.95.")
    differences = np.subtract(first, second, dtype=float)
    if not np.isfinite(differences).all():
        raise DomainError(
            "a paired test needs finite numbers; one of them is not. Leave out runs that diverged."
        )
    sums, sizes = _subsets(differences)
    total = float(sums[-1])
    # Choosing minus for a subset takes twice its sum away.
    slack = _ROUNDING * float(np.abs(differences).sum())
    extreme = int(np.count_nonzero(np.abs(total - 2 * sums) >= abs(total) - slack))
    means = np.sort(sums[1:] / sizes[1:])
    k = max(1, math.floor((1 - level) / 2 * 2**n + _ROUNDING))
    return Paired(
        tuple(differences.tolist()),
        total / n,
        extreme / 2**n,
        2 / 2**n,
        float(means[k - 1]),
        float(means[-k]),
        1 - 2 * k / 2**n,
    )


def holm(ps: Sequence[float]) -> tuple[float, ...]:
    """Raise p-values so that all of them may be read together.

    The chance that any of those that belong to no difference comes out at most at a level is at
    most that level, however they depend on each other: Holm's rule.

    Args:
        ps: shape (m,), in [0, 1].

    Returns:
        Shape (m,), in the same order.

    >>> holm([0.01, 0.04, 0.03])
    (0.03, 0.06, 0.06)
    """
    raised = [0.0] * len(ps)
    reached = 0.0
    for place, i in enumerate(sorted(range(len(ps)), key=lambda i: ps[i])):
        reached = max(reached, min(1.0, (len(ps) - place) * ps[i]))
        raised[i] = reached
    return tuple(raised)


def _subsets(differences: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Sum and size of every subset, shape (2^n,); the empty one first, the whole last."""
    sums, sizes = np.zeros(1), np.zeros(1, dtype=np.int64)
    for difference in differences:
        sums = np.concatenate([sums, sums + difference])
        sizes = np.concatenate([sizes, sizes + 1])
    return sums, sizes
