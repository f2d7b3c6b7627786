"""``warmproof adversary``."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import click

from theory.errors import DomainError
from verify.cli.output import json_option, print_json, progress, table
from verify.verdict import Word, exit_code

MAX_STEPS = 1_000_000
_CONSTANTS = ("rho", "K0", "K", "gap0", "eps")


@click.command("adversary")
@click.option(
    "--schedule",
    "schedule_text",
    required=True,
    metavar="STEPS",
    help="A formula in t, constant:VALUE, or a .csv or .txt file of steps.",
)
@click.option("--rho", required=True, help="Exponent of the class, > 0.")
@click.option("--K0", "K0", required=True, help="Curvature allowed at gap 0, > 0.")
@click.option("--K", "K", required=True, help="Growth of the curvature, >= 0.")
@click.option("--gap0", required=True, help="The gap at the start, f(x_0) - f*.")
@click.option("--eps", required=True, help="The gradient norm to stay at or above.")
@click.option("--theta", help="The waves stay above theta gap0.  [default: 1/2]")
@click.option("--variant", default="sine", show_default=True, help="sine, quartic or triangular.")
@click.option("--slope", help="Slope of quartic waves, >= eps.  [default: the largest]")
@click.option(
    "--max-steps",
    type=click.IntRange(min=1),
    default=MAX_STEPS,
    show_default=True,
    help="Where the search for a short step and the run give up.",
)
@click.option("--plot", metavar="FILE", help="Draw function, slopes, curvature (png, svg, pdf).")
@click.option("--trace", metavar="FILE", help="Write every iterate (csv, json or parquet).")
@json_option
@click.pass_context
def command(ctx: click.Context, **options: Any) -> None:
    """Build a function on which a schedule is slow, prove it is one, and run on it.

    For every nonincreasing schedule there is a (rho, K0, K)-smooth function of one variable on
    which gradient descent keeps |f'(x_t)| >= eps for as long as theorem 3 says. This builds it.

    Example: warmproof adversary --schedule "3/sqrt(t+1)" --rho 1 --K0 1 --K 2 --gap0 3 --eps 1/10
    """
    from verify.adversary.attack import lower_bound
    from verify.adversary.report import document, summary
    from verify.adversary.schedule import schedule
    from verify.adversary.setting import setting

    given = {name: options[name] for name in _CONSTANTS}
    for name in ("theta", "slope"):
        if options[name] is not None:
            given[name] = options[name]
    chosen = setting(**given, variant=options["variant"])
    plot, trace = _outputs(options)
    steps = schedule(options["schedule_text"])
    with progress("building") as bar:
        found = lower_bound(
            chosen,
            steps,
            max_steps=options["max_steps"],
            replay=_replay(options),
            progress=lambda text, done: bar.update(done, None, f"{text}: step {done:,}"),
        )
        bar.update(0, None, "writing")
        _write(found, plot, trace)
    if options["as_json"]:
        print_json(document(found))
    else:
        rows = [(v.id, v.word.value, v.claim) for v in found.verdicts]
        evidence = [(v.id, v.evidence) for v in found.verdicts]
        lines = [*summary(found), "", table(rows), "", "How:", table(evidence)]
        written = [str(p) for p in (plot, trace) if p is not None]
        lines += ["", f"written: {', '.join(written)}"] if written else []
        click.echo("\n".join(lines))
    ctx.exit(exit_code(Word(v.word) for v in found.verdicts))


def _outputs(options: dict[str, Any]) -> tuple[Path | None, Path | None]:
    """Check the places to write to before the work starts."""
    for flag in ("plot", "trace"):
        if options[flag] == "":
            raise DomainError(f"--{flag} is empty; name a file.")
    plot = trace = None
    if options["plot"] is not None:
        from verify.runs.plot import check_plot_path

        plot = check_plot_path(options["plot"])
    if options["trace"] is not None:
        from verify.runs.trace import check_trace_path

        trace = check_trace_path(options["trace"])
    return plot, trace


def _write(found: Any, plot: Path | None, trace: Path | None) -> None:
    if plot is None and trace is None:
        return
    from verify.adversary.iterates import iterates

    run = iterates(found)
    if trace is not None:
        from verify.adversary.trace import write_trace

        write_trace(found, run, trace)
    if plot is not None:
        from verify.adversary.plot import plot as draw

        draw(found, run, plot)


def _replay(options: dict[str, Any]) -> str:
    words = ["warmproof", "adversary", "--schedule", options["schedule_text"]]
    for name in _CONSTANTS:
        words += [f"--{name}", options[name]]
    for name in ("theta", "slope"):
        if options[name] is not None:
            words += [f"--{name}", options[name]]
    if options["variant"] != "sine":
        words += ["--variant", options["variant"]]
    if options["max_steps"] != MAX_STEPS:
        words += ["--max-steps", str(options["max_steps"])]
    return shlex.join(words)
