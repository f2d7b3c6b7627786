"""``warmproof certify``."""

from __future__ import annotations

import shlex
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from theory.errors import DomainError
from verify.cli.output import Progress, json_option, print_json, progress, table
from verify.cli.request_options import build_request, request_options, request_words
from verify.files import check_writable
from verify.verdict import Word, exit_code

if TYPE_CHECKING:
    from verify.certify.boxes import Box
    from verify.certify.constants.find import Found
    from verify.certify.outcome import Infimum, Outcome, Witness

MAX_BOXES = 200_000
"""As in ``verify.certify.certify``, which is not loaded for a help text."""


@click.command("certify")
@request_options
@click.option("--find", is_flag=True, help="Find the constants: the best pairs (K0, K).")
@click.option(
    "--eps",
    metavar="NORM",
    help="--find, --start: compare exponents by the steps enough for this gradient norm.",
)
@click.option("--plot", metavar="FILE", help="--find: draw curvature against gap (png, svg, pdf).")
@click.option("--certificate", metavar="FILE", help="Write a certificate for warmproof recheck.")
@click.option("--max-boxes", type=click.IntRange(min=1), default=MAX_BOXES, show_default=True)
@click.option(
    "--jobs", type=click.IntRange(min=1), help="Processes.  [default: the cores, at most 3]"
)
@click.option("--scheduler", metavar="tcp://HOST:PORT", help="Send the boxes to a dask cluster.")
@click.option("--checkpoint", metavar="FILE", help="Keep what is done here, to go on later.")
@click.option("--resume", metavar="FILE", help="Go on from a checkpoint, and keep it.")
@json_option
@click.pass_context
def command(ctx: click.Context, **options: Any) -> None:
    """Decide rigorously whether a function is (rho, K0, K)-smooth.

    The question is ||hess f|| <= K0 + K (f - f*)^rho on a box, or on the sublevel set of a start.
    PROVED and REFUTED are certain; Ctrl-C and a spent budget give UNDECIDED.

    Example: warmproof certify --function "cosh(x)-1" --vars x --K0 1 --K 1 --start x=3
    """
    asked = build_request(options, "certify", find=options["find"])
    plot, certificate, checkpoint = _files(options)
    begin = time.perf_counter()
    if options["find"]:
        from verify.certify.constants.find import find

        with progress("covering the set") as bar:
            found = find(
                asked, eps=_target(options), max_boxes=options["max_boxes"], stage=_ticker(bar)
            )
        if plot is not None and found.frontier is not None:
            from verify.certify.constants.frontier_plot import plot_frontier

            plot_frontier(found.frontier, plot)
        word, document = found.word, _found_document(found, options)
        text = _found_text(found, plot)
    else:
        from verify.certify.certify import certify

        with progress("covering the set") as bar:
            outcome = certify(
                asked,
                max_boxes=options["max_boxes"],
                jobs=options["jobs"],
                scheduler=options["scheduler"],
                keep_tree=certificate is not None,
                checkpoint=checkpoint,
                stage=_ticker(bar),
            )
            seconds = time.perf_counter() - begin
            if certificate is not None and outcome.word is Word.PROVED:
                _certify_in_writing(outcome, certificate, bar)
        word, document = outcome.word, _document(outcome, seconds, options)
        written = [p for p in (certificate, checkpoint) if p is not None and p.exists()]
        text = _text(outcome, seconds, written, resumed=options["resume"] is not None)
    if options["as_json"]:
        print_json(document)
    else:
        click.echo(text)
    ctx.exit(exit_code([word]))


def _files(options: dict[str, Any]) -> tuple[Path | None, Path | None, Path | None]:
    """Check every option about files and workers before the work begins."""
    from verify.certify.searching.workers import check_workers

    if options["eps"] is not None and not options["find"]:
        raise DomainError(
            "--eps compares exponents that --find tries; add --find, or leave it out."
        )
    if options["plot"] is not None and not options["find"]:
        raise DomainError("--plot draws what --find found; add --find, or leave out --plot.")
    for flag in ("certificate", "checkpoint", "resume", "jobs", "scheduler"):
        if options["find"] and options[flag] is not None:
            raise DomainError(
                f"--{flag} belongs to a question with constants, and --find looks for those;"
                f" leave out --{flag}."
            )
    if options["jobs"] is not None and options["scheduler"] is not None:
        raise DomainError("a dask cluster knows its own workers; leave out --jobs.")
    check_workers(options["jobs"], options["scheduler"])
    plot = None
    if options["plot"] is not None:
        from verify.runs.plot import check_plot_path

        plot = check_plot_path(Path(options["plot"]))
    given = options["certificate"]
    certificate = None if given is None else check_writable(Path(given))
    return plot, certificate, _checkpoint(options["checkpoint"], options["resume"])


def _target(options: dict[str, Any]) -> Any:
    from theory.exact import exact

    return None if options["eps"] is None else exact(options["eps"], "eps")


def _checkpoint(new: str | None, old: str | None) -> Path | None:
    if new is not None and old is not None:
        raise DomainError("--resume keeps its file up to date; leave out --checkpoint.")
    if new is not None:
        path = check_writable(Path(new))
        if path.exists():
            raise DomainError(
                f"{new} is there already; go on from it with --resume, or name another file."
            )
        return path
    if old is not None:
        path = check_writable(Path(old))
        if not path.exists():
            raise DomainError(f"there is no checkpoint {old}; begin with --checkpoint {old}.")
        return path
    return None


def _ticker(bar: Progress) -> Callable[[str, int, int], None]:
    def tick(stage: str, done: int, waiting: int) -> None:
        bar.update(done, None, f"{stage}: {done:,} boxes done, {waiting:,} waiting")

    return tick


