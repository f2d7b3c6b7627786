"""Rademacher noise: independent signs, scaled so that the norm is sigma at every draw.

xi = (sigma/sqrt(d)) (s_1, ..., s_d) with s_j = 1 or -1, each with probability 1/2. So E xi = 0 and
||xi||^2 = sigma^2: the levels A = B = 0, C = sigma^2 are met with equality.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from verify.problems.base import Floats
from verify.sgd.counter import Words
from verify.sgd.noise import Levels, Noise

_BITS = 64


@dataclass(frozen=True)
class Rademacher(Noise):
    """Independent signs.

    Attributes:
        sigma: the norm of every draw, > 0, exact.
        dimension: d.
    """

    sigma: sp.Expr
    dimension: int

    title = "independent signs, the norm always sigma"
    portable = True

    @cached_property
    def name(self) -> str:
        """As the command line takes it."""
        return f"rademacher:{self.sigma}"

    @cached_property
    def levels(self) -> Levels:
        """C = sigma^2, met with equality."""
        return Levels(sp.Integer(0), sp.Integer(0), self.sigma**2)

    @cached_property
    def per_step(self) -> int:
        """One word holds the signs of 64 coordinates."""
        return -(-self.dimension // _BITS)

    @cached_property
    def size(self) -> float:
        """The size of each coordinate."""
        return float(self.sigma / sp.sqrt(self.dimension))

    def draw(self, words: Words, t: int, points: Floats, gaps: Floats, gradients: Floats) -> Floats:
        """Draw xi_t; coordinate j takes bit j of the step's words."""
        signs = [words.signs(t, j // _BITS, j % _BITS) for j in range(self.dimension)]
        return self.size * words.xp.stack(signs, 1)
