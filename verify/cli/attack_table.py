"""``warmproof attack --table``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from verify.cli.output import print_json, progress, table

if TYPE_CHECKING:
    from verify.attack.table import Row

TABLED = frozenset({"ids", "table_file", "seed", "jobs", "scheduler", "as_json"})
"""What a table reads."""


def run_table(ids: tuple[str, ...], options: dict[str, Any]) -> None:
    """Fill the table, and print what was made."""
    from verify.attack.critical import Effort
    from verify.attack.table import HEADING, fill_table

    made: list[Row] = []
    with progress("attacking") as bar:

        def told(row: Row) -> None:
            made.append(row)
            bar.update(len(made), None, f"{row.statement} {row.name}: {row.factor}")

        rows = fill_table(
            options["table_file"],
            ids,
            effort=Effort(seed=options["seed"]),
            jobs=options["jobs"] or 1,
            scheduler=options["scheduler"],
            told=told,
        )
    if options["as_json"]:
        print_json({"rows": [asdict(row) for row in rows]})
        return
    shown = [(row.statement, row.name, row.of, row.factor) for row in made]
    if shown:
        click.echo(table(shown, (HEADING[0], HEADING[1], HEADING[2], HEADING[4])))
    click.echo(f"{len(made)} rows made; {len(rows)} in {options['table_file']}.")
