"""What can be tightened in a statement: each relation it concludes, each term of it, each range.

A handle names one number of a statement. Its factor is 1 in the statement; a factor below 1 asks
more:

    rate            the larger side of the conclusion ``rate`` is multiplied by the factor
    rate/2          of its second relation, where it has several
    rate:3          only the third term of the larger side (divided, if it is subtracted)
    steps           the larger side of the assumption ``steps`` is divided by the factor

``X >= -b`` is read as ``-X <= b``. A probability asserts two relations: that its variable is not
negative, and that it fails with at most so much: ``rate/1:2`` and ``rate/2``.

So a factor of 0.9 tightens a bound by a tenth, or lets an assumption go a ninth further.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import sympy as sp

from theory import symbols as sym
from theory.errors import DomainError
from theory.logic import And, ForAll, Formula, Implies, Or, Pred, Rel, real
from theory.printing import expr_text
from theory.schema import Named, Statement
from verify.properties.cases import KNOWN_OF_THE_CLASS
from verify.properties.claims import FACTOR

FAILURE = real("failure")
"""Stands for the probability with which a claim about outcomes fails."""


@dataclass(frozen=True)
class Handle:
    """One number of a statement.

    Attributes:
        name: as users write it.
        conclusion: the conclusion it belongs to; None for one of an assumption.
        assumption: the assumption it belongs to; None for one of a conclusion.
        relation: which relation of the claim, from 0 on.
        term: which term of the larger side, from 0 on; None for all.
        text: what it multiplies.
        counts: it belongs to a probability, which an instance keeps or breaks as a whole.
    """

    name: str
    conclusion: str | None
    assumption: str | None
    relation: int
    term: int | None
    text: str
    counts: bool = False

    @property
    def read_off(self) -> bool:
        """Whether an instance tells at once below which factor it breaks the claim."""
        return self.conclusion is not None and not self.counts


def relations(claim: Formula) -> list[Rel]:
    """The inequalities that a claim asserts; premises are left out.

    >>> x = sp.Symbol("x")
    >>> rel = Rel(x, "<=", sp.Integer(1))
    >>> relations(Implies(Rel(x, ">=", sp.Integer(0)), And((rel, rel)))) == [rel, rel]
    True
    """
    match claim:
        case Rel(_, op, _):
            return [oriented(claim)] if op in ("<=", "<", ">=", ">") else []
        case Pred("probable", (variable, probability)):
            return [Rel(variable.expr, ">=", sp.S.Zero), Rel(FAILURE, "<=", 1 - probability)]
        case And(args) | Or(args):
            return [found for part in args for found in relations(part)]
        case Implies(_, conclusion):
            return relations(conclusion)
        case ForAll(_, _, body):
            return relations(body)
    return []


def _is_negative(expr: sp.Expr) -> bool:
    """Whether it is written as a loss; ln(delta) is one itself, and other logarithms may be."""
    known = expr.xreplace({sp.log(sym.delta): -sp.Dummy(positive=True)})
    return not known.is_Add and not known.has(sp.log) and bool(known.could_extract_minus_sign())


def oriented(relation: Rel) -> Rel:
    """The relation with the bound that it sets on its larger side.

    >>> x, b = sp.symbols("x b")
    >>> oriented(Rel(x, ">=", -b))
    Rel(left=-x, op='<=', right=b)
    """
    if relation.op in (">=", ">") and _is_negative(relation.right):
        return Rel(-relation.left, relation.op.replace(">", "<"), -relation.right)
    return relation


def handles(statement: Statement) -> tuple[Handle, ...]:
    """All handles of a statement, those of its conclusions first."""
    return (*_of_conclusions(statement), *_of_assumptions(statement))


def _of_conclusions(statement: Statement) -> Iterator[Handle]:
    for conclusion in statement.conclusions:
        found = relations(conclusion.claim)
        for k, relation in enumerate(found):
            larger = _larger(relation)
            if larger == 0:
                continue
            name = conclusion.name + (f"/{k + 1}" if len(found) > 1 else "")
            if _smaller(relation) != 0:  # a factor does not change a sign
                counts = relation.left == FAILURE
                yield Handle(name, conclusion.name, None, k, None, expr_text(larger), counts)
            terms = sp.Add.make_args(larger)
            for j, term in enumerate(terms if len(terms) > 1 else ()):
                yield Handle(f"{name}:{j + 1}", conclusion.name, None, k, j, expr_text(term))


def _of_assumptions(statement: Statement) -> Iterator[Handle]:
    taken = {conclusion.name for conclusion in statement.conclusions}
    for assumption in statement.assumptions:
        settled = assumption.defines or assumption.claim in KNOWN_OF_THE_CLASS
        if settled or assumption.name in taken:
            continue
        found = relations(assumption.claim)
        for k, relation in enumerate(found):
            larger = _larger(relation)
            if larger == 0 or _smaller(relation) == 0:
                continue
            name = assumption.name + (f"/{k + 1}" if len(found) > 1 else "")
            yield Handle(name, None, assumption.name, k, None, expr_text(larger))


def handle(statement: Statement, name: str) -> Handle:
    """The handle of this name.

    Raises:
        DomainError: the statement has none.
    """
    found = {each.name: each for each in handles(statement)}
    if name not in found:
        known = ", ".join(found) or "nothing"
        raise DomainError(
            f"--weaken names nothing of {statement.id}: {name!r}. Take one of: {known}."
        )
    return found[name]


def weakened(statement: Statement, chosen: Handle) -> Statement:
    """The statement with ``FACTOR`` at a handle.

    Only the conclusion of the handle is kept; the handle of an assumption keeps all.
    """
    if chosen.conclusion is not None:
        claim = _at(statement.conclusion(chosen.conclusion), chosen)
        return replace(statement, conclusions=(Named(chosen.conclusion, claim),))
    assumptions = tuple(
        replace(a, claim=_at(a.claim, chosen)) if a.name == chosen.assumption else a
        for a in statement.assumptions
    )
    return replace(statement, assumptions=assumptions)


def _larger(relation: Rel) -> sp.Expr:
    return relation.right if relation.op in ("<=", "<") else relation.left


def _smaller(relation: Rel) -> sp.Expr:
    return relation.left if relation.op in ("<=", "<") else relation.right


def _at(claim: Formula, chosen: Handle) -> Formula:
    """The claim with ``FACTOR`` at one of its relations."""
    left_to_pass = [chosen.relation]

    def tighten(relation: Rel) -> Rel:
        left_to_pass[0] -= 1
        return _tightened(relation, chosen) if left_to_pass[0] == -1 else relation

    return _walk(claim, tighten)


def _walk(claim: Formula, visit: Callable[[Rel], Rel]) -> Formula:
    """The claim with each relation that it asserts replaced, in the order of ``relations``."""
    match claim:
        case Rel(_, op, _):
            return visit(oriented(claim)) if op in ("<=", "<", ">=", ">") else claim
        case Pred("probable", (variable, _)):
            room, failure = (visit(relation) for relation in relations(claim))
            named = sp.Lambda(variable.signature, room.left - room.right)
            return Pred("probable", (named, 1 - failure.right))
        case And(args):
            return And(tuple(_walk(part, visit) for part in args))
        case Or(args):
            return Or(tuple(_walk(part, visit) for part in args))
        case Implies(premise, conclusion):
            return Implies(premise, _walk(conclusion, visit))
        case ForAll(var, guard, body):
            return ForAll(var, guard, _walk(body, visit))
    return claim


def _tightened(relation: Rel, chosen: Handle) -> Rel:
    if chosen.assumption is not None:  # divided on the larger side: multiplied on the other
        if relation.op in ("<=", "<"):
            return Rel(FACTOR * relation.left, relation.op, relation.right)
        return Rel(relation.left, relation.op, FACTOR * relation.right)
    larger, smaller = _larger(relation), _smaller(relation)
    term = larger if chosen.term is None else sp.Add.make_args(larger)[chosen.term]
    if _is_negative(term):
        # A loss is to be larger, not smaller: with F on what it is set against.
        larger, smaller = term, FACTOR * (smaller - (larger - term))
    else:
        larger = larger - term + FACTOR * term
    if relation.op in ("<=", "<"):
        return Rel(smaller, relation.op, larger)
    return Rel(larger, relation.op, smaller)
