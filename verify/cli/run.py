"""``warmproof run``."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from theory.errors import DomainError
from verify.cli.output import Progress, json_option, print_json, progress, table
from verify.cli.problem_options import build_problem, problem_options, problem_words
from verify.files import check_writable, write_json
from verify.verdict import Word, exit_code

if TYPE_CHECKING:
    from verify.problems.base import Problem
    from verify.runs.checks import RunChecks
    from verify.runs.gradient_descent import Run
    from verify.runs.theorems import Theorem

THEOREMS = (
    "gd_nonconvex",
    "gd_nonconvex_warmup",
    "gd_nonconvex_constant",
    "gd_nonconvex_min_shape",
    "gd_nonconvex_energy",
    "gd_convex",
    "gd_pl",
    "gd_aiming",
)
"""As in ``verify.runs.theorems``, which is not loaded for a help text."""

MAX_ITERATIONS = 1_000_000


@click.command("run")
@problem_options
@click.option(
    "--schedule",
    "schedules",
    multiple=True,
    metavar="NAME",
    help="constant, warmup, min_shape, energy, constant:VALUE, linear:LENGTH, or one of these "
    "times a factor, as in warmup*3/2; may be repeated. Default: warmup.",
)
@click.option(
    "--theorem",
    default="gd_nonconvex",
    show_default=True,
    help=f"The theorem whose inequalities are checked: {', '.join(THEOREMS)}.",
)
@click.option("--convex", is_flag=True, help="Say that --function is convex (taken as given).")
@click.option("--minimiser", metavar="x=0,y=0", help="A minimiser of --function.")
@click.option("--aiming", metavar="THETA", help="gd_aiming: the constant theta.  [convex: 1]")
@click.option("--stop-gap", metavar="GAP", help="Stop at the first iterate with this gap.")
@click.option("--stop-gradient", metavar="NORM", help="Stop at this gradient norm instead.")
@click.option(
    "--max-iterations", type=click.IntRange(min=1), default=MAX_ITERATIONS, show_default=True
)
@click.option("--plot", metavar="FILE", help="Draw loss, step size and gradient (png, svg, pdf).")
@click.option("--trace", metavar="FILE", help="Write every step (csv, json or parquet).")
@click.option("--out", metavar="FOLDER", help="Write picture, traces and summary into a folder.")
@json_option
@click.pass_context
def command(ctx: click.Context, **options: Any) -> None:
    """Run gradient descent and check a theorem at every step, rounding included.

    Example: warmproof run --problem poisson-visits --schedule warmup --schedule constant
    """
    from verify.runs.schedules import schedule
    from verify.runs.theorems import default_schedule, refuse, refuse_schedules, theorem

    asked = theorem(options["theorem"])
    names = list(dict.fromkeys(options["schedules"])) or [default_schedule(asked)]
    refuse_schedules(asked, names)
    with progress("loading the problem"):
        problem = build_problem(options, "run")
    _ask(problem, asked, options)
    refuse(asked, problem.facts)
    chosen = [schedule(name, problem.facts) for name in names]
    targets = _targets(problem, options)
    plot, traces, summary_file = _outputs(options, names)
    replay = _replay(options)
    runs, checks, interrupted = _run_all(problem, chosen, asked, targets, options, replay)
    _write(runs, plot, traces)
    document = _document(runs, checks)
    if summary_file is not None:
        write_json(summary_file, document)
    if options["as_json"]:
        print_json(document)
    else:
        written = [p for p in (plot, *traces, summary_file) if p is not None]
        click.echo(_text(problem, asked, runs, checks, written))
    if interrupted:
        from verify.cli import EXIT_INTERRUPTED

        ctx.exit(EXIT_INTERRUPTED)
    ctx.exit(exit_code(v.word for c in checks for v in c.verdicts))


def _ask(problem: Problem, asked: Theorem, options: dict[str, Any]) -> None:
    """Put the Aiming constant into the problem's facts, if the theorem asks for one."""
    from dataclasses import replace

    from theory.exact import exact

    given = options["aiming"]
    if "theta" not in asked.needs:
        if given is not None:
            raise DomainError(
                f"--aiming belongs to --theorem gd_aiming; got {asked.id}. Leave out --aiming."
            )
        return
    if given is None and problem.facts.convex:
        given = "1"  # convexity: f* >= f(w) + <grad f(w), w* - w>
    if given is not None:
        theta = exact(given, "--aiming")
        if not theta.is_positive:
            raise DomainError(f"gd_aiming needs theta > 0; got {theta}. Raise --aiming.")
        problem.facts = replace(problem.facts, theta=theta)


