"""Formulas in ell, Phi and G where ell(s) = K0 + K s, evaluated in a scene."""

from __future__ import annotations

from functools import cache
from typing import Any

import sympy as sp

from theory.substitution import put_in
from verify.properties.draws import Draw
from verify.properties.scene import CLASS_FUNCTIONS
from verify.properties.scenes.values import Values, value


@cache
def _put(expr: sp.Expr) -> sp.Expr:
    return put_in(expr, CLASS_FUNCTIONS)


def class_value(expr: sp.Expr, values: Values, draw: Draw) -> Any:
    """As ``value``, of an expression that may have ell, Phi and G in it.

    Args:
        expr: in them, K0, K and other symbols.
        values: of its symbols, more are allowed.
        draw: tells which arithmetic they are in.

    >>> from theory import symbols as sym
    >>> from fractions import Fraction
    >>> draw = Draw.exactly((Fraction(1, 2), Fraction(3, 4)))
    >>> values = {sym.K0: draw.inside(), sym.K: draw.inside(), sym.gap: draw.ops.number(2)}
    >>> float(class_value(sym.ell(sym.gap), values, draw))
    2.0
    """
    return value(_put(expr), values, draw)
