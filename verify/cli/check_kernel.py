"""``warmproof check --kernel``: the part of ``check`` that runs Coq."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from verify.cli.output import print_json, progress, table
from verify.verdict import Verdict, Word, exit_code, summarize

if TYPE_CHECKING:
    from verify.kernel.check import KernelReport


def run(
    ids: tuple[str, ...], *, seconds: float | None, jobs: int | None, as_json: bool, verbose: bool
) -> int:
    """Run the kernel tier and print what it found.

    Returns:
        The exit code: 3 where the kernel was not run or left something open.
    """
    from verify.kernel.check import SECONDS, NoKernelError, check_kernel

    try:
        with progress("compiling") as bar:
            report = check_kernel(
                ids,
                seconds=SECONDS if seconds is None else seconds,
                jobs=jobs,
                progress=lambda file, done, count: bar.update(done, count, file),
            )
    except NoKernelError as absent:
        return _not_run(ids, str(absent), as_json=as_json)
    verdicts = report.verdicts()
    if as_json:
        print_json({"verdicts": [v.to_json() for v in verdicts], "summary": _summary(report)})
    else:
        click.echo(_text(report, verbose=verbose))
    return exit_code(v.word for v in verdicts)


def run_claim(text: str, given: tuple[str, ...], *, seconds: float | None, as_json: bool) -> int:
    """Send one inequality to the kernel and print what it found."""
    from verify.kernel.check import NoKernelError
    from verify.kernel.inequality import SECONDS, check_claim

    try:
        verdict = check_claim(text, given, seconds=SECONDS if seconds is None else seconds)
    except NoKernelError as absent:
        verdict = Verdict("expr", text, Word.UNDECIDED, str(absent))
    if as_json:
        words = {"words": summarize([verdict.word])}
        print_json({"verdicts": [verdict.to_json()], "summary": words})
    else:
        click.echo(f"{_word(verdict)}: {text}\n{verdict.evidence}")
    return exit_code([verdict.word])


def _not_run(ids: tuple[str, ...], reason: str, *, as_json: bool) -> int:
    """Say that nothing was run, and what the record says; a record proves nothing here."""
    from verify.kernel.manifest import outdated, recorded
    from verify.kernel.sources import proofs

    document = recorded()
    goals = [g for g in document.get("theorems", {}) if g.startswith("Stated.")]
    old = outdated()
    wanted = ids or tuple(g.partition(".")[2] for g in proofs() if g.startswith("Stated."))
    verdicts = [Verdict(own, "", Word.UNDECIDED, "the kernel tier was not run") for own in wanted]
    seen = (
        f"The record beside the sources says that Coq {document['coq']} has proved "
        f"{len(goals)} statements, {len([g for g in goals if g not in old])} of them as they "
        "stand now."
        if goals
        else "There is no record of an earlier run."
    )
    changed = [f"{goal.partition('.')[2]}: {why}" for goal, why in old.items() if goal in goals]
    if as_json:
        words = summarize(v.word for v in verdicts)
        summary = {"words": words, "coq": None, "reason": reason, "stale": changed}
        print_json({"verdicts": [v.to_json() for v in verdicts], "summary": summary})
    else:
        click.echo("\n".join([reason, seen, *changed]))
    return exit_code([Word.UNDECIDED])


def _word(verdict: Verdict) -> str:
    return f"{verdict.word.value} ({verdict.tier})" if verdict.tier else verdict.word.value


def _summary(report: KernelReport) -> dict[str, Any]:
    from verify.kernel.stated import written

    verdicts = report.verdicts()
    return {
        "words": summarize(v.word for v in verdicts),
        "coq": report.coq,
        "files": len(report.files),
        "assumptions_met": sorted(report.met()),
        "without_theorem": sorted(set(written()) - {v.id for v in verdicts}),
    }


def _text(report: KernelReport, *, verbose: bool) -> str:
    verdicts = report.verdicts()
    met = report.met()
    rows = [(v.id, _word(v), "yes" if v.id in met else "-", v.evidence) for v in verdicts]
    heading = ("statement", "verdict", "assumptions met", "evidence")
    shown = rows if verbose else [row[:3] for row in rows]
    lines = [table(shown, heading if verbose else heading[:3])] if rows else []
    if not verbose:
        open_ones: dict[str, list[str]] = {}
        for v in verdicts:
            if v.word is not Word.PROVED:
                open_ones.setdefault(v.evidence, []).append(v.id)
        lines += [f"{reason} ({', '.join(ids)})" for reason, ids in open_ones.items()]
    words = ", ".join(f"{n} {word}" for word, n in summarize(v.word for v in verdicts).items() if n)
    axioms = sorted(
        {a for t in report.theorems.values() if t.audit is not None for a in t.audit.axioms}
    )
    lines += [
        f"\nCoq {report.coq}, {len(report.files)} files: {words}; the assumptions of {len(met)} "
        "are met by an instance, also proved",
        f"assumed, all of them axioms under Coq's real numbers: {', '.join(axioms) or 'nothing'}",
    ]
    return "\n".join(lines)
