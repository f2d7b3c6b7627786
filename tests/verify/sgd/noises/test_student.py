"""Heavy tails: Student's distribution, over many draws."""

from __future__ import annotations

import math

import numpy as np
import pytest
import sympy as sp

from verify.sgd.counter import Words
from verify.sgd.noises.student import Student


@pytest.mark.parametrize("dof", [1, 2])
def test_students_coordinates_have_students_distribution(dof: int) -> None:
    noise = Student(sp.Integer(dof), sp.Rational(1, 2), 2)
    words = Words(np.arange(20_000), noise.per_step)
    zeros = np.zeros((20_000, 2))
    found = 2 * noise.draw(words, 0, zeros, zeros[:, 0], zeros)
    for x in (-3.0, -0.5, 0.0, 1.0, 10.0):
        known = 0.5 + (math.atan(x) / math.pi if dof == 1 else x / (2 * math.sqrt(2 + x * x)))
        assert (found <= x).mean(axis=0) == pytest.approx([known, known], abs=0.012)
    assert noise.levels is None
    assert noise.tails == "heavy"
