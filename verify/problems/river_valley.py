"""The river valley (theory.md, Example 4): steep exponential walls, a flat river between them.

f(x, y) = q(x) + (mu/2) y^2 with q(x) = x^2/2 for |x| <= 1 and e^(|x|-1) - 1/2 beyond. At |x| = 1
value, slope and curvature of the two pieces agree (1/2, 1, 1). Inside, q'' = 1; beyond,
q'' = e^(|x|-1) = q + 1/2; and mu <= 1. So ||hess f|| <= 1 + f: the class (1, 1, 1), with f* = 0.
"""

from __future__ import annotations

import sympy as sp

from theory.errors import DomainError
from theory.exact import exact
from theory.logic import real
from verify.problems.base import Exact, Facts
from verify.problems.entry import Entry
from verify.problems.formula import Constants, Formula
from verify.problems.function import FunctionProblem

NAME = "river-valley"
TITLE = "River valley, q(x) + (mu/2) y^2 with exponential walls"

CONSTANTS = Constants("1", "1", "1", "q'' = 1 inside, q'' = q + 1/2 on the walls, mu <= 1")

X, Y, MU = real("x"), real("y"), real("mu")


def valley() -> sp.Expr:
    """The function in x, y and mu.

    >>> valley().subs({X: 1, Y: 2, MU: sp.Rational(1, 2)})
    3/2
    """
    wall = sp.exp(sp.Abs(X) - 1) - sp.Rational(1, 2)
    return sp.Piecewise((X**2 / 2, sp.Abs(X) <= 1), (wall, True)) + MU * Y**2 / 2


class RiverValley(FunctionProblem):
    """The river valley with its curvature along the river.

    Args:
        facts: the exact facts.
        mu: curvature along the river, exact.
    """

    def __init__(self, facts: Facts, mu: sp.Expr) -> None:
        super().__init__(facts, valley().subs(MU, mu), (X, Y))
        self.mu = mu

    @property
    def first_gap(self) -> sp.Expr:
        """The gap at the start, exact."""
        x0, y0 = self.facts.start
        return valley().subs({MU: self.mu, X: x0, Y: y0})


def formula(mu: Exact = sp.Rational(1, 20), x0: Exact = 10, y0: Exact = 3) -> Formula:
    """The river valley as text.

    Args:
        mu: curvature along the river, 0 < mu <= 1, exact.
        x0: start on the wall, exact.
        y0: start along the river, exact.

    Raises:
        DomainError: mu lies outside (0, 1].
        InexactInputError: a number is a float.
    """
    mu = exact(mu, "mu")
    if not (mu.is_positive and (1 - mu).is_nonnegative):
        raise DomainError(
            f"{NAME} needs 0 < mu <= 1; got mu = {mu}. Choose mu inside these bounds."
        )
    return Formula(
        name=NAME,
        title=TITLE,
        text=f"Piecewise((x**2/2, Abs(x) <= 1), (exp(Abs(x) - 1) - 1/2, True)) + ({mu})*y**2/2",
        start={"x": str(exact(x0, "x0")), "y": str(exact(y0, "y0"))},
        f_star="0",
        minimiser=("0", "0"),
        lowest_because="q(0) = 0 is least",
        source="LW, Example 4, here C^2",
        constants=CONSTANTS,
        convex="q and (mu/2) y^2 are convex",
        mu=str(mu),
        mu_because="q'^2 - 2 mu q is (1 - mu) x^2 inside and (e^(|x|-1) - mu)^2 + mu (1 - mu)"
        " beyond",
    )


def river_valley(mu: Exact = sp.Rational(1, 20), x0: Exact = 10, y0: Exact = 3) -> RiverValley:
    """Build the river valley; arguments and errors are those of `formula`."""
    return RiverValley(formula(mu, x0, y0).facts(), exact(mu))


ENTRY = Entry(
    NAME,
    TITLE,
    2,
    str(CONSTANTS),
    river_valley,
    parameters=("mu", "x0", "y0"),
    formula=formula,
)
