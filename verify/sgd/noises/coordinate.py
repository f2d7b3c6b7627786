"""Coordinate subsampling: K of d coordinates of the gradient, times d/K.

g_t = (d/K) (grad f on S, 0 elsewhere) with S uniform among the sets of K coordinates. Coordinate j
is in S with probability K/d, so E g_t = grad f. xi_j = (d/K - 1) grad_j in S and -grad_j elsewhere,
so ||xi||^2 <= B ||grad f||^2 with B = max(d/K - 1, 1)^2, attained where the gradient lies along one
coordinate.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from verify.problems.base import Floats
from verify.sgd.counter import Words
from verify.sgd.noise import Levels, Noise


@dataclass(frozen=True)
class Coordinate(Noise):
    """K coordinates of the gradient, drawn without replacement.

    Attributes:
        kept: K, from 1 to d - 1.
        dimension: d.
    """

    kept: int
    dimension: int

    title = "K coordinates of the gradient, times d/K"
    portable = True

    @cached_property
    def name(self) -> str:
        """As the command line takes it."""
        return f"coordinate:{self.kept}"

    @cached_property
    def levels(self) -> Levels:
        """B = max(d/K - 1, 1)^2."""
        B = sp.Max(sp.Rational(self.dimension, self.kept) - 1, 1) ** 2
        return Levels(sp.Integer(0), B, sp.Integer(0))

    @cached_property
    def per_step(self) -> int:
        """One word for each coordinate but the last."""
        return max(self.dimension - 1, 1)

    def draw(self, words: Words, t: int, points: Floats, gaps: Floats, gradients: Floats) -> Floats:
        """Draw xi_t by going through the coordinates once.

        Coordinate j is taken with probability (still wanted)/(still to come), which makes every set
        of K coordinates as likely as any other.
        """
        xp, d = words.xp, self.dimension
        zero = 0.0 * gaps
        wanted, columns = zero + float(self.kept), []
        for j in range(d):
            chance = words.uniforms(t, j) if j < d - 1 else 0.5
            chosen = chance * float(d - j) < wanted
            wanted = wanted - xp.where(chosen, 1.0, 0.0)
            columns.append(xp.where(chosen, zero + (d / self.kept - 1.0), -1.0) * gradients[:, j])
        return xp.stack(columns, 1)
