"""Replacing symbols and functions in claims: all at once, and avoiding capture.

SymPy simplifies whatever it rebuilds, so a term that a replacement makes undefined may vanish. Who
has to know passes ``visit`` to ``put_in`` and sees every node as it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

import sympy as sp
from sympy.core.function import AppliedUndef, UndefinedFunction

from theory.logic import (
    And,
    ForAll,
    Formula,
    HasDerivative,
    Implies,
    NotAClaimError,
    Or,
    Pred,
    Rel,
    free_symbols,
    real,
)

Visit: TypeAlias = "Callable[[sp.Expr, Mapping[Any, Any], tuple[Any, ...]], None]"
"""Called for each node that is rebuilt: as it was, what is replaced in it, its new arguments."""


def put_in(expr: sp.Expr, mapping: Mapping[Any, Any], visit: Visit | None = None) -> sp.Expr:
    """Replace symbols and functions in an expression, all at once and avoiding capture.

    SymPy simplifies what it rebuilds, so a term that is undefined may vanish; ``visit`` sees every
    node as it is written, before that happens.

    Args:
        expr: the expression.
        mapping: symbol -> expression; named function -> named function or ``Lambda``.
        visit: called with each node, the replacements, and its new arguments (for a sum: its
            index after renaming, its ends and its term before replacement).

    Returns:
        The expression with the replacements made. Values are not replaced again, and the index of
        a sum or the variable of a lambda is renamed where a value mentions one of the same name.
    """
    if visit is None:
        relevant = {k: v for k, v in mapping.items() if _occurs(k, expr)}
        if not relevant:
            return expr
        plain = not any(isinstance(k, UndefinedFunction) for k in relevant)
        if plain and not expr.has(sp.Sum, sp.Lambda):
            return _replaced(expr, tuple(relevant.items()))
    return _rebuild(expr, mapping, visit)


@lru_cache(maxsize=50_000)
def _replaced(expr: sp.Expr, values: tuple[tuple[sp.Symbol, sp.Expr], ...]) -> sp.Expr:
    """Where nothing is bound SymPy's own way is the same, and faster."""
    if expr.has(sp.Max, sp.Min):
        return _rebuild(expr, dict(values), None)
    return expr.xreplace(dict(values))


@lru_cache(maxsize=10_000)
def _extremum(func: Any, args: tuple[sp.Expr, ...]) -> sp.Expr:
    """Max or Min of these; SymPy compares them at length, so each is made once."""
    return func(*args)


def _occurs(name: Any, expr: sp.Expr) -> bool:
    if isinstance(name, UndefinedFunction):
        return bool(expr.has(name))
    return name in _free(expr)


@lru_cache(maxsize=50_000)
def _free(expr: sp.Expr) -> frozenset[sp.Symbol]:
    return frozenset(expr.free_symbols)


def _rebuild(expr: sp.Expr, mapping: Mapping[Any, Any], visit: Visit | None) -> sp.Expr:
    if isinstance(expr, sp.Symbol):
        return mapping.get(expr, expr)
    if isinstance(expr, sp.Sum):
        return _rebuild_sum(expr, mapping, visit)
    if isinstance(expr, sp.Lambda):
        variables, inner = _bind(expr.variables, expr.expr, mapping)
        return sp.Lambda(variables, _rebuild(inner, _without(mapping, variables), visit))
    if not expr.args:
        return expr
    args = tuple(_rebuild(a, mapping, visit) for a in expr.args)
    if isinstance(expr, AppliedUndef):
        target = mapping.get(expr.func, expr.func)
        if isinstance(target, sp.Lambda):
            inside = dict(zip(target.variables, args, strict=True))
            return _rebuild(target.expr, inside, visit)
        if visit is not None:
            visit(expr, mapping, args)
        return target(*args)
    if visit is not None:
        visit(expr, mapping, args)
    if isinstance(expr, (sp.Max, sp.Min)):
        return _extremum(expr.func, args)
    return expr.func(*args)


def _rebuild_sum(expr: sp.Sum, mapping: Mapping[Any, Any], visit: Visit | None) -> sp.Expr:
    (index, low, high), *more = expr.limits
    if more:
        raise NotAClaimError(f"a claim sums over one index at a time; got {expr}")
    ends = tuple(_rebuild(e, mapping, visit) for e in (low, high))
    (index,), term = _bind((index,), expr.function, mapping)
    inside = _without(mapping, (index,))
    if visit is not None:
        visit(expr, inside, (index, *ends, term))
    return sp.Sum(_rebuild(term, inside, None), (index, *ends))


