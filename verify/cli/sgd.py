"""``warmproof sgd``."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from theory.errors import DomainError
from verify.cli.output import Progress, json_option, print_json, progress
from verify.cli.problem_options import problem_options, problem_words
from verify.cli.sgd_settings import settings
from verify.files import check_writable
from verify.verdict import exit_code

if TYPE_CHECKING:
    from verify.sgd.campaign import Campaign
    from verify.sgd.checks import Checks

RUNS, STEPS, DELTA, BETA, CONFIDENCE = 1000, 1000, "1/10", "3", "999/1000"
FEW_RUNS = 20
"""For comparisons, where each run is followed step by step."""

BACKENDS = ("auto", "numba", "numpy", "torch", "torch:cuda")
TAILS = ("bounded", "light")
"""As in ``verify.sgd``, which is not loaded for a help text."""


@click.command("sgd")
@problem_options
@click.option("--noise", metavar="NAME[:NUMBERS]", help="How it is drawn, such as rademacher:1/2.")
@click.option(
    "--declare", metavar="A,B,C", help="What the theorem is told of it.  [default: what holds]"
)
@click.option(
    "--runs",
    type=int,
    help=f"How many runs.  [default: {RUNS}; {FEW_RUNS} with --compare and --ablation]",
)
@click.option("--steps", type=int, default=STEPS, show_default=True, help="T, steps in each.")
@click.option("--delta", default=DELTA, show_default=True, help="Failures allowed, in (0, 1).")
@click.option("--beta", default=BETA, show_default=True, help="How far the gap may grow locally.")
@click.option("--gap-floor", metavar="GAP", help="Gaps below it count as it.  [see the docs]")
@click.option(
    "--schedule",
    "schedules",
    multiple=True,
    metavar="NAME",
    help="warmup, constant or constant_sharp, or one of these times a factor, as in warmup*16; "
    "may be repeated. Default: warmup.",
)
@click.option(
    "--tails",
    type=click.Choice(TAILS),
    help="What is assumed of the noise.  [default: as it is]",
)
@click.option("--seed", type=int, default=0, show_default=True, help="The first of the seeds.")
@click.option("--confidence", default=CONFIDENCE, show_default=True, help="Of every verdict.")
@click.option("--backend", type=click.Choice(BACKENDS), default="auto", show_default=True)
@click.option("--jobs", type=click.IntRange(min=1), help="Processes.  [default: 1, with threads]")
@click.option("--scheduler", metavar="tcp://HOST:PORT", help="Send the runs to a dask cluster.")
@click.option("--checkpoint", metavar="FILE", help="Keep finished runs here, to go on later.")
@click.option("--resume", metavar="FILE", help="Go on from a checkpoint, and keep it.")
@click.option("--plot", metavar="FILE", help="Draw histograms and paths (png, svg, pdf).")
@click.option("--compare", is_flag=True, help="Compare warm-up with the constant step instead.")
@click.option("--ablation", metavar="FILE", help="Compare them for many noises, and draw it.")
@json_option
@click.pass_context
def command(ctx: click.Context, **options: Any) -> None:
    """Run SGD from many seeds, and count how often Theorems 4 to 7 fail.

    What is counted, and how many failures refute the theorem, is fixed before the first run. Noise
    that is not as declared is named by seed and step, and the theorem is not blamed for it.

    Example: warmproof sgd --problem hyperbolic-cosines --noise rademacher:1/2
    """
    if options["compare"] or options["ablation"] is not None:
        from verify.cli.sgd_compare import ablation, comparison

        options["runs"] = FEW_RUNS if options["runs"] is None else options["runs"]
        (comparison if options["ablation"] is None else ablation)(ctx, options)
    options["runs"] = RUNS if options["runs"] is None else options["runs"]
    from verify.cli.sgd_output import document, text
    from verify.sgd.campaign import run_campaign
    from verify.sgd.checks import check

    with progress("loading the problem"):
        campaigns = _campaigns(options)
    plot, checkpoint = _files(options, campaigns)
    found: list[Checks] = []
    for campaign, name in campaigns:
        with progress("running") as bar:
            outcome = run_campaign(
                campaign,
                jobs=options["jobs"] or 1,
                scheduler=options["scheduler"],
                checkpoint=checkpoint,
                progress=_ticker(bar, name),
            )
        found.append(check(outcome, _replay(options, name, campaign.backend)))
        if outcome.stopped:
            break
    if plot is not None:
        from verify.sgd.plot import plot_campaigns

        plot_campaigns(found, plot)
    if options["as_json"]:
        print_json(document(found))
    else:
        click.echo(text(found, [p for p in (plot, checkpoint) if p is not None and p.exists()]))
    if found[-1].outcome.stopped == "interrupt":
        from verify.cli import EXIT_INTERRUPTED

        ctx.exit(EXIT_INTERRUPTED)
    ctx.exit(exit_code(v.word for checks in found for v in checks.verdicts))


def _campaigns(options: dict[str, Any]) -> list[tuple[Campaign, str]]:
    """One campaign for each schedule, with the schedule as it was written."""
    from theory.exact import exact
    from verify.sgd.campaign import Campaign

    names = list(dict.fromkeys(options["schedules"])) or ["warmup"]
    confidence = exact(options["confidence"], "--confidence")
    if options["jobs"] is not None and options["scheduler"] is not None:
        raise DomainError("a dask cluster knows its own workers; leave out --jobs.")
    return [
        (
            Campaign(setting, options["runs"], options["seed"], confidence, options["backend"]),
            name,
        )
        for setting, name in zip(settings(options, names), names, strict=True)
    ]


def _files(
    options: dict[str, Any], campaigns: list[tuple[Campaign, str]]
) -> tuple[Path | None, Path | None]:
    """Check every option about files and workers before the runs begin."""
    from verify.sgd.batches import check_jobs

    check_jobs(options["jobs"] or 1, options["scheduler"])
    plot = None
    if options["plot"] is not None:
        from verify.runs.plot import check_plot_path

        plot = check_plot_path(Path(options["plot"]))
    new, old = options["checkpoint"], options["resume"]
    if new is not None and old is not None:
        raise DomainError("--resume keeps its file up to date; leave out --checkpoint.")
    given = new if old is None else old
    if given is None:
        return plot, None
    if not given:
        flag = "--checkpoint" if old is None else "--resume"
        raise DomainError(f"{flag} is empty; name a file.")
    if len(campaigns) > 1:
        raise DomainError(
            f"a checkpoint holds the runs of one schedule; got {len(campaigns)}. Give one"
            " --schedule at a time."
        )
    path = check_writable(Path(given))
    if old is None and path.exists():
        raise DomainError(
            f"{new} is there already; go on from it with --resume, or name another file."
        )
    if old is not None and not path.exists():
        raise DomainError(f"there is no checkpoint {old}; begin with --checkpoint {old}.")
    return plot, path


def _ticker(bar: Progress, name: str) -> Callable[[float, int], None]:
    def tick(done: float, total: int) -> None:
        bar.update(done, total, f"{name}: {int(done):,} of {total:,} runs")

    return tick


def _replay(options: dict[str, Any], name: str, backend: str) -> Callable[[int, int], str]:
    words = ["warmproof", "sgd", *problem_words(options), "--noise", options["noise"]]
    words += [] if options["declare"] is None else ["--declare", options["declare"]]
    for flag, default in (("delta", DELTA), ("beta", BETA), ("confidence", CONFIDENCE)):
        words += [] if options[flag] == default else [f"--{flag}", options[flag]]
    words += [] if options["steps"] == STEPS else ["--steps", str(options["steps"])]
    for key in ("gap_floor", "tails"):
        words += [] if options[key] is None else [f"--{key.replace('_', '-')}", options[key]]
    words += [] if name == "warmup" else ["--schedule", name]

    def replay(seed: int, runs: int) -> str:
        more = [] if seed == 0 else ["--seed", str(seed)]
        more += [] if runs == RUNS else ["--runs", str(runs)]
        # For another number of runs, auto may stand for another backend.
        same = options["backend"] == "auto" and runs == options["runs"]
        more += [] if same else ["--backend", backend]
        return shlex.join([*words, *more])

    return replay
