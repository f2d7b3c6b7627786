"""The built-in problems by name, built only when asked for."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass

from theory.errors import WarmproofError
from verify.problems import poisson_visits, river_valley
from verify.problems.base import Exact, Facts, Problem
from verify.problems.function import function_problem

__all__ = ["Entry", "Facts", "Problem", "function_problem", "get", "problems"]


@dataclass(frozen=True)
class Entry:
    """A built-in problem before it is built, so that a listing loads no data.

    Attributes:
        name: what the command line takes.
        title: one line.
        extra: the optional extra of the package that it needs, or "" for none.
        build: makes the problem; raises WarmproofError where the extra is missing.
        parameters: names of the exact numbers that ``build`` takes.
    """

    name: str
    title: str
    extra: str
    build: Callable[..., Problem]
    parameters: tuple[str, ...] = ()


_ENTRIES = (
    Entry(poisson_visits.NAME, poisson_visits.TITLE, "data", poisson_visits.poisson_visits),
    Entry(
        river_valley.NAME,
        river_valley.TITLE,
        "",
        river_valley.river_valley,
        ("mu", "x0", "y0"),
    ),
)


def problems() -> tuple[Entry, ...]:
    """Every built-in problem.

    >>> [entry.name for entry in problems()]
    ['poisson-visits', 'river-valley']
    """
    return _ENTRIES


def get(name: str, **parameters: Exact) -> Problem:
    """Build a problem by name.

    Args:
        name: one of those that `problems` lists.
        **parameters: exact numbers in place of the problem's own.

    Raises:
        WarmproofError: no such problem (the closest names are offered), an extra is missing, or
            the problem takes no such parameter.
    """
    for entry in _ENTRIES:
        if entry.name != name:
            continue
        for given in parameters:
            if given not in entry.parameters:
                takes = ", ".join(entry.parameters) or "no parameters"
                raise WarmproofError(f"{name} takes {takes}; leave out {given}.")
        return entry.build(**parameters)
    names = [entry.name for entry in _ENTRIES]
    close = difflib.get_close_matches(name, names, n=2, cutoff=0.4) or names
    raise WarmproofError(f"unknown problem {name!r}; did you mean {' or '.join(close)}?")
