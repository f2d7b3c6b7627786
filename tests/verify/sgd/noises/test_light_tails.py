"""Light tails at their limit: the integrals, and the draws."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import sympy as sp

from verify.sgd.counter import Words
from verify.sgd.noises.light_tails import RATE, SHARE, LightTails

r, z = sp.symbols("r z", real=True)
LEVELS = (sp.Integer(1), sp.Rational(1, 2), sp.Rational(1, 4))
G = np.array([3.0, -4.0])
BOUND = 2.0 + 0.5 * 25 + 0.25


def test_the_exponential_moment_of_the_exponential_is_e() -> None:
    moment = sp.integrate(sp.expand(RATE * sp.exp(r * (1 - RATE))), (r, 0, sp.oo))
    assert sp.simplify(moment - sp.E) == 0


def test_the_exponential_moment_of_the_normal_is_e() -> None:
    density = sp.exp(-(z**2) / 2) / sp.sqrt(2 * sp.pi)
    moment = sp.integrate(density * sp.exp(SHARE * z**2), (z, -sp.oo, sp.oo))
    assert sp.simplify(moment - sp.E) == 0


def test_the_exponential_size_has_its_quantiles_and_a_fair_sign(
    drawn: Any, chosen_words: Any
) -> None:
    shares = (0.9, 0.5, 1e-6)
    words = chosen_words(signs={(0, 1, 0): (1.0, -1.0)}, uniforms={(0, 0): shares})
    found = drawn(LightTails(*LEVELS), words, tuple(G))
    assert abs(found.sum(axis=0)).max() < 1e-12
    sizes = (found * found).sum(axis=1).reshape(2, 3)[0] / BOUND
    # P(||xi||^2/N > size) = exp(-rate size) is the uniform number itself.
    assert np.exp(-float(RATE) * sizes) == pytest.approx(shares, rel=1e-12)
    assert abs(found @ G) ** 2 == pytest.approx(25 * (found * found).sum(axis=1), rel=1e-12)


def test_the_normal_size_is_that_of_box_and_muller(drawn: Any, chosen_words: Any) -> None:
    words = chosen_words(uniforms={(0, 0): (0.3,), (0, 1): (0.0, 0.25, 0.5)})
    found = drawn(LightTails(*LEVELS, normal=True), words, tuple(G))
    along = found @ G / 5
    expected = math.sqrt(float(SHARE) * BOUND * -2 * math.log(0.3))
    assert along == pytest.approx([expected, 0.0, -expected], abs=1e-12)


@pytest.mark.parametrize("normal", [False, True])
def test_the_mean_of_the_exponential_is_near_e_over_many_draws(normal: bool) -> None:
    # E exp(2 r) is infinite, so the mean of exp(r) settles slowly; that of exp(r/4) is known too.
    noise = LightTails(*LEVELS, normal=normal)
    words = Words(np.arange(40_000), noise.per_step)
    draws = noise.draw(
        words, 3, np.zeros((40_000, 2)), np.full(40_000, 2.0), np.tile(G, (40_000, 1))
    )
    quarter = np.exp((draws * draws).sum(axis=1) / BOUND / 4).mean()
    rate, share = float(RATE), float(SHARE)
    expected = (1 - share / 2) ** -0.5 if normal else rate / (rate - 0.25)
    assert quarter == pytest.approx(expected, rel=0.01)
    assert noise.tails == "light"
