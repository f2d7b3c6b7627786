"""Members of the class for rho = 1 on a line, made exactly from a control: u'' = c (K0 + K u).

|c| <= 1 is what the class asks, and in one dimension every member has such a control. Here it is
constant or linear on pieces, so the function is in closed form (``motion``). Beyond its pieces
c = 1. It is C^1; where the control does not jump, C^2.

The function has a minimiser at 0 unless it is given another value or slope there. u >= 0 is not
promised by a control, so it is certified piece by piece (``side``); a control that leads below 0,
or for which that stays open, is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import sympy as sp
from flint import arb

from theory.errors import DomainError
from verify.intervals.balls import precision
from verify.properties.function import BITS, Function, Jet
from verify.properties.motion import Bend
from verify.properties.show import ball, call, fraction
from verify.properties.side import TAIL, Side, bends_of


class FromControl(Function):
    """A function on a line from its control on each side of 0.

    Args:
        K0: curvature at value 0, >= 0; exact, as all numbers here: integers, fractions, text.
        K: growth of the curvature, >= 0; not both 0.
        right: pieces from 0 on for x > 0, each (length, control) or (length, control where it
            begins, control where it ends), between which it is linear.
        left: pieces from 0 on for x < 0, outward as well.
        gap: the value at 0, >= 0. The infimum is 0 for ``gap=0``; else 0 is a lower bound.
        slope: at 0.
        limit: the largest |control|; above 1 the function leaves the class (``mutations``).

    Raises:
        DomainError: a number outside its range, or a control that leads below 0.

    >>> f = FromControl(K0=1, K=1, right=[(1, "1/2")])
    >>> f.enclose("1/2").value  # doctest: +ELLIPSIS
    [0.0631537604037706 +/- ...]
    >>> f
    FromControl(right=[(1, '1/2')])
    >>> FromControl().sympy(sp.Symbol("x", real=True))
    2*sinh(x/2)**2
    """

    def __init__(
        self,
        *,
        K0: Any = 1,
        K: Any = 1,
        right: Iterable[Sequence[Any]] = (),
        left: Iterable[Sequence[Any]] = (),
        gap: Any = 0,
        slope: Any = 0,
        limit: Any = 1,
    ) -> None:
        self.K0, self.K = fraction(K0, "K0"), fraction(K, "K")
        self.gap, self.start_slope = fraction(gap, "gap"), fraction(slope, "slope")
        self.limit = fraction(limit, "limit")
        check_constants(self.K0, self.K)
        if self.gap < 0:
            raise DomainError(f"a function needs gap >= 0; got {self.gap}. Raise it.")
        self.right = self._side(right, "right", self.start_slope)
        self.left = self._side(left, "left", -self.start_slope)

    def _side(self, pieces: Iterable[Sequence[Any]], name: str, slope: Fraction) -> Side:
        side = Side(self.K0, self.K, self.gap, slope)
        for number, bend in enumerate(bends_of(pieces, name, self.limit)):
            if not side.add(bend):
                raise DomainError(
                    f"{name} leads below 0, or it stays open whether it does, in {name}[{number}]. "
                    "Shorten the piece or raise its control."
                )
        if not side.may_end():
            raise DomainError(
                f"{name} leads below 0, or it stays open whether it does, beyond its last piece, "
                "where the control is 1. Raise the controls before."
            )
        return side

    def enclose(self, x: Any, bits: int = BITS) -> Jet:
        """Value, slope and curvature at a point, in balls; see ``Function``.

        Args:
            x: a number or a ball.
            bits: working precision.
        """
        with precision(bits):
            point = ball(x)
            if point > 0:
                return self.right.enclose(point)
            value, slope, curvature = self.left.enclose(-point)
            if point < 0:
                return Jet(value, -slope, curvature)
            here = self.right.enclose(point)
            return Jet(*map(arb.union, here, (value, -slope, curvature)))

    def sympy(self, *variables: sp.Expr) -> sp.Expr:
        """The function as an exact expression, piecewise.

        Args:
            variables: one, real.
        """
        (x,) = variables
        right = list(self.right.expressions(x))
        left = list(self.left.expressions(-x))
        if len(left) == len(right) == 1 and self.start_slope == 0:
            return right[0][0]
        begins = [0, *(end for _, end in left[:-1])]
        before = [(expr, x <= -begin) for (expr, _), begin in zip(left, begins, strict=True)]
        after = [(expr, True if end is None else x <= end) for expr, end in right]
        return sp.Piecewise(*reversed(before), *after)

    @property
    def controls(self) -> tuple[Fraction, ...]:
        """All values between which the control moves, the 1 beyond the pieces included."""
        bends = [*self.left.bends, *self.right.bends, TAIL]
        return tuple(control for bend in bends for control in (bend.start, bend.end))

    @property
    def is_convex(self) -> bool:
        """Whether no control is negative."""
        return min(self.controls) >= 0

    @property
    def is_twice_differentiable(self) -> bool:
        """Whether the control is continuous, so that the function is C^2."""
        sides = [[*side.bends, TAIL] for side in (self.left, self.right)]
        inner = all(
            before.end == after.start for bends in sides for before, after in pairwise(bends)
        )
        return inner and sides[0][0].start == sides[1][0].start

    def remade(
        self, *, right: Iterable[Sequence[Any]], left: Iterable[Sequence[Any]], limit: Any
    ) -> FromControl:
        """The function with other pieces, and another limit for them.

        Args:
            right: as for the class.
            left: as for the class.
            limit: as for the class.
        """
        return FromControl(
            K0=self.K0, K=self.K, right=right, left=left, gap=self.gap, slope=self.start_slope,
            limit=limit,
        )  # fmt: skip

    def __repr__(self) -> str:
        given = {
            "K0": self.K0, "K": self.K, "right": pieces_of(self.right.bends),
            "left": pieces_of(self.left.bends), "gap": self.gap, "slope": self.start_slope,
            "limit": self.limit,
        }  # fmt: skip
        defaults = {"K0": 1, "K": 1, "right": [], "left": [], "gap": 0, "slope": 0, "limit": 1}
        return call(type(self).__name__, given, defaults)


def check_constants(K0: Fraction, K: Fraction) -> None:
    """Refuse constants outside of Definition 1.

    Args:
        K0: curvature at gap 0.
        K: growth of the curvature.

    Raises:
        DomainError: one is negative, or both are 0.
    """
    if K0 < 0 or K < 0 or K0 + K == 0:
        raise DomainError(
            f"a function needs K0 >= 0, K >= 0, not both 0; got K0 = {K0}, K = {K}. Raise them."
        )


def pieces_of(bends: Sequence[Bend]) -> list[tuple[Fraction, ...]]:
    """Pieces as they are given to a function: (length, control) where the control does not move.

    Args:
        bends: of one side.
    """
    return [(b.length, b.start) if b.start == b.end else (b.length, b.start, b.end) for b in bends]