def _outputs(
    options: dict[str, Any], names: Sequence[str]
) -> tuple[Path | None, list[Path | None], Path | None]:
    """Check every path before the run starts, so that nothing is lost at its end."""
    from verify.runs.plot import check_plot_path
    from verify.runs.trace import check_trace_path, path_for_schedule

    for flag in ("plot", "trace", "out"):
        if options[flag] == "":
            raise DomainError(f"--{flag} is empty; name a {'folder' if flag == 'out' else 'file'}.")
    folder, plot, trace = (options[k] and Path(options[k]) for k in ("out", "plot", "trace"))
    alone = len(names) == 1
    traces = [path_for_schedule(trace, n, alone=alone) for n in names] if trace else []
    # What lies elsewhere is checked before the folder is made, so that an error leaves nothing.
    if plot and plot.parent != folder:
        check_plot_path(plot)
    for path in traces:
        if path.parent != folder:
            check_trace_path(path)
    summary_file = None
    if folder:
        _make_folder(folder)
        plot = plot or folder / "runs.png"
        traces = traces or [path_for_schedule(folder / "trace.csv", n, alone=alone) for n in names]
        summary_file = check_writable(folder / "summary.json")
    picture = check_plot_path(plot) if plot else None
    return picture, [check_trace_path(p) for p in traces] or [None] * len(names), summary_file


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise DomainError(
            f"cannot make the folder {folder}: {reason}; choose another --out."
        ) from None


def _replay(options: dict[str, Any]) -> str:
    words = ["warmproof", "run", *problem_words(options)]
    for flag in ("stop_gap", "stop_gradient"):
        if options[flag] is not None:
            words += [f"--{flag.replace('_', '-')}", options[flag]]
    if options["theorem"] != THEOREMS[0]:
        words += ["--theorem", options["theorem"]]
    words += ["--convex"] if options["convex"] else []
    for flag in ("minimiser", "aiming"):
        words += [f"--{flag}", options[flag]] if options[flag] is not None else []
    if options["max_iterations"] != MAX_ITERATIONS:
        words += ["--max-iterations", str(options["max_iterations"])]
    return shlex.join(words)


def _run_all(
    problem: Problem,
    chosen: Sequence[Any],
    asked: Theorem,
    targets: dict[str, Any],
    options: dict[str, Any],
    replay: str,
) -> tuple[list[Run], list[RunChecks], bool]:
    """Run and check schedule by schedule; Ctrl-C keeps what is complete, and says so."""
    from verify.runs.checks import check
    from verify.runs.gradient_descent import run

    runs: list[Run] = []
    checks: list[RunChecks] = []
    with progress("running") as bar:
        for schedule in chosen:
            try:
                made = run(
                    problem,
                    schedule,
                    **targets,
                    max_iterations=options["max_iterations"],
                    progress=_ticker(bar, schedule.name),
                )
                bar.update(0, None, f"checking every step of {schedule.name}")
                found = check(made, f"{replay} --schedule {schedule.name}", asked)
            except KeyboardInterrupt:
                if not runs:
                    raise
                return runs, checks, True
            runs.append(made)
            checks.append(found)
            if made.interrupted:
                return runs, checks, True
    return runs, checks, False


