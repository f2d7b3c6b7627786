"""The command line: it parses, calls the library, and prints. One module per command.

Commands are loaded when they are used, so ``--help`` answers at once. Every error that a user can
cause is one sentence on standard error and exit code 2.
"""

from __future__ import annotations

import os
import sys

import click

from verify.cli.lazy_group import LazyGroup
from verify.verdict import EXIT_BAD_INPUT, EXIT_UNDECIDED

EXIT_INTERRUPTED, EXIT_BROKEN_PIPE = 130, 141
"""128 plus the number of the signal, as other programs do."""

COMMANDS = {
    "list": ("list_statements", "List every statement: id, kind, paper, number, title."),
    "show": ("show", "Show a statement: assumptions, proof steps, what it leans on."),
    "check": ("check", "Close every proof step and run every witness."),
    "problems": ("problems", "List the built-in problems."),
    "bound": ("bound", "Compute a statement's numbers for chosen constants."),
    "run": ("run", "Run gradient descent and check a theorem at every step."),
    "compare": ("compare", "Tune several schedules on one problem and compare them."),
    "adversary": ("adversary", "Build a function on which a schedule is slow, and prove it."),
    "attack": ("attack", "Try to refute a statement, or a tightened version of it."),
    "sgd": ("sgd", "Run SGD from many seeds and count how often the theorems fail."),
    "certify": ("certify", "Decide rigorously whether a function is (rho, K0, K)-smooth."),
    "guarantee": ("guarantee", "Count the iterations that are enough for one function."),
    "recheck": ("recheck", "Verify a certificate by a second, short path."),
    "net": ("net", "Neural networks: measure curvature, fit constants, train, measure noise."),
}
"""Command -> its module here, and its line in the help."""


@click.group(
    cls=LazyGroup,
    modules=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 nothing refuted or undecided, 1 something refuted, 2 bad input, "
    "3 something undecided.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda ctx, _, wanted: _print_version(ctx) if wanted else None,
    help="Show the version and exit.",
)
def cli() -> None:
    """Warm-up theory that runs: read, check and measure every statement."""


def _print_version(ctx: click.Context) -> None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        found = version("warmproof")
    except PackageNotFoundError:
        found = "of a checkout that is not installed"
    click.echo(f"warmproof, version {found}")
    ctx.exit()


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(invoke(sys.argv[1:] if arguments is None else arguments))


def invoke(arguments: list[str]) -> int:
    """Run the command line.

    Args:
        arguments: the words after ``warmproof``.

    Returns:
        The exit code; nothing is raised for bad input.
    """
    try:
        result = cli.main(args=arguments, prog_name="warmproof", standalone_mode=False)
        sys.stdout.flush()
        return int(result) if isinstance(result, int) else 0
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.exceptions.NoArgsIsHelpError as help_text:
        click.echo(help_text.format_message(), err=True)
        return EXIT_BAD_INPUT
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "warmproof"
        message = error.format_message()
        # Our own messages name the way out; click's do not.
        hint = "" if ";" in message else f" See {where} --help."
        stop = "" if message.endswith((".", "?")) else "."
        return _complain(f"{message}{stop}{hint}")
    except click.ClickException as error:
        return _complain(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        click.echo("warmproof: interrupted.", err=True)
        return EXIT_INTERRUPTED
    except SystemExit:  # click's answer to a reader that stopped early; 0 and 1 are verdicts
        return EXIT_BROKEN_PIPE
    except OSError as error:
        # Whatever else waits to be written goes nowhere, or Python would complain at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return EXIT_BROKEN_PIPE
        return _complain(f"cannot write the output: {error.strerror}.")
    except Exception as error:
        from theory.errors import WarmproofError

        if isinstance(error, WarmproofError):
            return _complain(str(error))
        from verify.intervals.compare import Undecided

        if isinstance(error, Undecided):
            _complain(str(error))
            return EXIT_UNDECIDED
        raise


def _complain(message: str) -> int:
    stop = "" if message.endswith((".", "?", ")")) else "."
    click.echo(f"warmproof: {message}{stop}", err=True)
    return EXIT_BAD_INPUT
