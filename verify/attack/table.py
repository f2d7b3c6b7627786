"""The table of critical factors: one row for each number of each statement, in a file.

The file grows statement by statement, so that what was stopped goes on where it was.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from theory.errors import WarmproofError
from theory.registry import get
from verify.attack.attack import check_attackable
from verify.attack.critical import Effort, critical_factor, goes_further
from verify.attack.weaken import handle, handles
from verify.certify.searching.workers import ONE_AT_A_TIME, answers, check_workers, workers
from verify.files import check_writable, write_atomically
from verify.properties.scenes.catalogue import SCENES

NOTHING, UNTRIED = "none", "untried"
"""Written where no attack succeeded; and where none could, as no instance goes that far."""


@dataclass(frozen=True)
class Row:
    """One number of a statement.

    Attributes:
        statement: its id.
        name: of the handle.
        of: ``conclusion`` or ``assumption``.
        multiplies: what the factor multiplies there.
        factor: the critical one with three digits, ``none`` or ``untried``.
        cases: how many instances each factor was tried on, in each scene and for each conclusion.
    """

    statement: str
    name: str
    of: str
    multiplies: str
    factor: str
    cases: str


HEADING = tuple(field.name for field in fields(Row))


@dataclass(frozen=True)
class Asked:
    """A row that is to be made, by names."""

    statement: str
    name: str
    effort: Effort


def make_row(asked: Asked) -> Row:
    """Measure one number of a statement."""
    with ONE_AT_A_TIME:
        statement = get(asked.statement)
        chosen = handle(statement, asked.name)
        factor = critical_factor(statement, chosen, asked.effort)
        loosens = chosen.assumption is not None
        tried = not loosens or factor is not None or goes_further(statement, chosen, asked.effort)
    unbroken = NOTHING if tried else UNTRIED
    shown = unbroken if factor is None else f"{float(factor):.3f}"
    of = "assumption" if loosens else "conclusion"
    return Row(statement.id, chosen.name, of, chosen.text, shown, str(asked.effort.cases))


def fill_table(
    path: Path | str,
    ids: Sequence[str] = (),
    *,
    effort: Effort | None = None,
    jobs: int = 1,
    scheduler: str | None = None,
    told: Callable[[Row], None] | None = None,
) -> list[Row]:
    """Make the rows of statements, and write the file after each statement.

    Args:
        path: the file; what it holds of other statements stays.
        ids: of the statements; none: all that can be attacked and are not in the file yet.
        effort: what is spent on each factor.
        jobs: how many processes.
        scheduler: the address of a dask scheduler in their place.
        told: called with each row as it is made.

    Returns:
        All rows of the file.

    Raises:
        WarmproofError: the file is no such table or cannot be written, or there are no workers.
        DomainError: a statement cannot be attacked.
    """
    target = check_writable(path)
    check_workers(jobs, scheduler)
    rows = read_table(target) if target.exists() else []
    known = {row.statement for row in rows}
    for name in ids:
        check_attackable(get(name))
    todo = list(dict.fromkeys(ids)) or [name for name in SCENES if name not in known]
    wanted = {name: len(handles(get(name))) for name in todo}
    made: dict[str, list[Row]] = {name: [] for name in todo}
    with closing(_made(todo, effort or Effort(), jobs, scheduler)) as arriving:
        for row in arriving:
            made[row.statement].append(row)
            if told is not None:
                told(row)
            if len(made[row.statement]) == wanted[row.statement]:
                rows = [r for r in rows if r.statement != row.statement] + made[row.statement]
                _write(target, _ordered(rows))
    return _ordered(rows)


def _made(todo: Sequence[str], effort: Effort, jobs: int, scheduler: str | None) -> Iterator[Row]:
    tasks = [Asked(name, each.name, effort) for name in todo for each in handles(get(name))]
    with (
        workers(max(1, min(jobs, len(tasks))), scheduler) as pool,
        closing(answers(make_row, tasks, pool)) as found,
    ):
        yield from found


def _ordered(rows: Sequence[Row]) -> list[Row]:
    """In the order of the catalogue."""
    order = {name: k for k, name in enumerate(SCENES)}
    return sorted(rows, key=lambda row: order.get(row.statement, len(order)))


def read_table(path: Path | str) -> list[Row]:
    """The rows of a file.

    Raises:
        WarmproofError: it is no such table.
    """
    try:
        lines = list(csv.reader(Path(path).read_text("utf-8").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as failed:
        raise WarmproofError(f"cannot read {path}: {failed}. Name another file.") from None
    if not lines or tuple(lines[0]) != HEADING or any(len(x) != len(HEADING) for x in lines):
        raise WarmproofError(f"{path} is no table of critical factors; name another file.")
    return [Row(*line) for line in lines[1:]]


def _write(path: Path, rows: Sequence[Row]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADING)
    writer.writerows(map(astuple, rows))
    write_atomically(path, lambda temporary: _put(temporary, text.getvalue()))


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
