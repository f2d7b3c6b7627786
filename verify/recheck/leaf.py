"""What is checked on one piece of the box: the claim, or that f lies above its value at the start.

Everything comes down to functions that must not be negative on the piece: f minus a bound, and for
either sign the matrix M = ell(f) I -+ hess f, which has to be positive semidefinite.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import sympy as sp

from theory.parsing import check_variables, parse_written
from verify.certify.claim import Claim
from verify.recheck import enclosures, exact
from verify.recheck.curvature import Matrix, allowed_minus_actual, minus
from verify.recheck.enclosures import Interval
from verify.recheck.evaluation import Evaluation
from verify.recheck.expansion import OUTSIDE_METHODS, Expansion, NotVerified, Piece, Point, Wanted
from verify.recheck.taylor import Series, Taylor


class Checker:
    """One claim, and the function in it as written.

    Attributes:
        claim: the claim.
        expression: f.
        symbols: its variables.
        partial: what has to have a value where the text has one.
        level: an upper bound of f(start), or None where there is no start.
    """

    def __init__(self, claim: Claim) -> None:
        """Read the function.

        Raises:
            ParseError: the text is no expression in the variables.
            NoEnclosure: f has no value at the start.
        """
        self.claim = claim
        written = parse_written(claim.text, list(claim.names), "function")
        self.symbols: tuple[sp.Symbol, ...] = tuple(check_variables(list(claim.names)).values())
        self.expression, self.partial = written.expression, written.partial
        self._forms: dict[int, list[Any]] = {}
        self.level: Interval | None = None
        if claim.start is not None:
            at = [enclosures.interval(x, x) for x in claim.start]
            self.defined(at)
            taylor = Taylor(len(at), 0)
            value = taylor.value(self.series(self.expression, taylor, at))
            self.level = enclosures.largest_end(value)

    def series(self, expr: sp.Expr, taylor: Taylor, at: list[Any]) -> Series:
        """The Taylor series of an expression where the variables have these values."""
        values = {s: taylor.variable(i, at[i]) for i, s in enumerate(self.symbols)}
        return Evaluation(taylor, values)(expr)

    def defined(self, at: list[Any]) -> None:
        """Check that the text has a value wherever the variables lie in these intervals.

        Raises:
            NoEnclosure: it may have none.
        """
        taylor = Taylor(len(at), 0)
        for part in self.partial:
            self.series(part, taylor, at)

    def forms(self, wanted: Wanted, extra: int) -> list[list[list[tuple[sp.Expr, ...]]]]:
        """For each entry of the wanted matrices, several ways to write it."""
        if extra not in self._forms:
            symbols = list(self.symbols)
            taylor = Taylor(len(symbols), 0, exact)
            f = self.series(self.expression, Taylor(len(symbols), extra, exact), symbols)
            entries = (
                [[taylor.value(entry) for entry in row] for row in matrix]
                for matrix in wanted(f, taylor)
            )
            self._forms[extra] = [
                [[(x, *exact.simpler(x)) for x in row] for row in matrix] for matrix in entries
            ]
        return self._forms[extra]

    def outside(self, piece: Piece, method: str) -> None:
        """Check that f has a value and f > f(start) on the whole piece.

        Raises:
            NotVerified: it was not shown.
        """
        level = self.level
        if level is None:
            raise NotVerified("outside needs a start, and the claim names none")
        if method not in OUTSIDE_METHODS:
            raise NotVerified(f"outside is shown by value or slope, not by {method}")

        def above(series: Series, taylor: Taylor) -> list[Matrix]:
            return [[[taylor.add(series, taylor.constant(-level))]]]

        Expansion(self, piece, None, least=0).check(above, 0, method, "f > f(start)", strictly=True)

    def holds(self, piece: Piece, method: str, point: Point | None = None) -> None:
        """Check the claim on the whole piece.

        Args:
            piece: lower and upper end for each variable.
            method: the strongest of `METHODS` that may be used.
            point: a point of the piece to expand about; its middle without one.

        Raises:
            NotVerified: it was not shown.
        """
        claim = self.claim

        def above(series: Series, taylor: Taylor) -> list[Matrix]:
            return [[[minus(series, claim.lower, taylor)]]]

        def curvature(series: Series, taylor: Taylor) -> list[Matrix]:
            return allowed_minus_actual(series, taylor, claim, self._separable)

        leaf = Expansion(self, piece, point, least=2)
        leaf.twice_differentiable()
        leaf.check(above, 0, method, f"f >= {claim.lower}")
        # From here on f >= lower is known on the piece, and `curvature` uses it.
        leaf.check(curvature, 2, method, "||hess f|| <= K0 + K (f - f*)^rho")

    @cached_property
    def _separable(self) -> bool:
        terms = sp.Add.make_args(self.expression)
        return all(len(term.free_symbols) <= 1 for term in terms)
