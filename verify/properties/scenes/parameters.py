"""Parameters that are numbers, each drawn in the range that an assumption gives it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import sympy as sp

from theory import symbols as sym
from theory.assumptions import Range
from theory.schema import Statement
from theory.substitution import put_in
from verify.properties.draws import Draw
from verify.properties.scene import Scene
from verify.properties.scenes.values import value

SceneMaker: TypeAlias = Callable[[Draw], Scene]
"""Makes the scene that a point of the cube stands for."""

Scenes: TypeAlias = tuple[Callable[[Statement], SceneMaker], ...]
"""All scenes of a statement, each made for it."""


def _end(expr: sp.Expr, scene: Scene, draw: Draw) -> Any:
    """An end of a range, in symbols and functions that the scene knows already."""
    counts = {s: sp.Integer(n) for s, n in scene.counts.items()}
    return value(put_in(put_in(expr, scene.functions), counts), scene.values, draw)


def _between(span: Range, scene: Scene, draw: Draw) -> Any:
    """A value in a range, at its ends too where they belong to it."""
    low = None if span.low is None else _end(span.low, scene, draw)
    high = None if span.high is None else _end(span.high, scene, draw)
    if low is None and high is None:
        return draw.positive() * draw.sign()
    if low is not None and high is not None:
        closed = span.low_included and span.high_included
        return low + (high * draw.beyond - low) * (draw.unit() if closed else draw.inside())
    some = draw.positive()
    closed = span.low_included if low is not None else span.high_included
    if closed:
        some = some * draw.unit()
    return low + some if high is None else high - some


def add_parameters(statement: Statement, scene: Scene, draw: Draw) -> Scene:
    """Give every parameter that is a number and has no value yet one in its range.

    A parameter without a range gets a number of either sign. Ranges may depend on one another.

    Args:
        statement: its parameters and ranges.
        scene: what has a value already; is added to.
        draw: supplies the numbers.
    """
    ranges = {a.variable: a for a in statement.assumptions if isinstance(a, Range)}
    known = {*scene.values, *scene.counts}
    left = [p for p in statement.parameters if isinstance(p, sp.Symbol) and p not in known]
    while left:
        ready = [p for p in left if _needs(ranges.get(p), scene).isdisjoint(left)]
        for parameter in ready or left[:1]:
            span = ranges.get(parameter)
            if span is None or parameter not in ready:
                scene.values[parameter] = draw.positive() * draw.sign()
            else:
                scene.values[parameter] = _between(span, scene, draw)
            left.remove(parameter)
    return scene


def _needs(span: Range | None, scene: Scene) -> set[sp.Basic]:
    """The symbols that the ends of a range mention."""
    if span is None:
        return set()
    ends = (put_in(end, scene.functions) for end in (span.low, span.high) if end is not None)
    return {symbol for end in ends for symbol in end.free_symbols} - {span.variable}


def class_constants(scene: Scene, draw: Draw) -> tuple[Any, Any]:
    """K0 > 0 and K > 0 of the class with rho = 1, as values of the scene."""
    scene.values[sym.K0], scene.values[sym.K] = draw.positive(), draw.positive()
    return scene.values[sym.K0], scene.values[sym.K]
