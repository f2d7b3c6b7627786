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
from verify.problems.base import Exact, Facts, Minimiser
from verify.problems.function import FunctionProblem

NAME = "river-valley"
TITLE = "River valley, q(x) + (mu/2) y^2 with exponential walls"

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


def river_valley(mu: Exact = sp.Rational(1, 20), x0: Exact = 10, y0: Exact = 3) -> RiverValley:
    """Build the river valley.

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
    zero, one = sp.Integer(0), sp.Integer(1)
    facts = Facts(
        name=NAME,
        title=TITLE,
        dimension=2,
        source="Liu, Ge, Pan, An, Zhang, arXiv:2509.07972, river valley; here C^2",
        licence="-",
        rho=one,
        K0=one,
        K=one,
        constants_from="q'' = 1 inside, q'' = q + 1/2 on the walls, mu <= 1",
        f_star_lower=sp.Integer(0),
        f_star_upper=sp.Integer(0),
        start=(exact(x0, "x0"), exact(y0, "y0")),
        stop_gap=sp.Rational(1, 1000),
        convex="q and (mu/2) y^2 are convex",
        minimiser=Minimiser(((zero, zero), (zero, zero)), (zero, zero), "q(0) = 0 is least"),
        mu=mu,
        mu_from="q'^2 - 2 mu q is (1 - mu) x^2 inside and (e^(|x|-1) - mu)^2 + mu (1 - mu) beyond",
    )
    return RiverValley(facts, mu)
