"""The distance G(s) over which the gap can grow from 0 to s, and its inverse.

    G(s) = int_0^s dx / h(x),     h(x) = sqrt(2 Phi(x)),     Phi(x) = K0 x + K x^(1+rho)/(1+rho)

h bounds the gradient norm (Lemma 5), so no path shorter than ``G(s2) - G(s1)`` leads from gap s1
to gap s2. G is finite for K0 > 0 and, if K0 = 0, for rho < 1; otherwise only differences of G mean
something. For rho > 1 (K > 0) the distance to an infinite gap, ``room(s)``, is finite.

Three forms, for three kinds of constants (K0 = 0, rho = 1 has a logarithm in place of a power):

* ``G``: K0 > 0, every rho > 0 and K >= 0; a hypergeometric function of s^rho;
* ``G_power``: K0 = 0, rho != 1: an antiderivative of 1/h, and G itself where rho < 1;
* ``reached_cases``: the inverse, in closed form for K = 0, for K0 = 0 and for rho = 1.
"""

from __future__ import annotations

import sympy as sp

from theory import symbols as sym
from theory.definitions.gap_smooth import PHI
from theory.evaluation import Case, Output, Root
from theory.logic import Formula, Implies, conj, disj, eq, ge, gt, le, lt, real

rho, K0, K = sym.rho, sym.K0, sym.K


def h(s: sp.Expr = sym.s) -> sp.Expr:
    """The largest gradient norm possible at gap s: sqrt(2 Phi(s)).

    >>> h().subs({rho: 1, K0: 1, K: 1, sym.s: 4})
    2*sqrt(6)
    """
    return sp.sqrt(2 * PHI(s))


def G(s: sp.Expr = sym.s) -> sp.Expr:
    """The integral of 1/h from 0 to s, for K0 > 0.

        sqrt(2 s/K0) * 2F1(1/2, 1/(2 rho); 1 + 1/(2 rho); -K s^rho/((1 + rho) K0))

    >>> G().subs({rho: 3, K0: 2, K: 8, sym.s: 1})
    hyper((1/6, 1/2), (7/6,), -1)
    """
    b = 1 / (2 * rho)
    argument = -K * s**rho / ((1 + rho) * K0)
    return sp.sqrt(2 * s / K0) * sp.hyper((sp.S.Half, b), (1 + b,), argument)


def G_power(s: sp.Expr = sym.s) -> sp.Expr:
    """An antiderivative of 1/h for K0 = 0, rho != 1; it is G where rho < 1.

    >>> G_power().subs({rho: sp.Rational(1, 2), K: 3, sym.s: 16})
    4
    """
    return sp.sqrt((1 + rho) / (2 * K)) * 2 / (1 - rho) * s ** ((1 - rho) / 2)


def G_linear(s: sp.Expr = sym.s) -> sp.Expr:
    """G for rho = 1 and K0, K > 0: arccosh(1 + K s/K0)/sqrt(K), written with a logarithm and h.

    >>> G_linear().subs({K0: 1, K: 4, sym.s: 0})
    0
    """
    steep = h(s).subs(rho, 1)
    return sp.log((K0 + K * s + sp.sqrt(K) * steep) / K0) / sp.sqrt(K)


def radius_cases(level: sp.Expr, beta: sp.Expr) -> tuple[tuple[tuple[Formula, ...], sp.Expr], ...]:
    """The local radius G(beta level) - G(level), under the conditions of each form of G.

    The first form whose conditions hold gives it; level > 0 and beta > 1.

    >>> conditions, radius = radius_cases(sym.gap, sym.beta)[1]
    >>> radius
    log(beta)/sqrt(K)
    """

    def between(form: sp.Expr) -> sp.Expr:
        return form.subs(sym.s, beta * level) - form.subs(sym.s, level)

    return (
        ((eq(K, 0),), sp.sqrt(2 * level / K0) * (sp.sqrt(beta) - 1)),
        ((eq(K0, 0), eq(rho, 1)), sp.log(beta) / sp.sqrt(K)),
        ((eq(K0, 0),), between(G_power())),
        ((eq(rho, 1),), between(G_linear())),
        ((), between(G())),
    )


def G_inf() -> sp.Expr:
    """The limit of G at an infinite gap, for rho > 1 and K0, K > 0.

    The substitution x = ((1 + rho) K0 y/K)^(1/rho) makes it a beta integral.
    """
    b = 1 / (2 * rho)
    scale = ((1 + rho) * K0 / K) ** b
    gammas = sp.gamma(1 + b) * sp.gamma(sp.S.Half - b) / sp.sqrt(sp.pi)
    return sp.sqrt(2 / K0) * scale * gammas


def has_distance_from_zero() -> Formula:
    """G is finite: K0 > 0 or rho < 1."""
    return disj(gt(K0, 0), lt(rho, 1))


def within_blow_up(gap: sp.Expr, distance: sp.Expr) -> tuple[Formula, Formula]:
    """For rho > 1 the distance stays below that to an infinite gap; by K0 > 0 and K0 = 0.

    One claim for each form of G: the first speaks where K0 > 0, the second where K0 = 0.
    """
    fast = conj(gt(rho, 1), gt(K, 0))
    return (
        Implies(conj(fast, gt(K0, 0)), lt(distance, G_inf() - G(gap))),
        Implies(conj(fast, eq(K0, 0)), lt(distance, -G_power(gap))),
    )


def within_distance(gap: sp.Expr, distance: sp.Expr) -> tuple[Formula, Formula, Formula]:
    """What the gap at some distance from a point of gap 0 obeys: G(gap) <= distance.

    One claim for each form of G. Pairs that break it belong to no function of the class, whatever
    the statement; where G is infinite only gap = 0 is left.
    """
    return (
        Implies(gt(K0, 0), ge(distance, G(gap))),
        Implies(conj(eq(K0, 0), lt(rho, 1)), ge(distance, G_power(gap))),
        Implies(conj(eq(K0, 0), ge(rho, 1)), le(gap, 0)),
    )


_x = real("x")


def reached_cases(
    gap: sp.Expr, distance: sp.Expr, name: str, meaning: str, *more: Output
) -> tuple[Case, ...]:
    """G^-1(G(gap) + distance), the largest gap at this distance from a point of this gap.

    With gap = 0 it is G^-1(distance). For rho > 1 the domain has to hold ``within_blow_up``; for
    K0 = 0 and rho >= 1 the gap is positive.

    Args:
        gap: where the path starts.
        distance: its length.
        name: of the output.
        meaning: of the output, in words.
        more: outputs that every case gives too.
    """
    grown = 1 + K * gap / K0
    turn = sp.sqrt(K) * distance
    linear = grown * sp.cosh(turn) + sp.sqrt(grown**2 - 1) * sp.sinh(turn) - 1
    slope = (1 - rho) / 2
    power = gap**slope + distance * slope * sp.sqrt(2 * K / (1 + rho))
    formulas: tuple[tuple[tuple[Formula, ...], sp.Expr | Root], ...] = (
        ((eq(distance, 0),), gap),
        ((eq(K, 0),), (sp.sqrt(gap) + distance * sp.sqrt(K0 / 2)) ** 2),
        ((eq(K0, 0), eq(rho, 1)), gap * sp.exp(turn)),
        ((eq(K0, 0),), power ** (1 / slope)),
        ((eq(rho, 1),), K0 / K * linear),
        ((), Root(G(_x) - G(gap) - distance, _x, gap, None)),
    )
    return tuple(Case(c, (Output(name, f, meaning), *more)) for c, f in formulas)
