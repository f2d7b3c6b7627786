"""The built-in problems by name, built only when asked for."""

from __future__ import annotations

import difflib

from theory.errors import WarmproofError
from verify.problems import logistic_regression, poisson_visits, river_valley
from verify.problems.base import Exact, Facts, Problem
from verify.problems.entry import Entry, entry
from verify.problems.formula import Formula
from verify.problems.function import function_problem
from verify.problems.zoo import ZOO

__all__ = [
    "Entry",
    "Facts",
    "Formula",
    "Problem",
    "formula",
    "function_problem",
    "get",
    "problems",
]

_ENTRIES = (
    *map(entry, ZOO),
    river_valley.ENTRY,
    logistic_regression.ENTRY,
    poisson_visits.ENTRY,
)


def problems() -> tuple[Entry, ...]:
    """Every built-in problem.

    >>> [entry.name for entry in problems()][-2:]
    ['logistic-breast-cancer', 'poisson-visits']
    """
    return _ENTRIES


def get(name: str, **parameters: Exact) -> Problem:
    """Build a problem by name.

    Args:
        name: one of those that `problems` lists.
        **parameters: exact numbers in place of the problem's own.

    Raises:
        WarmproofError: no such problem (the closest names are offered), an extra is missing, the
            problem takes no such parameter, or it is in no class.
    """
    return _entry(name, parameters).build(**parameters)


def formula(name: str, **parameters: Exact) -> Formula:
    """The function of a built-in problem as text, with its start and what is known about it.

    Args:
        name: as for `get`.
        **parameters: as for `get`.

    Raises:
        WarmproofError: as for `get`; and where the problem is made of data.

    >>> formula("quartic-bowl").text
    'x**4 + y**4'
    """
    found = _entry(name, parameters)
    if found.formula is None:
        raise WarmproofError(
            f"{name} is made of data and has no formula to write down; take a problem without data."
        )
    return found.formula(**parameters)


def _entry(name: str, parameters: dict[str, Exact]) -> Entry:
    for found in _ENTRIES:
        if found.name != name:
            continue
        for given in parameters:
            if given not in found.parameters:
                takes = ", ".join(found.parameters) or "no parameters"
                raise WarmproofError(f"{name} takes {takes}; leave out {given}.")
        return found
    close = difflib.get_close_matches(name, [known.name for known in _ENTRIES], n=2, cutoff=0.5)
    way = f"did you mean {' or '.join(close)}?" if close else "warmproof problems lists them."
    raise WarmproofError(f"unknown problem {name!r}; {way}")
