"""Closing one claim from given claims: logic by structure, arithmetic by decision procedures.

The quantifier and implication structure of a goal is taken apart by rule (for all: a fresh
variable; implication: assume). What is left are relations between reals, which the solvers
decide. Quantified hypotheses are read at the variables in play and stand as opaque propositions
otherwise, so a claim "u <= u(0) on [0, t]" can be passed on whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from theory import logic
from theory.assumptions import rational_sign, relation_holds
from theory.canonical import key
from theory.logic import (
    TRUE,
    And,
    ForAll,
    Formula,
    HasDerivative,
    Implies,
    Or,
    Pred,
    Rel,
    expressions,
    free_symbols,
)
from theory.substitution import rename_bound, rename_for, substitute
from verify.symbolic import solvers
from verify.symbolic.terms import Atoms, cancelled, definedness

_COUNTER = "_k"


@dataclass
class Outcome:
    """What became of a goal.

    Attributes:
        closed: whether it is proved.
        detail: how, or what stayed open.
        queries: how many solver queries were spent.
        tickets: of the second solver's votes on those that closed something.
        power_rule: whether ``b^(n+r) = b^n b^r`` was used.
        counterexample: exact values that break it, where the arithmetic is free of named
            functions and the values were put back into the claim.
    """

    closed: bool
    detail: str = ""
    queries: int = 0
    tickets: tuple[int, ...] = ()
    power_rule: bool = False
    counterexample: dict[str, Fraction] = field(default_factory=dict)

    def join(self, other: Outcome) -> Outcome:
        """Both goals together: closed if both are."""
        return Outcome(
            self.closed and other.closed,
            self.detail if not self.closed else other.detail,
            self.queries + other.queries,
            self.tickets + other.tickets,
            self.power_rule or other.power_rule,
            self.counterexample or other.counterexample,
        )


def prove(
    goal: Formula,
    hypotheses: Sequence[Formula],
    active: Sequence[sp.Expr] = (),
    *,
    deep: bool = False,
) -> Outcome:
    """Try to close ``goal`` from ``hypotheses``.

    Args:
        goal: the claim.
        hypotheses: closed claims and assumptions.
        active: terms at which quantified hypotheses are read.
        deep: read them also at ``v(t)`` for every bound variable t and every named function v
            applied to it in the goal.

    Returns:
        Closed only if the solvers (or the structure) show it; open otherwise, with the reason.
    """
    hyps = list(hypotheses)
    match goal:
        case And(args):
            outcome = Outcome(True, "")
            for arg in args:
                outcome = outcome.join(prove(arg, hyps, active, deep=deep))
                if not outcome.closed:
                    return outcome
            return outcome
        case ForAll():
            var, guard, body = _open(goal, hyps)
            terms = _applied_to(var, body) if deep else []
            return prove(body, [*hyps, guard], [*active, var, *terms], deep=deep)
        case Implies(premise, conclusion):
            return prove(conclusion, [*hyps, premise], active, deep=deep)
        case HasDerivative():
            return _prove_derivative(goal, hyps, active)
    wanted = key(goal)
    if any(key(h) == wanted for h in _flatten(hyps)):
        return Outcome(True, "stands among the facts used")
    return _decide(goal, hyps, active)


def consistent(hypotheses: Sequence[Formula], active: Sequence[sp.Expr]) -> bool | None:
    """Whether the hypotheses have a model: a step proved from a contradiction says nothing."""
    text, _, _ = _query(None, list(hypotheses), active, congruence=False)
    word = solvers.solve(text, vote=False, model=False, seconds=2.0).word
    return {"sat": True, "unsat": False}.get(word)


def prove_defined(
    claim: Formula,
    hyps: Sequence[Formula],
    active: Sequence[sp.Expr],
    *,
    deep: bool = False,
) -> Outcome:
    """Close the conditions under which every term of the claim means something."""
    needed = definedness(claim)
    if needed == TRUE:
        return Outcome(True)
    outcome = prove(needed, hyps, active, deep=deep)
    if not outcome.closed:
        outcome.detail = f"a term may be undefined: {outcome.detail}"
        outcome.counterexample = {}  # values at which it is undefined do not make it false
    return outcome


def _applied_to(var: sp.Symbol, body: Formula) -> list[sp.Expr]:
    applied = {a for e in expressions(body) for a in e.atoms(AppliedUndef) if a.args == (var,)}
    return sorted(applied, key=sp.default_sort_key)


def _flatten(formulas: Sequence[Formula]) -> list[Formula]:
    flat: list[Formula] = []
    for formula in formulas:
        flat.extend(_flatten(formula.args) if isinstance(formula, And) else [formula])
    return flat


def _open(goal: ForAll, hyps: Sequence[Formula]) -> tuple[sp.Symbol, Formula, Formula]:
    opened = apart(goal, hyps)
    assert isinstance(opened, ForAll)
    return opened.var, opened.guard, opened.body


def apart(claim: ForAll | HasDerivative, hypotheses: Sequence[Formula]) -> ForAll | HasDerivative:
    """The claim with its bound variable renamed where a hypothesis mentions one of that name."""
    taken = set().union(*(free_symbols(h) for h in hypotheses)) if hypotheses else set()
    if claim.var not in taken:
        return claim
    taken |= free_symbols(claim)
    n = 1
    while logic.real(f"{claim.var.name}{_COUNTER}{n}") in taken:
        n += 1
    return rename_bound(claim, logic.real(f"{claim.var.name}{_COUNTER}{n}"))


def _prove_derivative(
    goal: HasDerivative, hyps: list[Formula], active: Sequence[sp.Expr]
) -> Outcome:
    """A derivative on an interval follows from the same derivative on a larger one."""
    renamed = apart(goal, _instances(hyps, active))
    assert isinstance(renamed, HasDerivative)
    goal = renamed
    wanted = _function_key(goal)
    known = {key(h) for h in _flatten(hyps)}
    for condition, fact in _derivative_facts(hyps, active):
        if _function_key(fact) != wanted or (goal.smooth and not fact.smooth):
            continue
        open_ = [c for c in _flatten(condition) if key(c) not in known]
        if any(isinstance(c, HasDerivative) for c in open_):
            continue  # a derivative that rests on others: those have to stand among the facts
        inside = substitute(fact.guard, {fact.var: goal.var})
        outcome = prove(logic.conj(*open_, ForAll(goal.var, goal.guard, inside)), hyps, active)
        if outcome.closed:
            outcome.detail = "holds on a larger interval"
            return outcome
    return Outcome(False, f"no fact gives the derivative of {goal.expr}")


def _function_key(claim: HasDerivative) -> tuple[object, ...]:
    return key(HasDerivative(claim.var, TRUE, claim.expr, claim.derivative, True))


def _derivative_facts(
    hyps: Sequence[Formula], active: Sequence[sp.Expr]
) -> list[tuple[tuple[Formula, ...], HasDerivative]]:
    found: list[tuple[tuple[Formula, ...], HasDerivative]] = []
    for formula in _flatten(_instances(hyps, active)):
        condition: tuple[Formula, ...] = ()
        while isinstance(formula, Implies):
            condition, formula = (*condition, formula.premise), formula.conclusion
        for part in _flatten([formula]):
            if isinstance(part, HasDerivative):
                found.append((condition, part))
    return found


def _instances(hyps: Sequence[Formula], active: Sequence[sp.Expr]) -> list[Formula]:
    """The hypotheses, and every quantified one read at each variable in play."""
    result: list[Formula] = []
    for formula in _flatten(hyps):
        result.append(formula)
        result.extend(_read(formula, active))
    return result


def _read(formula: Formula, active: Sequence[sp.Expr]) -> list[Formula]:
    match formula:
        case ForAll():
            read: list[Formula] = []
            for symbol in dict.fromkeys(active):
                instance = read_at(formula, symbol)
                read.append(instance)
                read.extend(
                    Implies(instance.premise, r) for r in _read(instance.conclusion, active)
                )
            return read
        case And(args):
            return [r for a in args for r in _read(a, active)]
        case Implies(premise, conclusion):
            return [Implies(premise, r) for r in _read(conclusion, active)]
    return []


def read_at(fact: ForAll, value: sp.Expr) -> Implies:
    """A quantified fact read at a value: its range, as written with the value, gives its body.

    SymPy may cancel what the value makes undefined (``y/x`` at ``y = x``), and a premise that has
    lost a condition that way would be granted too easily. So the conditions of every premise in
    the fact become premises beside it, and what cancels in the terms of random variables.
    """
    mapping = {fact.var: value}
    needed = premises_defined(Implies(fact.guard, fact.body), mapping)
    instance = substitute(Implies(fact.guard, fact.body), mapping)
    assert isinstance(instance, Implies)
    premise = instance.premise if needed == TRUE else logic.conj(needed, instance.premise)
    return Implies(premise, instance.conclusion)


def premises_defined(formula: Formula, mapping: Mapping[Any, Any]) -> Formula:
    """What makes the terms of all premises inside a claim meaningful, with values written in.

    The same for what cancels in the terms of random variables, wherever they stand.
    """
    found: list[Formula] = []
    match formula:
        case Implies(premise, conclusion):
            found.append(definedness(premise, mapping))
            found.append(premises_defined(conclusion, mapping))
        case And(args) | Or(args):
            found += [premises_defined(a, mapping) for a in args]
        case Pred():
            found += cancelled(formula, mapping)
        case ForAll() | HasDerivative():
            opened, inside = rename_for(formula, mapping)
            parts = [definedness(opened.guard, inside)]
            if isinstance(opened, ForAll):
                parts.append(premises_defined(opened.body, inside))
            found += [ForAll(opened.var, TRUE, part) for part in parts if part != TRUE]
    found = [f for f in found if f != TRUE]
    return logic.conj(*found) if found else TRUE


def _decide(goal: Formula, hyps: list[Formula], active: Sequence[sp.Expr]) -> Outcome:
    total = Outcome(False)
    for congruence in (False, True):
        text, atoms, plain = _query(goal, hyps, active, congruence=congruence)
        answer = solvers.solve(text)
        total.queries += 1
        total.power_rule = total.power_rule or atoms.used_power_rule
        if answer.word == "unsat":
            total.tickets += () if answer.ticket is None else (answer.ticket,)
            total.closed, total.detail = True, "decided"
            return total
        if not atoms.congruences():
            break
    total.detail = "the solver found no proof" if answer.word == "unknown" else "not a consequence"
    if answer.model is not None and plain:
        total.counterexample = _recheck(goal, hyps, atoms, answer.model)
    return total


def _query(
    goal: Formula | None, hyps: list[Formula], active: Sequence[sp.Expr], *, congruence: bool
) -> tuple[str, Atoms, bool]:
    """The negated goal with the hypotheses as SMT-LIB text, and whether all atoms are symbols."""
    encoder = _Encoder(Atoms())
    lines = [encoder.boolean(h) for h in _instances(hyps, active)]
    if goal is not None:
        lines.append(f"(not {encoder.boolean(goal)})")
    atoms = encoder.atoms
    if congruence:
        lines += atoms.congruences()
    lines += atoms.definitions
    plain = not encoder.propositions and all(
        isinstance(a, sp.Symbol) or (isinstance(a, sp.Pow) and a.exp in (-1, sp.Rational(1, 2)))
        for a in atoms.names
    )
    names = [*atoms.names.values(), *encoder.propositions.values()]
    return solvers.script(names, list(dict.fromkeys(lines))), atoms, plain


@dataclass
class _Encoder:
    atoms: Atoms
    propositions: dict[tuple[object, ...], str] = field(default_factory=dict)

    def boolean(self, formula: Formula) -> str:
        match formula:
            case Rel(left, op, right):
                a, b = self.atoms.term(left), self.atoms.term(right)
                if op == "!=":
                    return f"(not (= {a} {b}))"
                return f"({'=' if op == '==' else op} {a} {b})"
            case And(args):
                return f"(and true true {' '.join(self.boolean(a) for a in args)})"
            case Or(args):
                return f"(or false false {' '.join(self.boolean(a) for a in args)})"
            case Implies(premise, conclusion):
                return f"(=> {self.boolean(premise)} {self.boolean(conclusion)})"
        name = self.propositions.setdefault(key(formula), f"p{len(self.propositions)}")
        return name


def _recheck(
    goal: Formula, hyps: Sequence[Formula], atoms: Atoms, model: dict[str, Fraction]
) -> dict[str, Fraction]:
    """Put a solver's model back into the claims, exactly; empty if it does not break the goal."""
    values = {
        a: sp.Rational(model.get(n, Fraction(0)).numerator, model.get(n, Fraction(0)).denominator)
        for a, n in atoms.names.items()
        if isinstance(a, sp.Symbol)
    }
    if all(holds_exactly(h, values) for h in hyps) and holds_exactly(goal, values) is False:
        return {str(s): Fraction(int(v.p), int(v.q)) for s, v in values.items()}
    return {}


def holds_exactly(formula: Formula, values: Mapping[sp.Symbol, sp.Expr]) -> bool | None:
    """Evaluate a quantifier-free claim at exact values; None where that does not decide it."""
    return relation_holds(formula, values, rational_sign)
