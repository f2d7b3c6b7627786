"""Points where a bound is attained, and why it still holds around them.

Cutting never settles a box in which M(c) has the eigenvalue 0. But let m be a principal minor of M
with m(c) = 0 and grad m(c) = 0, both by exact algebra. If its second derivatives have no negative
eigenvalue anywhere on a box that holds c, then m is convex there with its minimum m(c) = 0. A
symmetric matrix whose principal minors are all >= 0 has no negative eigenvalue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import combinations, combinations_with_replacement, permutations

import sympy as sp
from flint import arb
from sympy import LeviCivita

from verify.certify.boxes import Box, middle, offsets, outward
from verify.certify.curvature.matrices import is_positive_semidefinite
from verify.certify.function.objective import BITS
from verify.intervals.compare import sign
from verify.intervals.evaluate import Compiled, compile_expressions
from verify.intervals.lowering import UnsupportedError

MOST_DIMENSIONS = 3
"""There are 2^d - 1 principal minors, each with d(d+1)/2 second derivatives."""

MOST_OPERATIONS = 600
"""Operations in the entries of the matrices up to which their minors are written out."""

SMALL = 2.0**-12
"""How much smaller than where the search began a box is when points in it are guessed."""

MOST_GUESSES, MOST_DENOMINATOR = 32, 64

EXACT_BITS = 1024
"""Precision up to which a value is told apart from 0 before exact algebra is asked."""


class Touching:
    """The principal minors of two matrices around exact points.

    Args:
        variables: the d variables.
        parameters: further symbols of the matrices; they get a number with each box.
        matrices: upper triangles of two symmetric d x d matrices of expressions.
        points: exact points where some minor may vanish.
    """

    def __init__(
        self,
        variables: Sequence[sp.Symbol],
        parameters: Sequence[sp.Symbol],
        matrices: Sequence[Sequence[sp.Expr]],
        points: Sequence[tuple[sp.Rational, ...]],
    ) -> None:
        """Keep the matrices; nothing is computed before a box asks."""
        self._variables, self._parameters = tuple(variables), tuple(parameters)
        self._matrices = matrices
        self._given = [_with_ends(point) for point in points]
        self.begin(0.0)

    def begin(self, size: float) -> None:
        """Begin a search from boxes of this size; points that an earlier one guessed are dropped.

        So what is found out about a box does not depend on what was searched before.
        """
        self._points = list(self._given)
        self._tried: set[tuple[sp.Rational, ...]] = set()
        self._small = SMALL * size

    @cached_property
    def _is_long(self) -> bool:
        """Whether writing the minors out would take longer than it is worth."""
        operations = sum(sp.count_ops(e) for entries in self._matrices for e in entries)
        return len(self._variables) > 1 and operations > MOST_OPERATIONS

    @cached_property
    def _minors(self) -> list[_Minor]:
        return [
            _Minor(minor, self._variables, self._parameters)
            for entries in self._matrices
            for minor in principal_minors(entries, len(self._variables))
        ]

    def settles(self, box: Box, around: Sequence[arb], parameters: Sequence[arb]) -> bool:
        """Whether both matrices have no negative eigenvalue on a box that holds such a point."""
        if len(self._variables) > MOST_DIMENSIONS or self._is_long:
            return False
        self._guess(box)
        for point, ends in self._points:
            if _holds(box, ends):
                return all(
                    minor.is_nonnegative(point, box, around, parameters) for minor in self._minors
                )
        return False

    def _guess(self, box: Box) -> None:
        """Once boxes get small, look for a simple point in them where the bound is attained."""
        size = max(high - low for low, high in box)
        if not self._small / 4 < size <= self._small or len(self._tried) >= MOST_GUESSES:
            return
        guess = tuple(Fraction(x).limit_denominator(MOST_DENOMINATOR) for x in middle(box))
        point = tuple(sp.Rational(x.numerator, x.denominator) for x in guess)
        found = _with_ends(point)
        if _holds(box, found[1]) and point not in self._tried:
            self._tried.add(point)
            if all(minor.fits(point) for minor in self._minors):
                self._points.append(found)


def _with_ends(point: tuple[sp.Rational, ...]) -> tuple[tuple[sp.Rational, ...], Box]:
    """A point with the smallest box of doubles around it."""
    return point, tuple(outward(x, x) for x in point)


def _holds(box: Box, ends: Box) -> bool:
    """Whether a box holds a point, given by its smallest box: a box's own ends are doubles."""
    return all(
        low <= below and above <= high
        for (low, high), (below, above) in zip(box, ends, strict=True)
    )


