"""The table of critical factors is whole: what is not in it is named on its page."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from theory.registry import get
from verify.attack.critical import Effort
from verify.attack.table import NOTHING, UNTRIED, Asked, Row, make_row, read_table
from verify.attack.weaken import handles
from verify.properties.scenes.catalogue import SCENES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "tightness.md"
ROWS = read_table(PAGE.with_suffix(".csv"))

SHORT = ("gradient_bound", "gd_convex_step", "sgd_step_size_sharp", "azuma_hoeffding")


def measured() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in ROWS:
        found[row.statement].append(row)
    return found


def left_out() -> list[str]:
    section = PAGE.read_text("utf-8").split("## What is not in the table\n")[1].split("\n## ")[0]
    return re.findall(r"`(\w+)`", section)


def test_every_statement_is_in_the_table_or_named_as_left_out() -> None:
    assert sorted([*measured(), *left_out()]) == sorted(SCENES)


def test_the_rows_of_a_statement_are_its_numbers_as_they_are_today() -> None:
    for name, rows in measured().items():
        expected = {
            each.name: ("assumption" if each.conclusion is None else "conclusion", each.text)
            for each in handles(get(name))
        }
        assert {row.name: (row.of, row.multiplies) for row in rows} == expected
        assert len(rows) == len(expected)


def test_factors_are_numbers_up_to_1_and_only_assumptions_are_untried() -> None:
    for row in ROWS:
        if row.factor in (NOTHING, UNTRIED):
            assert row.factor == NOTHING or row.of == "assumption"
        else:
            assert re.fullmatch(r"0\.\d{3}|1\.000", row.factor)
            assert float(row.factor) > 0
        assert int(row.cases) > 0


@pytest.mark.thorough
@pytest.mark.parametrize("name", SHORT)
def test_rows_that_are_made_again_are_the_same(name: str) -> None:
    rows = measured()[name]
    assert {int(row.cases) for row in rows} == {Effort().cases}
    assert [make_row(Asked(name, row.name, Effort())) for row in rows] == rows
