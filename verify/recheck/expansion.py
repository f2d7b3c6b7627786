"""Show that functions are not negative on a piece, from Taylor series on it and at a point in it.

There are four ways, each stronger and slower than the one before:

* ``value``: the enclosure of the value says so.
* ``slope``: the value in the middle and the slopes on the piece say so (mean value form).
* ``touch``: the same to second or fourth order about a given point, where coefficients that SymPy
  computes as exactly 0 are taken as 0: so a bound that is reached does not hide behind rounding.
* ``identity``: the expression, multiplied out or factored, has an enclosure that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, Any, TypeAlias

import sympy as sp

from verify.recheck import enclosures, exact
from verify.recheck.curvature import Matrix
from verify.recheck.enclosures import Interval, NoEnclosure
from verify.recheck.semidefinite import semidefinite
from verify.recheck.taylor import Series, Taylor

if TYPE_CHECKING:
    from verify.recheck.leaf import Checker

Piece: TypeAlias = tuple[tuple[Fraction, Fraction], ...]
Point: TypeAlias = tuple[Fraction, ...]
Wanted: TypeAlias = Callable[[Series, Taylor], list[Matrix]]
"""From the series of f to matrices of series that have to be positive semidefinite."""

METHODS = ("value", "slope", "touch", "identity")
"""Weakest first; each may use those before it."""

OUTSIDE_METHODS = METHODS[:2]

_ORDERS = {"value": (0,), "slope": (1,), "touch": (2, 4)}


class NotVerified(ValueError):  # noqa: N818 (an answer about one piece)
    """The piece does not show what it should; the message says what was missing."""


class Expansion:
    """The series of f on one piece and at a point in it, computed as far as they are asked for."""

    def __init__(self, checker: Checker, piece: Piece, point: Point | None, least: int) -> None:
        """Take a piece.

        Args:
            checker: knows the function.
            piece: lower and upper end for each variable.
            point: what to expand about, or None for the middle.
            least: the order that will be needed at least.
        """
        if point is None:
            point = tuple((low + high) / 2 for low, high in piece)
        elif not all(low <= x <= high for (low, high), x in zip(piece, point, strict=True)):
            raise NotVerified("the point to expand about lies outside the piece")
        self._checker, self._least = checker, least
        self._sides = [enclosures.interval(low, high) for low, high in piece]
        self._thin = [enclosures.interval(x, x) for x in point]
        self._exact = [sp.Rational(x.numerator, x.denominator) for x in point]
        self._away = [
            enclosures.interval(low - x, high - x)
            for (low, high), x in zip(piece, point, strict=True)
        ]
        self._known: dict[tuple[str, int], Series] = {}
        try:
            checker.defined(self._sides)
        except NoEnclosure as why:
            raise NotVerified(f"the function may have no value: {why}") from None

    def check(
        self, wanted: Wanted, extra: int, method: str, what: str, strictly: bool = False
    ) -> None:
        """Check that matrices of series are positive semidefinite on the piece.

        Args:
            wanted: from the series of f to the matrices.
            extra: how many derivatives of f they contain.
            method: the strongest of `METHODS` that may be used.
            what: what this means, for the error message.
            strictly: whether they have to be positive definite; 1 by 1 only.

        Raises:
            NotVerified: none of the methods shows it.
        """

        def shown(matrix: list[list[Interval]]) -> bool:
            return enclosures.sign(matrix[0][0]) == 1 if strictly else semidefinite(matrix)

        reason = "the enclosure is too wide"
        left: set[int] | None = None
        for name in METHODS[: METHODS.index(method) + 1]:
            try:
                for matrices in self._enclosures(name, wanted, extra):
                    left = set(range(len(matrices))) if left is None else left
                    left = {i for i in left if matrices[i] is None or not shown(matrices[i])}
                    if not left:
                        return
            except NoEnclosure as why:
                reason = str(why)
        raise NotVerified(f"{what} was not shown by {method}: {reason}")

    def twice_differentiable(self) -> None:
        """Check that f is C^{1,1} on the piece: its second derivatives have an enclosure.

        Raises:
            NotVerified: they have none.
        """
        try:
            self._over("sides", 2)
        except NoEnclosure as why:
            raise NotVerified(f"f was not shown to be C^{{1,1}}: {why}") from None

    def _enclosures(self, name: str, wanted: Wanted, extra: int) -> Iterator[list[Any]]:
        if name == "identity":
            yield self._identities(wanted, extra)
        else:
            # The number of coefficients grows fast with the dimension.
            for order in _ORDERS[name] if len(self._sides) <= 2 else _ORDERS[name][:1]:
                yield self._expanded(wanted, extra, order, name == "touch")

    def _expanded(self, wanted: Wanted, extra: int, order: int, touch: bool) -> list[Any]:
        """Enclose the matrices by Taylor's formula with the remainder of this order."""
        taylor = Taylor(len(self._sides), order)
        over = wanted(self._over("sides", order + extra), taylor)
        if order == 0:
            return _entries(lambda entry: taylor.value(entry), over)
        at = wanted(self._over("thin", order + extra), taylor)
        zeros: list[Matrix] | None = None
        if touch:
            rational = Taylor(len(self._sides), order, exact)
            try:
                zeros = wanted(self._over("exact", order + extra), rational)
            except NoEnclosure:
                zeros = None

        def enclose(remainder: Series, centre: Series, zero: Series | None) -> Interval:
            total = self._remainder(remainder, order)
            for exponents, c in centre.items():
                if sum(exponents) < order and not (
                    zero is not None and exact.is_zero(zero.get(exponents, sp.S.Zero))
                ):
                    total = total + c * self._monomial(exponents)
            return total

        if zeros is None:
            return _entries(lambda a, b: enclose(a, b, None), over, at)
        return _entries(enclose, over, at, zeros)

    def _remainder(self, series: Series, order: int) -> Interval:
        top = {exponents: c for exponents, c in series.items() if sum(exponents) == order}
        total = enclosures.interval(0, 0)
        for exponents, c in top.items():
            total = total + c * self._monomial(exponents)
        if order == 2 and not enclosures.nonnegative(total):
            count = range(len(self._sides))
            form = [[enclosures.interval(0, 0) for _ in count] for _ in count]
            for exponents, c in top.items():
                i, *more = (k for k in count for _ in range(exponents[k]))
                j = more[0]
                form[i][j] = form[j][i] = 2 * c if i == j else c
            if semidefinite(form):
                total = enclosures.positive_part(total)
        return total

    def _monomial(self, exponents: tuple[int, ...]) -> Interval:
        return prod(
            (
                enclosures.power(x, sp.Integer(k))
                for x, k in zip(self._away, exponents, strict=True)
                if k
            ),
            start=enclosures.interval(1, 1),
        )

    def _identities(self, wanted: Wanted, extra: int) -> list[Any]:
        """Enclose other forms of the same expressions."""
        taylor = Taylor(len(self._sides), 0)

        def value(expr: sp.Expr, at: list[Interval]) -> Interval:
            return taylor.value(self._checker.series(expr, taylor, at))

        def enclose(forms: tuple[sp.Expr, ...]) -> Interval:
            written, *others = forms
            near, best = value(written, self._thin), value(written, self._sides)
            for form in others:
                # Not needed for the proof, but a fault of SymPy would show here.
                if not enclosures.meet(value(form, self._thin), near):
                    raise NoEnclosure("two forms of one expression that differ")
                best = enclosures.common(best, value(form, self._sides))
            return best

        return _entries(enclose, self._checker.forms(wanted, extra))

    def _over(self, where: str, order: int) -> Series:
        """The series of f, cut off at this order."""
        computed = max(order, self._least)
        key = where, computed
        if key not in self._known:
            values = getattr(self, f"_{where}")
            numbers = exact if where == "exact" else enclosures
            taylor = Taylor(len(values), computed, numbers)
            self._known[key] = self._checker.series(self._checker.expression, taylor, values)
        return {e: c for e, c in self._known[key].items() if sum(e) <= order}


def _entries(enclose: Callable[..., Interval], *matrices: list[Any]) -> list[Any]:
    """Enclose each entry of each matrix; None for a matrix with an entry that has no enclosure."""
    found: list[Any] = []
    for several in zip(*matrices, strict=True):
        size = range(len(several[0]))
        try:
            found.append([[enclose(*(m[i][j] for m in several)) for j in size] for i in size])
        except NoEnclosure:
            found.append(None)
    return found
