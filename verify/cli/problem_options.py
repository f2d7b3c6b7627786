"""The options that name a problem, shared by the commands that run on one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from theory.errors import DomainError

if TYPE_CHECKING:
    from verify.problems.base import Problem

_OPTIONS = (
    click.option("--problem", "problem_name", metavar="NAME", help="A built-in problem."),
    click.option(
        "--function", "expression", metavar="EXPR", help="Your own function, with --vars."
    ),
    click.option("--vars", "variables", metavar="x,y", help="The variables of --function."),
    click.option("--rho", help="Exponent of --function's class.  [default: 1]"),
    click.option("--K0", "k0", help="K0 of --function's class (taken as given)."),
    click.option("--K", "k", help="K of --function's class (taken as given)."),
    click.option("--fstar", help="A lower bound of --function.  [default: 0]"),
    click.option("--start", metavar="x=1,y=2", help="Where a run on --function starts."),
    click.option("--x0", help="river-valley: start on the wall.  [default: 10]"),
    click.option("--y0", help="river-valley: start along the river.  [default: 3]"),
    click.option(
        "--mu",
        help="river-valley: curvature along the river.  [default: 1/20]  --function: PL constant.",
    ),
)
_PARAMETERS = ("x0", "y0", "mu")
_FUNCTION_ONLY = (
    ("--vars", "variables"),
    ("--rho", "rho"),
    ("--K0", "k0"),
    ("--K", "k"),
    ("--fstar", "fstar"),
    ("--start", "start"),
)
_DEFAULTS = {"rho": "1", "fstar": "0"}


def problem_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that name a problem to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def build_problem(options: dict[str, Any], command: str) -> Problem:
    """Build the problem that was asked for.

    Args:
        options: the command's options.
        command: its name, for messages.

    Raises:
        WarmproofError: none or two are named, or something is missing, too much or out of range.
    """
    from verify.problems import get
    from verify.problems.function import function_problem

    name, parameters = options["problem_name"], _parameters(options)
    if (name is None) == (options["expression"] is None):
        raise DomainError(
            f"{command} needs either --problem NAME or --function EXPR, and not both."
        )
    if name is not None:
        for flag, key in _FUNCTION_ONLY:
            if options[key] is not None:
                raise DomainError(
                    f"{flag} belongs to --function, and the problem {name} brings its own; "
                    f"leave out {flag}."
                )
        for flag in ("convex", "minimiser"):
            if options.get(flag):
                raise DomainError(
                    f"--{flag} belongs to --function, and the problem {name} brings its own; "
                    f"leave out --{flag}."
                )
        return get(name, **parameters)
    # Of a function --mu is the PL constant, which only a run asks for.
    mu = parameters.pop("mu", None) if command == "run" else None
    for given in parameters:
        raise DomainError(
            f"--{given} belongs to --problem river-valley, and a function brings its own numbers;"
            f" leave out --{given}."
        )
    for flag, key in (("--vars", "variables"), ("--K0", "k0"), ("--K", "k"), ("--start", "start")):
        if options[key] is None:
            raise DomainError(f"--function needs {flag} as well; see warmproof {command} --help.")
    return function_problem(
        options["expression"],
        [v.strip() for v in options["variables"].split(",")],
        rho=_given(options, "rho"),
        K0=options["k0"],
        K=options["k"],
        f_star=_given(options, "fstar"),
        start=assignments(options["start"], "--start"),
        convex=bool(options.get("convex")),
        minimiser=_minimiser(options),
        mu=mu,
    )


def _minimiser(options: dict[str, Any]) -> dict[str, str] | None:
    given = options.get("minimiser")
    return None if given is None else assignments(given, "--minimiser")


def _parameters(options: dict[str, Any]) -> dict[str, str]:
    return {name: options[name] for name in _PARAMETERS if options[name] is not None}


def _given(options: dict[str, Any], key: str) -> str:
    return _DEFAULTS[key] if options[key] is None else options[key]


def assignments(text: str, flag: str) -> dict[str, str]:
    """Read ``x=1,y=2``.

    Raises:
        DomainError: a part is no assignment, or a name comes twice.
    """
    found: dict[str, str] = {}
    for part in text.split(","):
        name, equals, value = part.partition("=")
        name = name.strip()
        if not equals or not name:
            raise DomainError(f"{flag} takes x=1,y=2; got {part!r}. Write one value per variable.")
        if name in found:
            raise DomainError(f"{flag} gives {name} twice; give it once.")
        found[name] = value.strip()
    return found


def problem_words(options: dict[str, Any]) -> list[str]:
    """The words of a command line that name the same problem."""
    if options["problem_name"] is not None:
        parameters = [[f"--{name}", value] for name, value in _parameters(options).items()]
        return ["--problem", options["problem_name"], *(w for pair in parameters for w in pair)]
    words = ["--function", options["expression"], "--vars", options["variables"]]
    words += ["--rho", _given(options, "rho"), "--K0", options["k0"], "--K", options["k"]]
    words += ["--fstar", _given(options, "fstar"), "--start", options["start"]]
    return words if options["mu"] is None else [*words, "--mu", options["mu"]]
