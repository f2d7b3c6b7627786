"""``warmproof bound ID name=value...``."""

from __future__ import annotations

import click

from verify.cli.output import json_option, print_json, table


@click.command("bound")
@click.argument("statement_id", metavar="ID")
@click.argument("values", metavar="NAME=VALUE...", nargs=-1)
@click.option(
    "--digits",
    type=click.IntRange(1, 200),
    default=15,
    show_default=True,
    help="Agreeing digits of the bounds of an irrational number.",
)
@json_option
def command(statement_id: str, values: tuple[str, ...], digits: int, as_json: bool) -> None:
    """Compute a statement's numbers for chosen constants.

    Values are exact: integers, 3/4, decimals (0.1 is 1/10), sqrt(2), exp(-3), pi/4. A bound
    called without a value that it needs names all its inputs. Example:

    warmproof bound gd_nonconvex rho=1 K0=1 K=2 gap0=3 eps=1/10

    Bounds: inclusion, closure_sum, gradient_bound, growth, local_lipschitz, energy_step,
    gd_nonconvex, gd_convex, lower_bound, gd_pl, gd_aiming, sgd_warmup, sgd_constant,
    sgd_constant_sharp, sgd_light_tails, sgd_constant_light_tails, fixed_step_lower_bound.
    """
    from verify.bounds import bound

    result = bound(statement_id, _pairs(values), digits)
    if as_json:
        print_json(result.to_json())
        return
    rows = [(k, "=", str(v), "") for k, v in result.inputs.items()]
    rows += [(k, "=", str(v), result.meanings[k]) for k, v in result.outputs.items()]
    click.echo(table(rows))


def _pairs(values: tuple[str, ...]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for word in values:
        name, equals, value = word.partition("=")
        if not equals or not name.isidentifier():
            raise click.UsageError(f"expected name=value, got {word!r}; write for example rho=1.")
        if name in pairs:
            raise click.UsageError(f"{name} is given twice; give it once.")
        pairs[name] = value
    return pairs