def _without(mapping: Mapping[Any, Any], bound: Iterable[sp.Symbol]) -> dict[Any, Any]:
    names = set(bound)
    return {k: v for k, v in mapping.items() if k not in names}


def _bind(
    bound: tuple[sp.Symbol, ...], inside: sp.Expr, mapping: Mapping[Any, Any]
) -> tuple[tuple[sp.Symbol, ...], sp.Expr]:
    """Rename bound symbols that a value mentions, to names that do not even occur bound inside."""
    kept = _without(mapping, bound)
    taken = _free_of_values(kept) | inside.atoms(sp.Symbol) | _symbols(kept)
    renamed = {b: _fresh(b, taken) for b in bound if b in _free_of_values(kept)}
    return tuple(renamed.get(b, b) for b in bound), inside.xreplace(renamed)


def _symbols(mapping: Mapping[Any, Any]) -> set[sp.Symbol]:
    return {k for k in mapping if isinstance(k, sp.Symbol)}


def _free_of_values(mapping: Mapping[Any, Any]) -> set[sp.Symbol]:
    free: set[sp.Symbol] = set()
    for value in mapping.values():
        if isinstance(value, sp.Basic):
            free |= value.free_symbols
    return free


def substitute(formula: Formula, mapping: Mapping[Any, Any]) -> Formula:
    """Replace symbols by expressions and functions by functions or lambdas, avoiding capture.

    Args:
        formula: the claim.
        mapping: symbol -> expression; named function -> named function or ``Lambda``. Everything
            is replaced at once, not one after the other.

    Returns:
        The claim with the replacements made; bound variables are renamed where a value that
        comes in mentions one of the same name.
    """
    match formula:
        case Rel(left, op, right):
            return Rel(put_in(left, mapping), op, put_in(right, mapping))
        case And(args):
            return And(tuple(substitute(a, mapping) for a in args))
        case Or(args):
            return Or(tuple(substitute(a, mapping) for a in args))
        case Implies(premise, conclusion):
            return Implies(substitute(premise, mapping), substitute(conclusion, mapping))
        case Pred(name, args):
            return Pred(name, tuple(_map_argument(a, mapping) for a in args))
        case ForAll() | HasDerivative():
            opened, inner = rename_for(formula, mapping)
            return _inside(opened, inner)
    raise NotAClaimError(f"not a claim: {formula!r}")


def rename_for(
    formula: ForAll | HasDerivative, mapping: Mapping[Any, Any]
) -> tuple[ForAll | HasDerivative, dict[Any, Any]]:
    """Rename the bound variable if a value mentions it; the mapping without that variable."""
    inner = _without(mapping, (formula.var,))
    if formula.var in _free_of_values(inner):
        taken = _free_of_values(inner) | free_symbols(formula) | _symbols(inner)
        formula = rename_bound(formula, _fresh(formula.var, taken))
        inner = _without(inner, (formula.var,))
    return formula, inner


def _map_argument(argument: Any, mapping: Mapping[Any, Any]) -> Any:
    if isinstance(argument, UndefinedFunction):
        return mapping.get(argument, argument)
    return put_in(argument, mapping) if isinstance(argument, sp.Expr) else argument


def _fresh(symbol: sp.Symbol, taken: set[sp.Symbol]) -> sp.Symbol:
    n = 1
    while real(f"{symbol.name}_{n}") in taken:
        n += 1
    return real(f"{symbol.name}_{n}")


def rename_bound(formula: ForAll | HasDerivative, new: sp.Symbol) -> ForAll | HasDerivative:
    """The same claim with its bound variable called ``new``, a name not free in it."""
    inside = _inside(formula, {formula.var: new})
    if isinstance(inside, ForAll):
        return ForAll(new, inside.guard, inside.body)
    return HasDerivative(new, inside.guard, inside.expr, inside.derivative, inside.smooth)


def _inside(formula: ForAll | HasDerivative, mapping: Mapping[Any, Any]) -> Any:
    guard = substitute(formula.guard, mapping)
    if isinstance(formula, ForAll):
        return ForAll(formula.var, guard, substitute(formula.body, mapping))
    expr, derivative = put_in(formula.expr, mapping), put_in(formula.derivative, mapping)
    return HasDerivative(formula.var, guard, expr, derivative, formula.smooth)
