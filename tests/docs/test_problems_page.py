"""The page on built-in problems against the problems themselves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from verify.problems import problems

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
PAGE = (REFERENCE / "problems.md").read_text("utf-8")
FORMULAS = [entry.formula() for entry in problems() if entry.formula]


@pytest.mark.parametrize("f", FORMULAS, ids=lambda f: f.name)
def test_the_row_of_a_formula_shows_its_text_start_and_minimiser(f: object) -> None:
    (row,) = (line for line in PAGE.splitlines() if line.startswith(f"| `{f.name}` |"))
    _, _, text, start, minimiser, lowest, _ = (cell.strip() for cell in row.split("|"))
    assert text == f"`{f.text}`"
    assert start == ", ".join(f.start.values())
    if ".." in f.f_star:
        shown = [cell.removesuffix("…") for cell in (lowest, *minimiser.split(", "))]
        exact = (f.f_star, *f.minimiser)
        assert all(
            all(end.startswith(s) for end in e.split(".."))
            for s, e in zip(shown, exact, strict=True)
        )
    else:
        assert (minimiser, lowest) == (", ".join(f.minimiser) or "none", f.f_star)


def test_every_problem_is_told_of() -> None:
    for entry in problems():
        assert re.search(rf"^(.*, )?`{entry.name}`.*\n: ", PAGE, re.M), entry.name
