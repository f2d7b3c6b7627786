"""``warmproof attack``."""

from __future__ import annotations

import shlex
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from theory.errors import DomainError
from verify.attack import CASES
from verify.cli.output import json_option, print_json, progress
from verify.verdict import Word, exit_code

if TYPE_CHECKING:
    from verify.attack.attack import Target
    from verify.attack.witness import Witness

REPLAYED = frozenset({"replay", "plot", "as_json"})
LISTED = frozenset({"ids", "as_list", "as_json"})
"""What a replay and a list read; they refuse the rest."""


@click.command("attack")
@click.argument("ids", metavar="[ID]", nargs=-1)
@click.option(
    "--weaken",
    metavar="NAME=FACTOR",
    help="Attack the statement with one of its numbers tightened, such as rate=9/10.",
)
@click.option("--list", "as_list", is_flag=True, help="List what --weaken can name.")
@click.option("--cases", type=int, default=CASES, show_default=True, help="Instances to look at.")
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("--jobs", type=click.IntRange(min=1), help="Processes.  [default: 1]")
@click.option("--scheduler", metavar="tcp://HOST:PORT", help="Send the work to a dask cluster.")
@click.option("--out", metavar="FILE", help="Write the counterexample (JSON).")
@click.option("--replay", metavar="FILE", help="Check such a file, without any search.")
@click.option("--plot", metavar="FILE", help="Draw a counterexample on a line (png, svg, pdf).")
@click.option(
    "--table",
    "table_file",
    metavar="FILE",
    help="Write how tight each constant is (csv), for the statements named, or all not yet in it.",
)
@json_option
@click.pass_context
def command(ctx: click.Context, ids: tuple[str, ...], **options: Any) -> None:
    """Try to refute a statement, or a tightened version of it.

    Instances are drawn and pushed towards a counterexample in floating point; only one that
    enclosures confirm counts. NOT REFUTED proves nothing.

    Example: warmproof attack gd_nonconvex --weaken rate=9/10
    """
    if options["table_file"] is not None:
        from verify.cli.attack_table import TABLED, run_table

        _refuse_others(ctx, TABLED, "--table makes a table of many attacks")
        _check_workers(options)
        run_table(ids, options)
        return
    if options["replay"] is not None:
        _refuse_others(ctx, REPLAYED, "--replay reads everything from its file")
        ctx.exit(_replay(options))
    if len(ids) != 1:
        raise DomainError(f"attack takes one statement; got {len(ids)}. See warmproof list.")
    if options["as_list"]:
        _refuse_others(ctx, LISTED, "--list shows what can be tightened, and attacks nothing")
        _list(_target(ids[0], None), options["as_json"])
        return
    _check_workers(options)
    _attack(ctx, _target(ids[0], options["weaken"]), options)


def _refuse_others(ctx: click.Context, read: frozenset[str], why: str) -> None:
    """Refuse what was given and would not be read."""
    given = [
        "ID" if isinstance(each, click.Argument) else each.opts[0]
        for each in ctx.command.params
        if each.name not in read
        and ctx.get_parameter_source(each.name) is ParameterSource.COMMANDLINE
    ]
    if given:
        raise DomainError(f"{why}; leave out {', '.join(given)}.")


def _check_workers(options: dict[str, Any]) -> None:
    if options["jobs"] is not None and options["scheduler"] is not None:
        raise DomainError("a dask cluster knows its own workers; leave out --jobs.")


