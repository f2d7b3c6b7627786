"""The trace of a run as a table: one row per iterate, in csv, json or parquet by file suffix."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from theory.errors import WarmproofError
from verify.files import check_writable, write_atomically, write_json
from verify.runs.gradient_descent import Run

Table: TypeAlias = dict[str, list[Any]]

SUFFIXES = (".csv", ".json", ".parquet")


def check_trace_path(path: Path | str) -> Path:
    """Return the path if a trace can be written there; ask before the run.

    Raises:
        WarmproofError: an unknown suffix, a missing package, or a place that cannot be written.
    """
    target = Path(path)
    if target.suffix.lower() not in SUFFIXES:
        raise WarmproofError(
            f"a trace ends in {', '.join(SUFFIXES)}; got {target.name!r}. Choose one of these."
        )
    if target.suffix.lower() == ".parquet":
        _parquet()
    return check_writable(target)


def path_for_schedule(path: Path, name: str, *, alone: bool) -> Path:
    """One trace file per schedule: ``trace.csv`` becomes ``trace-warmup.csv``.

    >>> path_for_schedule(Path("t.csv"), "linear:50*3/2", alone=False).name
    't-linear-50x3_2.csv'
    """
    if alone:
        return path
    safe = name.replace(":", "-").replace("/", "_").replace("*", "x")
    return path.with_name(f"{path.stem}-{safe}{path.suffix}")


def trace_table(run: Run) -> Table:
    """The columns of a trace, each of length T + 1.

    ``iteration`` from 0; ``value`` f(w_t), ``gap`` f(w_t) - f_star_lower (unit loss);
    ``gradient_norm`` (loss/length); ``step`` eta_t (length^2/loss), which leads from w_t to
    w_{t+1} and is None at the last iterate.
    """
    record = run.record
    count = len(record.values)
    return {
        "iteration": list(range(count)),
        "value": record.values.tolist(),
        "gap": run.gaps.tolist(),
        "gradient_norm": record.gradient_norms.tolist(),
        "step": [*record.steps.tolist(), *([None] if count else [])],
    }


def write_trace(run: Run, path: Path | str) -> Path:
    """Write the trace of a run; floats keep all their digits.

    Args:
        run: the run, complete or not.
        path: the suffix chooses the format.

    Raises:
        WarmproofError: see `check_trace_path`.
    """
    return write_table(path, trace_table(run), _heading(run))


def write_table(path: Path | str, table: Table, heading: Mapping[str, Any]) -> Path:
    """Write columns of equal length; None is an empty cell.

    Args:
        path: the suffix chooses the format.
        table: the columns by name.
        heading: facts about the whole; a csv file has no place for them.

    Raises:
        WarmproofError: see `check_trace_path`.
    """
    target = check_trace_path(path)
    if target.suffix.lower() == ".json":
        return write_json(target, {**heading, "columns": table})
    write = _WRITERS[target.suffix.lower()]
    return write_atomically(target, lambda temporary: write(temporary, table, heading))


def _heading(run: Run) -> dict[str, Any]:
    return {
        "problem": run.problem.facts.name,
        "schedule": run.schedule.name,
        "target": str(run.target),
        "outcome": run.outcome.value,
        "hit": run.hit,
        "iterations": run.iterations,
        "seconds": run.seconds,
    }


def _write_csv(path: Path, table: Table, heading: Mapping[str, Any]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(table)
        # An empty cell stands for the step that the last iterate does not have.
        rows.writerows(zip(*table.values(), strict=True))


def _write_parquet(path: Path, table: Table, heading: Mapping[str, Any]) -> None:
    pyarrow, parquet = _parquet()
    described = {key: str(value) for key, value in heading.items()}
    parquet.write_table(pyarrow.table(table).replace_schema_metadata(described), path)


def _parquet() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as missing:
        raise WarmproofError(
            "a parquet trace needs pyarrow, which is not installed; run: pip install"
            ' "warmproof[data]", or write .csv or .json.'
        ) from missing
    return pyarrow, pyarrow.parquet


_WRITERS: dict[str, Callable[[Path, Table, Mapping[str, Any]], None]] = {
    ".csv": _write_csv,
    ".parquet": _write_parquet,
}
