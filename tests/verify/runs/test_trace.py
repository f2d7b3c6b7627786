"""Traces: the same numbers in csv, json and parquet, digit for digit."""

from __future__ import annotations

import csv
import json
import os
import sys
from pathlib import Path

import pytest

from theory.errors import WarmproofError
from verify.problems.river_valley import river_valley
from verify.runs.gradient_descent import Run, run
from verify.runs.schedules import schedule
from verify.runs.trace import check_trace_path, trace_table, write_trace


def short_run() -> Run:
    problem = river_valley()
    return run(problem, schedule("warmup", problem.facts), max_iterations=5)


def test_the_last_iterate_has_no_step() -> None:
    table = trace_table(short_run())
    assert table["iteration"] == [0, 1, 2, 3, 4, 5]
    assert table["step"][-1] is None
    assert None not in table["step"][:-1]


def test_csv_keeps_every_digit(tmp_path: Path) -> None:
    done = short_run()
    with write_trace(done, tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [float(row["gap"]) for row in rows] == done.gaps.tolist()
    assert [float(row["step"]) for row in rows[:-1]] == done.record.steps.tolist()
    assert rows[-1]["step"] == ""


def test_json_keeps_every_digit_and_says_what_was_run(tmp_path: Path) -> None:
    done = short_run()
    document = json.loads(write_trace(done, tmp_path / "t.json").read_text(encoding="utf-8"))
    assert document["columns"] == trace_table(done)
    assert document["problem"] == "river-valley"
    assert document["schedule"] == "warmup"
    assert document["outcome"] == "the iteration budget was spent before the target was met"


@pytest.mark.extra("data")
def test_parquet_keeps_every_digit(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    done = short_run()
    table = parquet.read_table(write_trace(done, tmp_path / "t.parquet"))
    assert table.to_pydict() == trace_table(done)
    assert table.schema.metadata[b"schedule"] == b"warmup"


def test_bad_places_are_refused_before_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WarmproofError, match=r"a trace ends in .csv, .json, .parquet; got 't.txt'"):
        check_trace_path(tmp_path / "t.txt")
    with pytest.raises(WarmproofError, match="there is no folder"):
        check_trace_path(tmp_path / "missing" / "t.csv")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(WarmproofError, match=r'pip install "warmproof\[data\]", or write .csv'):
        check_trace_path(tmp_path / "t.parquet")
    assert os.listdir(tmp_path) == []
