"""Bounded noise, outcome by outcome: the mean is 0, the levels are attained or never exceeded."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy as sp

from verify.sgd.counter import Words
from verify.sgd.noise import Levels
from verify.sgd.noises.abc import ABC
from verify.sgd.noises.biased import Biased
from verify.sgd.noises.coordinate import Coordinate
from verify.sgd.noises.qsgd import Quantised
from verify.sgd.noises.rademacher import Rademacher
from verify.sgd.noises.sphere import Sphere

GRADIENT = (3.0, -4.0, 12.0, 0.5)


def drawn(noise: Any, words: Any, gradient: tuple[float, ...], gap: float = 2.0) -> np.ndarray:
    n = words.count
    gradients = np.tile(gradient, (n, 1))
    return noise.draw(words, 0, np.zeros_like(gradients), np.full(n, gap), gradients)


def squares(draws: np.ndarray) -> np.ndarray:
    return (draws * draws).sum(axis=1)


@pytest.mark.parametrize("dimension", [1, 4])
def test_rademacher_has_mean_0_and_the_norm_sigma(chosen_words: Any, dimension: int) -> None:
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


def test_biased_has_its_mean_and_attains_its_level(chosen_words: Any) -> None:
    noise = Biased(sp.Integer(1), sp.Rational(-1, 2), 4)
    words = chosen_words(signs={(0, 0, j): (1.0, -1.0) for j in range(4)})
    found = drawn(noise, words, GRADIENT)
    assert (found.mean(axis=0) == -0.25).all()
    assert squares(found).max() == pytest.approx(1.5**2)
    assert sp.Rational(9, 4) == noise.levels.C
    assert not noise.centred


@pytest.mark.parametrize("dimension", [1, 2, 5])
def test_the_sphere_has_its_radius_and_two_equal_sides(dimension: int) -> None:
    noise = Sphere(sp.Rational(3, 2), dimension)
    words = Words(np.arange(4000), noise.per_step)
    zeros = np.zeros((4000, dimension))
    found = noise.draw(words, 0, zeros, zeros[:, 0], zeros)
    assert squares(found) == pytest.approx(2.25, rel=1e-14)
    assert abs(found.mean(axis=0)).max() < 0.05
    assert np.cov(found.T).reshape(dimension, dimension) == pytest.approx(
        2.25 / dimension * np.eye(dimension), abs=0.06
    )


def test_abc_meets_its_levels_with_equality_along_the_gradient(chosen_words: Any) -> None:
    noise = ABC(sp.Integer(1), sp.Rational(1, 2), sp.Rational(1, 4))
    words = chosen_words(signs={(0, 0, 0): (1.0, -1.0)})
    found = drawn(noise, words, GRADIENT, gap=2.0)
    g = np.array(GRADIENT)
    bound = 2.0 + 0.5 * (g @ g) + 0.25
    assert (found.sum(axis=0) == 0).all()
    assert squares(found) == pytest.approx(bound, rel=1e-14)
    assert abs(found @ g) == pytest.approx(np.sqrt(bound * (g @ g)), rel=1e-14)


def test_abc_without_a_gradient_takes_the_first_coordinate(chosen_words: Any) -> None:
    noise = ABC(sp.Integer(0), sp.Integer(0), sp.Integer(4))
    words = chosen_words(signs={(0, 0, 0): (1.0, -1.0)})
    assert drawn(noise, words, (0.0, 0.0)).tolist() == [[2.0, 0.0], [-2.0, 0.0]]


@pytest.mark.parametrize(("dimension", "kept"), [(2, 1), (3, 2), (4, 1), (4, 3)])
def test_coordinates_are_unbiased_and_every_set_is_as_likely(
    chosen_words: Any, dimension: int, kept: int
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
    chosen_words: Any, dimension: int, kept: int
) -> None:
    noise = Coordinate(kept, dimension)
    grid = tuple((i + 0.5) / 12 for i in range(12))
    words = chosen_words(uniforms={(0, j): grid for j in range(dimension - 1)})
    axis = (2.0,) + (0.0,) * (dimension - 1)
    assert squares(drawn(noise, words, axis)).max() == pytest.approx(4 * float(noise.levels.B))
    share = sp.Rational(dimension, kept) - 1
    assert max(share, 1) ** 2 == noise.levels.B


@pytest.mark.parametrize("count", [1, 2, 3])
def test_quantisation_is_unbiased_and_within_its_level(chosen_words: Any, count: int) -> None:
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


def test_quantisation_comes_close_to_its_level(chosen_words: Any) -> None:
    noise = Quantised(1, 2)
    words = chosen_words(uniforms={(0, 0): (0.999999,), (0, 1): (1e-9,)})
    # The large coordinate is almost exact; the small one is rounded up all the way.
    (found,) = squares(drawn(noise, words, (1.0, 1e-6)))
    assert 0.99 < found < 2


def test_quantisation_of_no_gradient_is_no_noise(chosen_words: Any) -> None:
    words = chosen_words(uniforms={(0, 0): (0.5,), (0, 1): (0.5,)})
    assert drawn(Quantised(2, 2), words, (0.0, 0.0)).tolist() == [[0.0, 0.0]]