class _Minor:
    """One principal minor with its derivatives, compiled when asked for."""

    def __init__(
        self,
        expression: sp.Expr,
        variables: tuple[sp.Symbol, ...],
        parameters: tuple[sp.Symbol, ...],
    ) -> None:
        self._expression, self._variables = expression, variables
        self._symbols = (*variables, *parameters)
        self._at: dict[tuple[sp.Rational, ...], tuple[int | None, bool]] = {}

    @cached_property
    def _gradient(self) -> list[sp.Expr]:
        return [sp.diff(self._expression, v) for v in self._variables]

    @cached_property
    def _value_tape(self) -> Compiled:
        return compile_expressions([self._expression], self._symbols)

    @cached_property
    def _slope_tape(self) -> Compiled:
        return compile_expressions(self._gradient, self._symbols)

    @cached_property
    def _second_tape(self) -> Compiled:
        pairs = combinations_with_replacement(range(len(self._variables)), 2)
        second = [sp.diff(self._gradient[i], self._variables[j]) for i, j in pairs]
        return compile_expressions(second, self._symbols)

    def is_nonnegative(
        self,
        point: tuple[sp.Rational, ...],
        box: Box,
        around: Sequence[arb],
        parameters: Sequence[arb],
    ) -> bool:
        """Whether the minor is >= 0 on the box, which holds the point."""
        if self._value_tape([*around, *parameters], BITS)[0] >= 0:
            return True
        if self._centred(box, around, parameters) >= 0:
            return True
        value, flat = self._found_at(point)
        if value not in (0, 1) or not flat:
            return False
        try:
            second = self._second_tape([*around, *parameters], BITS)
        except UnsupportedError:
            # SymPy writes (x**4)**(1/4) as Abs(x), whose second derivative is no function.
            return False
        return is_positive_semidefinite(second, len(self._variables), BITS)

    def _centred(self, box: Box, around: Sequence[arb], parameters: Sequence[arb]) -> arb:
        centre = middle(box)
        (total,) = self._value_tape([*map(arb, centre), *parameters], BITS)
        slopes = self._slope_tape([*around, *parameters], BITS)
        for slope, away in zip(slopes, offsets(box, centre), strict=True):
            total = total + slope * away
        return total

    def fits(self, point: tuple[sp.Rational, ...]) -> bool:
        """Whether the minor is positive at the point, or 0 there with its gradient."""
        value, flat = self._found_at(point)
        return value == 1 or (value == 0 and flat)

    def _found_at(self, point: tuple[sp.Rational, ...]) -> tuple[int | None, bool]:
        """The sign of the minor at the point and whether its gradient is 0, by exact algebra."""
        if point not in self._at:
            at = dict(zip(self._variables, point, strict=True))
            try:
                value = sign(self._expression.subs(at), EXACT_BITS)
                flat = all(sign(s.subs(at), EXACT_BITS) == 0 for s in self._gradient)
            except (UnsupportedError, TypeError):
                value, flat = None, False
            self._at[point] = (value, flat)
        return self._at[point]


def principal_minors(entries: Sequence[sp.Expr], d: int) -> Iterator[sp.Expr]:
    """Every principal minor of a symmetric matrix given by its upper triangle, small ones first.

    >>> a, b, c = sp.symbols("a b c")
    >>> list(principal_minors([a, b, c], 2))
    [a, c, a*c - b**2]
    """
    pairs = combinations_with_replacement(range(d), 2)
    entry = dict(zip(pairs, entries, strict=True))
    entry |= {(j, i): e for (i, j), e in entry.items()}
    for size in range(1, d + 1):
        for rows in combinations(range(d), size):
            # Term by term: SymPy's own determinant simplifies as it goes, which may take for ever.
            terms = [
                sp.Mul(
                    LeviCivita(*chosen),
                    *(entry[r, rows[c]] for r, c in zip(rows, chosen, strict=True)),
                )
                for chosen in permutations(range(size))
            ]
            yield sp.expand_mul(sp.Add(*terms))
