"""Kinks and jumps of a function of one variable, proven at exact points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import sympy as sp

from verify.certify.function.borders import is_finite, sign_of, solutions
from verify.certify.function.branches import Atom, atoms, choose, piecewise_form
from verify.intervals.balls import box
from verify.intervals.evaluate import compile_expressions

_MOST_CONDITIONS = 8
_MOST_ORDER = 4
_REACHES = (sp.Rational(1, 2**10), sp.Rational(1, 2**30))
"""How far beside a point the function is looked at, until its pieces are known there."""

_LONGEST_VALUE = 30


@dataclass(frozen=True)
class Break:
    """A point at which the function is not C^1.

    Attributes:
        point: the exact point.
        sentence: what happens there, such as "the derivative jumps from -1 to 1 at x = 0".
    """

    point: Mapping[sp.Symbol, sp.Rational]
    sentence: str


def breaks_on_line(expr: sp.Expr, variable: sp.Symbol) -> tuple[Break, ...]:
    """The proven kinks and jumps at rational points, in order; a missing one shows nothing.

    Args:
        expr: a function of one variable, as `branches.piecewise_form` makes it.
        variable: that variable.

    >>> x = sp.Symbol("x", real=True)
    >>> breaks_on_line(piecewise_form(sp.Max(x, 1)), x)[0].sentence
    'the derivative jumps from 0 to 1 at x = 1'
    """
    found = (_break_at(expr, variable, p) for p in _candidates(expr, variable))
    return tuple(b for b in found if b is not None)


def restrict(expr: sp.Expr, values: Mapping[sp.Symbol, sp.Rational]) -> sp.Expr:
    """Put numbers for variables, also in conditions, without letting SymPy decide any of those.

    >>> x, y = sp.symbols("x y", real=True)
    >>> restrict(sp.Piecewise((x, x < y), (y, True)), {y: sp.Integer(2)})
    Piecewise((x, x < 2), (2, True))
    """
    if not expr.has(sp.Piecewise, sp.Rel):
        return expr.xreplace(dict(values))
    parts = [restrict(arg, values) for arg in expr.args]
    if isinstance(expr, (sp.Piecewise, sp.Rel)):
        return expr.func(*parts, evaluate=False)
    return expr.func(*parts)


def _candidates(expr: sp.Expr, variable: sp.Symbol) -> list[sp.Rational]:
    points: set[sp.Expr] = set()
    for border in (piecewise_form(a.border) for a in atoms(expr)):
        inner = atoms(border)
        if len(inner) > _MOST_CONDITIONS:
            continue
        for values in product((True, False), repeat=len(inner)):
            h = choose(border, dict(zip(inner, values, strict=True)))
            if h.free_symbols == {variable}:
                points.update(at for _, at in solutions(h) or ())
    return sorted(p for p in points if isinstance(p, sp.Rational))


def _break_at(expr: sp.Expr, variable: sp.Symbol, point: sp.Rational) -> Break | None:
    left, right = (_piece_beside(expr, variable, point, side) for side in (-1, 1))
    if left is None or right is None:
        return None
    values = [piece.xreplace({variable: point}) for piece in (left, right)]
    slopes = [sp.diff(piece, variable).xreplace({variable: point}) for piece in (left, right)]
    at = f"{variable} = {point}"
    jump = sign_of(values[1] - values[0])
    if jump:
        return Break(
            {variable: point},
            f"the function jumps from {_show(values[0])} to {_show(values[1])} at {at}",
        )
    if jump is None:
        return None
    here = _value_at(expr, variable, point)
    if here is not None and sign_of(here - values[0]):
        return Break(
            {variable: point},
            f"the function is {_show(here)} at {at} but tends to {_show(values[0])}",
        )
    if sign_of(slopes[1] - slopes[0]):
        return Break(
            {variable: point},
            f"the derivative jumps from {_show(slopes[0])} to {_show(slopes[1])} at {at}",
        )
    return None


def _piece_beside(
    expr: sp.Expr, variable: sp.Symbol, point: sp.Rational, side: int
) -> sp.Expr | None:
    """The piece taken on a whole one-sided neighbourhood of the point, if it is C^1 up to it."""
    truth: dict[Atom, bool] = {}
    for atom in atoms(expr):
        border = choose(piecewise_form(atom.border), truth)
        holds = atom.holds(_sign_beside(border, variable, point, side))
        if holds is None:
            return None
        truth[atom] = holds
    piece = choose(expr, truth)
    near = _beside([piece, sp.diff(piece, variable)], variable, point, side)
    return piece if near else None


def _sign_beside(border: sp.Expr, variable: sp.Symbol, point: sp.Rational, side: int) -> int | None:
    """The sign of h on a one-sided neighbourhood of p, p itself excluded.

    Where h and its first derivatives are 0 at p and the k-th one has a sign s up to p, Taylor's
    formula with remainder gives h the sign s (+-1)**k.
    """
    derivative = border
    for order in range(_MOST_ORDER + 1):
        here = sign_of(derivative.xreplace({variable: point}))
        if here is None:
            return None
        if here:
            near = _beside([derivative, border], variable, point, side, away_from_0=True)
            return here * side**order if near else None
        derivative = sp.diff(derivative, variable)
    return 0 if derivative is sp.S.Zero and border is sp.S.Zero else None


def _beside(
    exprs: Sequence[sp.Expr],
    variable: sp.Symbol,
    point: sp.Rational,
    side: int,
    away_from_0: bool = False,
) -> bool:
    """Whether all are finite on a one-sided neighbourhood, and the first one not 0 if asked."""
    if not all(map(is_finite, exprs)):
        return False
    for reach in _REACHES:
        low, high = sorted((point, point + side * reach))
        found = compile_expressions(exprs, [variable], {variable: (low, high)})([box(low, high)])
        if all(b.is_finite() for b in found) and not (away_from_0 and found[0].contains(0)):
            return True
    return False


def _value_at(expr: sp.Expr, variable: sp.Symbol, point: sp.Rational) -> sp.Expr | None:
    truth: dict[Atom, bool] = {}
    for atom in atoms(expr):
        border = choose(piecewise_form(atom.border), truth).xreplace({variable: point})
        holds = atom.holds(sign_of(border))
        if holds is None:
            return None
        truth[atom] = holds
    return choose(expr, truth).xreplace({variable: point})


def _show(value: sp.Expr) -> str:
    text = str(sp.expand(value))
    return text if len(text) <= _LONGEST_VALUE else f"about {value.evalf(6)}"
