"""The value of an expression in a scene: an array or a ball, as the draw has it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import sympy as sp
from flint import arb, ctx

from verify.intervals.evaluate import Compiled, compile_expressions
from verify.properties.arithmetic import FLOATS
from verify.properties.draws import Draw

Values: TypeAlias = Mapping[sp.Symbol, Any]


@lru_cache(maxsize=1000)
def _compiled(expr: sp.Expr) -> tuple[Compiled, tuple[sp.Symbol, ...]]:
    symbols = tuple(sorted(expr.free_symbols, key=str))
    return compile_expressions([expr], symbols), symbols


def value(expr: sp.Expr, values: Values, draw: Draw) -> Any:
    """A formula at some values, as an array or a ball; it is compiled once.

    Args:
        expr: without functions that have no formula.
        values: of its symbols, more are allowed.
        draw: tells which arithmetic they are in.

    Raises:
        KeyError: a symbol has no value.

    >>> from fractions import Fraction
    >>> x = sp.Symbol("x", real=True)
    >>> draw = Draw.exactly((Fraction(1, 2),))
    >>> float(value(x**2, {x: draw.inside()}, draw))
    0.25
    """
    compiled, symbols = _compiled(expr)
    inputs = [values[symbol] for symbol in symbols]
    if draw.ops is FLOATS:
        arrays = np.broadcast_arrays(*inputs) if inputs else []
        with np.errstate(all="ignore"):
            return compiled.floats(arrays)[0]
    return compiled([arb(x) for x in inputs], ctx.prec)[0]
