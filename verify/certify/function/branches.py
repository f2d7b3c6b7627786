"""Abs, Min, Max and Piecewise as one thing: conditions that choose between smooth expressions.

A condition is made of atoms ``h < 0`` and ``h <= 0``; conditions that say the same, such as
``x < 1`` and ``2 >= 2*x`` turned around, share their atom. SymPy's own evaluation of a Piecewise
is kept away, because it would decide conditions between closed forms by floats.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import sympy as sp

from verify.intervals.compare import sign

_RELATIONS = (sp.StrictLessThan, sp.LessThan, sp.StrictGreaterThan, sp.GreaterThan)
_FORKS = (sp.Abs, sp.Min, sp.Max, sp.Piecewise)


@dataclass(frozen=True)
class Atom:
    """The condition ``border < 0`` (``strict``) or ``border <= 0``; its border is ``border = 0``.

    A condition that is no comparison at all has the border nan: it is never decided.
    """

    border: sp.Expr
    strict: bool

    def holds(self, at_border: int | None) -> bool | None:
        """Whether it holds where the border expression has this sign; None if that is None."""
        if at_border is None:
            return None
        return at_border < 0 or (at_border == 0 and not self.strict)


Truth = Mapping[Atom, bool]
"""Which atoms hold; an atom that is missing may hold or not."""


def piecewise_form(expr: sp.Expr) -> sp.Expr:
    """Write every Abs, Min and Max outside conditions as a Piecewise.

    Derivatives are then taken branch by branch; ``diff(Abs(x), x, 2)`` has a DiracDelta.

    >>> x = sp.Symbol("x", real=True)
    >>> sp.diff(piecewise_form(x * sp.Abs(x)), x, 2)
    2*Piecewise((1, x >= 0), (-1, True))
    """
    if not expr.has(*_FORKS):
        return expr
    if isinstance(expr, sp.Piecewise):
        branches = [(piecewise_form(value), condition) for value, condition in expr.args]
        return sp.Piecewise(*branches, evaluate=False)
    parts = [piecewise_form(arg) for arg in expr.args]
    if isinstance(expr, sp.Abs):
        return _if_nonnegative(expr.args[0], parts[0], -parts[0])
    if isinstance(expr, (sp.Min, sp.Max)):
        return _extremum(expr, parts)
    return expr.func(*parts)


def _extremum(expr: sp.Expr, parts: list[sp.Expr]) -> sp.Expr:
    """The first argument that beats all later ones; conditions keep Min and Max as they are."""
    last = len(parts) - 1
    result = parts[last]
    for i in range(last - 1, -1, -1):
        rest = expr.args[last]
        if i < last - 1:
            rest = expr.func(*expr.args[i + 1 :], evaluate=False)
        lead = expr.args[i] - rest if isinstance(expr, sp.Max) else rest - expr.args[i]
        result = _if_nonnegative(lead, parts[i], result)
    return result


def _if_nonnegative(lead: sp.Expr, then: sp.Expr, otherwise: sp.Expr) -> sp.Expr:
    # The two values agree at the border, so the form is free to be the one with a strict atom.
    relation = sp.StrictGreaterThan if lead.could_extract_minus_sign() else sp.GreaterThan
    condition = relation(lead, sp.S.Zero, evaluate=False)
    return sp.Piecewise((then, condition), (otherwise, sp.true), evaluate=False)


def _literal(relation: sp.Rel) -> tuple[Atom, bool]:
    """The atom of a comparison, and the truth of the atom for which the comparison holds."""
    below = isinstance(relation, (sp.StrictLessThan, sp.LessThan))
    strict = isinstance(relation, (sp.StrictLessThan, sp.StrictGreaterThan))
    _, border = (relation.lhs - relation.rhs).primitive()
    if border.could_extract_minus_sign():
        border, below = -border, not below
    # border > 0 is the opposite of border <= 0, and border >= 0 that of border < 0.
    return Atom(border, strict == below), below


def condition_holds(condition: sp.Basic, truth: Truth) -> bool | None:
    """Whether a condition holds; None if the atoms given leave it open."""
    if condition in (sp.true, sp.false):
        return bool(condition)
    if isinstance(condition, _RELATIONS):
        atom, wanted = _literal(condition)
        found = truth[atom] if atom in truth else _constant(atom)
        return None if found is None else found == wanted
    parts = [condition_holds(part, truth) for part in condition.args]
    if isinstance(condition, sp.Not):
        return None if parts[0] is None else not parts[0]
    if isinstance(condition, sp.ITE):  # SymPy's form of a Piecewise inside a condition
        test, then, otherwise = parts
        if then == otherwise:
            return then
        return None if test is None else (then if test else otherwise)
    if isinstance(condition, (sp.And, sp.Or)):
        deciding = isinstance(condition, sp.Or)
        if deciding in parts:
            return deciding
        return None if None in parts else not deciding
    return truth.get(Atom(sp.nan, True))


def _constant(atom: Atom) -> bool | None:
    return None if atom.border.free_symbols else atom.holds(sign(atom.border))


def choose(expr: sp.Expr, truth: Truth) -> sp.Expr:
    """Take the branches that the atoms choose; what they leave open stays a Piecewise.

    >>> x = sp.Symbol("x", real=True)
    >>> choose(piecewise_form(sp.exp(sp.Abs(x))), {Atom(x, True): True})
    exp(-x)
    """
    if not expr.has(sp.Piecewise):
        return expr
    if not isinstance(expr, sp.Piecewise):
        return expr.func(*(choose(arg, truth) for arg in expr.args))
    live: list[tuple[sp.Expr, sp.Basic]] = []
    for value, condition in expr.args:
        holds = condition_holds(condition, truth)
        if holds is False:
            continue
        live.append((choose(value, truth), sp.true if holds else condition))
        if holds:
            break
    if not live:
        return sp.nan
    if live[0][1] is sp.true:
        return live[0][0]
    return sp.Piecewise(*live, evaluate=False)


def atoms(expr: sp.Expr, truth: Truth | None = None) -> tuple[Atom, ...]:
    """The atoms that ``truth`` leaves open, in a fixed order, inner ones before outer ones.

    The border of an atom may itself be in pieces (``Abs(x) < 1``); the atoms of those come first.
    """
    known = truth or {}
    return tuple(dict.fromkeys(_open_atoms(choose(expr, known), known)))


def _open_atoms(expr: sp.Expr, truth: Truth) -> Iterator[Atom]:
    if isinstance(expr, sp.Piecewise):
        for value, condition in expr.args:
            yield from _condition_atoms(condition, truth)
            yield from _open_atoms(value, truth)
    elif expr.has(sp.Piecewise):
        for arg in expr.args:
            yield from _open_atoms(arg, truth)


def _condition_atoms(condition: sp.Basic, truth: Truth) -> Iterator[Atom]:
    if condition_holds(condition, truth) is not None:
        return
    if isinstance(condition, _RELATIONS):
        atom, _ = _literal(condition)
        yield from _open_atoms(choose(piecewise_form(atom.border), truth), truth)
        yield atom
    elif isinstance(condition, (sp.And, sp.Or, sp.Not, sp.ITE)):
        for part in condition.args:
            yield from _condition_atoms(part, truth)
    else:
        yield Atom(sp.nan, True)
