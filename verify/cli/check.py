"""``warmproof check [ID...]``."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

import click

from verify.cli.output import json_option, print_json, progress, table
from verify.verdict import Word, exit_code

if TYPE_CHECKING:
    from verify.symbolic.report import Report


@click.command("check")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("-v", "--verbose", is_flag=True, help="Print every step, not only open ones.")
@click.option(
    "--all-votes",
    is_flag=True,
    help="Wait for the second solver's vote on every query; without it, checking everything takes "
    "the votes that have come by the end.",
)
@click.option(
    "--kernel",
    is_flag=True,
    help="Have Coq check the proofs that are written for it, and nothing else.",
)
@click.option(
    "--expr",
    "claim",
    metavar="CLAIM",
    help="With --kernel: an inequality of one's own, such as 'x**2 + 1 >= 2*x', for all reals.",
)
@click.option(
    "--given",
    metavar="CLAIM",
    multiple=True,
    help="With --expr: an inequality that may be assumed; as often as wanted.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    metavar="S",
    help="With --kernel: the time limit; default 900, and 120 for --expr.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="J",
    help="With --kernel: files compiled at once; default one for each core.",
)
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    ids: tuple[str, ...],
    verbose: bool,
    all_votes: bool,
    kernel: bool,
    claim: str | None,
    given: tuple[str, ...],
    seconds: float | None,
    jobs: int | None,
    as_json: bool,
) -> None:
    """Close every proof step and run every sharpness and fails-without witness.

    Without an ID everything is checked; a definition claims nothing and has nothing to check.

    With --kernel, Coq compiles the proofs in theory/coq, each is held against the formulas of its
    statement, and what it rests on against a list of what may be assumed.
    """
    _refuse_mixtures(
        ids,
        all_votes=all_votes,
        kernel=kernel,
        claim=claim,
        given=given,
        seconds=seconds,
        jobs=jobs,
    )
    if kernel:
        from verify.cli import check_kernel

        if claim is not None:
            ctx.exit(check_kernel.run_claim(claim, given, seconds=seconds, as_json=as_json))
        ctx.exit(
            check_kernel.run(ids, seconds=seconds, jobs=jobs, as_json=as_json, verbose=verbose)
        )
    from verify.symbolic.report import check, summary

    with progress("checking") as bar, _interruptible() as pressed:

        def tick(statement: str, step: str, done: int, count: int) -> None:
            if pressed:
                raise KeyboardInterrupt
            bar.update(done, count, f"{statement}/{step}")

        reports = check(ids, tick, all_votes=all_votes)
        if pressed:
            raise KeyboardInterrupt
    if as_json:
        verdicts = [v.to_json() for r in reports for v in r.verdicts]
        print_json({"verdicts": verdicts, "summary": summary(reports)})
    else:
        click.echo(_text(reports, verbose=verbose))
    ctx.exit(exit_code(v.word for r in reports for v in r.verdicts))


def _refuse_mixtures(
    ids: tuple[str, ...],
    *,
    all_votes: bool,
    kernel: bool,
    claim: str | None,
    given: tuple[str, ...],
    seconds: float | None,
    jobs: int | None,
) -> None:
    """Raise a usage error for options that would be ignored."""
    asked = {"--expr": claim, "--given": given, "--seconds": seconds, "--jobs": jobs}
    ignored = [option for option, value in asked.items() if value not in (None, ())]
    if ignored and not kernel:
        raise click.UsageError(f"{ignored[0]} goes with --kernel; add it.")
    if kernel and all_votes:
        raise click.UsageError("--all-votes is about solvers, and --kernel asks none; drop one.")
    if given and claim is None:
        raise click.UsageError("--given goes with --expr; add it.")
    if claim is not None and ids:
        raise click.UsageError(f"--expr is a claim of one's own, and {ids[0]} another; drop one.")
    if claim is not None and jobs is not None:
        raise click.UsageError("--expr compiles one file; drop --jobs.")


@contextmanager
def _interruptible() -> Iterator[list[int]]:
    """Remember Ctrl-C and stop at the next step; a second one stops at once.

    An exception that is raised while the solver frees its memory would be lost.
    """
    pressed: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield pressed
        return

    def note(number: int, frame: FrameType | None) -> None:
        pressed.append(number)
        if len(pressed) > 1:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, note)
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, before)


def _text(reports: tuple[Report, ...], *, verbose: bool) -> str:
    from verify.symbolic.report import summary

    blocks = []
    for report in reports:
        shown = [v for v in report.verdicts if verbose or v.word is not Word.PROVED]
        blocks += [(v.id, v.word.value, v.evidence) for v in shown]
    lines = [table(blocks)] if blocks else []
    rows = [_row(r) for r in reports]
    if rows:
        lines.append(table(rows, ("statement", "verdict", "steps", "witnesses", "rests on")))
    found = summary(reports)
    words = ", ".join(f"{n} {word}" for word, n in found["words"].items() if n)
    lines.append(f"\n{words or 'nothing to check: a definition claims nothing'}")
    if found["cites"]:
        lines.append(f"cited, not proved here: {', '.join(found['cites'])}")
    return "\n".join(lines)


def _row(report: Report) -> tuple[str, ...]:
    steps = report.result.steps
    closed = sum(s.word is Word.PROVED for s in steps)
    shown = sum(w.word is Word.PROVED for w in report.witnesses)
    leans = ", ".join(sorted(report.result.leans_on))
    count = len(report.result.cites)
    cited = f"{count} cited rule{'' if count == 1 else 's'}"
    return (
        report.statement.id,
        report.word.value,
        f"{closed}/{len(steps)}",
        f"{shown}/{len(report.witnesses)}",
        f"{cited}; {leans}" if leans else cited,
    )
