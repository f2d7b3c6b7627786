"""The language of claims: relations between reals, and how they combine.

A claim is data: it can be printed, substituted into and compared, and it carries no verdict.
SymPy's own relationals are not used, because they simplify themselves (``x >= 0`` is already
``True`` for a nonnegative symbol) and compare by spelling (``Ge(x, 1) != Ge(x - 1, 0)``).

Every symbol is created with ``real=True`` and nothing more; signs are premises, written out,
so that the checker sees each one it needs.

>>> from sympy import Symbol
>>> x = Symbol("x", real=True)
>>> key(le(x, 1)) == key(ge(1 - x, 0))
True
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import sympy as sp
from sympy.core.function import AppliedUndef, UndefinedFunction

Name: TypeAlias = "sp.Symbol | UndefinedFunction"
"""What a substitution may replace: a symbol, or a named function."""

OPS = ("<=", "<", "==", "!=", ">=", ">")


def real(name: str) -> sp.Symbol:
    """Return the real symbol of this name, with no sign assumed."""
    return sp.Symbol(name, real=True)


def function(name: str) -> UndefinedFunction:
    """Return a named real-valued function of one real variable."""
    return sp.Function(name, real=True)


@dataclass(frozen=True)
class Rel:
    """``left op right`` between two real expressions; ``op`` is one of ``OPS``."""

    left: sp.Expr
    op: str
    right: sp.Expr


@dataclass(frozen=True)
class And:
    """All of ``args``; ``And(())`` is true."""

    args: tuple[Formula, ...]


@dataclass(frozen=True)
class Or:
    """Some of ``args``; ``Or(())`` is false."""

    args: tuple[Formula, ...]


@dataclass(frozen=True)
class Implies:
    """``premise`` implies ``conclusion``."""

    premise: Formula
    conclusion: Formula


@dataclass(frozen=True)
class ForAll:
    """For all real ``var`` with ``guard``: ``body``."""

    var: sp.Symbol
    guard: Formula
    body: Formula


@dataclass(frozen=True)
class Pred:
    """A named property of its arguments that only rules can use, such as membership of a class."""

    name: str
    args: tuple[Any, ...]


@dataclass(frozen=True)
class HasDerivative:
    """On the interval of the reals ``var`` with ``guard``, ``expr`` has ``derivative`` in ``var``.

    ``smooth=True``: everywhere on the interval (one-sided at its ends), and the derivative is
    continuous. ``smooth=False``: ``expr`` is locally Lipschitz there and the derivative is right
    almost everywhere, which is what a function with a Lipschitz gradient offers.
    """

    var: sp.Symbol
    guard: Formula
    expr: sp.Expr
    derivative: sp.Expr
    smooth: bool = True


Formula: TypeAlias = Rel | And | Or | Implies | ForAll | Pred | HasDerivative

TRUE = And(())
FALSE = Or(())


def _expr(value: Any) -> sp.Expr:
    if isinstance(value, (float, sp.Float)):
        raise TypeError(f"a claim holds exact numbers only; got the float {value!r}")
    return sp.Integer(value) if isinstance(value, int) else value


def rel(left: Any, op: str, right: Any) -> Rel:
    """Build a relation from expressions, integers or rationals (never floats)."""
    if op not in OPS:
        raise ValueError(f"op must be one of {OPS}; got {op!r}")
    return Rel(_expr(left), op, _expr(right))


def le(left: Any, right: Any) -> Rel:
    """``left <= right``."""
    return rel(left, "<=", right)


def lt(left: Any, right: Any) -> Rel:
    """``left < right``."""
    return rel(left, "<", right)


def ge(left: Any, right: Any) -> Rel:
    """``left >= right``."""
    return rel(left, ">=", right)


def gt(left: Any, right: Any) -> Rel:
    """``left > right``."""
    return rel(left, ">", right)


def eq(left: Any, right: Any) -> Rel:
    """``left == right``."""
    return rel(left, "==", right)


def ne(left: Any, right: Any) -> Rel:
    """``left != right``."""
    return rel(left, "!=", right)


def conj(*args: Formula) -> Formula:
    """The conjunction, flattened; a single argument stays as it is."""
    flat: list[Formula] = []
    for arg in args:
        flat.extend(arg.args if isinstance(arg, And) else (arg,))
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def disj(*args: Formula) -> Formula:
    """The disjunction of its arguments."""
    return args[0] if len(args) == 1 else Or(tuple(args))


def implies(premises: Iterable[Formula], conclusion: Formula) -> Formula:
    """``conclusion`` under all of ``premises`` (none: the conclusion itself)."""
    hypotheses = tuple(premises)
    return Implies(conj(*hypotheses), conclusion) if hypotheses else conclusion


def between(low: Any, var: sp.Symbol, high: Any) -> Formula:
    """``low <= var <= high``."""
    return conj(le(low, var), le(var, high))


def strictly_between(low: Any, var: sp.Symbol, high: Any) -> Formula:
    """``low < var < high``."""
    return conj(lt(low, var), lt(var, high))


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
        mapping: symbol -> expression; named function -> named function or ``Lambda``. Symbols
            are replaced at once, not one after the other.

    Returns:
        The claim with the replacements made; bound variables are renamed where a value that
        comes in mentions one of the same name.
    """
    functions = {k: v for k, v in mapping.items() if isinstance(k, UndefinedFunction)}
    symbols = {k: v for k, v in mapping.items() if not isinstance(k, UndefinedFunction)}

    def expr(e: sp.Expr) -> sp.Expr:
        for old, new in functions.items():
            if e.has(old):
                e = e.replace(old, lambda *args, _new=new: _new(*args))
        if not symbols or e.free_symbols.isdisjoint(symbols):
            return e
        if e.has(sp.Sum, sp.Lambda):
            return e.subs(symbols, simultaneous=True)
        return e.xreplace(symbols)  # much faster, and the same where nothing is bound

    match formula:
        case Rel(left, op, right):
            return Rel(expr(left), op, expr(right))
        case And(args):
            return And(tuple(substitute(a, mapping) for a in args))
        case Or(args):
            return Or(tuple(substitute(a, mapping) for a in args))
        case Implies(premise, conclusion):
            return Implies(substitute(premise, mapping), substitute(conclusion, mapping))
        case Pred(name, args):
            return Pred(name, tuple(_map_argument(a, mapping, expr) for a in args))
        case ForAll() | HasDerivative():
            bound = formula.var
            inner = {k: v for k, v in mapping.items() if k != bound}
            if bound in _free_of_values(inner):
                fresh = _fresh(bound, _free_of_values(inner) | free_symbols(formula))
                formula = _rename_bound(formula, fresh)
                bound = fresh
            return _inside(formula, inner)
    raise TypeError(f"not a claim: {formula!r}")


