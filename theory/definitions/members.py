"""Exact members of Definition 1 with rho = 1, to draw test cases from.

In one dimension the members with f'' = c (K0 + K f), |c| <= 1 constant, are closed forms; convex
ones (c > 0) are hyperbolic cosines, and c = 1 is the extremal function of Lemma 5. Parabolas are
the case K = 0 and exponentials the case K0 = 0. Shifts and reflections of members are members.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Assumption
from theory.definitions.gap_smooth import ELL
from theory.logic import Pred
from theory.witness import X


@dataclass(frozen=True)
class Member:
    """A function of one variable with the constants of its class.

    Attributes:
        f: the function, an expression in ``X``.
        f_star: its infimum.
        K0: curvature allowed at gap 0.
        K: growth of the curvature with the gap (rho = 1).
        text: the family in words.
    """

    f: sp.Expr
    f_star: sp.Expr
    K0: sp.Expr
    K: sp.Expr
    text: str

    def room(self, x: sp.Expr) -> sp.Expr:
        """How far the curvature at x stays below what the class allows: ell(gap) - |f''|.

        >>> Member(sp.cosh(X) - 1, sp.Integer(0), sp.Integer(1), sp.Integer(1), "").room(X)
        0
        """
        constants = {sym.rho: sp.Integer(1), sym.K0: self.K0, sym.K: self.K}
        allowed = ELL(self.f - self.f_star).subs(constants)
        return sp.simplify((allowed - sp.Abs(sp.diff(self.f, X, 2))).subs(X, x))


def _positive(rng: random.Random) -> sp.Rational:
    return sp.Rational(rng.randint(1, 9), rng.randint(1, 9)) * sp.Integer(10) ** rng.randint(-2, 2)


def draw_member(rng: random.Random) -> Member:
    """Draw an exact member, tight ones often.

    >>> member = draw_member(random.Random(1))
    >>> bool(member.room(sp.Rational(1, 3)) >= 0)
    True
    """
    k0, k, share = _positive(rng), _positive(rng), sp.Rational(rng.randint(1, 4), 4)
    shift = sp.Rational(rng.randint(-6, 6), 3)
    z = rng.choice([1, -1]) * (X - shift)
    family = rng.randrange(3)
    if family == 0:
        return Member(share * k0 * z**2 / 2, sp.Integer(0), k0, sp.Integer(0), "parabola")
    if family == 1:
        rate = sp.sqrt(share * k)
        return Member(sp.exp(rate * z), sp.Integer(0), sp.Integer(0), k, "exponential")
    rate = sp.sqrt(share * k)
    return Member(k0 / k * (sp.cosh(rate * z) - 1), sp.Integer(0), k0, k, "hyperbolic cosine")


@dataclass(frozen=True)
class Membership(Assumption):
    """Definition 1 as an assumption that draws its own test cases and refuses functions."""

    def draw(self, rng: random.Random) -> Member:
        """Draw an exact member of the class."""
        return draw_member(rng)

    def refuses(self, member: Member, x: sp.Expr) -> bool:
        """Whether the curvature at x certainly exceeds what the constants allow.

        >>> steep = Member(5 * X**2, sp.Integer(0), sp.Integer(1), sp.Integer(0), "too steep")
        >>> SMOOTH.refuses(steep, sp.Integer(0))
        True
        """
        return bool(member.room(x).is_negative)


SMOOTH = Membership(
    "smooth",
    Pred("smooth", (ELL,)),
    "f is (rho, K0, K)-smooth: ||hess f(w)|| <= K0 + K (f(w) - f*)^rho for every w in S",
)
