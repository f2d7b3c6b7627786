"""``warmproof net train``."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from theory.errors import DomainError
from verify.cli.net_options import (
    command_line,
    folder_options,
    load_task,
    need_torch,
    network_options,
    network_words,
    open_folder,
)
from verify.cli.output import Progress, json_option, print_json, progress
from verify.verdict import exit_code

SCHEDULES = ("constant", "linear", "theoretical", "energy", "measured")
OPTIMIZERS = ("sgd", "adamw")
DECAYS = ("cosine", "none")
"""As in ``verify.nets.comparison``, which is not loaded for a help text."""

DEFAULTS = {"optimizer": "sgd", "momentum": 0.0, "rho": 1.0, "decay": "cosine"}
STATE, SUMMARY, FIGURE = "settings.json", "summary.json", "figure.png"


@click.command("train")
@network_options()
@click.option(
    "--schedule",
    "schedules",
    multiple=True,
    type=click.Choice(SCHEDULES),
    help="What to compare; may be repeated.  [default: all]",
)
@click.option("--steps", type=int, metavar="N", help="Of each run.  [default: by size]")
@click.option(
    "--peaks", metavar="A,B,...", help="Largest steps to choose from.  [default: by size]"
)
@click.option(
    "--strengths", type=int, metavar="N", help="Tried of each warm-up.  [default: by size]"
)
@click.option("--seeds", type=int, metavar="N", help="Seeds to judge by.  [default: by size]")
@click.option(
    "--tuning-seeds", type=int, metavar="N", help="Other seeds, to tune by.  [default: by size]"
)
@click.option(
    "--optimizer", type=click.Choice(OPTIMIZERS), default=DEFAULTS["optimizer"], show_default=True
)
@click.option("--momentum", type=float, default=DEFAULTS["momentum"], show_default=True)
@click.option(
    "--rho", type=float, default=DEFAULTS["rho"], show_default=True, help="Of theory's schedules."
)
@click.option(
    "--decay",
    type=click.Choice(DECAYS),
    default=DEFAULTS["decay"],
    show_default=True,
    help="After warm-up, a tenth of the steps.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Processes, of one thread each. The numbers do not depend on it.",
)
@folder_options
@click.option("--plot", metavar="FILE", help="Draw steps, losses and tuning (png, svg, pdf).")
@json_option
@click.pass_context
def command(ctx: click.Context, **options: Any) -> None:
    """Train with several schedules, each tuned over the same grid, and compare them.

    Every schedule has the same steps, batches and starting weights. Peaks and strengths of warm-up
    are chosen by the validation loss, then judged on the test set from other seeds by an exact
    paired test. `measured` takes its constants from curvature measured on the way, and nothing of
    it is tuned. At --size paper these are the papers' own settings: give --device cuda, and --out,
    since finished trials are kept and --resume goes on.

    Example: warmproof net train --net resnet --size small --jobs 2 --out comparison
    """
    need_torch()
    plot = _plot(options)
    with progress("loading the data"):
        task, _ = load_task(options)
        settings = _settings(task, options)
    kept = open_folder(options["out"], options["resume"], state=STATE)
    with _folder(kept) as folder:
        found = _compare(ctx, task, settings, folder, options, keeps=kept is not None)
    _finish(ctx, found, options, kept, plot)


def _plot(options: dict[str, Any]) -> Path | None:
    if options["plot"] is None:
        return None
    if not options["plot"]:
        raise DomainError("--plot is empty; name a file.")
    from verify.runs.plot import check_plot_path

    return check_plot_path(Path(options["plot"]))


def _settings(task: Any, options: dict[str, Any]) -> Any:
    """The `Settings` of the comparison."""
    from verify.nets.comparison.settings import Settings

    same = ("schedules", "steps", "strengths", "seeds", "tuning_seeds", "seed", "data", "device")
    return Settings.of(
        task,
        peaks=_numbers(options["peaks"]),
        **{name: options[name] for name in (*same, *DEFAULTS)},
    )


def _numbers(text: str | None) -> list[float]:
    """Read ``--peaks``."""
    if text is None:
        return []
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if not numbers or not all(map(math.isfinite, numbers)):
        raise DomainError(f"--peaks takes numbers with commas; got {text!r}. Write 0.1,0.3,1.")
    return numbers


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        yield kept
        return
    with TemporaryDirectory(prefix="warmproof-") as name:
        yield Path(name)


def _compare(
    ctx: click.Context,
    task: Any,
    settings: Any,
    folder: Path,
    options: dict[str, Any],
    *,
    keeps: bool,
) -> Any:
    """The `Comparison`; Ctrl-C ends the program."""
    from verify.nets.comparison.comparison import TRIALS, compare

    with progress("training") as bar:
        try:
            return compare(task, settings, folder, jobs=options["jobs"], told=_ticker(bar))
        except KeyboardInterrupt:
            interrupted = len(list((folder / TRIALS).glob("*.json")))
    from verify.cli import EXIT_INTERRUPTED

    way_on = (
        f"go on with --resume --out {options['out']}." if keeps else "with --out they are kept."
    )
    click.echo(f"warmproof: interrupted; {interrupted} trials are finished, {way_on}", err=True)
    ctx.exit(EXIT_INTERRUPTED)


def _ticker(bar: Progress) -> Callable[[float, int, str], None]:
    begun: list[float] = []

    def tick(done: float, total: int, name: str) -> None:
        begun.extend([time.monotonic(), done] if not begun else [])
        spent, made = time.monotonic() - begun[0], done - begun[1]
        left = f", about {_duration(spent / made * (total - done))} left" if made else ""
        bar.update(done, total, f"trial {min(int(done) + 1, total)} of {total}{left}: {name}")

    return tick


def _duration(seconds: float) -> str:
    """As people say it.

    >>> _duration(42), _duration(150), _duration(9000)
    ('42 s', '2.5 min', '2.5 h')
    """
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.1f} min" if seconds < 6000 else f"{seconds / 3600:.1f} h"


def _finish(
    ctx: click.Context,
    found: Any,
    options: dict[str, Any],
    kept: Path | None,
    plot: Path | None,
) -> None:
    from verify.cli.net_train_output import text
    from verify.files import write_json
    from verify.nets.comparison.document import document
    from verify.nets.comparison.sentences import verdicts
    from verify.nets.comparison.summary import summarize
    from verify.nets.figures.schedules import plot_schedules

    summary, replay = summarize(found), _replay(options)
    written = []
    if kept is not None:
        written.append(write_json(kept / SUMMARY, document(found, summary, replay)))
    for path in (None if kept is None else kept / FIGURE, plot):
        if path is not None:
            written.append(plot_schedules(found, path))
    if options["as_json"]:
        print_json(document(found, summary, replay))
    else:
        click.echo(text(found, summary, written))
    ctx.exit(exit_code(verdict.word for verdict in verdicts(found, summary, replay)))


def _replay(options: dict[str, Any]) -> str:
    words = ["train", *network_words(options)]
    for name in options["schedules"]:
        words += ["--schedule", name]
    for name in ("steps", "peaks", "strengths", "seeds", "tuning_seeds", *DEFAULTS):
        if options[name] is not None and options[name] != DEFAULTS.get(name):
            words += [f"--{name.replace('_', '-')}", str(options[name])]
    return command_line(words)