def _targets(problem: Problem, options: dict[str, Any]) -> dict[str, Any]:
    """Where the run is to stop; a target that makes no sense is refused before anything is made."""
    from theory.exact import exact
    from verify.runs.gradient_descent import choose_target

    targets = {
        key: None if options[key] is None else exact(options[key], f"--{key.replace('_', '-')}")
        for key in ("stop_gap", "stop_gradient")
    }
    choose_target(problem, targets["stop_gap"], targets["stop_gradient"])
    return targets


def _ticker(bar: Progress, name: str) -> Any:
    def tick(step: int, gap: float) -> None:
        bar.update(step, None, f"{name}: step {step}, gap {gap:.3g}")

    return tick


def _write(runs: Sequence[Run], plot: Path | None, traces: Sequence[Path | None]) -> None:
    from verify.runs.plot import plot_runs
    from verify.runs.trace import write_trace

    if plot is not None:
        plot_runs(runs, plot)
    for run, path in zip(runs, traces, strict=False):
        if path is not None:
            write_trace(run, path)


def _document(runs: Sequence[Run], checks: Sequence[RunChecks]) -> dict[str, Any]:
    """One run: its fields at the top; several: a list of such documents, and the summary."""
    from verify.runs.summary import summarize_runs

    documents = []
    for run, found in zip(runs, checks, strict=True):
        documents.append(
            {
                "problem": run.problem.facts.name,
                "schedule": run.schedule.name,
                "iterations": run.iterations,
                "hit": run.hit,
                "target": str(run.target),
                "outcome": run.outcome.value,
                "seconds": run.seconds,
                **_promises(found),
                "checks": [v.to_json() for v in found.verdicts],
            }
        )
    if len(documents) == 1:
        return documents[0]
    return {
        "runs": documents,
        "summary": [row.to_json() for row in summarize_runs(runs, checks)],
    }


def _promises(found: RunChecks) -> dict[str, Any]:
    """What the theorem says is enough, where it counts iterations."""
    if not found.promises:
        return {}
    return {"guaranteed": {p.name: {"lower": p.low, "upper": p.high} for p in found.promises}}


def _text(
    problem: Problem,
    asked: Theorem,
    runs: Sequence[Run],
    checks: Sequence[RunChecks],
    written: Sequence[Path],
) -> str:
    from verify.runs.summary import summarize_runs
    from verify.runs.theorems import assumed

    facts = problem.facts
    lines = [
        f"{facts.name}: {facts.title}",
        f"target: {runs[0].target}; gap at the start {runs[0].gaps[0]:.6g}",
        "",
    ]
    rows = []
    for row, found in zip(summarize_runs(runs, checks), checks, strict=True):
        words = [v.word for v in found.verdicts]
        counts = ", ".join(f"{words.count(w)} {w.value}" for w in Word if w in words)
        ratio = "" if row.speedup is None else f"{float(row.speedup):.2f}"
        reached = str(row.iterations) if row.hit else f"{row.iterations} (not reached)"
        rows.append((row.schedule, reached, ratio, f"{row.seconds:.1f} s", counts))
    lines.append(table(rows, ("schedule", "iterations", "constant/this", "time", "verdicts")))
    promised = [
        f"{run.schedule.name}: {p.name} promises at most {p} iterations; this run made"
        f" {run.iterations}."
        for run, found in zip(runs, checks, strict=True)
        for p in found.promises
    ]
    lines += ["", *promised] if promised else []
    short = [r for r in runs if not r.hit]
    lines += [""] if short else []
    lines += [f"{r.schedule.name}, stopped at step {r.iterations}: {r.outcome}." for r in short]
    open_rows = [
        (v.id, v.word.value, v.evidence)
        for c in checks
        for v in c.verdicts
        if v.word is not Word.PROVED
    ]
    if open_rows:
        lines += ["", table(open_rows)]
    evidence = next((v.evidence for c in checks for v in c.verdicts if v.word is Word.PROVED), "")
    if evidence:
        lines += ["", f"How: {evidence}"]
    if asked.needs:
        lines.append(f"Leans on: {'; '.join(assumed(asked, facts))}")
    if written:
        lines += ["", "written: " + ", ".join(str(p) for p in written)]
    return "\n".join(lines)
