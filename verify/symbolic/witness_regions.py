"""The region S of a witness: the whole line, or the interval that is a component of a sublevel set.

An interval [low, high] is the component of {f <= level} that it pretends to be if f is at the level
at both ends, leaves the level upwards there, and does not exceed it in between.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sympy as sp

from theory import symbols as sym
from theory.logic import TRUE, ForAll, Formula, Rel, between, real
from theory.witness import Witness, X
from verify.symbolic.prove import prove

PROPERTIES = ("everywhere", "inside", "gd_run")

_h = real("h")


class Region:
    """S, and where the iterates of a witness's run lie.

    Args:
        witness: the instance.
        points: w_0, ..., w_T.
        sign: decides the sign of a closed expression.
    """

    def __init__(
        self,
        witness: Witness,
        points: Sequence[sp.Expr],
        sign: Callable[[sp.Expr], int | None],
    ) -> None:
        self.witness, self.points, self._sign = witness, tuple(points), sign

    @property
    def guard(self) -> Formula:
        """X lies in S."""
        region = self.witness.region
        return TRUE if region is None else between(region[0], X, region[1])

    def everywhere(self, low: sp.Expr, high: sp.Expr) -> bool:
        """Whether ``low <= high`` is shown for every X in S."""
        return prove(ForAll(X, self.guard, Rel(low, "<=", high)), []).closed

    def is_component(self) -> bool:
        """Whether S is a component of a sublevel set of f, or the whole line."""
        if self.witness.region is None:
            return True
        f, (low, high) = self.witness.f, self.witness.region
        level, slope = f.subs(X, high), sp.diff(f, X)
        return (
            self._sign(high - low) == 1
            and self._sign(f.subs(X, low) - level) == 0
            and self._sign(slope.subs(X, low)) == -1
            and self._sign(slope.subs(X, high)) == 1
            and self.everywhere(f, level)
        )

    def contains(self, index: int) -> bool | None:
        """Whether w_index lies in S; None where that stays open."""
        if self.witness.region is None:
            return True
        x, (low, high) = self.points[index], self.witness.region
        signs = (self._sign(x - low), self._sign(high - x))
        return None if None in signs else min(s for s in signs if s is not None) >= 0

    def curves(self) -> list[sp.Lambda]:
        """The gap along the ray from each iterate, as a function of the step."""
        f, slope = self.witness.f, sp.diff(self.witness.f, X)
        return [
            sp.Lambda(_h, f.subs(X, x - _h * slope.subs(X, x)) - self.witness.f_star)
            for x in self.points
        ]

    def holds(self, name: str, args: tuple[Any, ...]) -> bool | None:
        """Decide one of ``PROPERTIES``; None where it stays open.

        Args:
            name: the property.
            args: its arguments, with values put in.
        """
        if name == "everywhere":
            return self.witness.region is None
        if name == "inside":
            (index,) = args
            in_run = index.is_Integer and 0 <= index < len(self.points)
            return self.contains(int(index)) if in_run else None
        *sequences, count = args
        named = tuple(sequences) == (sym.Delta, sym.g, sym.etas, sym.path)
        return True if named and count == len(self.points) - 1 else None
