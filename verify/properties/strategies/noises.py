"""Noises that are bounded, with mean 0: coins, biased coins, and sums of them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from verify.properties.noises import Noise
from verify.properties.show import fraction
from verify.properties.strategies.numbers import between, positive


def noises(*, sigma: Any = None) -> SearchStrategy[Noise]:
    """Noises with |xi| <= sigma; coins always have |xi| = sigma.

    Args:
        sigma: the bound; drawn if left out. Coins and biased coins attain it.

    >>> from hypothesis import find
    >>> find(noises(sigma=2), lambda noise: noise.bound < 2)
    Noise([0])
    >>> find(noises(sigma=2), lambda noise: noise.variance == 4)
    Noise([2, -2])
    """
    bounds = positive() if sigma is None else st.just(fraction(sigma, "sigma"))
    share = between(Fraction(1, 8), 1)
    coin = bounds.map(lambda s: Noise([s, -s]))
    none = st.just(Noise([0]))
    biased = st.builds(_biased, bounds, share, st.booleans())
    lazy = st.builds(_lazy, bounds, between(0, 1))
    return coin | none | biased | lazy


def _biased(sigma: Fraction, share: Fraction, turned: bool) -> Noise:
    """Sigma, rarely, and -share sigma."""
    sign = -1 if turned else 1
    return Noise([sign * sigma, -sign * share * sigma], [share / (1 + share), 1 / (1 + share)])


def _lazy(sigma: Fraction, chance: Fraction) -> Noise:
    """A coin that is thrown with some chance."""
    return Noise([0, sigma, -sigma], [1 - chance, chance / 2, chance / 2])
