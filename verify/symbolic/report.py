"""From checked statements to verdicts: one per step, conclusion and witness."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from theory.printing import to_text
from theory.registry import IDS, get
from theory.schema import Apply, Statement
from verify.symbolic import parallel
from verify.symbolic.checker import close_all
from verify.symbolic.results import StatementResult, StepResult, settle
from verify.symbolic.witnesses import WitnessResult, check_witnesses
from verify.verdict import Verdict, Word, summarize

Progress = Callable[[str, str, int, int], None]
"""Called with the statement, the step, how many steps are done, and how many there are."""


@dataclass(frozen=True)
class Report:
    """One statement, checked.

    Attributes:
        statement: what was checked.
        result: its steps and conclusions.
        witnesses: its instances.
        verdicts: all of it, in the shape that is printed.
    """

    statement: Statement
    result: StatementResult
    witnesses: tuple[WitnessResult, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def word(self) -> Word:
        """PROVED only if every step and every witness does what it says."""
        words = {self.result.word, *(w.word for w in self.witnesses)}
        if Word.REFUTED in words:
            return Word.REFUTED
        return Word.PROVED if words == {Word.PROVED} else Word.UNDECIDED

    def to_json(self) -> dict[str, Any]:
        """One row of the summary."""
        return {
            "id": self.statement.id,
            "verdict": self.word.value,
            "steps": len(self.statement.proof),
            "witnesses": len(self.witnesses),
            "cites": sorted(self.result.cites),
            "leans_on": sorted(self.result.leans_on),
        }


def needed(ids: Sequence[str]) -> tuple[Statement, ...]:
    """The statements with these ids and all they lean on, in order; no ids: every statement.

    Raises:
        UnknownIdError: an id names no statement.
    """
    wanted = set(() if ids else IDS)
    pending = [get(i) for i in ids]
    while pending:
        statement = pending.pop()
        wanted.add(statement.id)
        pending += [
            step.by.schema
            for step in statement.proof
            if isinstance(step.by, Apply) and isinstance(step.by.schema, Statement)
        ]
    return tuple(s for s in map(get, filter(wanted.__contains__, IDS)) if s.proof)


def check(
    ids: Sequence[str] = (), progress: Progress | None = None, *, all_votes: bool = False
) -> tuple[Report, ...]:
    """Check statements with everything they lean on.

    Args:
        ids: which statements; none means all of them.
        progress: called after each step.
        all_votes: wait for every vote of the second solver, also where that takes longer than
            the proofs; a few statements are always voted on in full.

    Returns:
        A report for each statement asked for; definitions claim nothing and are left out.
    """
    chosen = needed(ids)
    count = sum(len(s.proof) + len(s.conclusions) for s in chosen)
    done = 0

    def tick(label: str, step: str) -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(label, step, done, count)

    asked = [s for s in chosen if not ids or s.id in ids]
    workers = min(parallel.processes(), len(chosen))
    if workers > 1 and len(chosen) >= parallel.FEWEST:
        settled, witnesses = parallel.close_and_witness(
            chosen, asked, tick, workers, wait=all_votes
        )
    else:
        proved = close_all(chosen, lambda label, step: tick(label, step.name))
        # The second solver is still voting while the witnesses are gone through.
        witnesses = {s.id: check_witnesses(s) for s in asked}
        settled = settle(proved)
    return tuple(_report(s, settled[s.id], witnesses[s.id]) for s in asked)


def _report(
    statement: Statement, result: StatementResult, witnesses: tuple[WitnessResult, ...]
) -> Report:
    return Report(statement, result, witnesses, _verdicts(statement, result, witnesses))


def _verdicts(
    statement: Statement, result: StatementResult, witnesses: tuple[WitnessResult, ...]
) -> tuple[Verdict, ...]:
    replay = f"warmproof check {statement.id}"
    rows = [
        Verdict(
            f"{statement.id}/{step.name.replace(' ', '/')}",
            to_text(step.claim),
            step.word,
            _evidence(step),
            None,
            replay,
            _tier(step),
        )
        for step in result.steps
    ]
    for witness in witnesses:
        kind = "sharp" if witness.dropped is None else f"without/{witness.dropped}"
        rows.append(
            Verdict(
                f"{statement.id}/{kind}",
                witness.text,
                witness.word,
                witness.detail,
                None,
                replay,
            )
        )
    return tuple(rows)


_TIERS = {
    "exact algebra": "algebra",
    "exact derivative": "algebra",
    "decision procedure": "decision",
    "rigorous enclosure": "enclosure",
}


def _tier(step: StepResult) -> str:
    """What a closed step rests on; anything that a cited rule stands behind is cited."""
    if step.word is not Word.PROVED:
        return ""
    return "cited" if step.cites else _TIERS.get(step.kind, "decision")


def _evidence(step: StepResult) -> str:
    evidence = f"{step.kind}: {step.detail}"
    if step.queries and step.word is Word.PROVED:
        evidence += f" ({step.queries} queries, {step.confirmed} confirmed by the second solver)"
    return evidence


def summary(reports: Sequence[Report]) -> dict[str, Any]:
    """Counts of verdict words, the cited rules, and one row per statement."""
    return {
        "words": summarize(v.word for r in reports for v in r.verdicts),
        "cites": sorted(frozenset().union(*(r.result.cites for r in reports))),
        "statements": [r.to_json() for r in reports],
    }
