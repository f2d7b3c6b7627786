"""The options that say what is to be certified: a function, constants, a box or a start."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from theory.errors import DomainError
from verify.cli.problem_options import assignments

if TYPE_CHECKING:
    from verify.certify.request import Request

_OPTIONS = (
    click.option("--function", "expression", metavar="EXPR", help="Your function, with --vars."),
    click.option("--vars", "variables", metavar="x,y", help="The variables of --function."),
    click.option("--problem", "problem_name", metavar="NAME", help="A built-in problem instead."),
    click.option("--rho", help="Exponent of the class.  [default: 1, or the problem's]"),
    click.option("--K0", "k0", help="Curvature allowed at gap 0."),
    click.option("--K", "k", help="Growth of the curvature with the gap."),
    click.option("--box", metavar="x=-1..1,y=0..2", help="Where; with --start: where to look."),
    click.option("--start", metavar="x=1,y=2", help="On the sublevel set of this point."),
    click.option("--fstar", metavar="VALUE", help="f*.  [default: the infimum, enclosed]"),
)
_FLAGS = {"rho": "--rho", "k0": "--K0", "k": "--K", "variables": "--vars"}


def request_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say what is to be certified."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def build_request(options: dict[str, Any], command: str, *, find: bool = False) -> Request:
    """Read what is to be certified.

    Args:
        options: the command's options.
        command: its name, for messages.
        find: whether the constants are to be found, so that none may be given.

    Raises:
        WarmproofError: something is missing, given twice or out of range.
    """
    from verify.certify.function.objective import objective
    from verify.certify.request import request

    given = _of_problem(options, command, find) if options["problem_name"] else options
    if given["expression"] is None:
        raise DomainError(f"{command} needs --function EXPR with --vars, or --problem NAME.")
    if given["variables"] is None:
        raise DomainError(f"--function needs --vars as well; see warmproof {command} --help.")
    _check_constants(options if find else given, command, find)
    names = [name.strip() for name in given["variables"].split(",")]
    asked = request(
        given["expression"],
        names,
        rho=given["rho"] or "1",
        K0="1" if find else given["k0"],
        K="0" if find else given["k"],
        box=None if given["box"] is None else sides(given["box"]),
        start=None if given["start"] is None else assignments(given["start"], "--start"),
        f_star=given["fstar"],
    )
    objective(asked.text, asked.names)  # what cannot be read is told before any work
    return asked


def _check_constants(given: dict[str, Any], command: str, find: bool) -> None:
    for key in ("k0", "k"):
        if find and given[key] is not None:
            raise DomainError(f"--find looks for the constants; leave out {_FLAGS[key]}.")
        if not find and given[key] is None:
            raise DomainError(
                f"{command} needs {_FLAGS[key]}; give it, or let --find look for the constants."
            )


def _of_problem(options: dict[str, Any], command: str, find: bool) -> dict[str, Any]:
    """The problem's own function, constants and start, with what was given in their place."""
    from verify.problems import formula

    for key in ("expression", "variables"):
        if options[key] is not None:
            flag = "--function" if key == "expression" else "--vars"
            raise DomainError(f"--problem brings its own function; leave out {flag}.")
    found = formula(options["problem_name"])
    known = found.constants
    needed = not find and (options["k0"] is None or options["k"] is None)
    if known is None and needed:
        raise DomainError(
            f"{found.name} has no constants: {found.without_constants}. Give --K0 and --K."
        )
    own: dict[str, Any] = {
        "expression": found.text,
        "variables": ",".join(found.variables),
        "fstar": None if ".." in found.f_star else found.f_star,
    }
    if known is not None:
        own |= {"rho": known.rho, "k0": known.K0, "k": known.K}
    if options["box"] is None:
        own["start"] = ",".join(f"{name}={value}" for name, value in found.start.items())
        if options["start"] is None and known is not None and known.box is not None:
            own["box"] = ",".join(f"{name}={side}" for name, side in known.box.items())
    given = {key: value for key, value in options.items() if value is not None}
    return dict.fromkeys(options) | own | given


def sides(text: str) -> dict[str, tuple[str, str]]:
    """Read ``x=-1..1,y=0..2``.

    Raises:
        DomainError: a part is no side, or a name comes twice.

    >>> sides("x=-1..sqrt(2), y=0..1/2")
    {'x': ('-1', 'sqrt(2)'), 'y': ('0', '1/2')}
    """
    found: dict[str, tuple[str, str]] = {}
    for part in text.split(","):
        name, _, side = (piece.strip() for piece in part.partition("="))
        low, dots, high = (piece.strip() for piece in side.partition(".."))
        if not name or not dots or not low or not high:
            raise DomainError(
                f"--box takes x=-1..1,y=0..2; got {part!r}. Write one side for each variable."
            )
        if name in found:
            raise DomainError(f"--box gives {name} twice; give it once.")
        found[name] = (low, high)
    return found


def request_words(options: dict[str, Any]) -> list[str]:
    """The words of a command line that ask for the same."""
    words = []
    for flag, key in (
        ("--function", "expression"),
        ("--vars", "variables"),
        ("--problem", "problem_name"),
        ("--rho", "rho"),
        ("--K0", "k0"),
        ("--K", "k"),
        ("--box", "box"),
        ("--start", "start"),
        ("--fstar", "fstar"),
    ):
        if options[key] is not None:
            words += [flag, options[key]]
    return words