def _certify_in_writing(outcome: Outcome, path: Path, bar: Progress) -> None:
    from verify.certify.certificate import write_certificate

    assert outcome.claim is not None and outcome.infimum is not None
    points = [tuple(Fraction(int(x.p), int(x.q)) for x in p) for p in outcome.infimum.touching]
    write_certificate(
        path,
        outcome.claim,
        outcome.tree,
        points,
        lambda done: bar.update(done, None, f"writing the certificate: {done:,} pieces"),
    )


def _replay(options: dict[str, Any]) -> str:
    words = ["warmproof", "certify", *request_words(options)]
    words += ["--find"] if options["find"] else []
    words += [] if options["eps"] is None else ["--eps", options["eps"]]
    if options["max_boxes"] != MAX_BOXES:
        words += ["--max-boxes", str(options["max_boxes"])]
    return shlex.join(words)


# With constants.


def _document(outcome: Outcome, seconds: float, options: dict[str, Any]) -> dict[str, Any]:
    replay = _replay(options)
    return {
        "verdict": outcome.word.value,
        "claim": None if outcome.claim is None else outcome.claim.to_json(),
        "fstar": _fstar(outcome.infimum),
        "boxes": outcome.boxes,
        "boxes_per_second": None if options["resume"] else outcome.boxes / seconds,
        "seconds": seconds,
        "peak_bytes": outcome.peak_bytes,
        "box": _sides(outcome.box),
        "witness": _witness(outcome.witness),
        "open": [_sides(box) for box in outcome.open],
        "advice": outcome.advice or None,
        "frontier": None,
        "verdicts": [replace(v, replay=replay).to_json() for v in outcome.verdicts],
    }


def _fstar(infimum: Infimum | None) -> dict[str, Any] | None:
    """Bounds of f*; a single number where it is known."""
    from verify.numbers import Number, number

    if infimum is None:
        return None
    low, high = number(infimum.bottom), number(infimum.top)
    return (low if low == high else Number(None, low.lower, high.upper)).to_json()


def _sides(box: Box) -> list[list[str]]:
    """A box in exact numbers, as doubles are."""
    return [[str(Fraction(low)), str(Fraction(high))] for low, high in box]


def _witness(witness: Witness | None) -> dict[str, Any] | None:
    from verify.numbers import number

    if witness is None:
        return None
    return {
        "point": {name: number(x).to_json() for name, x in witness.point.items()},
        "says": witness.says,
        "numbers": {name: value.to_json() for name, value in witness.numbers.items()},
    }


def _text(outcome: Outcome, seconds: float, written: Sequence[Path], *, resumed: bool) -> str:
    request = outcome.request
    where = "the box" if request.start is None else "the sublevel set of the start"
    lines = [
        f"{outcome.word.value}: f({', '.join(request.names)}) = {request.text}"
        f" is (rho, K0, K)-smooth on {where}, with rho = {request.rho}, K0 = {request.K0},"
        f" K = {request.K}."
    ]
    fstar = _fstar(outcome.infimum)
    if fstar is not None:
        lines.append(f"f* {_between(fstar)}")
    rate = "some of them before" if resumed else f"{outcome.boxes / seconds:,.0f} a second"
    memory = outcome.peak_bytes / 2**20
    lines += [
        f"{outcome.boxes:,} boxes in {seconds:.1f} s ({rate}), at most {memory:,.0f} MiB",
        "",
        table([(v.id, v.word.value, v.evidence) for v in outcome.verdicts]),
    ]
    if outcome.witness is not None:
        lines += ["", *_witness_lines(outcome.witness)]
    if outcome.open:
        lines += ["", "The smallest boxes that stayed open:", _boxes(request.names, outcome.open)]
    if outcome.word is Word.UNDECIDED and outcome.advice:
        lines += ["", f"What would help: {outcome.advice.removesuffix('.')}."]
    if written:
        lines += ["", "written: " + ", ".join(map(str, written))]
    return "\n".join(lines)


def _between(fstar: dict[str, Any]) -> str:
    if "exact" in fstar:
        return f"= {fstar['exact']}"
    return f"in [{fstar['lower']}, {fstar['upper']}]"


def _witness_lines(witness: Witness) -> list[str]:
    point = ", ".join(f"{name} = {x}" for name, x in witness.point.items())
    rows = [
        (name, value.lower if value.lower == value.upper else str(value))
        for name, value in witness.numbers.items()
    ]
    return [f"Witness: {point}", *([table(rows)] if rows else [])]


def _boxes(names: Sequence[str], boxes: Sequence[Box]) -> str:
    return "\n".join(
        "  " + ", ".join(f"{n} in [{a!r}, {b!r}]" for n, (a, b) in zip(names, box, strict=True))
        for box in boxes
    )


# Without.


def _found_document(found: Found, options: dict[str, Any]) -> dict[str, Any]:
    frontier = None if found.frontier is None else found.frontier.to_json()
    return {
        "verdict": found.word.value,
        "fstar": _fstar(found.infimum),
        "boxes": found.boxes,
        "witness": None,
        "frontier": frontier,
        "best_rho": None if found.best is None else found.best.to_json(),
        "advice": found.advice or None,
        "verdicts": [replace(v, replay=_replay(options)).to_json() for v in found.verdicts],
    }


def _found_text(found: Found, plot: Path | None) -> str:
    lines = [table([(v.id, v.word.value, v.evidence) for v in found.verdicts])]
    if found.frontier is not None:
        lines += ["", found.frontier.words()]
    if found.best is not None:
        lines += ["", "steps of the energy that are enough, by exponent:", found.best.words()]
    if found.advice:
        lines += ["", f"What would help: {found.advice.removesuffix('.')}."]
    if plot is not None and found.frontier is not None:
        lines += ["", f"written: {plot}"]
    return "\n".join(lines)
