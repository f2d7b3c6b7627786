"""``warmproof compare``."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from theory.errors import DomainError
from verify.cli.output import json_option, print_json, progress, table
from verify.cli.problem_options import build_problem, problem_options, problem_words
from verify.verdict import exit_code

if TYPE_CHECKING:
    from verify.compare.comparison import Comparison, Entry
    from verify.compare.sweep import Sweep
    from verify.problems.base import Problem

MAX_ITERATIONS = 200_000
RIVER = "river-valley"
SWEEP_STARTS = range(3, 15)
SWEEP_DEFAULTS = {"mu": "1/20", "y0": "3", "eps": "1/1000"}


@click.command("compare")
@problem_options
@click.option("--eps", metavar="GAP", help="The gap to be reached.  [default: the problem's own]")
@click.option(
    "--max-iterations",
    type=click.IntRange(min=1),
    default=MAX_ITERATIONS,
    show_default=True,
    help="Budget of each trial and each run.",
)
@click.option(
    "--sweep",
    is_flag=True,
    help="river-valley: how the factors grow as x_0 goes from 3 to 14, against theory.",
)
@click.option("--plot", metavar="FILE", help="Draw the comparison or the sweep (png, svg, pdf).")
@click.option("--trace", metavar="FILE", help="Write every step, a file per schedule (csv, ...).")
@json_option
@click.pass_context
def command(ctx: click.Context, **options: Any) -> None:
    """Tune constant, linear, theoretical and energy schedules by one rule and compare them.

    Each is multiplied by a scale from one geometric grid; the scale that reaches the target gap in
    the fewest iterations, with f finite throughout, is the tuned one.

    Example: warmproof compare --problem river-valley --plot figure.png
    """
    plot, traces = _outputs(options)
    if options["sweep"]:
        found = _sweep(options)
        _finish(ctx, options, _sweep_document(found), _sweep_text(found), found, plot, ())
        return
    with progress("loading the problem"):
        problem = build_problem(options, "compare")
    compared = _compare(problem, options)
    document = _document(compared)
    _finish(ctx, options, document, _text(problem, compared), compared, plot, traces)


def _outputs(options: dict[str, Any]) -> tuple[Path | None, tuple[Path, ...]]:
    """Check every path before anything runs."""
    from verify.compare.tuning import SCHEDULES
    from verify.runs.plot import check_plot_path
    from verify.runs.trace import check_trace_path, path_for_schedule

    for flag in ("plot", "trace"):
        if options[flag] == "":
            raise DomainError(f"--{flag} is empty; name a file.")
    plot = check_plot_path(options["plot"]) if options["plot"] else None
    traces: tuple[Path, ...] = ()
    if options["trace"]:
        if options["sweep"]:
            raise DomainError("a sweep has no trace to write; leave out --trace.")
        path = Path(options["trace"])
        traces = tuple(
            check_trace_path(path_for_schedule(path, name, alone=False)) for name in SCHEDULES
        )
    return plot, traces


def _compare(problem: Problem, options: dict[str, Any]) -> Comparison:
    from theory.exact import exact
    from verify.compare.comparison import compare

    eps = None if options["eps"] is None else exact(options["eps"], "--eps")
    words = ["warmproof", "run", *problem_words(options)]
    if options["eps"] is not None:
        words += ["--stop-gap", options["eps"]]
    with progress("comparing") as bar:
        return compare(
            problem,
            eps=eps,
            max_iterations=options["max_iterations"],
            replay=shlex.join(words),
            report=lambda text: bar.update(0, None, text),
        )


def _sweep(options: dict[str, Any]) -> Sweep:
    import sympy as sp

    from theory.exact import exact
    from verify.compare.sweep import sweep

    if options["problem_name"] != RIVER:
        raise DomainError(f"--sweep is about --problem {RIVER}, whose theory it measures; name it.")
    if options["x0"] is not None:
        raise DomainError("--sweep chooses x_0 itself, from 3 to 14; leave out --x0.")
    build_problem(options, "compare")  # refuses what a river valley cannot have
    mu, y0, eps = (
        exact(default if options[key] is None else options[key], f"--{key}")
        for key, default in SWEEP_DEFAULTS.items()
    )
    with progress("sweeping") as bar:
        return sweep(
            mu, y0, eps, [sp.Integer(x0) for x0 in SWEEP_STARTS], lambda *done: bar.update(*done)
        )


def _finish(
    ctx: click.Context,
    options: dict[str, Any],
    document: dict[str, Any],
    text: str,
    found: Comparison | Sweep,
    plot: Path | None,
    traces: Sequence[Path],
) -> None:
    written = _write(found, plot, traces)
    if options["as_json"]:
        print_json(document)
    else:
        click.echo(text)
        if written:
            click.echo("\nwritten: " + ", ".join(map(str, written)))
    ctx.exit(exit_code(v.word for v in found.verdicts))


def _write(found: Comparison | Sweep, plot: Path | None, traces: Sequence[Path]) -> list[Path]:
    from verify.compare.plot import plot_comparison, plot_sweep
    from verify.compare.sweep import Sweep
    from verify.runs.trace import write_trace

    written = []
    if plot is not None:
        draw = plot_sweep if isinstance(found, Sweep) else plot_comparison
        written.append(draw(found, plot))  # type: ignore[operator]
    if isinstance(found, Sweep):
        return written
    for entry, path in zip(found.entries, traces, strict=False):
        if entry.run is not None:
            written.append(write_trace(entry.run, path))
    return written


def _ratio(value: Fraction) -> dict[str, Any]:
    return {"exact": str(value), "value": float(value)}


def _document(compared: Comparison) -> dict[str, Any]:
    return {
        "problem": compared.problem.facts.name,
        "target": f"gap <= {compared.target}",
        "schedules": [_entry_document(entry) for entry in compared.entries],
        "speedup": {
            kind: {name: _ratio(value) for name, value in ratios.items()}
            for kind, ratios in compared.speedups().items()
        },
    }


def _entry_document(entry: Entry) -> dict[str, Any]:
    from verify.compare.tuning import run_name

    tuned, promised = entry.tuned, entry.guaranteed
    checks = [*entry.verdicts, *(promised.verdicts if promised else ())]
    return {
        "schedule": entry.schedule,
        "run_as": None if tuned is None else run_name(tuned),
        "scale": None
        if tuned is None
        else {"exact": str(tuned.scale), "value": float(tuned.scale)},
        "at_grid_end": None if tuned is None else tuned.at_end,
        "length": None if tuned is None else tuned.length,
        "trials": None if tuned is None else tuned.trials,
        "iterations": entry.iterations,
        "guaranteed": None
        if promised is None
        else {
            "iterations": promised.iterations,
            "hit": promised.hit,
            "how": promised.how,
            "promised": {p.name: {"lower": p.low, "upper": p.high} for p in promised.promises},
        },
        "checks": [v.to_json() for v in checks],
    }


def _text(problem: Problem, compared: Comparison) -> str:
    speedups = compared.speedups()
    rows = []
    for entry in compared.entries:
        tuned, promised = entry.tuned, entry.guaranteed
        scale = "none met the target" if tuned is None else f"{float(tuned.scale):g}"
        if tuned is not None and tuned.length is not None:
            scale += f" over {tuned.length} steps"
        if tuned is not None and tuned.at_end:
            scale += " (end of the grid)"
        ratio = speedups["tuned"].get(entry.schedule)
        words = [v.word.value for v in (*entry.verdicts, *(promised.verdicts if promised else ()))]
        counted = ", ".join(f"{words.count(w)} {w}" for w in dict.fromkeys(words))
        rows.append(
            (
                entry.schedule,
                scale,
                "" if tuned is None else str(tuned.trials),
                "-" if entry.iterations is None else str(entry.iterations),
                "" if ratio is None else f"{float(ratio):.1f}",
                _promised(entry),
                _least_promise(entry),
                counted,
            )
        )
    heading = (
        "schedule",
        "scale",
        "trials",
        "iterations",
        "faster",
        "guaranteed",
        "promised",
        "checks",
    )
    lines = [
        f"{problem.facts.name}: {problem.facts.title}",
        f"target: gap <= {compared.target}",
        "",
        table(rows, heading),
        "",
        "scale: the factor before the step as theory gives it, tuned by one rule for all.",
        "faster: iterations of the tuned constant step over these.",
        "guaranteed: iterations of the step as theory gives it, by runs with every step checked"
        + (" (constant: by a closed form)." if _by_closed_form(compared) else "."),
        "promised: how many iterations the theorems say are enough for that step"
        " (gd_convex, gd_pl).",
    ]
    promised_ratio = speedups["guaranteed"].get("warmup")
    if promised_ratio is not None:
        lines.append(
            f"As guaranteed, warm-up is {float(promised_ratio):.1f} times faster than the constant"
            " step."
        )
    open_rows = [(v.id, v.word.value, v.evidence) for v in compared.verdicts if v.word != "PROVED"]
    return "\n".join([*lines, *(["", table(open_rows)] if open_rows else [])])


def _by_closed_form(compared: Comparison) -> bool:
    return any(e.guaranteed is not None and e.guaranteed.run is None for e in compared.entries)


def _least_promise(entry: Entry) -> str:
    promises = entry.guaranteed.promises if entry.guaranteed else ()
    return str(min((p.high for p in promises), default="-"))


def _promised(entry: Entry) -> str:
    if entry.guaranteed is None:
        return ""
    beyond = "" if entry.guaranteed.hit else " (not reached)"
    return f"{entry.guaranteed.iterations}{beyond}"


def _sweep_document(found: Sweep) -> dict[str, Any]:
    return {
        "problem": RIVER,
        "starts": [point.to_json() for point in found.points],
        "fits": [fit.to_json() for fit in found.fits],
        "checks": [v.to_json() for v in found.verdicts],
    }


def _sweep_text(found: Sweep) -> str:
    rows = [
        (
            str(p.x0),
            f"{p.curvature:.6g}",
            str(p.guaranteed),
            str(p.best_fixed),
            str(p.warmup),
            f"{p.ratios[0]:.1f}",
            f"{p.ratios[1]:.1f}",
        )
        for p in found.points
    ]
    heading = ("x0", "L0", "guaranteed", "best fixed", "warm-up", "ratio 1", "ratio 2")
    fits = [(v.id, v.word.value, v.evidence) for v in found.verdicts if v.word == "MEASURED"]
    words = {v.word.value for v in found.verdicts if v.word != "MEASURED"}
    return "\n".join(
        [
            "Iterations on the river valley; ratios are those of fixed steps over warm-up.",
            "",
            table(rows, heading),
            "",
            table(fits),
            "",
            "Counts of fixed steps are exact; those of warm-up are certified on the run:"
            f" {', '.join(sorted(words))}.",
        ]
    )
