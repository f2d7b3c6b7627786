"""``warmproof list``."""

from __future__ import annotations

import click

from verify.cli.output import json_option, print_json, table


@click.command("list")
@json_option
def command(as_json: bool) -> None:
    """List every statement: id, kind, paper, number, title."""
    from theory.registry import statements

    rows = [
        {
            "id": s.id,
            "kind": s.kind,
            "paper": s.source.paper,
            "number": s.source.number,
            "title": s.title,
        }
        for s in statements()
    ]
    if as_json:
        print_json({"statements": rows})
        return
    lines = [(r["id"], r["kind"], f"{r['paper']} {r['number']}".strip(), r["title"]) for r in rows]
    click.echo(table(lines, ("id", "kind", "source", "title")))
