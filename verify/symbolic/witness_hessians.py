"""Which numbers are norms of Hessians: decided for 1 x 1 Hessians, enough for an instance."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

PROPERTIES = ("hessians_of_sum", "hessians_of_multiple", "hessians_of_affine")


def are_hessian_norms(
    name: str, args: tuple[sp.Expr, ...], sign: Callable[[sp.Expr], int | None]
) -> bool:
    """Whether there are 1 x 1 Hessians with these norms.

    Args:
        name: one of ``PROPERTIES``.
        args: as ``theory/rules/norms.py`` lists them; the last is the norm of the new Hessian.
        sign: decides the sign of a closed expression.

    >>> one, two = sp.Integer(1), sp.Integer(2)
    >>> are_hessian_norms("hessians_of_sum", (one, two, one), sp.sign)
    True
    >>> are_hessian_norms("hessians_of_multiple", (two, one, one), sp.sign)
    False
    """
    first, second, new = args
    if sign(second) == -1 or (sign(first) == -1 and name != "hessians_of_multiple"):
        return False
    possible = {
        "hessians_of_sum": (first + second, sp.Abs(first - second)),
        "hessians_of_multiple": (sp.Abs(first) * second,),
        "hessians_of_affine": (first**2 * second,),
    }[name]
    return any(sign(new - value) == 0 for value in possible)
