"""Signs with a mean, outcome by outcome."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp

from verify.sgd.noises.biased import Biased

GRADIENT = (3.0, -4.0, 12.0, 0.5)


def test_biased_has_its_mean_and_attains_its_level(drawn: Any, chosen_words: Any) -> None:
    noise = Biased(sp.Integer(1), sp.Rational(-1, 2), 4)
    words = chosen_words(signs={(0, 0, j): (1.0, -1.0) for j in range(4)})
    found = drawn(noise, words, GRADIENT)
    assert (found.mean(axis=0) == -0.25).all()
    assert (found * found).sum(axis=1).max() == pytest.approx(1.5**2)
    assert sp.Rational(9, 4) == noise.levels.C
    assert not noise.centred
