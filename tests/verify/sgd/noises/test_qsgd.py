"""Random quantisation: unbiased, and within its level."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy as sp

from verify.sgd.noises.qsgd import Quantised


@pytest.mark.parametrize("count", [1, 2, 3])
def test_quantisation_is_unbiased_and_within_its_level(
    drawn: Any, chosen_words: Any, count: int
) -> None:
    gradient = (3.0, -4.0)  # of norm 5
    noise = Quantised(count, 2)
    for j, g in enumerate((Fraction(3), Fraction(-4))):
        place = g * count / 5
        chance = place - place.__floor__()
        either = (float(chance) / 2, (1 + float(chance)) / 2)
        other = {(0, 1 - j): (0.5,)}
        words = chosen_words(uniforms={(0, j): either, **other})
        low, high = sorted(drawn(noise, words, gradient)[:, j].tolist())
        upper = Fraction(5 * (place.__floor__() + 1), count) - g
        assert high == pytest.approx(float(upper), rel=1e-14)
        assert float(chance) * high + float(1 - chance) * low == pytest.approx(0, abs=1e-14)
        assert max(abs(low), high) <= 5 / count
    assert sp.Rational(2, count**2) == noise.levels.B


def test_quantisation_comes_close_to_its_level(drawn: Any, chosen_words: Any) -> None:
    noise = Quantised(1, 2)
    words = chosen_words(uniforms={(0, 0): (0.999999,), (0, 1): (1e-9,)})
    # The large coordinate is almost exact; the small one is rounded up all the way.
    (found,) = (drawn(noise, words, (1.0, 1e-6)) ** 2).sum(axis=1)
    assert 0.99 < found < 2


def test_quantisation_of_no_gradient_is_no_noise(drawn: Any, chosen_words: Any) -> None:
    words = chosen_words(uniforms={(0, 0): (0.5,), (0, 1): (0.5,)})
    assert drawn(Quantised(2, 2), words, (0.0, 0.0)).tolist() == [[0.0, 0.0]]
