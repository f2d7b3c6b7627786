"""Closing many statements in several processes.

A proof needs no more of an earlier statement than that it is proved. So every process takes that
for granted for all statements registered before the one in hand; when all are back, a statement
that leans on one which is not proved after all is checked again, on what was really found.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from multiprocessing.process import BaseProcess
from queue import Empty
from typing import Any

from sympy.core.function import UndefinedFunction

from theory.logic import TRUE, function
from theory.registry import IDS, get
from theory.schema import Statement
from verify.symbolic.checker import check_statement
from verify.symbolic.results import StatementResult, StepResult, settle
from verify.symbolic.witnesses import WitnessResult, check_witnesses
from verify.verdict import Word

FEWEST = 12
"""With fewer statements the processes take longer to start than they save."""

OnStep = Callable[[str, str], None]
"""Called with the statement's id and the step's name."""


def processes() -> int:
    """How many processes may run at once here.

    >>> processes() >= 1
    True
    """
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def close_and_witness(
    chosen: Sequence[Statement],
    asked: Sequence[Statement],
    on_step: OnStep,
    count: int,
    *,
    wait: bool = False,
) -> tuple[dict[str, StatementResult], dict[str, tuple[WitnessResult, ...]]]:
    """Check statements and their instances in ``count`` processes.

    Args:
        chosen: registered statements in their order, with all that they lean on.
        asked: those whose instances are checked too.
        on_step: called for each step as it is done, in no particular order.
        count: how many processes.
        wait: for all votes of the second solver, which take longer than the proofs.

    Returns:
        The results in the order of ``chosen``, as if one process had checked them one by one, and
        the instances of each statement asked for.

    Raises:
        RuntimeError: a process ended without its results.
    """
    # Each starts afresh: what the solvers hold here must not be shared.
    context = multiprocessing.get_context("spawn")
    tasks, answers = context.Queue(), context.Queue()
    for statement in sorted(chosen, key=lambda s: -len(s.proof)):
        tasks.put(("close", statement.id))
    for statement in asked:
        tasks.put(("witnesses", statement.id))
    for _ in range(count):
        tasks.put(None)
    workers = [
        context.Process(target=_work, args=(tasks, answers, wait), daemon=True)
        for _ in range(count)
    ]
    try:
        for worker in workers:
            worker.start()
        closed, witnesses = _gather(workers, answers, on_step)
    finally:
        for worker in workers:
            worker.terminate()
    missing = [s.id for s in chosen if s.id not in closed]
    missing += [s.id for s in asked if s.id not in witnesses]
    if missing:
        raise RuntimeError(f"a process ended without the results of {', '.join(missing)}")
    return _joined(chosen, closed), witnesses


def _gather(
    workers: Sequence[BaseProcess], answers: Any, on_step: OnStep
) -> tuple[dict[str, StatementResult], dict[str, tuple[WitnessResult, ...]]]:
    closed: dict[str, StatementResult] = {}
    witnesses: dict[str, tuple[WitnessResult, ...]] = {}
    finished = 0
    while finished < len(workers):
        try:
            kind, name, value = answers.get(timeout=1)
        except Empty:
            if all(not w.is_alive() for w in workers):
                break
            continue
        match kind:
            case "step":
                on_step(name, value)
            case "closed":
                # Our own process packed it.
                closed[name] = replace(pickle.loads(value), statement=get(name))  # noqa: S301
            case "witnesses":
                witnesses[name] = value
            case "finished":
                finished += 1
    return closed, witnesses


def _work(tasks: Any, answers: Any, wait: bool) -> None:
    """Work through the tasks; what was closed is sent at the end, with the votes on it.

    A contradiction between the solvers that has come to light by then is never passed over.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends this process
    mine: dict[str, StatementResult] = {}
    while (task := tasks.get()) is not None:
        kind, name = task
        if kind == "witnesses":
            answers.put(("witnesses", name, check_witnesses(get(name))))
            continue

        def done(step: StepResult, name: str = name) -> None:
            answers.put(("step", name, step.name))

        mine[name] = check_statement(get(name), _taken_for_granted(name), done)
    for name, result in mine.items():
        (settled,) = settle({name: result}, wait=wait).values()
        answers.put(("closed", name, _packed(settled)))
    answers.put(("finished", "", None))


def _taken_for_granted(name: str) -> Mapping[str, StatementResult]:
    """Every statement registered before this one, as if it were proved."""
    granted: dict[str, StatementResult] = {}
    for earlier in IDS[: IDS.index(name)]:
        step = StepResult("", "taken for granted", Word.PROVED, "", TRUE, concludes=True)
        granted[earlier] = StatementResult(earlier, (step,), frozenset(), frozenset(), get(earlier))
    return granted


def _joined(
    chosen: Sequence[Statement], closed: Mapping[str, StatementResult]
) -> dict[str, StatementResult]:
    """Put together what each rests on; check again what leans on something that is not proved."""
    joined: dict[str, StatementResult] = {}
    for statement in chosen:
        result = closed[statement.id]
        if all(joined[name].word is Word.PROVED for name in result.leans_on):
            joined[statement.id] = _credited(result, joined)
        else:
            joined |= settle({statement.id: check_statement(statement, joined)})
    return joined


def _credited(result: StatementResult, joined: Mapping[str, StatementResult]) -> StatementResult:
    """The result with the rules and statements behind those it applies."""
    steps = []
    for step in result.steps:
        behind = [joined[name] for name in step.leans_on]
        cites = step.cites.union(*(b.cites for b in behind))
        steps.append(
            replace(step, cites=cites, leans_on=step.leans_on.union(*(b.leans_on for b in behind)))
        )
    return replace(
        result,
        steps=tuple(steps),
        cites=frozenset().union(*(s.cites for s in steps)),
        leans_on=frozenset().union(*(s.leans_on for s in steps)),
    )


class _Packer(pickle.Pickler):
    """Packs named functions by their names; as classes made on the fly they have no other."""

    def reducer_override(self, obj: Any) -> Any:
        if isinstance(obj, UndefinedFunction):
            return function, (obj.__name__,)
        return NotImplemented


def _packed(result: StatementResult) -> bytes:
    """The result without its statement, which the other side knows by its name."""
    buffer = io.BytesIO()
    unnamed: Any = None
    _Packer(buffer).dump(replace(result, statement=unnamed))
    return buffer.getvalue()
