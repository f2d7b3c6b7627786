"""Steps from a file: exact decimals or fractions, one a line or in a named column."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import sympy as sp
from flint import fmpq, fmpz

from theory.errors import ParseError, WarmproofError
from theory.parsing import parse_number
from theory.tokens import shorten
from verify.intervals.balls import to_fmpq

COLUMNS = ("step", "eta")
"""Names of the column that is read where a file has several (a trace of ``run`` has ``step``)."""

MOST_STEPS = 10**7
_DECIMAL = re.compile(r"\+?(\d{1,300})(?:\.(\d{0,300}))?|\+?(\d{1,300})/(\d{1,300})")


def read_steps(path: Path | str) -> tuple[fmpq, ...]:
    """Read exact steps, decimals or fractions, from a text file.

    Args:
        path: one step a line, or comma-separated columns with a heading that names one of them
            ``step`` or ``eta``. Empty lines, and empty cells at the end of the column, are left
            out: a trace of ``warmproof run`` has no step at its last iterate.

    Raises:
        WarmproofError: the file is missing, unreadable or empty, or a line is no exact number.
    """
    rows = _rows(Path(path))
    first = rows[0][1]
    names = [cell.strip().lower() for cell in first]
    place = next((names.index(name) for name in COLUMNS if name in names), None)
    if place is not None:
        rows = rows[1:]
    elif len(first) > 1:
        raise WarmproofError(
            f"{path} has {len(first)} columns and none is called {' or '.join(COLUMNS)}; "
            "name the column, or keep one number a line."
        )
    column = [
        (line, cells[place or 0] if len(cells) > (place or 0) else "") for line, cells in rows
    ]
    while column and not column[-1][1].strip():
        column.pop()
    if not column:
        raise WarmproofError(f"{path} holds no step; write one step a line, such as 1/2.")
    if len(column) > MOST_STEPS:
        raise WarmproofError(
            f"{path} holds {len(column)} steps; at most {MOST_STEPS} are read. Shorten it."
        )
    return tuple(_cell(text.strip(), f"{path}, line {line}") for line, text in column)


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            rows = [(reader.line_num, cells) for cells in reader if any(c.strip() for c in cells)]
    except OSError as failed:
        raise WarmproofError(
            f"cannot read the schedule {shorten(str(path))}: {failed.strerror}. "
            "Name a file of steps, or a formula in t."
        ) from None
    except (UnicodeDecodeError, ValueError, csv.Error):
        raise WarmproofError(
            f"cannot read the schedule {shorten(str(path))}: it is no text in UTF-8. "
            "Write one step a line."
        ) from None
    if not rows:
        raise WarmproofError(f"{path} holds no step; write one step a line, such as 1/2.")
    return rows


def _cell(text: str, place: str) -> fmpq:
    plain = _DECIMAL.fullmatch(text)
    if plain is not None:
        whole, fraction, above, below = plain.groups()
        if above is not None and fmpz(below) != 0:
            return fmpq(fmpz(above), fmpz(below))
        if above is None:
            fraction = fraction or ""
            return fmpq(fmpz(whole + fraction), fmpz(10) ** len(fraction))
    value = parse_number(text, place)
    if not isinstance(value, sp.Rational):
        raise ParseError(
            f"{place}: {shorten(text)} is no rational number; write a decimal or a fraction"
        )
    return to_fmpq(value)
