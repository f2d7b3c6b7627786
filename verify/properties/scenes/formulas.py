"""Formulas of the theory in a scene: evaluated by name, and scenes that are little more than them.

A scene of a construction draws a few numbers and computes the rest by the formulas that the theory
has for them, so that a definition is met because it is what was evaluated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import sympy as sp
from flint import arb, ctx

from theory.schema import Statement
from verify.intervals.evaluate import Compiled, compile_expressions
from verify.properties.arithmetic import FLOATS
from verify.properties.draws import Draw
from verify.properties.scene import Scene
from verify.properties.scenes.parameters import SceneMaker, add_parameters

Values: TypeAlias = Mapping[sp.Symbol, Any]
Fill: TypeAlias = Callable[[Draw, Scene], None]
"""Gives values to what a scene does not get by itself."""
Scenes: TypeAlias = tuple[Callable[[Statement], SceneMaker], ...]
"""All scenes of a statement, each made for it."""


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


def scene_with(
    *fills: Fill, counts: Mapping[Any, int] | None = None, built: frozenset[str] = frozenset()
) -> Callable[[Statement], SceneMaker]:
    """A scene from what gives values to some of its parameters; the others get theirs by range.

    Args:
        fills: called one after the other.
        counts: integers, the same in all cases; an entry of a sequence may be one.
        built: the assumptions that are met by construction.
    """

    def of(statement: Statement) -> SceneMaker:
        def make(draw: Draw) -> Scene:
            scene = Scene(counts=dict(counts or {}), built=built)
            for fill in fills:
                fill(draw, scene)
            return add_parameters(statement, scene, draw)

        return make

    return of


def most(draw: Draw) -> Any:
    """A share of what is allowed, from 1/16 to 1: all of it often, more where limits are tested."""
    return draw.ops.ratio(1, 16) * (1 + 15 * draw.unit()) * draw.beyond


def below(draw: Draw, limit: Any) -> Any:
    """A number up to a limit, often the limit itself."""
    return limit - draw.positive() * (1 - draw.unit())


def either(draw: Draw) -> Any:
    """A number of either sign."""
    return draw.positive() * draw.sign()