def _map_argument(argument: Any, mapping: Mapping[Any, Any], expr: Any) -> Any:
    if isinstance(argument, UndefinedFunction):
        return mapping.get(argument, argument)
    return expr(argument) if isinstance(argument, sp.Expr) else argument


def _fresh(symbol: sp.Symbol, taken: set[sp.Symbol]) -> sp.Symbol:
    n = 1
    while real(f"{symbol.name}_{n}") in taken:
        n += 1
    return real(f"{symbol.name}_{n}")


def _rename_bound(formula: ForAll | HasDerivative, new: sp.Symbol) -> ForAll | HasDerivative:
    inside = _inside(formula, {formula.var: new})
    if isinstance(inside, ForAll):
        return ForAll(new, inside.guard, inside.body)
    return HasDerivative(new, inside.guard, inside.expr, inside.derivative, inside.smooth)


def _inside(formula: ForAll | HasDerivative, mapping: Mapping[Any, Any]) -> Any:
    guard = substitute(formula.guard, mapping)
    if isinstance(formula, ForAll):
        return ForAll(formula.var, guard, substitute(formula.body, mapping))
    pair = substitute(Rel(formula.expr, "==", formula.derivative), mapping)
    assert isinstance(pair, Rel)
    return HasDerivative(formula.var, guard, pair.left, pair.right, formula.smooth)


def expressions(formula: Formula) -> tuple[sp.Expr, ...]:
    """Every expression that occurs in the claim, bound variables included."""
    match formula:
        case Rel(left, _, right):
            return (left, right)
        case And(args) | Or(args):
            return tuple(e for a in args for e in expressions(a))
        case Implies(premise, conclusion):
            return expressions(premise) + expressions(conclusion)
        case ForAll(_, guard, body):
            return expressions(guard) + expressions(body)
        case Pred(_, args):
            return tuple(a for a in args if isinstance(a, sp.Expr))
        case HasDerivative(_, guard, expr, derivative, _):
            return (*expressions(guard), expr, derivative)
    raise TypeError(f"not a claim: {formula!r}")


def free_symbols(formula: Formula) -> set[sp.Symbol]:
    """The symbols of the claim that no quantifier binds."""
    match formula:
        case And(args) | Or(args):
            return set().union(*(free_symbols(a) for a in args))
        case Implies(premise, conclusion):
            return free_symbols(premise) | free_symbols(conclusion)
        case ForAll(var, guard, body):
            return (free_symbols(guard) | free_symbols(body)) - {var}
        case HasDerivative(var, guard, expr, derivative, _):
            return (free_symbols(guard) | expr.free_symbols | derivative.free_symbols) - {var}
        case _:
            return set().union(*(e.free_symbols for e in expressions(formula)))


def functions_of(formula: Formula) -> set[UndefinedFunction]:
    """The named functions that occur in the claim."""
    found = {a.func for e in expressions(formula) for a in e.atoms(AppliedUndef)}
    stack = [formula]
    while stack:
        item = stack.pop()
        match item:
            case Pred(_, args):
                found |= {a for a in args if isinstance(a, UndefinedFunction)}
            case And(args) | Or(args):
                stack.extend(args)
            case Implies(premise, conclusion):
                stack.extend((premise, conclusion))
            case ForAll(_, guard, body):
                stack.extend((guard, body))
    return found


_FLIP = {">=": "<=", ">": "<"}


@lru_cache(maxsize=50_000)
def key(formula: Formula, depth: int = 0) -> tuple[Any, ...]:
    """A hashable form that is equal for claims alike up to bound names, sides and expansion."""
    match formula:
        case Rel(left, op, right):
            if op in _FLIP:
                left, op, right = right, _FLIP[op], left
            difference = sp.expand(left - right)
            if op in ("==", "!="):
                negative = sp.expand(-difference)
                difference = min(difference, negative, key=sp.default_sort_key)
            return ("rel", op, difference)
        case And(args):
            return ("and", *(key(a, depth) for a in args))
        case Or(args):
            return ("or", *(key(a, depth) for a in args))
        case Implies(premise, conclusion):
            return ("implies", key(premise, depth), key(conclusion, depth))
        case Pred(name, args):
            return ("pred", name, *args)
        case ForAll() | HasDerivative():
            renamed = _rename_bound(formula, real(f"_{depth}"))
            if isinstance(renamed, ForAll):
                return ("all", key(renamed.guard, depth + 1), key(renamed.body, depth + 1))
            return (
                "derivative",
                renamed.smooth,
                key(renamed.guard, depth + 1),
                sp.expand(renamed.expr),
                sp.expand(renamed.derivative),
            )
    raise TypeError(f"not a claim: {formula!r}")
