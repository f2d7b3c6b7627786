"""Heavy tails, which no assumption of the theorems allows: independent Student coordinates.

xi_j = scale t_j with t_j Student's t of ``dof`` degrees of freedom, by Bailey's form of Box and
Muller: sqrt(dof (u^(-2/dof) - 1)) cos(2 pi v). No exponential moment of ||xi||^2 exists, so there
are no levels: what is declared is up to the user, and will be found broken.

Source: [bailey1994].
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from verify.problems.base import Floats
from verify.sgd.counter import Words
from verify.sgd.noise import Noise


@dataclass(frozen=True)
class Student(Noise):
    """Student coordinates.

    Attributes:
        dof: degrees of freedom, > 0, exact; the mean exists for dof > 1.
        scale: > 0, exact.
        dimension: d.
    """

    dof: sp.Expr
    scale: sp.Expr
    dimension: int

    title = "Student's t in each coordinate: heavy tails, against the assumptions"
    portable = True
    tails = "heavy"
    levels = None

    @cached_property
    def name(self) -> str:
        """As the command line takes it."""
        return f"student:{self.dof},{self.scale}"

    @cached_property
    def per_step(self) -> int:
        """Two words for each coordinate."""
        return 2 * self.dimension

    @cached_property
    def numbers(self) -> tuple[float, float]:
        """Degrees of freedom and scale as doubles."""
        return float(self.dof), float(self.scale)

    def draw(self, words: Words, t: int, points: Floats, gaps: Floats, gradients: Floats) -> Floats:
        """Draw xi_t; coordinate j takes words 2 j and 2 j + 1."""
        xp, (dof, scale) = words.xp, self.numbers
        columns = []
        for j in range(self.dimension):
            radius = xp.sqrt(dof * (words.uniforms(t, 2 * j) ** (-2 / dof) - 1))
            columns.append(scale * radius * xp.cos(2 * math.pi * words.uniforms(t, 2 * j + 1)))
        return xp.stack(columns, 1)
