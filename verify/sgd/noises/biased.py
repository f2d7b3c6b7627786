"""Biased noise, which no assumption of the theorems allows: signs, moved to one side.

xi = (sigma s + shift (1, ..., 1))/sqrt(d) with independent signs s_j, so E xi has the norm |shift|.
Its size is bounded, ||xi|| <= sigma + |shift|, attained: only the mean breaks the rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from verify.problems.base import Floats
from verify.sgd.counter import Words
from verify.sgd.noise import Levels, Noise
from verify.sgd.noises.rademacher import Rademacher


@dataclass(frozen=True)
class Biased(Noise):
    """Independent signs with a mean.

    Attributes:
        sigma: the norm of the signs, > 0, exact.
        shift: the norm of the mean, with the sign of its coordinates, exact.
        dimension: d.
    """

    sigma: sp.Expr
    shift: sp.Expr
    dimension: int

    title = "independent signs with a mean: bias, against the assumptions"
    portable = True
    centred = False

    @cached_property
    def name(self) -> str:
        """As the command line takes it."""
        return f"biased:{self.sigma},{self.shift}"

    @cached_property
    def levels(self) -> Levels:
        """C = (sigma + |shift|)^2, attained."""
        return Levels(sp.Integer(0), sp.Integer(0), (self.sigma + sp.Abs(self.shift)) ** 2)

    @cached_property
    def signs(self) -> Rademacher:
        """The part with mean 0."""
        return Rademacher(self.sigma, self.dimension)

    @cached_property
    def per_step(self) -> int:
        """As many words as the signs take."""
        return self.signs.per_step

    @cached_property
    def mean(self) -> float:
        """Each coordinate of E xi."""
        return float(self.shift / sp.sqrt(self.dimension))

    def draw(self, words: Words, t: int, points: Floats, gaps: Floats, gradients: Floats) -> Floats:
        """Draw xi_t."""
        return self.signs.draw(words, t, points, gaps, gradients) + self.mean
