"""The class for one rational rho > 0, and Taylor series of u'' = c (K0 + K u^rho).

The series is written once for both arithmetics. From numbers it gives the Taylor coefficients of
the solution that starts there; from enclosures of u and u' along a stretch it gives an enclosure
of each coefficient at every place of it, which is what a remainder needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from verify.properties.arithmetic import Arithmetic


class Solution(NamedTuple):
    """Value and slope of a function at a place."""

    u: Any
    p: Any


@dataclass(frozen=True)
class Law:
    """ell(s) = K0 + K s^rho.

    Attributes:
        K0: curvature at gap 0, > 0.
        K: growth of the curvature, > 0.
        rho: exact, > 0.
        ops: the arithmetic of K0 and K.
    """

    K0: Any
    K: Any
    rho: Fraction
    ops: Arithmetic

    def ell(self, gap: Any) -> Any:
        """The curvature allowed at a gap."""
        return self.K0 + self.K * self.ops.power(gap, self.rho)

    def Phi(self, gap: Any) -> Any:
        """The integral of ell from 0."""
        power = self.ops.power(gap, self.rho)
        one_more = 1 + self.rho
        return gap * (self.K0 + self.K * power * one_more.denominator / one_more.numerator)

    def wide(self, gap: Any) -> Any:
        """The length over which a gap changes by a part of itself, sqrt(gap/ell(gap))."""
        return self.ops.sqrt(gap / self.ell(gap))


def coefficients(u: Any, p: Any, control: Any, law: Law, order: int) -> list[Any]:
    """Taylor coefficients of the solution of u'' = control ell(u), from degree 0 to ``order``.

    Args:
        u: its value; positive, or any where rho is an integer.
        p: its slope.
        control: constant.
        law: K0, K and rho.
        order: highest degree, at least 1.

    Constant curvature 2, and u'' = u^2 from u = 1, u' = 0, where u'''' = 2 u u'' = 2:

    >>> from flint import arb
    >>> from verify.properties.arithmetic import BALLS
    >>> print(*coefficients(arb(1), arb(3), arb(1), Law(arb(2), arb(0), Fraction(1), BALLS), 3))
    1.00000000000000 3.00000000000000 1.00000000000000 0
    >>> law = Law(arb(0), arb(1), Fraction(2), BALLS)
    >>> [int((24 * a).unique_fmpz()) for a in coefficients(arb(1), arb(0), arb(1), law, 4)]
    [24, 0, 12, 0, 2]
    """
    found = [u, p]
    powers = PowerSeries(law.rho) if law.rho.denominator > 1 else _Product(law.rho.numerator)
    for k in range(order - 1):
        bent = law.K * powers.next(found, law.ops)
        if k == 0:
            bent = bent + law.K0
        found.append(control * bent / ((k + 1) * (k + 2)))
    return found


def polynomial(series: Sequence[Any], x: Any) -> Solution:
    """A polynomial and its derivative, from coefficients of degree 0, 1, ...

    >>> tuple(map(int, polynomial([1, 2, 3], 10)))
    (321, 62)
    """
    u, p = series[-1], (len(series) - 1) * series[-1]
    for k in range(len(series) - 2, -1, -1):
        u = u * x + series[k]
        if k > 0:
            p = p * x + k * series[k]
    return Solution(u, p)


class _Product:
    """The series of u^n, one coefficient after the other; nothing is divided."""

    def __init__(self, n: int) -> None:
        self._factors: list[list[Any]] = [[] for _ in range(n - 1)]

    def next(self, series: list[Any], ops: Arithmetic) -> Any:
        left = series
        k = len(series) - 2
        for product in self._factors:
            product.append(_sum(left[j] * series[k - j] for j in range(k + 1)))
            left = product
        return left[k]


class PowerSeries:
    """The series of w = u^r from u w' = r u' w, one coefficient after the other.

    Args:
        r: exact, > 0.

    (1 + 2 x)^(1/2) = 1 + x - x^2/2 + ...

    >>> from verify.properties.arithmetic import FLOATS
    >>> root = PowerSeries(Fraction(1, 2))
    >>> [float(root.next([1.0, 2.0, 0.0], FLOATS)) for _ in range(3)]
    [1.0, 1.0, -0.5]
    """

    def __init__(self, r: Fraction) -> None:
        self._r = r
        self._found: list[Any] = []

    def next(self, series: Sequence[Any], ops: Arithmetic) -> Any:
        """The next coefficient.

        Args:
            series: of u > 0, up to the same degree at least.
            ops: its arithmetic.
        """
        n, d, k = self._r.numerator, self._r.denominator, len(self._found)
        if k == 0:
            self._found.append(ops.power(series[0], self._r))
            return self._found[0]
        terms = (((n + d) * j - d * k) * series[j] * self._found[k - j] for j in range(1, k + 1))
        self._found.append(_sum(terms) / (d * k * series[0]))
        return self._found[k]


def _sum(terms: Iterable[Any]) -> Any:
    first, *others = terms
    total = first
    for term in others:
        total = total + term
    return total
