"""Coordinate subsampling: every set as likely, the level attained."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
import sympy as sp

from verify.sgd.noises.coordinate import Coordinate

GRADIENT = (3.0, -4.0, 12.0, 0.5)


def squares(draws: np.ndarray) -> np.ndarray:
    return (draws * draws).sum(axis=1)


@pytest.mark.parametrize(("dimension", "kept"), [(2, 1), (3, 2), (4, 1), (4, 3)])
def test_coordinates_are_unbiased_and_every_set_is_as_likely(
    drawn: Any, chosen_words: Any, dimension: int, kept: int
) -> None:
    noise = Coordinate(kept, dimension)
    # Twelfths hit every probability (still wanted)/(still to come) exactly.
    grid = tuple((i + 0.5) / 12 for i in range(12))
    words = chosen_words(uniforms={(0, j): grid for j in range(dimension - 1)})
    found = drawn(noise, words, GRADIENT[:dimension])
    kept_ones = found * np.sign(GRADIENT[:dimension]) > 0
    counts: dict[tuple[bool, ...], int] = {}
    for row in kept_ones.tolist():
        counts[tuple(row)] = counts.get(tuple(row), 0) + 1
    sets = itertools.combinations(range(dimension), kept)
    assert len(counts) == len(list(sets))
    assert len(set(counts.values())) == 1
    assert all(sum(chosen) == kept for chosen in counts)
    assert found.sum(axis=0) == pytest.approx(np.zeros(dimension), abs=1e-9)
    g = np.array(GRADIENT[:dimension])
    assert (squares(found) <= float(noise.levels.B) * (g @ g) * (1 + 1e-14)).all()


@pytest.mark.parametrize(("dimension", "kept"), [(2, 1), (3, 2), (4, 1), (4, 3)])
def test_the_level_of_coordinates_is_attained_on_an_axis(
    drawn: Any, chosen_words: Any, dimension: int, kept: int
) -> None:
    noise = Coordinate(kept, dimension)
    grid = tuple((i + 0.5) / 12 for i in range(12))
    words = chosen_words(uniforms={(0, j): grid for j in range(dimension - 1)})
    axis = (2.0,) + (0.0,) * (dimension - 1)
    assert squares(drawn(noise, words, axis)).max() == pytest.approx(4 * float(noise.levels.B))
    share = sp.Rational(dimension, kept) - 1
    assert max(share, 1) ** 2 == noise.levels.B
