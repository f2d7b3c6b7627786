"""``warmproof net fit``."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import click

from theory.errors import DomainError
from verify.cli.net_options import command_line
from verify.cli.output import json_option, print_json, progress
from verify.verdict import exit_code

RHOS, LEVEL, RESAMPLES = "0.05,4", 0.9, 200


@click.command("fit")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--column", metavar="NAME", help="Of the curvature.  [default: see above]")
@click.option("--f-lower", type=float, metavar="F", help="The gap is the loss less this.")
@click.option("--rho", type=float, metavar="RHO", help="Fix the exponent instead of searching it.")
@click.option("--rhos", metavar="LOW,HIGH", default=RHOS, show_default=True, help="Search there.")
@click.option(
    "--share-above",
    type=float,
    metavar="SHARE",
    default=0.0,
    show_default=True,
    help="How many of the points may lie above the fit: 0.05 for 5 percent.",
)
@click.option("--level", type=float, default=LEVEL, show_default=True, help="Of the intervals.")
@click.option(
    "--resamples", type=int, default=RESAMPLES, show_default=True, help="Behind the intervals."
)
@click.option("--block", type=int, help="Neighbours drawn together.  [default: by their number]")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of draws.")
@click.option("--plot", metavar="FILE", help="Draw the points and the fit (png, svg, pdf).")
@json_option
@click.pass_context
def command(ctx: click.Context, **options: Any) -> None:
    """Fit (rho, K0, K) to the curvature measured along a run.

    FILE is what net measure wrote, or your own table: CSV with names in its first row, or JSON.
    Curvature is in the column norm, else sharpness, else directional, else curvature; the gap in
    the column gap, or it is the loss less --f-lower (0 if left out). A column gradient_norm, if
    there is one, is compared with the gap. Rows come in the order of the run. Needs no torch.

    Example: warmproof net fit run/trace.csv --plot fit.png
    """
    plot = None
    if options["plot"] is not None:
        from verify.runs.plot import check_plot_path

        plot = check_plot_path(Path(options["plot"]))
    from verify.cli.net_fit_output import document, text
    from verify.nets.fitting import fit_points
    from verify.nets.points import read_points

    settings = _settings(options)
    with progress("reading"):
        points = read_points(options["file"], column=options["column"], f_lower=options["f_lower"])
    with progress("fitting"):
        found = fit_points(points, settings)
    replay = command_line(_words(options))
    if plot is not None:
        from verify.nets.figures.fit import plot_fit

        compared = found.compared
        plot_fit(
            points,
            found.relation,
            found.intervals,
            None if compared is None else compared.by_gradient,
            plot,
        )
    if options["as_json"]:
        print_json(document(found, options["file"], replay))
    else:
        click.echo(text(found, options["file"], replay, plot))
    ctx.exit(exit_code([found.verdict(replay).word]))


def _settings(options: dict[str, Any]) -> Any:
    """The `Settings` that the options name."""
    from verify.nets.bootstrap import Resampling
    from verify.nets.fitting import Settings

    for key in ("f_lower", "rho", "share_above", "level"):
        if options[key] is not None and not math.isfinite(options[key]):
            flag = f"--{key.replace('_', '-')}"
            raise DomainError(f"{flag} needs a finite number; got {options[key]}. Give one.")
    how = Resampling(options["resamples"], options["block"], options["level"], options["seed"])
    return Settings(options["rho"], _range(options["rhos"]), options["share_above"], how)


def _range(text: str) -> tuple[float, float]:
    try:
        low, high = (float(part) for part in text.split(","))
    except ValueError:
        raise DomainError(f"--rhos takes LOW,HIGH; got {text!r}. Write {RHOS}.") from None
    if not 0 < low < high < math.inf:
        raise DomainError(f"--rhos needs 0 < LOW < HIGH; got {text}. Write {RHOS}.")
    return low, high


def _words(options: dict[str, Any]) -> list[str]:
    words = ["fit", str(options["file"])]
    defaults = {
        "column": None,
        "f_lower": None,
        "rho": None,
        "rhos": RHOS,
        "share_above": 0.0,
        "level": LEVEL,
        "resamples": RESAMPLES,
        "block": None,
        "seed": 0,
    }
    for key, default in defaults.items():
        if options[key] != default:
            words += [f"--{key.replace('_', '-')}", str(options[key])]
    return words
