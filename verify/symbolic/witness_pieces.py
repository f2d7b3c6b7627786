"""Claims about functions given piece by piece: one claim for each piece, on its interval."""

from __future__ import annotations

import sympy as sp

from theory.logic import And, ForAll, Formula, Implies, Rel, conj, expressions


def split_pieces(claim: ForAll) -> tuple[ForAll, ...]:
    """The claim without ``Piecewise``: a claim for each piece, where its condition holds.

    Args:
        claim: its pieces are told apart by conditions ``left <= right`` and the like; the
            conditions of a piece and the failure of those before it join the range.

    >>> from theory.logic import TRUE, ge, real
    >>> x = real("x")
    >>> step = sp.Piecewise((0, x <= 1), (1, True))
    >>> [piece.guard for piece in split_pieces(ForAll(x, TRUE, ge(step, 0)))]
    [Rel(left=x, op='<=', right=1), Rel(left=x, op='>', right=1)]
    """
    found = sorted(
        {p for e in expressions(claim) for p in e.atoms(sp.Piecewise)}, key=sp.default_sort_key
    )
    found = [p for p in found if p.free_symbols <= {claim.var}]
    if not found or found[0].args[-1].cond != sp.true:
        return (claim,)  # also where the pieces may not cover the line
    first = found[0]
    parts: list[ForAll] = []
    before: list[Rel] = []
    for value, condition in first.args:
        own = [] if condition == sp.true else [_relation(condition)]
        inside = _replace(claim, first, value)
        guard = conj(*(g for g in (inside.guard, *before, *own) if g != And(())))
        parts.extend(split_pieces(ForAll(claim.var, guard, inside.body)))
        before += [_negated(r) for r in own]
    return tuple(parts)


def _relation(condition: sp.Basic) -> Rel:
    ops = {sp.Le: "<=", sp.Lt: "<", sp.Ge: ">=", sp.Gt: ">"}
    return Rel(condition.lhs, ops[type(condition)], condition.rhs)


def _negated(relation: Rel) -> Rel:
    other = {"<=": ">", "<": ">=", ">=": "<", ">": "<="}
    return Rel(relation.left, other[relation.op], relation.right)


def _replace(claim: ForAll, old: sp.Expr, new: sp.Expr) -> ForAll:
    replaced = _in(claim, old, new)
    assert isinstance(replaced, ForAll)
    return replaced


def _in(claim: Formula, old: sp.Expr, new: sp.Expr) -> Formula:
    match claim:
        case Rel(left, op, right):
            return Rel(left.xreplace({old: new}), op, right.xreplace({old: new}))
        case And(args):
            return And(tuple(_in(a, old, new) for a in args))
        case Implies(premise, conclusion):
            return Implies(_in(premise, old, new), _in(conclusion, old, new))
        case ForAll(var, guard, body):
            return ForAll(var, _in(guard, old, new), _in(body, old, new))
    return claim
