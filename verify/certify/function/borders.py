"""Borders ``h = 0`` solved, and expressions shown to vanish on them: by exact algebra."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

import sympy as sp
from flint import arb, fmpq

from theory.errors import WarmproofError
from verify.intervals.compare import is_zero_by_algebra, sign
from verify.intervals.evaluate import compile_expressions

Graph: TypeAlias = "tuple[sp.Symbol, sp.Expr]"
"""A variable and the expression in the other variables that it equals."""

_MOST_DEGREE = 40
_TRIAL_POINTS = (fmpq(1, 3), fmpq(-5, 7), fmpq(11, 4))


def is_finite(expr: sp.Expr) -> bool:
    """Whether the expression holds no infinity, as one arises where it is put beyond its domain.

    >>> x = sp.Symbol("x", real=True)
    >>> is_finite((1 + 1 / x).xreplace({x: sp.S.Zero}))
    False
    """
    return not expr.has(sp.nan, sp.zoo, sp.oo, -sp.oo)


def sign_of(expr: sp.Expr) -> int | None:
    """The sign of an expression; None where it has variables, is infinite or stays undecided."""
    return sign(expr) if is_finite(expr) and not expr.free_symbols else None


@lru_cache(maxsize=4096)
def vanishes(
    expr: sp.Expr, graph: Graph | None, variables: tuple[sp.Symbol, ...], order: int
) -> bool:
    """Whether the expression, and for ``order`` 1 its gradient, is 0 on a graph.

    True is a proof, at the points where everything is defined; False means "not shown".

    Args:
        expr: an expression without pieces.
        graph: None for the whole space.
        variables: what to differentiate in.
        order: 0 or 1.

    >>> x, y = sp.symbols("x y", real=True)
    >>> [vanishes((x - y) ** k, (x, y), (x, y), 1) for k in (1, 2)]
    [False, True]
    """
    if graph is None:
        return _is_zero(expr, variables)
    wanted = [expr, *(sp.diff(expr, v) for v in variables)] if order else [expr]
    return all(_is_zero(part.xreplace(dict([graph])), variables) for part in wanted)


@lru_cache(maxsize=1024)
def solutions(border: sp.Expr) -> tuple[Graph, ...] | None:
    """Graphs ``v = expression`` that together hold every point of ``border = 0``; None if unknown.

    Known are borders c v + r and c v**2 + r, where c is a number other than 0 and r is free of v,
    and polynomials in one variable with rational roots alone.

    >>> x, y = sp.symbols("x y", real=True)
    >>> solutions(2 * x + y**3), solutions(x**3 - x), solutions(sp.exp(x) - y**2 * x)
    (((x, -y**3/2),), ((x, -1), (x, 0), (x, 1)), None)
    """
    if not is_finite(border):
        return None
    symbols = sorted(border.free_symbols, key=str)
    for v in symbols:
        rest = border.xreplace({v: sp.S.Zero})
        slope = sp.expand(sp.diff(border, v))
        if sign_of(slope):
            return ((v, sp.expand(-rest / slope)),)
    if len(symbols) == 1:
        roots = rational_roots(border, symbols[0])
        if roots is not None:
            return tuple((symbols[0], root) for root in roots)
    for v in symbols:
        rest = border.xreplace({v: sp.S.Zero})
        bend = sp.expand(sp.diff(border, v, 2) / 2)
        if sign_of(bend) and sp.expand(border - rest - bend * v**2) == 0:
            root = sp.sqrt(sp.expand(-rest / bend))
            return (v, root), (v, -root)
    return None


def rational_roots(expr: sp.Expr, variable: sp.Symbol) -> list[sp.Rational] | None:
    """The real roots of a polynomial with rational coefficients if all are rational, else None.

    >>> x = sp.Symbol("x", real=True)
    >>> rational_roots((x**2 + 1) * (2 * x - 1), x), rational_roots(x**2 - 2, x)
    ([1/2], None)
    """
    if not expr.is_polynomial(variable):
        return None
    poly = sp.Poly(expr, variable)
    if poly.domain not in (sp.ZZ, sp.QQ) or not 1 <= poly.degree() <= _MOST_DEGREE:
        return None
    roots = sorted(poly.ground_roots())
    return roots if poly.count_roots() == len(roots) else None


def _is_zero(expr: sp.Expr, variables: Sequence[sp.Symbol]) -> bool:
    if expr is sp.S.Zero:
        return True
    return (
        is_finite(expr)
        and not any(_trial_values_differ(expr, variables))
        and is_zero_by_algebra(expr)
    )


def _trial_values_differ(expr: sp.Expr, variables: Sequence[sp.Symbol]) -> Iterator[bool]:
    """Whether the value at a few points is certainly not 0; costs less than trying to simplify."""
    try:
        compiled = compile_expressions([expr], variables)
    except WarmproofError:
        return
    for shift in _TRIAL_POINTS:
        (value,) = compiled([arb(shift + i * i) for i in range(len(variables))], 128)
        yield value.is_finite() and not value.contains(0)
