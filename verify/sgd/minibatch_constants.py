"""Exact levels A, B, C of minibatch noise, from bounds on the gradients of the rows.

Write g_i for the gradients of n rows, gbar for their mean, u_i = g_i - gbar. The noise of a batch S
of b < n rows, drawn without replacement, is xi = (1/b) sum_{i in S} u_i. Whatever S is,

1. ``mean_square``:   ||xi||^2 <= ((n-b)/b) (mean ||g_i||^2 - ||gbar||^2),
2. ``squared_mean``:  ||xi||^2 <= max((n-b)/b, 1)^2 (mean ||g_i||)^2,
3. ``largest``:       ||xi||^2 <= min((n-b)/b, 1)^2 max ||u_i||^2.

Proof. 1. As sum u_i = 0, a constant may be taken off the indicator of S: its values become 1 - b/n
on S and -b/n off it, the sum of their squares b (n-b)/n. By Cauchy and Schwarz, for the components
along xi, ||b xi||^2 <= (b (n-b)/n) sum ||u_i||^2; and mean ||u_i||^2 = mean ||g_i||^2 - ||gbar||^2.
2. xi = (1/b - 1/n) sum_{i in S} g_i - (1/n) sum_{i not in S} g_i, and 1/b - 1/n = (n-b)/(b n).
3. xi is the mean of u_i over S and -(n-b)/b times their mean off S.

Each is attained: 1 by u_i = n - b on S and -b off it; 2 by a single g_i that is not 0, in S for
b <= n/2 and off it otherwise; 3 by b = 1 and by b = n - 1. A row with all the weight, as in Poisson
regression, asks for 2; rows of much the same size, as in logistic regression, for 1 or 3. What is
left to the losses is to bound the right sides by lines A Delta + C over the gaps of the run.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from theory.errors import DomainError
from verify.sgd.noise import Levels


@dataclass(frozen=True)
class Line:
    """slope Delta + offset, an upper bound of a squared norm over gaps from 0 to 2 gap0.

    Attributes:
        slope: exact, >= 0, unit loss/length^2.
        offset: exact, >= 0, unit loss^2/length^2.
    """

    slope: sp.Rational
    offset: sp.Rational

    def at(self, gap: sp.Expr) -> sp.Expr:
        """Its value at a gap.

        >>> Line(sp.Integer(2), sp.Integer(3)).at(sp.Rational(1, 2))
        4
        """
        return self.slope * gap + self.offset


def batch_factors(n: int, b: int) -> dict[str, sp.Rational]:
    """The factors of the three bounds, by their names.

    Args:
        n: number of rows, at least 2.
        b: rows per batch, from 1 to n - 1.

    Raises:
        DomainError: b lies outside that range.

    >>> batch_factors(10, 2)
    {'mean_square': 4, 'squared_mean': 16, 'largest': 1}
    >>> batch_factors(10, 8)
    {'mean_square': 1/4, 'squared_mean': 1, 'largest': 1/16}
    """
    if not 1 <= b < n:
        raise DomainError(
            f"a minibatch needs 1 <= b < n = {n} rows; got b = {b}. All rows together make no"
            " noise: use `warmproof run` for gradient descent."
        )
    odds = sp.Rational(n - b, b)
    return {
        "mean_square": odds,
        "squared_mean": sp.Max(odds, 1) ** 2,
        "largest": sp.Min(odds, 1) ** 2,
    }


def batch_levels(lines: dict[str, Line], n: int, b: int, gap0: sp.Expr) -> tuple[str, Levels]:
    """The smallest of the levels that the bounds give.

    They are compared at the gap gap0: a line's value there is its mean over the gaps from 0 to
    2 gap0 at which the theorems ask for the bound. B is 0; what it could do, taking -||gbar||^2
    into account, is dropped.

    Args:
        lines: bounds of the right sides without their factors, by name; at least one.
        n: number of rows.
        b: rows per batch, from 1 to n - 1.
        gap0: where they are compared, > 0.

    Returns:
        Name of the bound, and the levels.

    Raises:
        DomainError: b lies outside its range.

    >>> lines = {"mean_square": Line(sp.Integer(1), sp.Integer(0)),
    ...          "largest": Line(sp.Integer(0), sp.Integer(3))}
    >>> batch_levels(lines, 10, 2, sp.Integer(1))
    ('largest', Levels(A=0, B=0, C=3))
    >>> batch_levels(lines, 10, 5, sp.Integer(1))
    ('mean_square', Levels(A=1, B=0, C=0))
    """
    factors = batch_factors(n, b)
    name = min(lines, key=lambda each: factors[each] * lines[each].at(gap0))
    line, factor = lines[name], factors[name]
    return name, Levels(factor * line.slope, sp.Integer(0), factor * line.offset)
