"""``warmproof adversary``: its text, its JSON, its files and its exit codes."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from verify import cli

PLAIN = ["--rho", "1", "--K0", "1", "--K", "2", "--gap0", "3", "--eps", "1/2"]


def adversary(schedule: str, *more: str) -> int:
    return cli.invoke(["adversary", "--schedule", schedule, *PLAIN, *more])


def test_json_has_the_fields_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert adversary("4/sqrt(t+1)", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["lower_bound"], document["iterations"], document["tau"]) == (8, 15, 6)
    assert {v["verdict"] for v in document["verdicts"]} == {"PROVED"}
    for verdict in document["verdicts"]:
        assert set(verdict) == {"id", "claim", "verdict", "evidence", "margin", "replay"}
        assert verdict["replay"].startswith("warmproof adversary --schedule '4/sqrt(t+1)'")
    kinds = [piece["kind"] for piece in document["pieces"]]
    assert kinds == ["affine", "valley", "affine", *["wave"] * 6, "affine"]
    for left, right in zip(document["pieces"], document["pieces"][1:], strict=False):
        assert left["right"] == right["left"]


def test_a_long_constant_step_never_arrives(capsys: pytest.CaptureFixture[str]) -> None:
    assert adversary("constant:2", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["tau"], document["iterations"], document["never"]) == (None, None, True)


def test_pictures_and_traces_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture, trace = tmp_path / "a.png", tmp_path / "a.csv"
    for variant in ("sine", "quartic", "triangular"):
        asked = ["--variant", variant, "--plot", str(picture), "--trace", str(trace)]
        assert adversary("4/sqrt(t+1)", *asked) == 0
        assert picture.read_bytes().startswith(b"\x89PNG")
        rows = list(csv.DictReader(trace.read_text().splitlines()))
        assert list(rows[0]) == ["iteration", "x", "gap", "slope", "step", "periods"]
        assert float(rows[0]["gap"]) == 3
        assert abs(float(rows[-1]["slope"])) < 0.5 <= float(rows[-2]["slope"]) + 1e-12
    assert "written: " in capsys.readouterr().out


def test_a_trace_is_a_schedule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trace = tmp_path / "a.csv"
    assert adversary("Piecewise((2, t < 3), (1/4, True))", "--trace", str(trace)) == 0
    capsys.readouterr()
    assert adversary(str(trace), "--json") == 0
    document = json.loads(capsys.readouterr().out)
    # 3/eps^2 - 1 = 11 is used up exactly by 44 steps; the last step of the file leads inside.
    assert (document["tau"], document["iterations"]) == (3, 48)


def test_a_schedule_that_stays_long_is_exit_code_3(capsys: pytest.CaptureFixture[str]) -> None:
    assert adversary("2 + 1/(t+1)", "--max-steps", "20") == 3
    found = capsys.readouterr()
    assert found.out == ""
    assert found.err.startswith("warmproof: the first 20 steps are at least 2*pi/M = 1.57079632...")


def test_a_run_cut_short_is_open_below_the_bound(capsys: pytest.CaptureFixture[str]) -> None:
    assert adversary("1/(t+1)", "--max-steps", "3") == 3
    assert "raise --max-steps" in capsys.readouterr().out
