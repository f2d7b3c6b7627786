"""How many steps of gradient descent are enough, as a function of certified constants.

Each function here fixes what is known of the start and the target, and returns the count that a
statement of `theory/` gives for (rho, K0, K). Constants outside its domain raise a DomainError.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeAlias

import sympy as sp

from theory.errors import DomainError
from verify.bounds import bound
from verify.numbers import INFINITY

Iterations: TypeAlias = Callable[[sp.Rational, Fraction, Fraction], int]
"""(rho, K0, K) -> a number of steps that is enough; it does not fall as K0 or K rise."""


def nonconvex(gap0: sp.Rational, eps: sp.Rational, output: str = "energy") -> Iterations:
    """Until some gradient norm is at most eps (`gd_nonconvex`).

    Args:
        gap0: at least f(start) - inf f.
        eps: the norm.
        output: ``energy`` or ``constant``, the step sizes.

    >>> nonconvex(sp.Integer(3), sp.Rational(1, 10))(sp.S.One, Fraction(1), Fraction(2))
    2400
    """
    return _counter("gd_nonconvex", f"iterations_{output}", gap0=gap0, eps=eps)


def convex(
    distance0: sp.Rational, gap0: sp.Rational, eps: sp.Rational, output: str = "warmup"
) -> Iterations:
    """Until the gap is at most eps, for a convex f with a minimiser (`gd_convex`).

    Args:
        distance0: at least the distance of the start from a minimiser. Beside a gap0 that no
            function of the class reaches so soon it is refused; a larger one is sound as well.
        gap0: at least f(start) - inf f.
        eps: the gap.
        output: ``warmup``, ``constant`` or ``constant_sharp``, the step sizes.
    """
    name = f"iterations_{output}"
    return _counter("gd_convex", name, distance0=distance0, gap0=gap0, eps=eps)


def pl(mu: sp.Rational, gap0: sp.Rational, eps: sp.Rational) -> Iterations:
    """Until the gap is at most eps, where ||grad f||^2 >= 2 mu (f - inf f) (`gd_pl`).

    Args:
        mu: the constant of that inequality.
        gap0: at least f(start) - inf f.
        eps: the gap.
    """
    return _counter("gd_pl", "iterations", mu=mu, gap0=gap0, eps=eps)


def _counter(statement: str, output: str, **known: Any) -> Iterations:
    def iterations(rho: sp.Rational, K0: Fraction, K: Fraction) -> int:
        found = bound(statement, {"rho": rho, "K0": _exact(K0), "K": _exact(K), **known})
        count = found.outputs[output]
        if isinstance(count, str) or count.exact in (None, INFINITY):
            raise DomainError(f"{statement} gives no finite count for K0 = {K0}, K = {K}.")
        return int(count.exact or 0)

    return iterations


def _exact(value: Fraction) -> sp.Rational:
    return sp.Rational(value.numerator, value.denominator)
