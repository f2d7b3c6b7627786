"""A function to be certified: its derivatives, simplified once and compiled for balls.

Everything here is an enclosure: a ball that is not finite means that the value may not exist, or
that no bound was found. The function is read *as written*: where the text divides by something,
that something has to keep away from 0, also if SymPy has cancelled it since.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import combinations_with_replacement

import sympy as sp
from flint import arb

from theory.errors import DomainError
from theory.parsing import check_variables, parse_written
from verify.certify.boxes import Box, Point, balls, nearby, offsets
from verify.certify.function.pieces import Pieces, in_pieces
from verify.intervals.balls import UNDEFINED
from verify.intervals.evaluate import Compiled, compile_expressions

BITS = 64
MOST_VARIABLES = 8
"""Branch and bound takes time exponential in the dimension; beyond this it decides nothing."""


_DERIVED = ("gradient", "hessian", "value_tape", "second_tape", "gradient_tape")


class Objective:
    """One function of d variables with its derivatives; use `objective` to make one.

    Attributes:
        text: the function as typed.
        names: the names of the variables, in order.
        variables: their symbols.
        expression: f, in exact numbers.
        pieces: f with every Abs, Min and Max written as a Piecewise, and how the pieces meet.
    """

    def __init__(self, text: str, names: Sequence[str]) -> None:
        """Read a function.

        Raises:
            ParseError: the text is no expression in the variables.
            DomainError: too many variables.
        """
        if len(names) > MOST_VARIABLES:
            raise DomainError(
                f"a certificate needs at most {MOST_VARIABLES} variables; got {len(names)}."
                " Fix some of them, or certify parts of the function."
            )
        self.text, self.names = text, tuple(names)
        self.variables: tuple[sp.Symbol, ...] = tuple(check_variables(list(names)).values())
        written = parse_written(text, list(names))
        self.expression: sp.Expr = written.expression
        self._partial: tuple[sp.Expr, ...] = written.partial
        self.pieces: Pieces = in_pieces(self.expression, self.variables)

    def piece(self, expression: sp.Expr) -> Objective:
        """One smooth piece of this function, as a function of the same variables everywhere."""
        found = copy.copy(self)
        for name in _DERIVED:
            vars(found).pop(name, None)
        found.expression, found._partial = expression, ()
        found.pieces = in_pieces(expression, self.variables)
        return found

    @property
    def dimension(self) -> int:
        """The number of variables, d."""
        return len(self.variables)

    @cached_property
    def gradient(self) -> tuple[sp.Expr, ...]:
        """The d first derivatives, in pieces where f is."""
        return tuple(sp.diff(self.pieces.expression, v) for v in self.variables)

    @cached_property
    def hessian(self) -> tuple[sp.Expr, ...]:
        """The second derivatives (i, j), i <= j, row by row; d(d+1)/2 of them."""
        return tuple(sp.diff(self.gradient[i], self.variables[j]) for i, j in self.pairs)

    @cached_property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """The index pairs (i, j), i <= j, in the order of `hessian`."""
        return tuple(combinations_with_replacement(range(self.dimension), 2))

    @cached_property
    def value_tape(self) -> Compiled:
        """Compiled f, then every part that has to be defined."""
        return compile_expressions([self.pieces.expression, *self._partial], self.variables)

    @cached_property
    def second_tape(self) -> Compiled:
        """Compiled f, `hessian`, then every part that has to be defined."""
        return compile_expressions(
            [self.pieces.expression, *self.hessian, *self._partial], self.variables
        )

    @cached_property
    def gradient_tape(self) -> Compiled:
        """Compiled gradient."""
        return compile_expressions(self.gradient, self.variables)

    def value(self, box: Sequence[arb], bits: int = BITS) -> arb:
        """Enclose f on a box, given as one ball for each variable."""
        value, *partial = self.value_tape(box, bits)
        return value if all(part.is_finite() for part in partial) else UNDEFINED

    def value_and_hessian(self, box: Sequence[arb], bits: int = BITS) -> tuple[arb, list[arb]]:
        """Enclose f and the upper triangle of its Hessian on a box.

        Where f has kinks in the box, the Hessian is the hull over all pieces that may meet there.
        """
        value, *rest = self.second_tape(box, bits)
        split = len(self.pairs)
        if self._partial:
            if not all(part.is_finite() for part in rest[split:]):
                return UNDEFINED, [UNDEFINED] * split
            del rest[split:]
        return value, rest

    def smooth_at(self, point: Point, bits: int = BITS) -> bool:
        """Whether certainly a single piece is f all around a point.

        Else the Hessian there may be that of a piece which is f at this point alone, and says
        nothing about f.

        >>> f = Objective("Piecewise((-x**2, x**2 <= 0), (x**2, True))", ["x"])
        >>> f.value_and_hessian([arb(0)])[1] == [-2], f.smooth_at((0.0,)), f.smooth_at((1.0,))
        (True, False, True)
        """
        return self.pieces.smooth_on(nearby(point), bits)

    def slopes(self, box: Sequence[arb], bits: int = BITS) -> list[arb]:
        """Enclose the gradient on a box."""
        return self.gradient_tape(box, bits)

    def centred_value(self, box: Box, centre: Point, bits: int = BITS) -> arb:
        """Enclose f on a box by f(c) + <grad f(box), x - c>; valid where f is C^1 or better."""
        around = balls(box)
        total = self.value([arb(x) for x in centre], bits)
        for slope, away in zip(self.slopes(around, bits), offsets(box, centre), strict=True):
            total = total + slope * away
        return total if total.is_finite() else UNDEFINED


@lru_cache(maxsize=8)
def objective(text: str, names: tuple[str, ...]) -> Objective:
    """Read a function once per process; errors are those of `Objective`.

    >>> objective("x**2/2 + y**4", ("x", "y")).hessian
    (1, 0, 12*y**2)
    """
    return Objective(text, names)
