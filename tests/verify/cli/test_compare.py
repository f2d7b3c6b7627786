"""The command compare: its JSON, its files, its exit codes."""

from __future__ import annotations

import dataclasses
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.verify.cli.asking import document
from verify import cli
from verify.compare import comparison
from verify.runs.gradient_descent import Outcome

pytestmark = pytest.mark.usefixtures("empty_folder")

QUICK = ["compare", "--problem", "river-valley", "--x0", "4", "--mu", "1/5"]
FIELDS = [
    "schedule",
    "run_as",
    "scale",
    "at_grid_end",
    "length",
    "trials",
    "iterations",
    "guaranteed",
    "checks",
]


def test_it_reports_schedules_and_speedups(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(QUICK, capsys)
    assert list(found) == ["problem", "target", "schedules", "speedup"]
    assert [list(row) for row in found["schedules"]] == [FIELDS] * 4
    assert set(found["speedup"]) == {"tuned", "guaranteed"}
    assert found["speedup"]["guaranteed"]["warmup"]["value"] > 1
    assert {v["verdict"] for row in found["schedules"] for v in row["checks"]} == {"PROVED"}


def test_the_replay_of_a_tuned_schedule_repeats_it(capsys: pytest.CaptureFixture[str]) -> None:
    row = document([*QUICK, "--eps", "1/50"], capsys)["schedules"][1]
    program, *words = shlex.split(row["checks"][0]["replay"])
    assert program == "warmproof"
    # Its steps exceed 1/ell(gap) here, so the run says that nothing is promised about them.
    again = document(words, capsys, code=1)
    assert again["schedule"] == row["run_as"]
    assert again["iterations"] == row["iterations"]


def test_the_table_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.invoke(QUICK) == 0
    text = capsys.readouterr().out
    assert "target: gap <= 1/1000\n" in text
    assert "As guaranteed, warm-up is " in text
    assert "(constant: by a closed form)" in text


def test_files_are_written_where_they_are_asked_for(
    empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.invoke([*QUICK, "--plot", "a.svg", "--trace", "t.csv"]) == 0
    names = {p.name for p in empty_folder.iterdir()}
    assert names == {"a.svg", *(f"t-{n}.csv" for n in ("constant", "linear", "warmup", "energy"))}


def test_ctrl_c_ends_the_comparison(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = comparison.run

    def interrupted(*words: Any, **options: Any) -> Any:
        done = run(*words, **options)
        return dataclasses.replace(done, outcome=Outcome.INTERRUPTED)

    monkeypatch.setattr(comparison, "run", interrupted)
    assert cli.invoke(QUICK) == 130
    assert capsys.readouterr().err.endswith("warmproof: interrupted.\n")


def test_the_sweep_reports_starts_and_fits(
    empty_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("verify.cli.compare.SWEEP_STARTS", range(8, 12))
    words = ["compare", "--problem", "river-valley", "--sweep"]
    found = document([*words, "--plot", "s.png"], capsys)
    assert list(found) == ["problem", "starts", "fits", "checks"]
    (start,) = (s for s in found["starts"] if s["x0"] == "10")
    assert start["iterations"] == {"guaranteed": 438910, "best_fixed": 21965, "warmup": 65}
    assert [fit["theory"] for fit in found["fits"]] == [1, 1]
    assert {v["verdict"] for v in found["checks"]} == {"MEASURED", "PROVED"}
    assert (empty_folder / "s.png").stat().st_size > 10_000
    assert cli.invoke(words) == 0
    assert "fitted exponent" in capsys.readouterr().out
