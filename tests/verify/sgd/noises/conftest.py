"""Draws of a noise model for every outcome of its words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

Drawn = Callable[..., np.ndarray]


@pytest.fixture
def drawn() -> Drawn:
    """The noise at one gap and gradient, one row for each outcome."""

    def draw(noise: Any, words: Any, gradient: tuple[float, ...], gap: float = 2.0) -> np.ndarray:
        gradients = np.tile(gradient, (words.count, 1))
        return noise.draw(words, 0, 0 * gradients, np.full(words.count, gap), gradients)

    return draw
