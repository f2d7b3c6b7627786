"""ABC noise with equality: as large as A, B and C allow, along the gradient.

xi = s sqrt(N) grad f/||grad f|| with N = A Delta + B ||grad f||^2 + C and a fair sign s. So
E xi = 0 and ||xi||^2 = N at every draw. Along the gradient |<grad f, xi>| = ||grad f|| sqrt(N) is
as large as it can be, which is the worst for the martingale part of the proof. Where the gradient
is 0, the first coordinate takes its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from verify.problems.base import Floats
from verify.sgd.counter import Words
from verify.sgd.noise import Levels, Noise
from verify.sgd.noises.drawing import directions, squared_bound


@dataclass(frozen=True)
class ABC(Noise):
    """A fair sign along the gradient, of the largest size allowed.

    Attributes:
        A: see `Levels`, exact.
        B: see `Levels`, exact.
        C: see `Levels`, exact; not all three are 0.
    """

    A: sp.Expr
    B: sp.Expr
    C: sp.Expr

    title = "a fair sign along the gradient, as large as A, B and C allow"
    portable = True

    @cached_property
    def name(self) -> str:
        """As the command line takes it."""
        return f"abc:{self.A},{self.B},{self.C}"

    @cached_property
    def levels(self) -> Levels:
        """A, B and C, met with equality."""
        return Levels(self.A, self.B, self.C)

    def draw(self, words: Words, t: int, points: Floats, gaps: Floats, gradients: Floats) -> Floats:
        """Draw xi_t; its sign is the highest bit of the step's word."""
        xp = words.xp
        size = xp.sqrt(squared_bound(self.levels, gaps, gradients, xp))
        return (words.signs(t, 0) * size)[:, None] * directions(gradients, xp)
