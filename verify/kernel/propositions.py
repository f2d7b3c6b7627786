"""Statements as Coq propositions: relations, predicates and quantifiers around expressions.

A relation is written beside the conditions under which both its sides are defined. In an assumption
that makes a claim weaker, in a conclusion stronger, and in both it says what it says on paper.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef, UndefinedFunction

from theory.logic import (
    And,
    ForAll,
    Formula,
    HasDerivative,
    Implies,
    Or,
    Pred,
    Rel,
    expressions,
)
from theory.schema import Statement
from verify.kernel.gallina import (
    PREDICATES,
    RANDOM,
    RESERVED,
    NotInCoqError,
    both,
    conditions,
    expression,
    name,
)

_TWO_ARGUMENTS = {"gd_run": (3,)}
"""Where a predicate takes a function of two arguments."""

_OR = " \\/ "


def proposition(claim: Formula) -> str:
    r"""A claim in Coq.

    Raises:
        NotInCoqError: it uses a predicate or function without a meaning in ``Meaning.v``.

    >>> from theory.logic import le, real
    >>> print(proposition(le(real("x"), sp.log(real("y")))))
    (0 < y /\ x <= ln y)
    """
    match claim:
        case Rel(left, op, right):
            return _relation(left, op, right)
        case And(args):
            return f"({both(map(proposition, args))})" if args else "True"
        case Or(args):
            return f"({_OR.join(map(proposition, args))})" if args else "False"
        case Implies(premise, conclusion):
            return f"({_chain(premise)}{proposition(conclusion)})"
        case ForAll(var, guard, body):
            return f"(forall {name(var)} : R, {_chain(guard)}{proposition(body)})"
        case HasDerivative(var, guard, expr, derivative, smooth):
            return _derivative(var, guard, expr, derivative, smooth)
        case Pred(word, args):
            return _predicate(word, args)
    raise NotInCoqError(f"not a claim: {claim!r}")


def _chain(premise: Formula) -> str:
    parts = premise.args if isinstance(premise, And) else (premise,)
    return "".join(f"{proposition(p)} -> " for p in parts)


_MIRRORED = {">=": "<=", ">": "<"}
_OPS = {"<=": "<=", "<": "<", "==": "=", "!=": "<>"}


def _relation(left: sp.Expr, op: str, right: sp.Expr) -> str:
    if op in _MIRRORED:
        left, op, right = right, _MIRRORED[op], left
    asked = list(dict.fromkeys((*conditions(left), *conditions(right))))
    core = f"{expression(left)} {_OPS[op]} {expression(right)}"
    return f"({both((*asked, core))})" if asked else core


def _derivative(
    var: sp.Symbol, guard: Formula, expr: sp.Expr, derivative: sp.Expr, smooth: bool
) -> str:
    x = name(var)
    word = "derives" if smooth else "derives_almost"
    where = proposition(guard)
    core = (
        f"{word} (fun {x} => {where}) (fun {x} => {expression(expr)}) "
        f"(fun {x} => {expression(derivative)})"
    )
    asked = list(dict.fromkeys((*conditions(expr), *conditions(derivative))))
    if not asked:
        return core
    return f"((forall {x} : R, {_chain(guard)}{both(asked)}) /\\ {core})"


def _predicate(word: str, args: tuple[Any, ...]) -> str:
    if word not in PREDICATES and word not in RANDOM:
        raise NotInCoqError(f"the predicate {word} has no meaning in Meaning.v")
    asked: list[str] = []
    texts = [f"{word} Omega" if word in RANDOM else PREDICATES[word]]
    for arg in args:
        if isinstance(arg, UndefinedFunction):
            texts.append(name(arg))
        elif isinstance(arg, sp.Lambda):
            # A function is read where the predicate reads it; Meaning.v says where that is. A
            # random variable is read at every outcome.
            variables = " ".join(name(v) for v in arg.variables)
            needed = conditions(arg.expr) if word in RANDOM else ()
            if needed:
                asked.append(
                    f"(forall {variables} : R, outcome Omega {variables} -> {both(needed)})"
                )
            texts.append(f"(fun {variables} => {expression(arg.expr)})")
        else:
            value = sp.Integer(arg) if isinstance(arg, int) else arg
            asked += [c for c in conditions(value) if c not in asked]
            texts.append(expression(value, inside=True))
    core = " ".join(texts)
    return f"({both((*asked, core))})" if asked else core


def definition(statement: Statement) -> str:
    """What the statement says, as a Coq definition of its id.

    Raises:
        NotInCoqError: part of it has no meaning in Coq.
    """
    _refuse_clashes(statement)
    lines = [f"  forall {bound}," for bound in _bound(statement)]
    for assumption in statement.assumptions:
        lines.append(f"  (* {assumption.name} *) {proposition(assumption.claim)} ->")
    lines += _joined((c.name, c.claim) for c in statement.conclusions)
    return _definition(statement, lines)


def satisfiable(statement: Statement) -> str:
    """That its assumptions can be met, all at once, as a Coq definition of its id.

    Raises:
        NotInCoqError: part of it has no meaning in Coq.
    """
    _refuse_clashes(statement)
    lines = [f"  exists {bound}," for bound in _bound(statement)]
    lines += _joined((a.name, a.claim) for a in statement.assumptions) or ["  True"]
    return _definition(statement, lines)


def scope(statement: Statement) -> str:
    """What the proposition in Coq covers less than the statement does; empty if it covers all.

    >>> from theory.registry import get
    >>> scope(get("sgd_warmup")), scope(get("gd_convex"))
    ('for finitely many outcomes only', '')
    """
    return "for finitely many outcomes only" if _is_random(statement) else ""


def _is_random(statement: Statement) -> bool:
    return any(word in RANDOM for claim in _claims(statement) for word, _ in _predicates(claim))


def _bound(statement: Statement) -> list[str]:
    """The setting and the parameters, each group with its type."""
    groups = ["m : setting"]
    if _is_random(statement):
        groups.append("Omega : probability_space")
    for arity, names in _by_arity(statement).items():
        groups.append(f"({' '.join(names)} : {' -> '.join(['R'] * (arity + 1))})")
    symbols = [name(p) for p in statement.parameters if isinstance(p, sp.Symbol)]
    return groups + ([f"({' '.join(symbols)} : R)"] if symbols else [])


def _joined(claims: Iterable[tuple[str, Formula]]) -> list[str]:
    parts = [f"  (* {own} *) {proposition(claim)}" for own, claim in claims]
    return [f"{part} /\\" for part in parts[:-1]] + parts[-1:]


def _refuse_clashes(statement: Statement) -> None:
    """One name in Coq may stand for one thing only, or one would hide the other."""
    things: dict[str, Any] = {}
    found = [*statement.parameters, *(s for claim in _claims(statement) for s in _symbols(claim))]
    for thing in found:
        if things.setdefault(name(thing), thing) != thing:
            raise NotInCoqError(f"{name(thing)} stands for two things in {statement.id}")
    if statement.id in RESERVED:
        raise NotInCoqError(f"{statement.id} has a meaning of its own in Coq")
    words = [statement.title, *(a.name for a in statement.assumptions)]
    words += [c.name for c in statement.conclusions]
    for text in words:
        if any(mark in text for mark in ("(*", "*)", '"')):
            raise NotInCoqError(f"{text!r} would end the comment that it stands in")


def _symbols(claim: Formula) -> Iterator[Any]:
    """Every symbol and named function of the claim, bound ones too."""
    for expr in expressions(claim):
        yield from expr.atoms(sp.Symbol)
        yield from (applied.func for applied in expr.atoms(AppliedUndef))
    for part in _parts_of(claim):
        if isinstance(part, ForAll | HasDerivative):
            yield part.var
        if isinstance(part, Pred):
            yield from (arg for arg in part.args if isinstance(arg, UndefinedFunction))


def _definition(statement: Statement, lines: Iterable[str]) -> str:
    body = "\n".join(_wrap(line) for line in lines)
    return f"(* {statement.title}. *)\nDefinition {statement.id} : Prop :=\n{body}.\n"


def _wrap(line: str) -> str:
    return textwrap.fill(
        line, 100, subsequent_indent="      ", break_long_words=False, break_on_hyphens=False
    )


def _by_arity(statement: Statement) -> dict[int, list[str]]:
    """The functions among the parameters, by how many arguments the claims give them."""
    arity: dict[Any, int] = {}
    for claim in _claims(statement):
        for expr in expressions(claim):
            for applied in expr.atoms(AppliedUndef):
                if arity.setdefault(applied.func, len(applied.args)) != len(applied.args):
                    raise NotInCoqError(f"{applied.func} has two numbers of arguments")
        for word, args in _predicates(claim):
            arity |= {args[i]: 2 for i in _TWO_ARGUMENTS.get(word, ())}
    found: dict[int, list[str]] = {}
    for parameter in statement.parameters:
        if isinstance(parameter, UndefinedFunction):
            found.setdefault(arity.get(parameter, 1), []).append(name(parameter))
    return found


def _claims(statement: Statement) -> list[Formula]:
    return [a.claim for a in statement.assumptions] + [c.claim for c in statement.conclusions]


def _predicates(claim: Formula) -> Iterator[tuple[str, tuple[Any, ...]]]:
    yield from ((part.name, part.args) for part in _parts_of(claim) if isinstance(part, Pred))


def _parts_of(claim: Formula) -> Iterator[Formula]:
    """The claim and every claim inside it."""
    yield claim
    match claim:
        case And(args) | Or(args):
            for arg in args:
                yield from _parts_of(arg)
        case Implies(first, second) | ForAll(_, first, second):
            yield from _parts_of(first)
            yield from _parts_of(second)
        case HasDerivative():
            yield from _parts_of(claim.guard)
