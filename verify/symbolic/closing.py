"""How single claims are closed: identities, derivatives, enclosures, and facts read at values."""

from __future__ import annotations

import sympy as sp

from theory import logic
from theory.logic import ForAll, Formula, HasDerivative, Implies, Rel, free_symbols
from theory.schema import At
from verify.symbolic.algebra import is_zero
from verify.symbolic.differentiate import differentiate
from verify.symbolic.prove import Outcome, apart, prove, read_at
from verify.symbolic.terms import conditions, definedness, unsupported


class StepError(Exception):
    """A step that cannot be closed; the message says why."""


def refuse_unsupported(*expressions: sp.Expr) -> None:
    """Let through only real terms that every method here reads alike.

    Raises:
        StepError: something else occurs, such as an infinity or a complex number.
    """
    for expr in expressions:
        found = unsupported(expr)
        if found is not None:
            raise StepError(f"{found} is not a real term that the checker understands")


def instantiate(formula: Formula, use: At) -> Formula:
    """A fact read at values: an implication whose premises are the ranges it holds on.

    Raises:
        StepError: the fact does not range over the variables given.
    """
    values = dict(use.values)
    premises: list[Formula] = []
    while values:
        if isinstance(formula, ForAll) and formula.var in values:
            value = values.pop(formula.var)
            value = sp.Integer(value) if isinstance(value, int) else value
            refuse_unsupported(value)
            premises += conditions(value)
            instance = read_at(formula, value)
            premises.append(instance.premise)
            formula = instance.conclusion
        elif isinstance(formula, ForAll):
            raise StepError(f"{use.fact!r} holds for all {formula.var}; give it a value first")
        elif isinstance(formula, Implies):
            premises.append(formula.premise)
            formula = formula.conclusion
        elif isinstance(formula, logic.And):
            parts = [p for p in formula.args if isinstance(p, ForAll) and p.var in values]
            if len(parts) != 1:
                raise StepError(f"{use.fact!r} has no single part that ranges over {values}")
            formula = parts[0]
        else:
            raise StepError(f"{use.fact!r} does not range over {', '.join(map(str, values))}")
    return logic.implies(premises, formula)


def _strip(claim: Formula) -> Formula:
    while isinstance(claim, (ForAll, Implies)):
        claim = claim.body if isinstance(claim, ForAll) else claim.conclusion
    return claim


def close_identity(claim: Formula) -> Outcome:
    """Close equations by exact algebra.

    Raises:
        StepError: the claim is no equation.
    """
    inner = _strip(claim)
    parts = inner.args if isinstance(inner, logic.And) else (inner,)
    for part in parts:
        if not (isinstance(part, Rel) and part.op == "=="):
            raise StepError("exact algebra closes equations only")
        if not is_zero(part.left - part.right):
            return Outcome(False, "the two sides do not reduce to each other")
    return Outcome(True, "the difference reduces to 0", power_rule=_has_power(claim))


def _has_power(claim: Formula) -> bool:
    return any(not p.exp.is_Rational for e in logic.expressions(claim) for p in e.atoms(sp.Pow))


def close_derivative(claim: Formula, hyps: list[Formula], active: tuple[sp.Symbol, ...]) -> Outcome:
    """Close a derivative by the chain rule, its conditions included.

    Args:
        claim: the derivative claimed.
        hyps: what is used; derivatives of named functions are taken from here.
        active: variables at which quantified hypotheses are read.

    Returns:
        Closed if the derivative agrees exactly and every condition holds on the interval.

    Raises:
        StepError: the claim is no derivative.
    """
    if not isinstance(claim, HasDerivative):
        raise StepError("this justification closes derivatives only")
    renamed = apart(claim, hyps)
    assert isinstance(renamed, HasDerivative)
    claim = renamed
    known = [h for h in hyps if isinstance(h, HasDerivative)]
    known += [
        a for h in hyps if isinstance(h, logic.And) for a in h.args if isinstance(a, HasDerivative)
    ]
    found = differentiate(claim.expr, claim.var, known)
    if claim.smooth and not found.smooth:
        return Outcome(False, "the derivative is right almost everywhere only")
    if not is_zero(found.expr - claim.derivative):
        return Outcome(False, f"the derivative is {found.expr}")
    needed = logic.conj(*found.needs, definedness(logic.eq(found.expr, 0)))
    outcome = prove(ForAll(claim.var, claim.guard, needed), hyps, active)
    outcome.power_rule = outcome.power_rule or found.power_rule
    outcome.detail = "the chain rule gives it exactly" if outcome.closed else outcome.detail
    return outcome


def close_enclosure(claim: Formula) -> Outcome:
    """Close a relation between two numbers by enclosures.

    Raises:
        StepError: the claim is no relation, or it has variables.
    """
    from verify.intervals.compare import sign

    if not isinstance(claim, Rel) or free_symbols(claim):
        raise StepError("an enclosure closes one relation between numbers")
    found = sign(claim.left - claim.right)
    if found is None:
        return Outcome(False, "the enclosures overlap")
    holds = logic.satisfied(claim.op, found)
    return Outcome(holds, "the enclosures decide it")
