"""Taylor series of a written function, truncated, with enclosures for coefficients.

A series maps exponents (one for each variable) to coefficients; the coefficient of exponents a is
the derivative of order a divided by a!, enclosed for every point of a box at once. Sums, products
and elementary functions of series follow the rules of power series, so no derivative is ever
written down. A coefficient that is exactly 0 is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from types import ModuleType
from typing import Any, TypeAlias

import sympy as sp

from verify.recheck import enclosures
from verify.recheck.enclosures import NoEnclosure

Exponents: TypeAlias = tuple[int, ...]
Series: TypeAlias = dict[Exponents, Any]

_HALF = sp.Rational(1, 2)
_INVERSE = {
    # function: derivative (p + q x^2)^r
    sp.atan: (1, 1, sp.S.NegativeOne),
    sp.atanh: (1, -1, sp.S.NegativeOne),
    sp.asinh: (1, 1, -_HALF),
    sp.acosh: (-1, 1, -_HALF),
}


class Taylor:
    """Series in ``dimension`` variables up to one total degree, over one kind of numbers.

    Attributes:
        numbers: the module `enclosures` or `exact`.
        order: the largest total degree that is kept.
    """

    def __init__(self, dimension: int, order: int, numbers: ModuleType = enclosures) -> None:
        self.order, self.numbers = order, numbers
        self.constant_term: Exponents = (0,) * dimension

    def number(self, value: sp.Rational | Fraction | int) -> Any:
        """A rational number as a coefficient."""
        return self.numbers.interval(value, value)

    def constant(self, value: Any) -> Series:
        """A coefficient as a series."""
        return {self.constant_term: value}

    def variable(self, index: int, value: Any) -> Series:
        """The variable itself, whose values are enclosed by ``value``."""
        found = self.constant(value)
        if self.order:
            found[_unit(len(self.constant_term), index)] = self.number(1)
        return found

    def value(self, series: Series) -> Any:
        """The constant term."""
        found = series.get(self.constant_term)
        return self.number(0) if found is None else found

    def add(self, *terms: Series) -> Series:
        """The sum."""
        total: Series = {}
        for term in terms:
            for exponents, c in term.items():
                total[exponents] = total[exponents] + c if exponents in total else c
        return total

    def scale(self, factor: Any, series: Series) -> Series:
        """A number times a series."""
        return {exponents: factor * c for exponents, c in series.items()}

    def multiply(self, a: Series, b: Series) -> Series:
        """The product; a square of an enclosure is not negative."""
        if a is b:
            return self._square(a)
        total: Series = {}
        for left, c in a.items():
            room = self.order - sum(left)
            for right, d in b.items():
                if sum(right) <= room:
                    _collect(total, left, right, c * d)
        return total

    def _square(self, a: Series) -> Series:
        total: Series = {}
        entries = list(a.items())
        two = self.number(2)
        for i, (left, c) in enumerate(entries):
            room = self.order - sum(left)
            if sum(left) <= room:
                _collect(total, left, left, self.numbers.power(c, sp.S(2)))
            for right, d in entries[i + 1 :]:
                if sum(right) <= room:
                    _collect(total, left, right, two * c * d)
        return total

    def compose(self, outer: Sequence[Any], inner: Series) -> Series:
        """A function of a series, from its own Taylor coefficients over the values of the series.

        Args:
            outer: h(u), h'(u), h''(u)/2, ... enclosed over u, the constant term; None for 0.
            inner: the series.
        """
        step = {exponents: c for exponents, c in inner.items() if exponents != self.constant_term}
        total = {} if outer[0] is None else self.constant(outer[0])
        grown: Series = step
        for k, h in enumerate(outer[1:], 1):
            if not grown:
                break
            if h is not None:
                total = self.add(total, self.scale(h, grown))
            if k < len(outer) - 1:
                # (step^2)^2 is not needed: orders stay small.
                grown = self.multiply(step, step if k == 1 else grown)
        return total

    def power(self, series: Series, exponent: sp.Rational) -> Series:
        """A series to a rational power."""
        if exponent == 2:
            return self._square(series)
        return self.compose(self._powers(self.value(series), exponent), series)

    def _powers(self, u: Any, exponent: sp.Rational) -> list[Any]:
        found: list[Any] = []
        binomial = sp.S.One
        for k in range(self.order + 1):
            found.append(
                self.number(binomial) * self.numbers.power(u, exponent - k) if binomial else None
            )
            binomial = binomial * (exponent - k) / (k + 1)
        return found

    def size_power(self, series: Series, exponent: sp.Rational, odd: bool) -> Series:
        """|u|^r, or sign(u) |u|^r if ``odd``: smooth to order r also where u may be 0.

        Derivatives of order k <= r are bounded there, and those before are Lipschitz.
        """
        u = self.value(series)
        known = self.numbers.sign(u)
        if known == 1:
            return self.power(series, exponent)
        if known == -1:
            minus = self.number(-1)
            found = self.power(self.scale(minus, series), exponent)
            return self.scale(minus, found) if odd else found
        outer, binomial = [], sp.S.One
        for k in range(self.order + 1):
            if exponent < k:
                raise NoEnclosure("a power of an absolute value that is not smooth enough at 0")
            size = self.numbers.power(abs(u), exponent - k)
            if k % 2 != odd:
                size = self.numbers.hull(size, -size)
            outer.append(self.number(binomial) * size)
            binomial = binomial * (exponent - k) / (k + 1)
        return self.compose(outer, series)

    def function(self, name: type[sp.Function], series: Series) -> Series:
        """An elementary function of a series."""
        u, count = self.value(series), self.order + 1
        return self.compose(list(self._coefficients(name, u, count)), series)

    def _coefficients(self, name: type[sp.Function], u: Any, count: int) -> Iterator[Any]:
        n = self.numbers
        if name is sp.log:
            yield n.log(u)
            for k in range(1, count):
                yield self.number(sp.Rational((-1) ** (k + 1), k)) * n.power(u, sp.Integer(-k))
        elif name in (sp.exp, sp.sin, sp.cos, sp.sinh, sp.cosh):
            cycle = {
                sp.exp: lambda: [n.exp(u)],
                sp.sinh: lambda: [n.sinh(u), n.cosh(u)],
                sp.cosh: lambda: [n.cosh(u), n.sinh(u)],
                sp.sin: lambda: (lambda s, c: [s, c, -s, -c])(n.sin(u), n.cos(u)),
                sp.cos: lambda: (lambda s, c: [c, -s, -c, s])(n.sin(u), n.cos(u)),
            }[name]()
            for k in range(count):
                yield self.number(1 / sp.factorial(k)) * cycle[k % len(cycle)]
        elif name in (sp.tan, sp.tanh):
            yield from self._tangent(n.tan(u) if name is sp.tan else n.tanh(u), name, count)
        elif name in _INVERSE:
            yield getattr(n, name.__name__)(u)
            yield from self._inverse(u, *_INVERSE[name], count)
        else:
            raise NoEnclosure(f"no rule for {name.__name__}")

    def _tangent(self, y: Any, name: type[sp.Function], count: int) -> Iterator[Any]:
        """By y' = 1 + y^2 for tan, and y' = 1 - y^2 for tanh."""
        way = 1 if name is sp.tan else -1
        found = [y]
        for k in range(count - 1):
            total = self.number(way) * sum(
                (found[i] * found[k - i] for i in range(1, k)),
                start=self.numbers.power(y, sp.S(2)) if k == 0 else 2 * found[0] * found[k],
            )
            total = total + self.number(1) if k == 0 else total
            found.append(total * self.number(sp.Rational(1, k + 1)))
        yield from found

    def _inverse(self, u: Any, p: int, q: int, r: sp.Rational, count: int) -> Iterator[Any]:
        """The integral of (p + q x^2)^r, by the recurrence for powers of a polynomial."""
        if count == 1:
            return
        n = self.numbers
        w = [
            self.number(p) + self.number(q) * n.power(u, sp.S(2)),
            self.number(2 * q) * u,
            self.number(q),
        ]
        found = [n.power(w[0], r)]
        over = n.reciprocal(w[0])
        for k in range(1, count - 1):
            total = self.number(0)
            for j in range(1, min(k, 2) + 1):
                total = total + self.number(r * j - (k - j)) * w[j] * found[k - j]
            found.append(total * over * self.number(sp.Rational(1, k)))
        for k, c in enumerate(found):
            yield c * self.number(sp.Rational(1, k + 1))


def _unit(dimension: int, index: int) -> Exponents:
    return tuple(int(i == index) for i in range(dimension))


def _collect(total: Series, left: Exponents, right: Exponents, c: Any) -> None:
    exponents = tuple(map(int.__add__, left, right))
    total[exponents] = total[exponents] + c if exponents in total else c
