"""Random quantisation of the gradient to S levels, as in QSGD.

Coordinate j of g_t is ||grad f|| sign(grad_j) k/S, where k is one of the two whole numbers around
S |grad_j|/||grad f||, the upper one with the probability that makes E g_t = grad f. Both are less
than 1 away (or k is exact), so |xi_j| <= ||grad f||/S and ||xi||^2 <= B ||grad f||^2, B = d/S^2.

Source: [alistarh2017], section 3.1, whose bound is of E ||xi||^2.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from verify.problems.base import Floats
from verify.sgd.counter import Words
from verify.sgd.noise import Levels, Noise
from verify.sgd.noises.drawing import norms


@dataclass(frozen=True)
class Quantised(Noise):
    """The error of random rounding to S levels.

    Attributes:
        count: S, at least 1.
        dimension: d.
    """

    count: int
    dimension: int

    title = "the gradient rounded at random to S levels, as in QSGD"
    portable = True

    @cached_property
    def name(self) -> str:
        """As the command line takes it."""
        return f"qsgd:{self.count}"

    @cached_property
    def levels(self) -> Levels:
        """B = d/S^2."""
        return Levels(sp.Integer(0), sp.Rational(self.dimension, self.count**2), sp.Integer(0))

    @cached_property
    def per_step(self) -> int:
        """One word for each coordinate."""
        return self.dimension

    def draw(self, words: Words, t: int, points: Floats, gaps: Floats, gradients: Floats) -> Floats:
        """Draw xi_t; coordinate j takes word j."""
        xp, size = words.xp, norms(gradients, words.xp)
        flat = size == 0
        unit = xp.where(flat, 1.0, size) / self.count
        columns = []
        for j in range(self.dimension):
            place = gradients[:, j] / unit
            below = xp.floor(place)
            above = words.uniforms(t, j) < place - below
            columns.append((below - place + xp.where(above, 1.0, 0.0)) * unit)
        return xp.stack(columns, 1)
