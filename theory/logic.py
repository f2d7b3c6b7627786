"""The language of claims: relations between reals, and how they combine.

A claim is data: it can be printed, substituted into and compared, and it carries no verdict.
SymPy's own relationals are not used, because they simplify themselves (``x >= 0`` is already
``True`` for a nonnegative symbol) and compare by spelling (``Ge(x, 1) != Ge(x - 1, 0)``).

Every symbol is created with ``real=True`` and nothing more; signs are premises, written out,
so that the checker sees each one it needs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import sympy as sp
from sympy.core.function import AppliedUndef, UndefinedFunction

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


def satisfied(op: str, sign: int) -> bool:
    """Whether ``left op right`` holds when ``left - right`` has this sign.

    >>> satisfied("<=", 0), satisfied("!=", 0)
    (True, False)
    """
    return {
        "<=": sign <= 0,
        "<": sign < 0,
        "==": sign == 0,
        "!=": sign != 0,
        ">=": sign >= 0,
        ">": sign > 0,
    }[op]


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
