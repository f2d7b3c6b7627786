"""What became of a step and of a statement, and the second solver's votes on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from theory.logic import Formula
from theory.schema import Statement
from verify.symbolic import solvers
from verify.verdict import Word


@dataclass(frozen=True)
class StepResult:
    """What became of one step.

    Attributes:
        name: the step's name.
        kind: how it was to be closed: ``exact algebra``, ``decision procedure``, ...
        word: PROVED, UNDECIDED, or REFUTED with a counterexample put back exactly.
        detail: how it was closed, or what stayed open.
        claim: what it says (for an application: the conclusions it gave).
        cites: ids of the cited rules it rests on, statements it applies included.
        leans_on: ids of the statements it applies.
        queries: solver queries spent.
        confirmed: how many of them the second solver confirmed in time.
        tickets: its votes that are still to be collected.
        seconds: time spent.
        concludes: it is a conclusion of the statement, not a step towards one.
    """

    name: str
    kind: str
    word: Word
    detail: str
    claim: Formula
    cites: frozenset[str] = frozenset()
    leans_on: frozenset[str] = frozenset()
    queries: int = 0
    confirmed: int = 0
    tickets: tuple[int, ...] = ()
    seconds: float = 0.0
    concludes: bool = False


@dataclass(frozen=True)
class StatementResult:
    """All steps of one statement, its conclusions last, and what it rests on."""

    id: str
    steps: tuple[StepResult, ...]
    cites: frozenset[str]
    leans_on: frozenset[str]
    statement: Statement

    @property
    def word(self) -> Word:
        """The verdict of the weakest step.

        A wrong step says nothing about the conclusions: only a refuted conclusion refutes the
        statement. A statement with no proof to check is UNDECIDED.
        """
        words = {s.word for s in self.steps}
        if any(s.word is Word.REFUTED and s.concludes for s in self.steps):
            return Word.REFUTED
        claims_something = any(s.concludes for s in self.steps)
        return Word.PROVED if words == {Word.PROVED} and claims_something else Word.UNDECIDED


def settle(
    results: Mapping[str, StatementResult], *, wait: bool = True
) -> dict[str, StatementResult]:
    """Add the second solver's votes, collected once at the end so that it works beside the first.

    Args:
        results: statement id -> result, in order.
        wait: for votes still to come; a vote that has not come confirms nothing.

    Returns:
        The same with the votes counted. From a step that the second solver contradicts on,
        nothing in its statement is closed, nor in any that leans on it.
    """
    settled: dict[str, StatementResult] = {}
    doubtful: set[str] = set()
    for name, result in results.items():
        contradicted = bool(result.leans_on & doubtful)
        steps: list[StepResult] = []
        for step in result.steps:
            words = solvers.votes(step.tickets, wait=wait)
            contradicted = contradicted or "sat" in words
            step = replace(step, confirmed=words.count("unsat"), tickets=())
            if contradicted and step.word is Word.PROVED:
                detail = "the two solvers contradict each other, here or in what it leans on"
                step = replace(step, word=Word.UNDECIDED, detail=detail)
            steps.append(step)
        if contradicted:
            doubtful.add(name)
        settled[name] = replace(result, steps=tuple(steps))
    return settled
