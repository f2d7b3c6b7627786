"""Noise on a sphere: its radius, and moments over many draws."""

from __future__ import annotations

import numpy as np
import pytest
import sympy as sp

from verify.sgd.counter import Words
from verify.sgd.noises.sphere import Sphere


@pytest.mark.parametrize("dimension", [1, 2, 5])
def test_the_sphere_has_its_radius_and_two_equal_sides(dimension: int) -> None:
    noise = Sphere(sp.Rational(3, 2), dimension)
    words = Words(np.arange(4000), noise.per_step)
    zeros = np.zeros((4000, dimension))
    found = noise.draw(words, 0, zeros, zeros[:, 0], zeros)
    assert (found * found).sum(axis=1) == pytest.approx(2.25, rel=1e-14)
    assert abs(found.mean(axis=0)).max() < 0.05
    assert np.cov(found.T).reshape(dimension, dimension) == pytest.approx(
        2.25 / dimension * np.eye(dimension), abs=0.06
    )
