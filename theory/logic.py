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

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import sympy as sp
from sympy.core.function import AppliedUndef, UndefinedFunction

Name: TypeAlias = "sp.Symbol | UndefinedFunction"
"""What a substitution may replace: a symbol, or a named function."""

OPS = ("<=", "<", "==", "!=", ">=", ">")


class NotAClaimError(TypeError):
    """Something stands in a claim that claims cannot hold."""


def real(name: str) -> sp.Symbol:
    """Return the real symbol of this name, with no sign assumed."""
    return sp.Symbol(name, real=True)


def function(name: str) -> UndefinedFunction:
    """Return a named real-valued function of one real variable."""
    return sp.Function(name, real=True)


@dataclass(frozen=True)
class Rel:
    """``left op right`` between two real expressions; ``op`` is one of ``OPS``.

    Raises:
        NotAClaimError: ``op`` is none of them.
    """

    left: sp.Expr
    op: str
    right: sp.Expr

    def __post_init__(self) -> None:
        if self.op not in OPS:
            raise NotAClaimError(f"op must be one of {OPS}; got {self.op!r}")


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
        raise NotAClaimError(f"a claim holds exact numbers only; got the float {value!r}")
    return sp.Integer(value) if isinstance(value, int) else value


def rel(left: Any, op: str, right: Any) -> Rel:
    """Build a relation from expressions, integers or rationals (never floats)."""
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
            return expr.xreplace(relevant)  # much faster, and the same where nothing is bound
    return _rebuild(expr, mapping, visit)


def _occurs(name: Any, expr: sp.Expr) -> bool:
    if isinstance(name, UndefinedFunction):
        return bool(expr.has(name))
    return name in expr.free_symbols


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
    """Rename bound symbols that a value mentions."""
    kept = _without(mapping, bound)
    taken = _free_of_values(kept) | inside.free_symbols | _symbols(kept)
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
    raise NotAClaimError(f"not a claim: {formula!r}")


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
            case HasDerivative(_, guard, _, _, _):
                stack.append(guard)
    return found


_FLIP = {">=": "<=", ">": "<"}
_BOUND, _INDEX = 10**9, 2 * 10**9


def _reserved(number: int) -> sp.Dummy:
    """A symbol that no claim can contain, the same one for the same number."""
    return sp.Dummy("bound", dummy_index=number, real=True)


def canonical(expr: sp.Expr) -> sp.Expr:
    """The expression expanded where that loses nothing, with sums' indices in reserved names.

    A term that may be undefined is left as it is written: expanded, ``(x + 1)/x - 1/x`` would
    say 1, at x = 0 too.
    """
    if expr.has(sp.Sum):
        expr = expr.replace(sp.Sum, _canonical_sum)
    return expr if partial(expr) else sp.expand(expr)


def partial(expr: sp.Expr) -> bool:
    """Whether the expression holds an operation that is not defined everywhere."""
    if expr.has(sp.log):
        return True
    return any(not (p.exp.is_Integer and p.exp > 0) for p in expr.atoms(sp.Pow))


def _canonical_sum(term: sp.Expr, limits: sp.Tuple) -> sp.Expr:
    index, low, high = limits
    name = _reserved(_INDEX)
    term = term.xreplace({index: name})
    return sp.Sum(canonical(term), (name, canonical(low), canonical(high)))


@lru_cache(maxsize=50_000)
def key(formula: Formula, depth: int = 0) -> tuple[Any, ...]:
    """A hashable form that is equal for claims alike up to bound names, sides and expansion."""
    match formula:
        case Rel(left, op, right):
            if op in _FLIP:
                left, op, right = right, _FLIP[op], left
            if partial(left) or partial(right):
                return ("rel", op, canonical(left), canonical(right))
            difference = canonical(left - right)
            if op in ("==", "!="):
                negative = canonical(-difference)
                difference = min(difference, negative, key=sp.default_sort_key)
            return ("rel", op, difference)
        case And(args):
            return ("and", *(key(a, depth) for a in args))
        case Or(args):
            return ("or", *(key(a, depth) for a in args))
        case Implies(premise, conclusion):
            return ("implies", key(premise, depth), key(conclusion, depth))
        case Pred(name, args):
            return ("pred", name, *(_argument_key(a, depth) for a in args))
        case ForAll() | HasDerivative():
            renamed = rename_bound(formula, _reserved(_BOUND + depth))
            if isinstance(renamed, ForAll):
                return ("all", key(renamed.guard, depth + 1), key(renamed.body, depth + 1))
            return (
                "derivative",
                renamed.smooth,
                key(renamed.guard, depth + 1),
                canonical(renamed.expr),
                canonical(renamed.derivative),
            )
    raise NotAClaimError(f"not a claim: {formula!r}")


def _argument_key(argument: Any, depth: int) -> Any:
    if isinstance(argument, sp.Lambda):
        names = tuple(_reserved(_BOUND + depth + k) for k in range(len(argument.variables)))
        body = argument.expr.xreplace(dict(zip(argument.variables, names, strict=True)))
        return ("lambda", len(names), canonical(body))
    return canonical(argument) if isinstance(argument, sp.Expr) else argument