def _attack(ctx: click.Context, target: Target, options: dict[str, Any]) -> None:
    from verify.attack.campaign import Campaign, run_campaign
    from verify.attack.witness import write_witness
    from verify.cli.attack_output import document, name_of, text, witness_of

    out, plot = _files(options)
    campaign = Campaign(target, options["cases"], options["seed"])
    with progress("reading the statement") as bar:
        result = run_campaign(
            campaign,
            jobs=options["jobs"] or 1,
            scheduler=options["scheduler"],
            progress=lambda done, total: bar.update(
                done, total, f"{name_of(target)}: {done:,} of {total:,} cases"
            ),
        )
    witness = witness_of(result)
    if witness is not None and out is not None:
        write_witness(witness, out)
    if witness is not None and plot is not None:
        _plot(witness, plot)
    replay = _words(target, options)
    if options["as_json"]:
        print_json(document(result, replay))
    else:
        click.echo(text(result, replay))
        for path in (out, plot):
            if path is not None:
                click.echo(f"wrote {path}" if witness is not None else f"no {path}: nothing found")
    if result.stopped == "interrupt":
        from verify.cli import EXIT_INTERRUPTED

        ctx.exit(EXIT_INTERRUPTED)
    ctx.exit(exit_code([result.word]))


def _target(name: str, weaken: str | None) -> Target:
    """The statement, and what is tightened in it."""
    from theory.exact import exact
    from theory.registry import get
    from verify.attack.attack import check_attackable, target_of

    if weaken is None:
        return target_of(name)
    handle, equals, factor = weaken.rpartition("=")
    if not equals or not handle:
        check_attackable(get(name))
        raise DomainError(
            f"--weaken takes NAME=FACTOR; got {weaken!r}. See warmproof attack {name} --list."
        )
    number = exact(factor, "--weaken")
    if not number.is_Rational:
        raise DomainError(f"--weaken takes a rational factor; got {factor}. Write one as 9/10.")
    return target_of(name, handle, Fraction(int(number.p), int(number.q)))


def _files(options: dict[str, Any]) -> tuple[Path | None, Path | None]:
    """Ask about files before the search."""
    from verify.files import check_writable

    out = None if options["out"] is None else check_writable(Path(options["out"]))
    if options["plot"] is None:
        return out, None
    from verify.runs.plot import check_plot_path

    return out, check_plot_path(Path(options["plot"]))


def _list(target: Target, as_json: bool) -> None:
    if not as_json:
        from verify.cli.attack_output import handles_text

        click.echo(handles_text(target))
        return
    from verify.attack.weaken import handles

    found = handles(target.statement)
    print_json(
        {
            "id": target.statement.id,
            "handles": [
                {
                    "name": each.name,
                    "conclusion": each.conclusion,
                    "assumption": each.assumption,
                    "multiplies": each.text,
                }
                for each in found
            ],
        }
    )


def _replay(options: dict[str, Any]) -> int:
    """Check a file and say the same as the attack did; the exit code."""
    from verify.attack.witness import replay
    from verify.cli.attack_output import claim_of, name_of, witness_text

    _, plot = _files(options)
    witness = replay(options["replay"])
    if plot is not None:
        _plot(witness, plot)
    broken = ", ".join(witness.example.conclusions)
    how = f"the file's instance breaks {broken}, confirmed in enclosures without a search"
    again = shlex.join(["warmproof", "attack", "--replay", options["replay"]])
    if options["as_json"]:
        print_json(
            {
                "id": name_of(witness.target),
                "claim": claim_of(witness.target),
                "verdict": Word.REFUTED.value,
                "evidence": how,
                "margin": None,
                "replay": again,
                "witness": witness.to_json(),
            }
        )
    else:
        lines = [f"{Word.REFUTED.value}: {name_of(witness.target)}", "", claim_of(witness.target)]
        click.echo("\n".join([*lines, "", f"How: {how}.", "", witness_text(witness)]))
        if plot is not None:
            click.echo(f"\nwrote {plot}")
    return exit_code([Word.REFUTED])


def _plot(witness: Witness, path: Path) -> None:
    from verify.attack.plot import plot_witness

    plot_witness(witness, path)


def _words(target: Target, options: dict[str, Any]) -> str:
    """The command that repeats the attack; workers change nothing."""
    words = ["warmproof", "attack", target.statement.id]
    words += [] if options["weaken"] is None else ["--weaken", options["weaken"]]
    words += [] if options["cases"] == CASES else ["--cases", str(options["cases"])]
    words += [] if options["seed"] == 0 else ["--seed", str(options["seed"])]
    return shlex.join(words)
