"""A function written in pieces, and how the pieces meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sympy as sp
from flint import arb


@dataclass(frozen=True)
class Pieces:
    """A function in pieces.

    Attributes:
        expression: the function with every Abs, Min and Max written as a Piecewise.
    """

    expression: sp.Expr

    def smooth_on(self, box: Sequence[arb], bits: int = 64) -> bool:
        """Whether certainly no border between pieces passes through the box."""
        return not self.expression.has(sp.Piecewise)

    def joined_on(self, box: Sequence[arb], bits: int = 64) -> bool:
        """Whether f is C^1 across every border that may pass through the box."""
        return not self.expression.has(sp.Piecewise)


def in_pieces(expression: sp.Expr, variables: Sequence[sp.Symbol]) -> Pieces:
    """Write a function in pieces."""
    return Pieces(expression)
