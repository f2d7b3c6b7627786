"""A proof under way: the facts closed so far, and what closes the next step.

Only this module makes a closed fact. A step may use only assumptions of its statement and steps
already closed, a rule gives its conclusions only when every premise is closed, and an earlier
statement counts like a rule only if it was itself proved.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sympy as sp
from sympy.core.function import UndefinedFunction

from theory import logic
from theory.logic import TRUE, ForAll, Formula, Pred, Rel, free_symbols, functions_of
from theory.rules.powers import POWERS
from theory.schema import (
    Apply,
    At,
    Decide,
    Differentiate,
    Enclose,
    Identity,
    Induct,
    Named,
    Rule,
    Statement,
    Step,
    Use,
)
from theory.substitution import substitute
from verify.symbolic.closing import (
    StepError,
    close_derivative,
    close_enclosure,
    close_identity,
    instantiate,
    refuse_unsupported,
)
from verify.symbolic.prove import Outcome, consistent, holds_exactly, prove, prove_defined
from verify.symbolic.results import StatementResult, StepResult
from verify.symbolic.terms import UnsupportedTermError, conditions, definedness
from verify.verdict import Word


@dataclass
class _Fact:
    claim: Formula
    under: tuple[Formula, ...] = ()
    locals: tuple[sp.Symbol, ...] = ()

    def closed(self) -> Formula:
        """The fact with its local variables bound."""
        formula = self.claim
        if not self.locals:
            return logic.implies(self.under, formula)
        *outer, last = self.locals
        formula = ForAll(last, logic.conj(*self.under) if self.under else TRUE, formula)
        for symbol in reversed(outer):
            formula = ForAll(symbol, TRUE, formula)
        return formula


KINDS = {
    Identity: "exact algebra",
    Differentiate: "exact derivative",
    Decide: "decision procedure",
    Enclose: "rigorous enclosure",
    Induct: "induction",
}


def kind_of(step: Step) -> str:
    """How a step is closed, in words.

    Args:
        step: a step of a proof.

    Returns:
        The kind of justification; for an application, what is applied.
    """
    if isinstance(step.by, Apply):
        what = "cited rule" if isinstance(step.by.schema, Rule) else "statement"
        return f"{what} {step.by.schema.id}"
    return KINDS[type(step.by)]


@dataclass
class Proof:
    """The state of checking one statement: its facts so far and what they rest on."""

    statement: Statement
    proved: Mapping[str, StatementResult]
    facts: dict[str, _Fact] = field(default_factory=dict)
    constants: set[sp.Symbol] = field(default_factory=set)
    introduced: set[Any] = field(default_factory=set)
    counterexamples: list[dict[sp.Symbol, sp.Expr]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for assumption in self.statement.assumptions:
            self.facts[assumption.name] = _Fact(assumption.claim)
        self.constants = {p for p in self.statement.parameters if isinstance(p, sp.Symbol)}

    # -- reading facts ---------------------------------------------------------------------

    def locals_of(self, formulas: Iterable[Formula]) -> tuple[sp.Symbol, ...]:
        """Their free variables that are no constants of the proof, in order."""
        free = set().union(*(free_symbols(f) for f in formulas))
        return tuple(sorted(free - self.constants, key=lambda s: s.name))

    def read(self, use: Use, under: tuple[Formula, ...] = ()) -> Formula:
        """A closed fact as a hypothesis for a step; what the step assumes too is dropped."""
        name = use.fact if isinstance(use, At) else use
        if name not in self.facts:
            raise StepError(f"it uses {name!r}, which is not closed before it")
        fact = self.facts[name]
        shared = [h for h in under if not self.locals_of([h])]
        own = set(fact.locals)
        kept = tuple(h for h in fact.under if h not in shared or free_symbols(h) & own)
        formula = _Fact(fact.claim, kept, fact.locals).closed()
        return formula if isinstance(use, str) else instantiate(formula, use)

    # -- steps -----------------------------------------------------------------------------

    def run(self, step: Step) -> StepResult:
        """Try to close a step; a closed one is a fact from now on."""
        started = time.perf_counter()
        claim = step.claim if step.claim is not None else TRUE
        try:
            outcome, closed, cites, leans = self._close(step)
            claim = logic.conj(*(n.claim for n in closed))
        except (StepError, UnsupportedTermError, logic.NotAClaimError) as error:
            outcome, cites, leans = Outcome(False, str(error)), frozenset(), frozenset()
        word = Word.PROVED if outcome.closed else Word.UNDECIDED
        if not outcome.closed and self._breaks_the_statement(outcome):
            word = Word.REFUTED
            values = ", ".join(f"{k} = {v}" for k, v in sorted(outcome.counterexample.items()))
            outcome.detail = f"false at {values} (put back exactly)"
        if outcome.power_rule:
            cites |= {POWERS.id}
        return StepResult(
            step.name,
            kind_of(step),
            word,
            outcome.detail,
            claim,
            cites,
            leans,
            outcome.queries,
            0,
            outcome.tickets,
            time.perf_counter() - started,
        )

    def _breaks_the_statement(self, outcome: Outcome) -> bool:
        """Whether a counterexample to a step meets every assumption, used there or not."""
        values = {logic.real(n): sp.Rational(v) for n, v in outcome.counterexample.items()}
        if not values or not self.introduced.isdisjoint(values):
            return False
        if any(holds_exactly(a.claim, values) is not True for a in self.statement.assumptions):
            return False
        self.counterexamples.append(values)
        return True

    def _close(
        self, step: Step
    ) -> tuple[Outcome, tuple[Named, ...], frozenset[str], frozenset[str]]:
        if step.name in self.facts:
            raise StepError(f"the name {step.name!r} is taken")
        claims = [*step.under, *([] if step.claim is None else [step.claim])]
        refuse_unsupported(*(e for c in claims for e in logic.expressions(c)))
        hyps = [*step.under, *(self.read(u, step.under) for u in step.uses)]
        cites: frozenset[str] = frozenset()
        leans: frozenset[str] = frozenset()
        active = self.locals_of(claims)
        if step.claim != logic.FALSE and consistent(hyps, active) is False:
            raise StepError("what it uses contradicts itself, so it would prove anything")
        if isinstance(step.by, Apply):
            outcome, named = self._apply(step, step.by, hyps)
            cites, leans = self._credit(step.by.schema)
        else:
            if step.claim is None:
                raise StepError("only an application may leave its claim to be derived")
            named = (Named("", step.claim),)
            outcome = prove_defined(step.claim, hyps, active)
            if outcome.closed:
                outcome = outcome.join(self._argue(step, step.claim, hyps, active))
            if isinstance(step.by, Induct):
                cites = frozenset({"integers"})
        if outcome.closed:
            self._record(step, named)
        return outcome, named, cites, leans

    def _record(self, step: Step, named: tuple[Named, ...]) -> None:
        for part in named:
            locals_ = self.locals_of([*step.under, part.claim])
            fact = _Fact(part.claim, step.under, locals_)
            self.facts[f"{step.name}.{part.name}" if part.name else step.name] = fact
        if isinstance(step.by, Apply):
            whole = logic.conj(*(p.claim for p in named))
            self.facts[step.name] = _Fact(whole, step.under, self.locals_of([*step.under, whole]))

    def _credit(self, schema: Rule | Statement) -> tuple[frozenset[str], frozenset[str]]:
        if isinstance(schema, Rule):
            return frozenset({schema.id}), frozenset()
        earlier = self.proved[schema.id]
        return earlier.cites, earlier.leans_on | {schema.id}

    def _argue(
        self, step: Step, claim: Formula, hyps: list[Formula], active: tuple[sp.Symbol, ...]
    ) -> Outcome:
        match step.by:
            case Decide():
                return prove(claim, hyps, active)
            case Identity():
                return close_identity(claim)
            case Differentiate():
                return close_derivative(claim, hyps, active)
            case Enclose():
                return close_enclosure(claim)
            case Induct(start, onward):
                return self._induct(claim, start, onward, hyps, active)
        raise StepError(f"no way to close a step by {step.by!r}")

    # -- induction -------------------------------------------------------------------------

    def _induct(
        self,
        claim: Formula,
        start: str,
        onward: str,
        hyps: list[Formula],
        active: tuple[sp.Symbol, ...],
    ) -> Outcome:
        if not isinstance(claim, ForAll):
            raise StepError("induction proves a claim 'for all n with low <= n <= high'")
        n, guard = claim.var, claim.guard
        bounds = guard.args if isinstance(guard, logic.And) else (guard,)
        integer = logic.Pred("integer", (n,))
        lows = [b for b in bounds if isinstance(b, Rel) and b.op == "<=" and b.right == n]
        if integer not in bounds or len(lows) != 1:
            raise StepError("induction needs an integer variable with one lower end")
        low = lows[0].left
        if not isinstance(low, sp.Integer):
            raise StepError(f"induction starts at an integer; got {low}")
        rest = [b for b in bounds if b != integer and b is not lows[0]]
        if any(
            not (isinstance(b, Rel) and b.op in ("<=", "<") and b.left == n)
            or n in b.right.free_symbols
            for b in rest
        ) or any(n in free_symbols(h) for h in hyps):
            raise StepError("induction needs a range low <= n <= high and n not used elsewhere")
        first = substitute(logic.implies(rest, claim.body), {n: low})
        following = substitute(claim.body, {n: n + 1})
        in_range = [substitute(b, {n: n + 1}) for b in rest]
        hypothesis = logic.conj(integer, lows[0], *in_range, claim.body)
        outcome = prove(first, [*hyps, self.read(start)], active)
        onward_facts = [*hyps, self.read(onward)]
        return outcome.join(prove(ForAll(n, hypothesis, following), onward_facts, active))

    # -- applications ----------------------------------------------------------------------

    def _apply(
        self, step: Step, by: Apply, hyps: list[Formula]
    ) -> tuple[Outcome, tuple[Named, ...]]:
        schema, mapping = by.schema, dict(by.mapping)
        if isinstance(schema, Statement):
            earlier = self.proved.get(schema.id)
            if earlier is None or earlier.word is not Word.PROVED or earlier.statement != schema:
                raise StepError(f"the statement {schema.id} is not proved before it")
        self._check_mapping(schema, mapping)
        self._introduce(step, schema, mapping)
        values = [
            v for v in mapping.values() if isinstance(v, sp.Expr) and not isinstance(v, sp.Lambda)
        ]
        active = self.locals_of([*step.under, *(logic.eq(v, 0) for v in values)])
        outcome = Outcome(True)
        for condition in (c for value in values for c in conditions(value)):
            outcome = outcome.join(prove(condition, hyps, active))
            if not outcome.closed:
                raise StepError(f"a value put in may be undefined: {outcome.detail}")
        for premise in schema.premises:
            result = _defined_as_written(premise, mapping, hyps, active)
            result = result.join(prove(substitute(premise.claim, mapping), hyps, active))
            if not result.closed:
                raise StepError(f"the premise {premise.name!r} is not closed: {result.detail}")
            outcome = outcome.join(result)
        if schema.introduces:
            names = {mapping.get(f, f) for f in schema.introduces}
            self.introduced |= names
            self.constants |= {n for n in names if isinstance(n, sp.Symbol)}
        outcome.detail = f"{len(schema.premises)} premises closed"
        named = tuple(
            Named(c.name, substitute(c.claim, mapping), c.text) for c in schema.conclusions
        )
        for part, original in zip(named, schema.conclusions, strict=True):
            given = [*hyps, *(p.claim for p in named if p is not part)]
            outcome = outcome.join(_defined_as_written(original, mapping, given, active))
            refuse_unsupported(*logic.expressions(part.claim))
        if step.claim is None:
            return outcome, named
        defined = prove_defined(step.claim, [*hyps, *(p.claim for p in named)], active)
        stated = prove(step.claim, [*hyps, *(p.claim for p in named)], active)
        return outcome.join(defined).join(stated), (Named("", step.claim),)

    def _check_mapping(self, schema: Rule | Statement, mapping: dict[Any, Any]) -> None:
        known = (*schema.parameters, *schema.introduces)
        for parameter, value in mapping.items():
            if parameter not in known:
                raise StepError(f"{schema.id} has no parameter {parameter}")
            if isinstance(parameter, sp.Symbol):
                if not isinstance(value, sp.Expr) or isinstance(value, sp.Lambda):
                    raise StepError(f"{parameter} stands for a number; got {value}")
                refuse_unsupported(value)
            elif isinstance(value, sp.Lambda):
                # SymPy turns Lambda(t, t) into an identity of a variable of its own.
                refuse_unsupported(
                    value(*(logic.real(f"x{k}") for k in range(len(value.variables))))
                )
            elif not isinstance(value, UndefinedFunction):
                raise StepError(f"{parameter} stands for a function; got {value}")

    def _introduce(self, step: Step, schema: Rule | Statement, mapping: dict[Any, Any]) -> None:
        """A name for something whose existence a rule asserts must be new and depend on nothing."""
        names = [mapping.get(f, f) for f in schema.introduces]
        if not names:
            return
        if any(not isinstance(n, (sp.Symbol, UndefinedFunction)) for n in names):
            raise StepError(f"{schema.id} introduces names, not formulas")
        if len(set(names)) < len(names):
            raise StepError(f"{schema.id} introduces different things; give each its own name")
        taken: set[Any] = set(self.introduced) | set(self.statement.parameters)
        claims = [c for f in self.facts.values() for c in (f.claim, *f.under)]
        values = [mapping.get(p, p) for p in schema.parameters]
        claims += [*step.under, Pred("values", tuple(values))]
        taken |= {v for v in values if isinstance(v, UndefinedFunction)}
        for claim in claims:
            taken |= functions_of(claim) | free_symbols(claim)
        for fact in self.facts.values():
            taken |= set(fact.locals)
        for name in names:
            if name in taken:
                raise StepError(f"{schema.id} introduces {name}, which is not a new name")
        spoken = [substitute(p.claim, mapping) for p in (*schema.premises, *schema.conclusions)]
        free = set().union(*(free_symbols(f) for f in spoken))
        if self.locals_of(step.under) or free - self.constants - set(names):
            raise StepError(f"{schema.id} introduces a name under a local variable")


def _defined_as_written(
    part: Named, mapping: Mapping[Any, Any], hyps: list[Formula], active: tuple[sp.Symbol, ...]
) -> Outcome:
    """Close what makes the terms of a claim meaningful with the values written into it."""
    needed = definedness(part.claim, mapping)
    outcome = Outcome(True) if needed == TRUE else prove(needed, hyps, active, deep=True)
    if not outcome.closed:
        raise StepError(f"in {part.name!r} a term may be undefined: {outcome.detail}")
    return outcome
