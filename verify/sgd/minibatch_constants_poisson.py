"""How long the row gradients of a Poisson regression are: a line in the gap, up to 2 gap0.

Row i has the loss l_i(z) = e^z - y_i z at z = x_i.w and the own gap d_i = l_i(z) - min l_i. Its
slope s_i = e^z - y_i satisfies

    |s_i| <= d_i + sqrt(2 y_i d_i).

Proof. For y_i = 0, s_i = e^z = d_i. Else put z = ln y_i + t and u = e^t - 1 - t, so that
s_i = y_i (e^t - 1) and d_i = y_i u. For t >= 0, t^2/2 <= u gives e^t - 1 = u + t <= u + sqrt(2u).
For t < 0, (1 - e^t)^2 <= 2u: both vanish at 0, and their slopes -2 (1 - e^t) e^t and -2 (1 - e^t)
are ordered.

Averaged with lengths ||x_i|| <= X and Y = mean ||x_i||^2 y_i, by Cauchy and Schwarz,

    mean ||g_i|| <= X D + sqrt(2 Y D),    D = mean d_i = f(w) - mean min l_i = Delta + gamma.

Its square is convex in Delta, hence below its chord from Delta = 0 to 2 gap0: that is the line. No
line holds beyond, for the square grows like Delta^2. Nothing much smaller holds either: a batch
that contains a row with all of D is that noisy, and where x_i points away from the other rows a
point w makes row i such a row.
"""

from __future__ import annotations

import flint
import sympy as sp

from verify.intervals.balls import to_fmpq
from verify.problems.poisson_visits import PoissonRegression
from verify.problems.rows import outward
from verify.sgd.minibatch_constants import Line

BITS = 128
DIGITS = 9


def poisson_lines(problem: PoissonRegression, gap0: sp.Rational) -> dict[str, Line]:
    """Bound (mean ||g_i||)^2 by a line in the gap, evaluated in arb over all rows.

    Args:
        problem: the regression; the gap is measured from its ``f_star_lower``.
        gap0: half of the largest gap at which the line has to hold, exact, > 0.
    """
    with flint.ctx.workprec(BITS):
        n = len(problem.rows)
        squares = [
            sum((flint.arb(x) ** 2 for x in row), flint.arb(0)) for row in problem.rows.tolist()
        ]
        counts = problem.counts.tolist()
        X = _largest(squares).sqrt()
        Y = sum((y * square for y, square in zip(counts, squares, strict=True)), flint.arb(0)) / n
        least = sum((_least(y) for y in counts), flint.arb(0)) / n
        # D >= 0, so that a gamma that rounding makes negative counts as 0.
        start = (flint.arb(to_fmpq(problem.facts.f_star_lower)) - least).nonnegative_part()
        region = flint.arb(to_fmpq(2 * gap0))
        end = start + region
        low, high = (_squared_mean(X, Y, D) for D in (start, end))
        slope = (high - low) / region
        return {
            "squared_mean": Line(outward(slope, DIGITS, up=True), outward(low, DIGITS, up=True))
        }


def _squared_mean(X: flint.arb, Y: flint.arb, D: flint.arb) -> flint.arb:
    return (X * D + (2 * Y * D).sqrt()) ** 2


def _least(y: int) -> flint.arb:
    """The least value of e^z - y z."""
    return y - y * flint.arb(y).log() if y else flint.arb(0)


def _largest(numbers: list[flint.arb]) -> flint.arb:
    largest = numbers[0]
    for each in numbers[1:]:
        largest = largest.max(each)
    return largest
