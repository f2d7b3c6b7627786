"""The checker: turns a statement's proof, which is data, into closed facts and a verdict.

It goes through the steps in order, then asks whether each conclusion follows. A statement's verdict
is that of its weakest step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from theory import logic
from theory.logic import TRUE, Formula, free_symbols, functions_of
from theory.schema import Decide, Named, Statement, Step
from verify.symbolic.closing import StepError, refuse_unsupported
from verify.symbolic.proof import Proof, kind_of
from verify.symbolic.prove import holds_exactly, prove_defined
from verify.symbolic.results import StatementResult, StepResult, settle
from verify.symbolic.terms import UnsupportedTermError
from verify.verdict import Word


def check_statement(
    statement: Statement,
    proved: Mapping[str, StatementResult],
    on_step: Callable[[StepResult], None] | None = None,
) -> StatementResult:
    """Check one statement; the second solver's votes are still to be added (``settle``).

    Args:
        statement: the statement; its proof is data.
        proved: results of the statements registered before it.
        on_step: called with each step's result, for progress.

    Returns:
        The result of every step and of every conclusion.
    """
    proof = Proof(statement, proved)
    complaint = _complaint(statement)
    if complaint is not None:
        refused = StepResult("assumptions", "definedness", Word.UNDECIDED, complaint, TRUE)
        return StatementResult(statement.id, (refused,), frozenset(), frozenset(), statement)
    results: list[StepResult] = []
    for step in statement.proof:
        results.append(proof.run(step))
        if on_step is not None:
            on_step(results[-1])
    for conclusion in statement.conclusions:
        results.append(_conclude(proof, conclusion))
        if on_step is not None:
            on_step(results[-1])
    cites = frozenset().union(*(r.cites for r in results))
    leans = frozenset().union(*(r.leans_on for r in results))
    return StatementResult(statement.id, tuple(results), cites, leans, statement)


def _complaint(statement: Statement) -> str | None:
    """What is wrong with the assumptions, if anything.

    They may speak of parameters only (anything else would be read as 'for all'), and each has to
    be defined wherever those before it hold.
    """
    before: list[Formula] = []
    for assumption in statement.assumptions:
        claim = assumption.claim
        mentioned = functions_of(claim) | free_symbols(claim)
        foreign = sorted(str(n) for n in mentioned if n not in statement.parameters)
        if foreign:
            return f"the assumption {assumption.name!r} mentions {foreign[0]}, no parameter"
        try:
            refuse_unsupported(*logic.expressions(claim))
            defined = prove_defined(claim, before, ())
        except (StepError, UnsupportedTermError, logic.NotAClaimError) as error:
            return f"the assumption {assumption.name!r}: {error}"
        if not defined.closed:
            return f"the assumption {assumption.name!r}: {defined.detail}"
        before.append(claim)
    return None


def _conclude(proof: Proof, conclusion: Named) -> StepResult:
    """A conclusion has to follow from closed facts and may not mention introduced names."""
    name = f"conclusion {conclusion.name}"
    uses = proof.statement.closes.get(conclusion.name, ())
    step = Step(name, conclusion.text, conclusion.claim, Decide(), tuple(uses))
    mentioned = functions_of(conclusion.claim) | free_symbols(conclusion.claim)
    foreign = [n for n in mentioned if n not in proof.statement.parameters]
    if foreign:
        detail = f"it mentions {foreign[0]}, which is not a parameter of the statement"
        return StepResult(name, kind_of(step), Word.UNDECIDED, detail, conclusion.claim)
    result = replace(proof.run(step), concludes=True)
    for values in proof.counterexamples:
        if holds_exactly(conclusion.claim, values) is False:
            at = ", ".join(f"{k} = {v}" for k, v in sorted(values.items(), key=str))
            detail = f"false at {at} (put back exactly)"
            return replace(result, word=Word.REFUTED, detail=detail)
    return result


def close_all(
    statements: Iterable[Statement],
    on_step: Callable[[str, StepResult], None] | None = None,
) -> dict[str, StatementResult]:
    """Check statements in their order, each leaning only on those before it; votes still to come.

    Args:
        statements: in an order in which each leans only on earlier ones.
        on_step: called with the statement's id and each step's result, for progress.
    """
    proved: dict[str, StatementResult] = {}
    for statement in statements:
        report = None if on_step is None else partial(on_step, statement.id)
        proved[statement.id] = check_statement(statement, proved, report)
    return proved


def check_all(
    statements: Iterable[Statement],
    on_step: Callable[[str, StepResult], None] | None = None,
) -> dict[str, StatementResult]:
    """The same with the second solver's votes counted."""
    return settle(close_all(statements, on_step))
