"""Random words by counting: word k of step t of a seed is a hash of the three, and of nothing else.

So a run depends on its seed alone: not on the batch it is in, on the process, on the order, or on
whether numpy or a compiled loop draws it. The hash is SplitMix64's, which passes the usual
batteries of tests.

Source: [steele2014], the generator SplitMix64.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from verify.problems.base import Floats

GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def mix(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """SplitMix64's finalizer, element by element, modulo 2^64.

    >>> hex(int(mix(np.array([GOLDEN]))[0]))
    '0xe220a8397b1dcdaf'
    """
    z = words
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def stream_keys(seeds: NDArray[np.int64]) -> NDArray[np.uint64]:
    """One key per seed; two rounds, so that neighbouring seeds get unrelated streams."""
    return mix(mix(seeds.astype(np.uint64) * GOLDEN + GOLDEN))


class Words:
    """The random words of several seeds.

    Args:
        seeds: shape (n,), from 0 to 2^63 - 1.
        per_step: how many words a step may draw, >= 1.

    Attributes:
        xp: the array library of everything that is drawn, for models that also run on torch.
    """

    xp: Any = np

    def __init__(self, seeds: NDArray[np.int64], per_step: int) -> None:
        self.keys = stream_keys(seeds)
        self.per_step = per_step

    def words(self, t: int, k: int) -> NDArray[np.uint64]:
        """Word k of step t, one per seed, shape (n,)."""
        offset = (t * self.per_step + k + 1) * int(GOLDEN) % 2**64
        return mix(self.keys + np.uint64(offset))

    def many(self, t: int, count: int, part: slice = slice(None)) -> NDArray[np.uint64]:
        """Words 0 to count - 1 of step t for some of the seeds, shape (n, count)."""
        first = (t * self.per_step + 1) * int(GOLDEN) % 2**64
        offsets = np.arange(count, dtype=np.uint64) * GOLDEN + np.uint64(first)
        return mix(self.keys[part, None] + offsets)

    def uniforms(self, t: int, k: int) -> Floats:
        """The same as numbers in (0, 1), 53 bits each, never 0 or 1, shape (n,)."""
        return ((self.words(t, k) >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53

    def signs(self, t: int, k: int, bit: int = 0) -> Floats:
        """One bit of the same as a sign, 1 or -1, shape (n,); bit 0 is the highest of 64."""
        word = self.words(t, k) >> np.uint64(63 - bit)
        return np.where(word & np.uint64(1), 1.0, -1.0)
