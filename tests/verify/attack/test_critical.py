"""Critical factors: 1 where a constant is attained, less or none where it is not; and the table."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from theory import symbols as sym
from theory.errors import DomainError, WarmproofError
from theory.logic import Rel
from theory.registry import get
from theory.schema import Named
from verify.attack import table
from verify.attack.critical import CLOSEST, Effort, critical_factor, goes_further
from verify.attack.table import HEADING, UNTRIED, Asked, Row, fill_table, make_row, read_table
from verify.attack.weaken import handle

SMALL = Effort(count=512, rounds=12)


@pytest.mark.parametrize(
    ("name", "weaken"),
    [("gradient_bound", "bound"), ("descent_lemma", "descent"), ("gd_convex_step", "step_range/2")],
)
def test_an_attained_constant_has_the_critical_factor_1(name: str, weaken: str) -> None:
    statement = get(name)
    assert critical_factor(statement, handle(statement, weaken), SMALL) == CLOSEST


def test_a_constant_with_room_has_a_smaller_one() -> None:
    """gap_next <= 4 gap for steps up to 2/ell: descent gives gap_next <= gap, with equality."""
    statement = replace(
        get("descent_lemma"), conclusions=(Named("loose", Rel(sym.gap_next, "<=", 4 * sym.gap)),)
    )
    found = critical_factor(statement, handle(statement, "loose"), SMALL)
    assert found is not None and Fraction(24, 100) < found <= Fraction(1, 4)


def test_an_assumption_that_may_go_further_has_a_smaller_one() -> None:
    """eta <= 1/ell where eta <= 2/ell is enough for gap_next <= gap."""
    origin = get("descent_lemma")
    claim = Named("monotone", Rel(sym.gap_next, "<=", sym.gap))
    shorter = get("gd_convex_step").assumptions[-1]
    assert shorter.name == "step_range"
    assumptions = (*origin.assumptions[:-1], shorter)
    statement = replace(origin, conclusions=(claim,), assumptions=assumptions)
    found = critical_factor(statement, handle(statement, "step_range/2"), SMALL)
    assert found is not None and Fraction(45, 100) < found <= Fraction(1, 2)


def test_what_nothing_can_break_has_none() -> None:
    """No larger side to tighten would help: the gap is at least -1."""
    statement = replace(
        get("descent_lemma"), conclusions=(Named("low", Rel(-sym.gap - 1, "<=", sym.gap)),)
    )
    assert critical_factor(statement, handle(statement, "low"), SMALL) is None


def test_an_assumption_that_no_instance_exceeds_is_not_tried() -> None:
    """Beta below 1 leaves the local radius negative, so there is no step; a level may be lower."""
    statement = get("sgd_step")
    assert not goes_further(statement, handle(statement, "beta_range"), SMALL)
    assert goes_further(statement, handle(statement, "level_range/2"), SMALL)
    row = make_row(Asked("sgd_step", "beta_range", SMALL))
    assert (row.of, row.factor) == ("assumption", UNTRIED)


@pytest.fixture
def two_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    scenes = {name: table.SCENES[name] for name in ("gradient_bound", "cocoercivity")}
    monkeypatch.setattr(table, "SCENES", scenes)


def test_a_table_grows_and_is_read_back(two_statements: None, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    told: list[Row] = []
    rows = fill_table(file, ["cocoercivity"], effort=SMALL, told=told.append)
    assert [row.name for row in rows] == ["cocoercive", "step_range/2"]
    assert rows[0] == Row(
        "cocoercivity", "cocoercive", "conclusion", "inner", "1.000", str(SMALL.cases)
    )
    assert told == rows == read_table(file)
    more = fill_table(file, effort=SMALL, told=told.append)
    assert [row.statement for row in more] == ["gradient_bound"] + 2 * ["cocoercivity"]
    assert len(told) == 3 and read_table(file) == more
    assert file.read_text().splitlines()[0] == ",".join(HEADING)


def test_a_statement_that_is_named_is_measured_again(two_statements: None, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    rows = fill_table(file, ["gradient_bound"], effort=SMALL)
    file.write_text(file.read_text().replace("1.000", "0.123"))
    assert fill_table(file, ["gradient_bound"], effort=SMALL) == rows


def test_an_interrupted_table_keeps_the_statements_that_are_complete(
    two_statements: None, tmp_path: Path
) -> None:
    file = tmp_path / "table.csv"

    def interrupt(row: Row) -> None:
        if row.statement == "cocoercivity":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill_table(file, effort=SMALL, told=interrupt)
    assert [row.statement for row in read_table(file)] == ["gradient_bound"]


@pytest.mark.thorough
def test_two_processes_make_the_same_table(tmp_path: Path) -> None:
    names = ["gradient_bound", "cocoercivity"]
    alone = fill_table(tmp_path / "one.csv", names, effort=SMALL)
    assert fill_table(tmp_path / "two.csv", names, effort=SMALL, jobs=2) == alone


def test_another_file_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "notes.csv"
    file.write_text("a,b\n1,2\n")
    with pytest.raises(WarmproofError, match="is no table of critical factors"):
        fill_table(file, ["cocoercivity"], effort=SMALL)
    assert file.read_text() == "a,b\n1,2\n"


def test_a_definition_has_no_place_in_the_table(tmp_path: Path) -> None:
    with pytest.raises(DomainError, match="gap_smooth is a definition and claims nothing"):
        fill_table(tmp_path / "table.csv", ["gap_smooth"])
