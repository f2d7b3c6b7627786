"""``warmproof net measure``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from theory.errors import DomainError, WarmproofError
from verify.cli.net_options import (
    DEFAULTS,
    command_line,
    folder_options,
    load_task,
    need_torch,
    network_options,
    network_words,
    open_folder,
)
from verify.cli.output import json_option, print_json, progress
from verify.verdict import exit_code

CERTIFIED = ("feed_forward", "recurrent_unit", "ridge", "deep_linear")
"""As in ``verify.nets.certified.named``, which is not loaded for a help text."""

ENDS = ("both", "top")
MOMENTUM, RESAMPLES = 0.9, 200
CHECKPOINT, SUMMARY, FIGURE = "checkpoint.npz", "summary.json", "figure.png"
MEASURES = ("points", "products", "spectrum_every", "ends", "layers")
_OWN = ("lr", "momentum", "warmup", "batches", "f_lower", "resamples", *MEASURES)
"""What the certified networks have no use for, beside data and device."""


@click.command("measure")
@network_options(CERTIFIED)
@click.option("--steps", type=int, metavar="N", help="Of training.  [default: by size]")
@click.option(
    "--every", type=int, metavar="N", help="Steps between measurements.  [default: by size]"
)
@click.option("--lr", type=float, metavar="ETA", help="The step size.  [default: by network]")
@click.option("--momentum", type=float, help=f"Of SGD.  [default: {MOMENTUM}]")
@click.option("--warmup", type=int, metavar="N", help="Steps of linear warm-up.  [default: 0]")
@click.option(
    "--points", type=int, metavar="N", help="Gradients along each update.  [default: 6; small: 3]"
)
@click.option(
    "--products",
    type=int,
    metavar="N",
    help="Hessian-vector products per look at the spectrum; 0 for none.  [default: 8]",
)
@click.option(
    "--spectrum-every",
    type=int,
    metavar="N",
    help="Look at it at each N-th measurement.  [default: 1; small: 5]",
)
@click.option(
    "--ends", type=click.Choice(ENDS), help="Ends of the spectrum to look at.  [default: both]"
)
@click.option("--layers", is_flag=True, default=None, help="Look at each layer too; slow.")
@click.option(
    "--batches",
    type=int,
    metavar="N",
    help="Measure on N fixed training batches.  [default: on the step's own batch]",
)
@click.option("--f-lower", type=float, help="A lower bound of the loss.  [default: 0]")
@click.option("--resamples", type=int, metavar="N", help=f"For intervals.  [default: {RESAMPLES}]")
@folder_options
@click.option("--plot", metavar="FILE", help="Draw curvature against the gap (png, svg, pdf).")
@json_option
@click.pass_context
def command(ctx: click.Context, **options: Any) -> None:
    """Train with SGD and momentum, and measure the curvature beside the loss.

    Measured are the estimate along each update that LW use, and the ends of the Hessian's spectrum
    with their residuals. (rho, K0, K) is fitted as an upper envelope; that of the gradient norm is
    fitted beside it. The networks feed_forward, recurrent_unit, ridge and deep_linear have known
    constants, and their curvature is held against these.

    DIR gets trace.csv, training.csv, summary.json, figure.png and what --resume needs.

    Example: warmproof net measure --net gpt --size small --out DIR
    """
    need_torch()
    plot = _plot(options["plot"])
    if options["net"] in CERTIFIED:
        ctx.exit(_certified(options, plot))
    ctx.exit(_tracked(options, plot))


def _tracked(options: dict[str, Any], plot: Path | None) -> int:
    from verify.cli import EXIT_INTERRUPTED
    from verify.cli.net_measure_output import document, findings, text
    from verify.nets.bootstrap import Resampling
    from verify.nets.measuring import Measuring

    how = Resampling(RESAMPLES if options["resamples"] is None else options["resamples"])
    with progress("loading the data") as bar:
        task, device = load_task(options, bar)
        plan = _plan(options, task)
    folder = open_folder(options["out"], options["resume"], state=CHECKPOINT)
    measuring = Measuring(task, plan, device, folder)
    if options["resume"]:
        measuring.resume()
    stopped: WarmproofError | None = None
    interrupted = False
    with progress("training") as bar:
        try:
            measuring.run(_ticker(bar, measuring))
        except KeyboardInterrupt:
            interrupted = True
        except WarmproofError as error:
            stopped = error
        bar.update(plan.steps, plan.steps, "fitting")
        try:
            found = findings(measuring, how)
            written = _write(measuring, found, folder, plot, _replay(options))
        except KeyboardInterrupt:
            if folder is None:
                raise
            click.echo(
                f"warmproof: interrupted after training; go on with --resume --out {folder}.",
                err=True,
            )
            return EXIT_INTERRUPTED
    if stopped is not None:
        where = "" if folder is None else f" What was measured is in {folder}."
        raise WarmproofError(f"{stopped}{where}")
    if options["as_json"]:
        print_json(document(measuring, found, _replay(options)))
    else:
        click.echo(text(measuring, found, written, _replay(options)))
    return EXIT_INTERRUPTED if interrupted else 0


def _plan(options: dict[str, Any], task: Any) -> Any:
    from dataclasses import replace

    from verify.nets.measuring import Plan, defaults

    usual = defaults(task)
    given = {name: options[name] for name in MEASURES if options[name] is not None}
    asked = {
        name: options[name]
        for name in ("momentum", "warmup", "batches", "f_lower")
        if options[name] is not None
    }
    steps = usual.steps if options["steps"] is None else options["steps"]
    every = min(usual.every, max(steps, 1)) if options["every"] is None else options["every"]
    return Plan(
        steps=steps,
        every=every,
        lr=usual.lr if options["lr"] is None else options["lr"],
        measures=replace(usual.measures, **given, seed=options["seed"]),
        seed=options["seed"],
        **{"momentum": MOMENTUM, "f_lower": task.f_lower, **asked},
    )


def _write(
    measuring: Any, found: Any, folder: Path | None, plot: Path | None, replay: str
) -> list[Path]:
    """Pictures and the summary; what there is too little for is left out."""
    from verify.cli.net_measure_output import document
    from verify.files import write_json
    from verify.nets.figures.curvature import plot_curvature

    pictures = [path for path in (plot, folder and folder / FIGURE) if path is not None]
    written = []
    if found:
        for path in pictures:
            plot_curvature(
                found,
                measuring.tracker.rows,
                path,
                title=measuring.task.title,
                momentum=measuring.plan.momentum,
            )
            written.append(path)
    if folder is not None:
        written.append(write_json(folder / SUMMARY, document(measuring, found, replay)))
    return written


def _certified(options: dict[str, Any], plot: Path | None) -> int:
    from verify.cli.net_certified import certified

    unused = [
        name
        for name in ("data", "batch_size", *_OWN)
        if options[name] is not None and options[name] is not False
    ]
    if options["device"] != DEFAULTS["device"]:
        unused.append("device")
    if options["resume"]:
        unused.append("resume")
    if unused:
        raise DomainError(
            f"{options['net']} is followed by gradient descent with the step 1/ell(gap) on its own "
            f"data; leave out --{unused[0].replace('_', '-')}."
        )
    folder = open_folder(options["out"], False, state=SUMMARY)
    verdict = certified(options, folder, plot, _replay(options))
    return exit_code([verdict])


def _plot(given: str | None) -> Path | None:
    if given is None:
        return None
    if not given:
        raise DomainError("--plot is empty; name a file.")
    from verify.runs.plot import check_plot_path

    return check_plot_path(Path(given))


def _ticker(bar: Any, measuring: Any) -> Callable[[Any], None]:
    steps = measuring.plan.steps

    def tick(row: Any) -> None:
        bar.update(row.step + 1, steps, f"step {row.step + 1:,} of {steps:,}, loss {row.loss:.3g}")

    return tick


def _replay(options: dict[str, Any]) -> str:
    words = ["measure", *network_words(options)]
    for name in ("steps", "every", *_OWN):
        value = options[name]
        if value is True:
            words.append(f"--{name}")
        elif value is not None:
            words += [f"--{name.replace('_', '-')}", str(value)]
    return command_line(words)
