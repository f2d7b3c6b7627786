"""A group of commands that imports the module of one only to run it."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click

Commands = Mapping[str, tuple[str, str]]
"""Command -> its module in this folder, and its line in the help."""


class LazyGroup(click.Group):
    """A group that knows its commands by name.

    Args:
        modules: where they are.
        options: of `click.Group`.
    """

    def __init__(self, *, modules: Commands, **options: Any) -> None:
        super().__init__(**options)
        self.modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the help."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now."""
        if cmd_name not in self.modules:
            return None
        module = importlib.import_module(f"verify.cli.{self.modules[cmd_name][0]}")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line for each, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.modules.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a name that is none gets the nearest one as a hint."""
        if args and args[0] not in self.modules and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], self.modules, n=1, cutoff=0.4)
            hint = f"did you mean {near[0]!r}? " if near else ""
            above = f"{self.name} " if ctx.parent is not None else ""
            raise click.UsageError(
                f"there is no command {above + args[0]!r}; {hint}"
                f"Commands: {', '.join(self.modules)}."
            )
        return super().resolve_command(ctx, args)
