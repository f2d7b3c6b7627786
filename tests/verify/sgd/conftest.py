"""Random words in the hands of a test: every outcome of a draw side by side, or worked out anew."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pytest

MASK = 2**64 - 1


class ChosenWords:
    """Stands in for `Words`: run i gets the i-th of all combinations of the values given.

    Args:
        signs: values of ``signs(t, k, bit)`` by (t, k, bit).
        uniforms: values of ``uniforms(t, k)`` by (t, k).
    """

    xp = np

    def __init__(
        self,
        signs: Mapping[tuple[int, int, int], Sequence[float]] | None = None,
        uniforms: Mapping[tuple[int, int], Sequence[float]] | None = None,
    ) -> None:
        keys = [*(signs or {}), *(uniforms or {})]
        values = [*(signs or {}).values(), *(uniforms or {}).values()]
        table = np.array(list(itertools.product(*values)), dtype=np.float64)
        self.count = len(table)
        self._columns: dict[Any, np.ndarray] = dict(zip(keys, table.T, strict=True))

    def signs(self, t: int, k: int, bit: int = 0) -> np.ndarray:
        return self._columns[t, k, bit]

    def uniforms(self, t: int, k: int) -> np.ndarray:
        return self._columns[t, k]


def splitmix(seed: int, count: int) -> int:
    """Word number ``count`` of a seed, in Python's integers: the counter spelled out again."""

    def mixed(z: int) -> int:
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
        return z ^ (z >> 31)

    golden = 0x9E3779B97F4A7C15
    key = mixed(mixed((seed * golden + golden) & MASK))
    return mixed((key + (count + 1) * golden) & MASK)


@pytest.fixture
def chosen_words() -> type[ChosenWords]:
    return ChosenWords


@pytest.fixture(name="splitmix")
def splitmix_fixture() -> Callable[[int, int], int]:
    return splitmix
