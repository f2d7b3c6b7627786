"""Independent signs, outcome by outcome."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp

from verify.sgd.counter import Words
from verify.sgd.noise import Levels
from verify.sgd.noises.rademacher import Rademacher

GRADIENT = (3.0, -4.0, 12.0, 0.5)


def squares(draws: np.ndarray) -> np.ndarray:
    return (draws * draws).sum(axis=1)


@pytest.mark.parametrize("dimension", [1, 4])
def test_rademacher_has_mean_0_and_the_norm_sigma(
    drawn: Any, chosen_words: Any, dimension: int
) -> None:
    noise = Rademacher(sp.Rational(1, 2), dimension)
    words = chosen_words(signs={(0, 0, j): (1.0, -1.0) for j in range(dimension)})
    found = drawn(noise, words, GRADIENT[:dimension])
    assert len({tuple(row) for row in found}) == 2**dimension
    assert (found.sum(axis=0) == 0).all()
    assert squares(found) == pytest.approx(0.25, rel=1e-15)
    assert noise.levels == Levels(0, 0, sp.Rational(1, 4))


def test_coordinates_beyond_64_take_the_next_word() -> None:
    noise = Rademacher(sp.Integer(1), 70)
    assert noise.per_step == 2
    words = Words(np.arange(3), 2)
    found = noise.draw(words, 5, np.zeros((3, 70)), np.zeros(3), np.zeros((3, 70)))
    assert (np.sign(found[:, 65]) == words.signs(5, 1, 1)).all()
