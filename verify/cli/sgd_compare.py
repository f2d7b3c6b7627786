"""``warmproof sgd --compare`` and ``--ablation``: warm-up beside the constant step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click
from click.core import ParameterSource

from theory.errors import DomainError
from verify.cli.output import Progress, print_json, progress
from verify.cli.sgd_settings import settings

WITHOUT = ("schedules", "confidence", "backend", "jobs", "scheduler", "checkpoint", "resume")
"""Options that belong to counting failures."""

ANY_NOISE = "rademacher:1"
"""An ablation brings its own noises, and its setting has to name one."""


def comparison(ctx: click.Context, options: dict[str, Any]) -> NoReturn:
    """Compare both schedules under one noise."""
    from verify.cli.sgd_comparisons import comparison_text
    from verify.runs.plot import check_plot_path
    from verify.sgd.comparison import compare
    from verify.sgd.comparison_plot import plot_comparison

    _refuse(ctx, "--compare", WITHOUT)
    picture = options["plot"] and check_plot_path(Path(options["plot"]))
    with progress("loading the problem"):
        (setting,) = settings(options, ["warmup"])
    with progress("running") as bar:
        found = compare(setting, options["runs"], options["seed"], told=_ticker(bar))
    if picture:
        plot_comparison(found, picture)
    _end(ctx, options, found, comparison_text, picture)


def ablation(ctx: click.Context, options: dict[str, Any]) -> NoReturn:
    """Compare both schedules for many noises, and draw it."""
    from verify.cli.sgd_comparisons import ablation_text
    from verify.runs.plot import check_plot_path
    from verify.sgd.ablation import ablate
    from verify.sgd.ablation_plot import plot_ablation

    if options["compare"]:
        raise DomainError("--ablation compares for many noises already; leave out --compare.")
    _refuse(ctx, "--ablation", (*WITHOUT, "noise", "declare", "tails", "plot"))
    picture = check_plot_path(Path(options["ablation"]))
    with progress("loading the problem"):
        (setting,) = settings(options | {"noise": ANY_NOISE}, ["warmup"])
    with progress("running") as bar:
        found = ablate(setting, options["runs"], options["seed"], told=_ticker(bar))
    if found.rows:
        plot_ablation(found, picture)
    _end(ctx, options, found, ablation_text, picture if found.rows else None)


def _refuse(ctx: click.Context, mode: str, without: tuple[str, ...]) -> None:
    for name in without:
        if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            flag = "--schedule" if name == "schedules" else f"--{name}"
            raise DomainError(f"{flag} has no meaning with {mode}; leave out {flag}.")


def _ticker(bar: Progress) -> Callable[[str], None]:
    return lambda line: bar.update(0, None, line)


def _end(
    ctx: click.Context,
    options: dict[str, Any],
    found: Any,
    text: Callable[[Any], str],
    picture: Path | None,
) -> NoReturn:
    if options["as_json"]:
        print_json(found.to_json())
    else:
        click.echo(text(found) + (f"\n\nwritten: {picture}" if picture else ""))
    if found.interrupted:
        from verify.cli import EXIT_INTERRUPTED

        ctx.exit(EXIT_INTERRUPTED)
    ctx.exit(0)
