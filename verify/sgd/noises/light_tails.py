"""Light tails at their limit: E exp(||xi||^2/N) = e exactly, N = A Delta + B ||grad f||^2 + C.

Along the gradient, as in `abc.py`, with the size drawn in one of two ways:

* ``exponential``: ||xi||^2/N = r, exponential of rate e/(e - 1), times a fair sign. For a rate
  c > 1, E exp(r) = c/(c - 1), which is e for this c.
* ``normal``: xi = sqrt(c N) z along the gradient, z normal. E exp(c z^2) = (1 - 2 c)^(-1/2), which
  is e for c = (1 - e^-2)/2.

Both are centred, because r and z^2 know nothing of the sign. Assumption 5 holds with equality, and
Assumption 4 with no A, B, C at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from verify.problems.base import Floats
from verify.sgd.counter import Words
from verify.sgd.noise import Levels, Noise
from verify.sgd.noises.drawing import directions, normals, squared_bound

RATE = sp.E / (sp.E - 1)
"""Of the exponential, so that E exp(r) = RATE/(RATE - 1) = e."""

SHARE = (1 - sp.exp(-2)) / 2
"""Of the normal, so that E exp(SHARE z^2) = (1 - 2 SHARE)^(-1/2) = e."""


@dataclass(frozen=True)
class LightTails(Noise):
    """Along the gradient, with E exp(||xi||^2/N) = e.

    Attributes:
        A: see `Levels`, exact.
        B: see `Levels`, exact.
        C: see `Levels`, exact; not all three are 0.
        normal: whether the size is normal; else its square is exponential.
    """

    A: sp.Expr
    B: sp.Expr
    C: sp.Expr
    normal: bool = False

    title = "a fair sign along the gradient, E exp(||xi||^2/N) = e, ||xi||^2/N exponential"
    normal_title = "normal along the gradient, E exp(||xi||^2/N) = e"
    portable = True
    tails = "light"
    per_step = 2

    @cached_property
    def name(self) -> str:
        """As the command line takes it."""
        return f"light-{'normal' if self.normal else 'tails'}:{self.A},{self.B},{self.C}"

    @cached_property
    def levels(self) -> Levels:
        """A, B and C of Assumption 5."""
        return Levels(self.A, self.B, self.C)

    @cached_property
    def scale(self) -> float:
        """RATE or SHARE as a double."""
        return float(SHARE if self.normal else RATE)

    def draw(self, words: Words, t: int, points: Floats, gaps: Floats, gradients: Floats) -> Floats:
        """Draw xi_t from two words."""
        xp = words.xp
        bound = squared_bound(self.levels, gaps, gradients, xp)
        if self.normal:
            size = xp.sqrt(self.scale * bound) * normals(words, t, 0)
        else:
            size = xp.sqrt(-xp.log(words.uniforms(t, 0)) / self.scale * bound) * words.signs(t, 1)
        return size[:, None] * directions(gradients, xp)
