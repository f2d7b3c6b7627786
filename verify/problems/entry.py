"""What a listing says about a problem before the problem is built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from verify.problems.base import Problem
from verify.problems.formula import Formula


@dataclass(frozen=True)
class Entry:
    """A built-in problem before it is built, so that a listing loads no data.

    Attributes:
        name: what the command line takes.
        title: one line.
        dimension: number of coordinates.
        smoothness: the constants (rho, K0, K) of its class, or where they come from.
        build: makes the problem; raises WarmproofError where it needs an extra that is missing, or
            has no constants.
        extra: the optional extra of the package that it needs, or "" for none.
        parameters: names of the exact numbers that ``build`` and ``formula`` take.
        formula: its function as plain text with what is known about it; None where it is data.
    """

    name: str
    title: str
    dimension: int
    smoothness: str
    build: Callable[..., Problem]
    extra: str = ""
    parameters: tuple[str, ...] = ()
    formula: Callable[..., Formula] | None = None


def entry(formula: Formula) -> Entry:
    """The entry of a problem that is a formula without parameters."""
    return Entry(
        formula.name,
        formula.title,
        len(formula.start),
        str(formula.constants or "none"),
        formula.problem,
        formula=lambda: formula,
    )
