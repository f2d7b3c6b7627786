"""Noise uniform on a sphere: every direction alike, the norm sigma at every draw.

xi = sigma z/||z|| with independent normal z_j, whose joint density depends on ||z|| alone. So
E xi = 0 by symmetry, and A = B = 0, C = sigma^2 are met with equality.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from verify.problems.base import Floats
from verify.sgd.counter import Words
from verify.sgd.noise import Levels, Noise
from verify.sgd.noises.drawing import normals, norms


@dataclass(frozen=True)
class Sphere(Noise):
    """Uniform on a sphere.

    Attributes:
        sigma: its radius, > 0, exact.
        dimension: d.
    """

    sigma: sp.Expr
    dimension: int

    title = "uniform on a sphere of radius sigma"
    portable = True

    @cached_property
    def name(self) -> str:
        """As the command line takes it."""
        return f"sphere:{self.sigma}"

    @cached_property
    def levels(self) -> Levels:
        """C = sigma^2, met with equality."""
        return Levels(sp.Integer(0), sp.Integer(0), self.sigma**2)

    @cached_property
    def per_step(self) -> int:
        """Two words for each normal number."""
        return 2 * self.dimension

    @cached_property
    def radius(self) -> float:
        """The radius as a double."""
        return float(self.sigma)

    def draw(self, words: Words, t: int, points: Floats, gaps: Floats, gradients: Floats) -> Floats:
        """Draw xi_t; coordinate j takes words 2 j and 2 j + 1."""
        xp = words.xp
        found = xp.stack([normals(words, t, 2 * j) for j in range(self.dimension)], 1)
        return self.radius * found / norms(found, xp)[:, None]
