"""How long the row gradients of a logistic regression are: two lines in the gap, at all gaps.

f(w) = F(w) + (ridge/2)||w||^2 with F the mean of l_i = ln(1 + e^z_i). The ridge is the same for all
rows, so it takes no part in the noise, and g_i = s_i x_i with the slope s_i = 1 - e^-l_i. It is at
most 1, and

    s^2 <= theta l,    theta = max over l > 0 of (1 - e^-l)^2/l.

The sign of the quotient's derivative is that of 1 + 2 l - e^l, which is positive from 0 up to the
one root there and negative beyond; so theta < 0.40727, where the curvature 1/4 of l by itself gives
s^2 <= l/2.

1. ``mean_square``: mean ||g_i||^2 <= X^2 theta F, X = max ||x_i||.
2. ``largest``: ||g_i - gbar|| <= X + ||gbar||, and ||gbar||^2 <= M mean s_i^2 <= M theta F with M
   the norm of mean x_i x_i' (in any direction v, Cauchy and Schwarz for the mean of s_i <x_i, v>).
   For every e > 0 the square is at most (1 + e) X^2 + (1 + 1/e) M theta F; e is chosen to make
   this smallest at the gap gap0.

And F <= f = Delta + f_star_lower, for that is what gaps are measured from. The first is smaller for
large batches, the second for small ones: with one row per batch ||u_i|| <= X + ||gbar|| is nearly
all that there is to say, while the first pays for a row that could have all the loss.
"""

from __future__ import annotations

import sympy as sp

from verify.problems.base import rational
from verify.problems.logistic_regression import LogisticRegression
from verify.sgd.minibatch_constants import Line

THETA = sp.Rational(40727, 100000)
"""At least theta; theta = 0.407264..."""
DIGITS = 9


def logistic_lines(problem: LogisticRegression, gap0: sp.Rational) -> dict[str, Line]:
    """Bound mean ||g_i||^2 and max ||g_i - gbar||^2 by lines in the gap.

    X and M come from the bounds that the problem's constants gave over all rows.

    Args:
        problem: the regression; the gap is measured from its ``f_star_lower``.
        gap0: where the second line is made smallest, exact, > 0.
    """
    lowest = problem.facts.f_star_lower
    X = rational(problem.bounds.row_norm)
    M = 4 * (rational(problem.bounds.L) - rational(problem.ridge))
    e = _simple(sp.sqrt(M * THETA * (gap0 + lowest)) / X)
    growth = M * THETA * (1 + 1 / e)
    offset = X**2 * (1 + e) + growth * lowest
    return {
        "mean_square": Line(_up(X**2 * THETA), _up(X**2 * THETA * lowest)),
        "largest": Line(_up(growth), _up(offset)),
    }


def _simple(x: sp.Expr) -> sp.Rational:
    """A rational number near x > 0, with few digits."""
    return sp.Rational(sp.ceiling(x * 1000), 1000)


def _up(x: sp.Rational) -> sp.Rational:
    return sp.Rational(sp.ceiling(x * 10**DIGITS), 10**DIGITS)
