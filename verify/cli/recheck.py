"""``warmproof recheck FILE``."""

from __future__ import annotations

import shlex

import click

from verify.cli.output import json_option, print_json, progress, table


@click.command("recheck")
@click.argument("file", metavar="FILE")
@json_option
def command(file: str, as_json: bool) -> None:
    """Verify a certificate by a second, short path, and say what it proves.

    Each piece of the box is checked by itself, with Taylor series in mpmath's intervals. A file
    that was edited, or that does not prove its claim, is refused (exit code 2).

    Example: warmproof recheck rosenbrock.json
    """
    from verify.recheck.certificate import read_certificate
    from verify.recheck.recheck import recheck

    certificate = read_certificate(file)
    with progress("rechecking") as bar:
        found = recheck(certificate, lambda done, total: bar.update(done, total, "rechecking"))
    replay = shlex.join(["warmproof", "recheck", file])
    if as_json:
        print_json(found.to_json(replay))
        return
    verdict = found.verdict(replay)
    lines = [f"{verdict.word.value}: {verdict.claim}", "", f"How: {verdict.evidence}.", ""]
    lines.append(table([(how, f"{count:,}") for how, count in found.counts.items()]))
    lines.append(f"{found.seconds:.1f} s")
    click.echo("\n".join(lines))
