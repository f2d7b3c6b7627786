"""The sign of a polynomial, from its factors: even powers are never negative.

Balls lose that: the product of two balls that end in 0 may reach below it by rounding, and so may
x**2 - 2*x*y + y**2 by more than that.
"""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp
from flint import arb

from verify.intervals.evaluate import Compiled, compile_expressions


class Factors:
    """A polynomial in factors, those of even power left out; `factors` makes one."""

    def __init__(self, odd: Sequence[sp.Expr], variables: Sequence[sp.Symbol]) -> None:
        self._odd: Compiled = compile_expressions(odd, variables)

    def nonnegative(self, around: Sequence[arb], bits: int) -> bool:
        """Whether the polynomial is certainly >= 0 on a box; False means "not shown"."""
        positive = True
        for ball in self._odd(around, bits):
            if ball.is_zero():
                return True
            if ball <= 0:
                positive = not positive
            elif not ball >= 0:
                return False
        return positive


def factors(expression: sp.Expr, variables: Sequence[sp.Symbol]) -> Factors:
    """Factor a polynomial with rational coefficients.

    >>> x, y = sp.symbols("x y", real=True)
    >>> square = factors(sp.expand((x - y)**2 * (x + 3)), (x, y))
    >>> square.nonnegative([arb(0, 1), arb(0, 1)], 64)
    True
    """
    content, parts = sp.factor_list(expression, *variables)
    return Factors([content, *(part for part, power in parts if power % 2)], variables)
