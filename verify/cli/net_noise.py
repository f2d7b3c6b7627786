"""``warmproof net noise``."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import click

from theory.errors import DomainError, WarmproofError
from verify.cli.net_options import (
    command_line,
    load_task,
    need_torch,
    network_options,
    network_words,
    open_folder,
)
from verify.cli.output import json_option, print_json, progress
from verify.verdict import exit_code

COUNTS = {"smoke": (12, 8), "small": (25, 32), "paper": (40, 64)}
"""Size -> points along the run, and batches at each."""
FEWEST = 3
LEVEL, RESAMPLES = 0.9, 100
ROWS, SUMMARY, FIGURE = "noise.csv", "summary.json", "noise.png"


@click.command("noise")
@network_options()
@click.option("--steps", type=click.IntRange(min=2), help="Of training.  [default: by size]")
@click.option("--lr", type=float, metavar="ETA", help="The step size.  [default: by network]")
@click.option("--points", type=int, metavar="N", help="Where to measure.  [default: by size]")
@click.option("--batches", type=int, metavar="M", help="At each point.  [default: by size]")
@click.option("--f-lower", type=float, help="A lower bound of the loss.  [default: 0]")
@click.option("--level", type=float, default=LEVEL, show_default=True, help="Of the intervals.")
@click.option(
    "--resamples", type=int, default=RESAMPLES, show_default=True, help="Behind the intervals."
)
@click.option("--out", metavar="DIR", help="Keep all that comes out in this folder.")
@click.option("--plot", metavar="FILE", help="Draw noise against the gap (png, svg, pdf).")
@json_option
@click.pass_context
def command(ctx: click.Context, **options: Any) -> None:
    """Train with SGD, and measure the noise of minibatch gradients along the run.

    With g the gradient of the mean loss and g_i that of batch i, A gap + B |g|^2 + C is fitted
    above the mean of |g_i - g|^2 at every point, and above the largest. Each of A, B, C is left
    out in turn, to see which the run needs. The steps are those of linear warm-up, without
    momentum. Ctrl-C keeps the points measured so far.

    DIR gets noise.csv, summary.json and noise.png.

    Example: warmproof net noise --net resnet --batches 16 --plot noise.png
    """
    need_torch()
    from verify.cli import EXIT_INTERRUPTED
    from verify.cli.net_noise_output import document, text

    plot = None
    if options["plot"] is not None:
        from verify.runs.plot import check_plot_path

        plot = check_plot_path(Path(options["plot"]))
    how = _how(options)
    with progress("loading the data"):
        task, device = load_task(options)
        run = _prepared(options, task, device)
    folder = open_folder(options["out"], False, state=ROWS)
    interrupted, stopped = _measured(run)
    fitted: list[Any] = []
    if len(run["rows"]) >= FEWEST:
        from verify.nets.noise_terms import judge_noise

        with progress("fitting"):
            points = [row.noise for row in run["rows"]]
            fitted = [judge_noise(points, which, how) for which in ("mean", "largest")]
    replay = command_line(_words(options))
    found = {**run, "task": task, "fitted": fitted, "how": how, "interrupted": interrupted}
    written = _write(found, folder, plot, replay)
    if stopped is not None:
        where = "" if folder is None else f" What was measured is in {folder}."
        raise WarmproofError(f"{stopped}{where}")
    if options["as_json"]:
        print_json(document(found, replay))
    else:
        click.echo(text(found, written, replay))
    if interrupted:
        ctx.exit(EXIT_INTERRUPTED)
    from verify.verdict import Word

    ctx.exit(exit_code([Word.MEASURED]))


def _how(options: dict[str, Any]) -> Any:
    from verify.nets.bootstrap import Resampling

    return Resampling(options["resamples"], level=options["level"], seed=options["seed"])


def _prepared(options: dict[str, Any], task: Any, device: Any) -> dict[str, Any]:
    """The training at its start and what is to be measured along it, checked before any work."""
    from verify.nets.noise_run import places, sampling, start

    points, batches = COUNTS[task.size]
    steps = task.steps if options["steps"] is None else options["steps"]
    lr = sorted(task.peaks)[len(task.peaks) // 2 - 1] if options["lr"] is None else options["lr"]
    if not 0 < lr < math.inf:
        raise DomainError(f"net noise needs --lr > 0; got {lr}. Give 0.1.")
    f_lower = task.f_lower if options["f_lower"] is None else options["f_lower"]
    if not math.isfinite(f_lower):
        raise DomainError(f"net noise needs a finite --f-lower; got {f_lower}. Give 0.")
    count = min(points, steps + 1) if options["points"] is None else options["points"]
    given = options["batches"]
    if given is None:
        given = batches if task.net == "gpt" else min(batches, task.per_epoch)
    at = places(steps, count)
    drawn = sampling(task, options["seed"], given)
    return {
        "training": start(task, options["seed"], lr, steps, device),
        "sampling": drawn,
        "at": at,
        "rows": [],
        "lr": lr,
        "f_lower": f_lower,
    }


def _measured(run: dict[str, Any]) -> tuple[bool, WarmproofError | None]:
    """Fill run["rows"]; whether Ctrl-C ended it, and what error did."""
    from verify.nets.noise_run import measure_along

    total = len(run["at"])
    with progress("training") as bar:

        def tick(done: int) -> None:
            bar.update(done, total, f"{done} of {total} points, loss {run['rows'][-1].loss:.4g}")

        try:
            measure_along(
                run["training"],
                run["sampling"],
                run["at"],
                run["rows"],
                f_lower=run["f_lower"],
                tick=tick,
            )
        except KeyboardInterrupt:
            return True, None
        except WarmproofError as error:
            return False, error
    return False, None


def _write(
    found: dict[str, Any], folder: Path | None, plot: Path | None, replay: str
) -> list[Path]:
    """The rows, the summary and pictures; no picture of fewer points than a fit needs."""
    from verify.cli.net_noise_output import document
    from verify.files import write_json
    from verify.nets.figures.noise import plot_noise
    from verify.nets.noise_run import write_rows

    points, written = [row.noise for row in found["rows"]], []
    for path in (plot, None if folder is None else folder / FIGURE):
        if path is not None and found["fitted"]:
            written.append(plot_noise(points, found["fitted"], found["task"].title, path))
    if folder is not None:
        written.append(write_rows(found["rows"], folder / ROWS))
        written.append(write_json(folder / SUMMARY, document(found, replay)))
    return written


def _words(options: dict[str, Any]) -> list[str]:
    words = ["noise", *network_words(options)]
    for name in ("steps", "lr", "points", "batches", "f_lower"):
        if options[name] is not None:
            words += [f"--{name.replace('_', '-')}", str(options[name])]
    words += [] if options["level"] == LEVEL else ["--level", str(options["level"])]
    words += [] if options["resamples"] == RESAMPLES else ["--resamples", str(options["resamples"])]
    return words
