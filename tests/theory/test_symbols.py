"""The notation table: each symbol once, in the module where a reader looks for it."""

from __future__ import annotations

import pytest

from theory import symbols as sym
from theory.logic import function, real
from theory.symbols import table

SOME = [("gap", sym.gap), ("M", sym.step_scale), ("x_at", function("x_at")), ("A", sym.A)]


@pytest.mark.parametrize(("name", "symbol"), SOME, ids=[name for name, _ in SOME])
def test_rows_of_all_modules_stand_in_one_table(name: str, symbol: object) -> None:
    assert sym.NOTATION[name].symbol == symbol


def test_a_symbol_says_nothing_of_its_sign() -> None:
    assert sym.gap == real("gap") and sym.gap.is_positive is None


@pytest.mark.parametrize("enter", [table.row, table.function_row])
def test_no_name_is_entered_twice(enter: object) -> None:
    before = dict(sym.NOTATION)
    with pytest.raises(ValueError, match="gap stands in the notation table already: the gap f"):
        enter("gap", "g", "loss", "another gap", "theory/nowhere.py")
    assert before == sym.NOTATION
