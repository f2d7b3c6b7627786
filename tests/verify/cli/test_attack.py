"""The command attack: its page, its JSON, its exit codes, its files, and what Ctrl-C leaves."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.verify.cli.asking import document, page
from verify import cli
from verify.attack import campaign, table

pytestmark = pytest.mark.usefixtures("empty_folder")

STANDS = ["attack", "cocoercivity", "--cases", "3000"]
FALLS = ["attack", "gd_convex_step", "--weaken", "closer=9/10"]
FIELDS = [
    "id", "claim", "verdict", "evidence", "margin", "replay", "cases", "met", "seed",
    "unconfirmed", "stopped", "seconds", "witness",
]  # fmt: skip


def test_a_true_statement_is_not_refuted(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(STANDS, capsys)
    assert list(found) == FIELDS
    assert (found["verdict"], found["witness"], found["cases"]) == ("NOT REFUTED", None, 3000)
    assert found["replay"] == "warmproof attack cocoercivity --cases 3000"
    assert "smallest margin" in found["evidence"]


def test_a_tightened_statement_is_refuted(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(FALLS, capsys, code=1)
    assert found["id"] == "gd_convex_step/closer=9/10"
    assert found["verdict"] == "REFUTED"
    assert found["witness"]["broken"][0]["conclusion"] == "closer"
    again = document(shlex.split(found["replay"])[1:], capsys, code=1)
    assert again["witness"] == found["witness"]


def test_the_page_shows_function_points_and_both_sides(capsys: pytest.CaptureFixture[str]) -> None:
    shown = page(FALLS, capsys, code=1)
    parts = [
        "REFUTED: gd_convex_step/closer=9/10", "u'' = c (K0 + K u)", "x_0 = ", "It breaks closer: ",
        "  left   ", "  right  ", "replay: warmproof attack",
    ]  # fmt: skip
    for part in parts:
        assert part in shown


def test_a_factor_below_the_critical_one_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(
        ["attack", "local_descent", "--weaken", "radius=99/100", "--cases", "2000"], capsys
    )
    assert found["verdict"] == "NOT REFUTED"
    shown = page(["attack", "gd_convex_step", "--weaken", "closer=1", "--cases", "3000"], capsys)
    assert "the closest fails at factors below" in shown


def test_a_witness_is_written_drawn_and_replayed(
    capsys: pytest.CaptureFixture[str], empty_folder: Path
) -> None:
    found = document([*FALLS, "--out", "found.json", "--plot", "found.svg"], capsys, code=1)
    assert json.loads(Path("found.json").read_text()) == found["witness"]
    again = document(["attack", "--replay", "found.json", "--plot", "again.svg"], capsys, code=1)
    assert again["witness"] == found["witness"] and again["id"] == found["id"]
    assert sorted(p.name for p in empty_folder.iterdir()) == [
        "again.svg",
        "found.json",
        "found.svg",
    ]
    assert "confirmed in enclosures without a search" in page(
        ["attack", "--replay", "found.json"], capsys, code=1
    )


def test_nothing_is_written_where_nothing_was_found(
    capsys: pytest.CaptureFixture[str], empty_folder: Path
) -> None:
    shown = page([*STANDS, "--out", "found.json"], capsys)
    assert shown.endswith("no found.json: nothing found\n")
    assert list(empty_folder.iterdir()) == []


def test_the_handles_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    shown = page(["attack", "gd_convex_step", "--list"], capsys)
    assert shown.splitlines()[2].split()[:2] == ["closer", "conclusion"]
    found = document(["attack", "gd_convex_step", "--list"], capsys)
    names = [each["name"] for each in found["handles"]]
    assert names == ["closer", "closer:1", "closer:2", "step_range/2"]


def test_ctrl_c_leaves_what_was_found(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = campaign.attack_sized

    def interrupted(*asked: Any) -> Any:
        if asked[3] == 1:
            raise KeyboardInterrupt
        return whole(*asked)

    monkeypatch.setattr(campaign, "FULL", 1000)
    monkeypatch.setattr(campaign, "attack_sized", interrupted)
    shown = page(STANDS, capsys, code=cli.EXIT_INTERRUPTED)
    assert "NOT REFUTED" in shown and "Stopped early by Ctrl-C" in shown


def test_a_table_is_made(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "SCENES", {"gradient_bound": table.SCENES["gradient_bound"]})
    shown = page(["attack", "--table", "table.csv"], capsys)
    assert shown.splitlines()[2].split() == ["gradient_bound", "bound", "conclusion", "1.000"]
    assert shown.endswith("1 rows made; 1 in table.csv.\n")
    found = document(["attack", "--table", "table.csv"], capsys)
    assert [row["factor"] for row in found["rows"]] == ["1.000"]
