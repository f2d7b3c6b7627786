"""When two claims say the same: one form for claims alike up to bound names, sides and expansion.

>>> from theory.logic import ge, le, real
>>> x = real("x")
>>> key(le(x, 1)) == key(ge(1 - x, 0))
True
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import sympy as sp

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
)
from theory.substitution import rename_bound

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
    expanded = expr if partial(expr) else sp.expand(expr)
    return _rename_indices(expanded)


def _rename_indices(expr: sp.Expr) -> sp.Expr:
    """Name each index by the number of sums within its own, so that none captures another."""
    if not expr.has(sp.Sum):
        return expr
    if not isinstance(expr, sp.Sum):
        return expr.func(*(_rename_indices(arg) for arg in expr.args))
    *within, (index, *ends) = expr.limits  # from the innermost: SymPy joins sums of sums
    inner = sp.Sum(expr.function, *within) if within else expr.function
    term, low, high = map(canonical, (inner, *ends))
    name = _reserved(_INDEX + max(map(_height, (term, low, high))))
    return sp.Sum(term.xreplace({index: name}), (name, low, high))


def _height(expr: sp.Expr) -> int:
    """How many sums stand within each other at most."""
    inner = max(map(_height, expr.args), default=0)
    return inner + len(expr.limits) if isinstance(expr, sp.Sum) else inner


def partial(expr: sp.Expr) -> bool:
    """Whether the expression holds an operation that is not defined everywhere."""
    if expr.has(sp.log):
        return True
    return any(not (p.exp.is_Integer and p.exp > 0) for p in expr.atoms(sp.Pow))


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
