"""The built-in problems by name, built only when asked for."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass

from theory.errors import WarmproofError
from verify.problems import poisson_visits, river_valley
from verify.problems.base import Facts, Problem
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
    """

    name: str
    title: str
    extra: str
    build: Callable[[], Problem]


_ENTRIES = (
    Entry(poisson_visits.NAME, poisson_visits.TITLE, "data", poisson_visits.poisson_visits),
    Entry(river_valley.NAME, river_valley.TITLE, "", river_valley.river_valley),
)


def problems() -> tuple[Entry, ...]:
    """Every built-in problem.

    >>> [entry.name for entry in problems()]
    ['poisson-visits', 'river-valley']
    """
    return _ENTRIES


def get(name: str) -> Problem:
    """Build a problem by name.

    Raises:
        WarmproofError: no such problem (the closest names are offered), or an extra is missing.
    """
    for entry in _ENTRIES:
        if entry.name == name:
            return entry.build()
    names = [entry.name for entry in _ENTRIES]
    close = difflib.get_close_matches(name, names, n=2, cutoff=0.4) or names
    raise WarmproofError(f"unknown problem {name!r}; did you mean {' or '.join(close)}?")
