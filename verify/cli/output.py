"""What the commands share: JSON on standard output, progress on a terminal, tables."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

_WIDEST = 90
"""Longest cell, in characters, that widens its column."""

json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document and nothing else."
)


def print_json(document: Any) -> None:
    """Print one JSON document on standard output."""
    click.echo(json.dumps(document, indent=2, allow_nan=False))


class Progress:
    """A progress bar on standard error, only where that is a terminal."""

    def __init__(self, bar: Any = None, task: Any = None) -> None:
        self._bar, self._task = bar, task

    def update(self, done: float, total: float | None, text: str) -> None:
        """Show how far the work is."""
        if self._bar is not None:
            self._bar.update(self._task, completed=done, total=total, description=text)


@contextmanager
def progress(text: str) -> Iterator[Progress]:
    """Show progress while the block runs; nothing is shown where stderr is not a terminal."""
    if not sys.stderr.isatty():
        yield Progress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        yield Progress(bar, bar.add_task(text, total=None))


def table(rows: list[tuple[str, ...]], heading: tuple[str, ...] | None = None) -> str:
    """Align columns with two spaces between them; the last column and long cells are not padded.

    >>> print(table([("a", "1"), ("bcd", "2")]))
    a    1
    bcd  2
    """
    lines = ([heading] if heading else []) + rows
    if not lines:
        return ""
    widths = [
        max((len(line[i]) for line in lines if len(line[i]) <= _WIDEST), default=1)
        for i in range(len(lines[0]))
    ]
    text = []
    for line in lines:
        padded = [cell.ljust(width) for cell, width in zip(line[:-1], widths, strict=False)]
        text.append("  ".join([*padded, line[-1]]).rstrip())
    if heading:
        text.insert(1, "  ".join("-" * w for w in widths))
    return "\n".join(text)
