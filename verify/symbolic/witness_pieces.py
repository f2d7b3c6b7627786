"""Claims about functions given piece by piece: one claim for each piece, on its interval."""

from __future__ import annotations

import sympy as sp

from theory.logic import And, ForAll, Formula, Implies, Rel, conj, expressions, gt, lt
from verify.symbolic.prove import prove

PI = conj(gt(sp.pi, sp.Rational(333, 106)), lt(sp.pi, sp.Rational(355, 113)))
"""Two convergents of pi, one on each side: enough to tell on which side of a joint a point lies."""


def holds_piece_by_piece(claim: ForAll) -> bool:
    """Whether the claim is shown on every piece.

    >>> from theory.logic import TRUE, ge, real
    >>> x = real("x")
    >>> holds_piece_by_piece(ForAll(x, TRUE, ge(sp.Piecewise((sp.pi - x, x <= 3), (x, True)), 0)))
    True
    """
    known = [PI] if any(e.has(sp.pi) for e in expressions(claim)) else []
    return all(prove(piece, known).closed for piece in split_pieces(claim))


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
    conditions = _conditions(found[0])
    alike = [p for p in found if _conditions(p) == conditions]
    parts: list[ForAll] = []
    before: list[Rel] = []
    for k, condition in enumerate(conditions):
        own = [] if condition == sp.true else [_relation(condition)]
        inside = claim
        for piecewise in alike:
            inside = _replace(inside, piecewise, piecewise.args[k].expr)
        guard = conj(*(g for g in (inside.guard, *before, *own) if g != And(())))
        parts.extend(split_pieces(ForAll(claim.var, guard, inside.body)))
        before += [_negated(r) for r in own]
    return tuple(parts)


def _conditions(piecewise: sp.Piecewise) -> list[sp.Basic]:
    return [condition for _, condition in piecewise.args]


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
