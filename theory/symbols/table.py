"""The notation table, and how a row is entered."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp
from sympy.core.function import UndefinedFunction

from theory.logic import function, real

__all__ = ["NOTATION", "Notation"]


@dataclass(frozen=True)
class Notation:
    """One row of the notation table.

    Attributes:
        symbol: the SymPy symbol or named function.
        latex: how it is set in formulas.
        unit: its unit, from ``loss`` and ``length``.
        meaning: one line of words.
        defined_in: the module that defines what it stands for.
    """

    symbol: sp.Symbol | UndefinedFunction
    latex: str
    unit: str
    meaning: str
    defined_in: str


NOTATION: dict[str, Notation] = {}
"""Every symbol by its name."""


def row(name: str, latex: str, unit: str, meaning: str, defined_in: str) -> sp.Symbol:
    """A real symbol, entered in the table; the fields are those of ``Notation``.

    Raises:
        ValueError: the name stands in the table already.
    """
    return _entered(name, Notation(real(name), latex, unit, meaning, defined_in))


def function_row(
    name: str, latex: str, unit: str, meaning: str, defined_in: str
) -> UndefinedFunction:
    """A named function, entered in the table; as ``row``."""
    return _entered(name, Notation(function(name), latex, unit, meaning, defined_in))


def _entered(name: str, entry: Notation) -> sp.Symbol | UndefinedFunction:
    if name in NOTATION:
        raise ValueError(f"{name} stands in the notation table already: {NOTATION[name].meaning}")
    NOTATION[name] = entry
    return entry.symbol
