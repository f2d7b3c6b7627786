"""``warmproof problems``."""

from __future__ import annotations

import click

from verify.cli.output import json_option, print_json, table


@click.command("problems")
@json_option
def command(as_json: bool) -> None:
    """List the built-in problems."""
    from verify.problems import problems

    entries = problems()
    if as_json:
        rows = [
            {
                "name": e.name,
                "title": e.title,
                "dimension": e.dimension,
                "class": e.smoothness,
                "extra": e.extra,
            }
            for e in entries
        ]
        print_json({"problems": rows})
        return
    lines = [
        (
            e.name,
            str(e.dimension),
            e.smoothness,
            e.title + (f' (needs pip install "warmproof[{e.extra}]")' if e.extra else ""),
        )
        for e in entries
    ]
    click.echo(table(lines, ("problem", "dimension", "(rho, K0, K)", "title")))
