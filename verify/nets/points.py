"""Measured points from a file: what `warmproof net measure` wrote, or a table from elsewhere.

A CSV file starts with the names of its columns. A JSON file holds ``{"columns": {name: [...]}}``,
``{"points": [{name: number}, ...]}``, or such a list alone. Columns that nobody asks for may hold
anything. An empty cell, null, nan and infinities say that a number was not measured there.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from theory.errors import DomainError, WarmproofError
from theory.tokens import shorten
from verify.nets.formulas import Floats
from verify.nets.relation import gaps_above

CURVATURES = ("norm", "sharpness", "directional", "curvature")
"""Where the curvature is looked for, in this order: Definition 1 bounds the Hessian's norm."""

FEWEST = 3

Table = Mapping[str, Sequence[Any]]


@dataclass(frozen=True)
class Points:
    """What a fit needs, in the order of the file: that of the run.

    Attributes:
        gaps: f(w_t) - f_lower, shape (n,), >= 0.
        curvatures: shape (n,), > 0.
        gradient_norms: shape (n,), nan where it was not measured; None without such a column.
        steps: shape (n,), as the file counts them, else the rows from 0.
        column: the one that the curvatures are from.
        f_lower: what was taken from the losses; None where the file has gaps.
        dropped: why rows were left out -> how many; empty if none was.
    """

    gaps: Floats
    curvatures: Floats
    gradient_norms: Floats | None
    steps: Floats
    column: str
    f_lower: float | None
    dropped: dict[str, int]


def read_points(
    path: Path | str, *, column: str | None = None, f_lower: float | None = None
) -> Points:
    """Read gaps and curvatures, and gradient norms if there are any.

    Rows where the gap or the curvature was not measured, and rows whose curvature is not positive
    (a largest eigenvalue may be negative), are left out and counted.

    Args:
        path: ends in .json, or is a CSV file.
        column: of the curvature; by default the first of `CURVATURES`.
        f_lower: take ``loss`` less this; by default ``gap``, or ``loss`` less 0.

    Raises:
        WarmproofError: no such file, or no table in it.
        DomainError: a column is missing or holds something else, a gap is negative, or fewer
            than 3 points are left.
    """
    table = _read(Path(path))
    column = _curvature_column(table, column, path)
    losses = f_lower is not None or "gap" not in table
    heights = _numbers(table, "loss" if losses else "gap", path)
    curvatures = _numbers(table, column, path)
    measured = np.isfinite(heights) & np.isfinite(curvatures)
    kept = measured & (curvatures > 0)
    counted = {
        "not measured": int((~measured).sum()),
        f"{column} <= 0": int((measured & ~kept).sum()),
    }
    dropped = {reason: count for reason, count in counted.items() if count}
    if kept.sum() < FEWEST:
        left = "".join(f", {count} left out ({reason})" for reason, count in dropped.items())
        raise DomainError(
            f"a fit needs at least {FEWEST} points; {path} has {int(kept.sum())}{left}. "
            "Measure more often."
        )
    lowest = (f_lower or 0.0) if losses else 0.0
    rows = np.arange(len(heights), dtype=float)
    steps = _numbers(table, "step", path) if "step" in table else rows
    norms = _numbers(table, "gradient_norm", path)[kept] if "gradient_norm" in table else None
    if norms is not None:
        norms = np.where(np.isfinite(norms) & (norms >= 0), norms, math.nan)
    return Points(
        gaps=_gaps(heights, kept, lowest, losses, path),
        curvatures=curvatures[kept],
        gradient_norms=norms,
        steps=np.where(np.isfinite(steps), steps, rows)[kept],
        column=column,
        f_lower=lowest if losses else None,
        dropped=dropped,
    )


def _gaps(
    heights: Floats, kept: np.ndarray[Any, Any], lowest: float, losses: bool, path: Path | str
) -> Floats:
    below = kept & (heights < lowest)
    if not losses and below.any():
        row = int(np.argmax(below))
        raise DomainError(
            f"a fit needs gap >= 0; {path} has {heights[row]:.6g} in row {row + 1}. "
            "Fit from the column loss with a lower --f-lower."
        )
    if below.any():
        smallest = float(heights[kept].min())
        raise DomainError(
            f"f_lower = {lowest:.6g} is above the loss {smallest:.6g} in row "
            f"{int(np.argmin(np.where(kept, heights, math.inf))) + 1} of {path}. Lower --f-lower."
        )
    return gaps_above(heights[kept], lowest)


def _curvature_column(table: Table, column: str | None, path: Path | str) -> str:
    wanted = CURVATURES if column is None else (column,)
    for name in wanted:
        if name in table:
            return name
    raise _missing(path, table, *wanted, hint="Name one with --column.")


def _missing(path: Path | str, table: Table, *names: str, hint: str) -> DomainError:
    there = ", ".join(shorten(name) for name in table)
    return DomainError(f"{path} has no column {' or '.join(names)}; it has {there}. {hint}")


def _numbers(table: Table, name: str, path: Path | str) -> Floats:
    """A column as floats, nan where nothing was measured."""
    if name not in table:
        raise _missing(path, table, name, hint="Give the gap, or the loss and --f-lower.")
    found = []
    for row, cell in enumerate(table[name], 1):
        try:
            if isinstance(cell, bool | list | dict):
                raise ValueError
            found.append(math.nan if cell is None or cell == "" else float(cell))
        except (ValueError, OverflowError):
            raise DomainError(
                f"{path} has no number in row {row} of column {name}; it has "
                f"{shorten(str(cell))!r}. Leave the cell empty where nothing was measured."
            ) from None
    return np.array(found, dtype=float)


def _read(path: Path) -> Table:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = _of_json(json.load(file)) if path.suffix.lower() == ".json" else _of_csv(file)
    except OSError as failed:
        raise WarmproofError(f"cannot read {path}: {failed.strerror}.") from None
    except (ValueError, csv.Error, RecursionError) as foreign:
        raise WarmproofError(
            f"{path} is no table of points: {_first_line(foreign)}. Give a .csv file whose first "
            "row names its columns, or the .json file of net measure."
        ) from None
    if not table:
        raise WarmproofError(f"{path} is empty. Give a .csv file whose first row names columns.")
    return table


def _first_line(error: BaseException) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is no text"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return (str(error).splitlines() or ["?"])[0].rstrip(".")


def _of_csv(file: Any) -> Table:
    rows = csv.reader(file, strict=True)
    names = [name.strip() for name in next(rows, [])]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"two columns are named {shorten(twice)!r}")
    if "" in names:
        raise ValueError("a column has no name")
    lines = []
    for row in rows:
        if not row:
            continue
        if len(row) != len(names):
            raise ValueError(f"line {rows.line_num} has {len(row)} cells for {len(names)} columns")
        lines.append([cell.strip() for cell in row])
    columns = zip(*lines, strict=True) if lines else ([] for _ in names)
    return dict(zip(names, columns, strict=True))


def _of_json(document: Any) -> Table:
    if isinstance(document, dict) and isinstance(document.get("columns"), dict):
        columns: dict[str, list[Any]] = document["columns"]
        if not all(isinstance(column, list) for column in columns.values()):
            raise ValueError("its columns are no lists")
        if len({len(column) for column in columns.values()}) > 1:
            raise ValueError("its columns differ in length")
        return columns
    rows = document.get("points") if isinstance(document, dict) else document
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError('it has neither "columns" nor "points"')
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}
