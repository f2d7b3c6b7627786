"""Noise as large as A, B and C allow, outcome by outcome."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy as sp

from verify.sgd.noises.abc import ABC

GRADIENT = (3.0, -4.0, 12.0, 0.5)


def test_abc_meets_its_levels_with_equality_along_the_gradient(
    drawn: Any, chosen_words: Any
) -> None:
    noise = ABC(sp.Integer(1), sp.Rational(1, 2), sp.Rational(1, 4))
    words = chosen_words(signs={(0, 0, 0): (1.0, -1.0)})
    found = drawn(noise, words, GRADIENT, gap=2.0)
    g = np.array(GRADIENT)
    bound = 2.0 + 0.5 * (g @ g) + 0.25
    assert (found.sum(axis=0) == 0).all()
    assert (found * found).sum(axis=1) == pytest.approx(bound, rel=1e-14)
    assert abs(found @ g) == pytest.approx(np.sqrt(bound * (g @ g)), rel=1e-14)


def test_abc_without_a_gradient_takes_the_first_coordinate(drawn: Any, chosen_words: Any) -> None:
    noise = ABC(sp.Integer(0), sp.Integer(0), sp.Integer(4))
    words = chosen_words(signs={(0, 0, 0): (1.0, -1.0)})
    assert drawn(noise, words, (0.0, 0.0)).tolist() == [[2.0, 0.0], [-2.0, 0.0]]
