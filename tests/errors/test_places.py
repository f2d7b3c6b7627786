"""Files and folders that cannot be written to."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from verify import cli

RIVER = ["run", "--problem", "river-valley"]

MESSAGES = [
    ([*RIVER, "--plot", "missing/a.png"],
     "cannot write missing/a.png: there is no folder missing. Create it first."),
    ([*RIVER, "--plot", "a.txt"],
     "a picture ends in .png, .svg, .pdf; got 'a.txt'. Choose one of these."),
    ([*RIVER, "--plot", ""], "--plot is empty; name a file."),
    ([*RIVER, "--trace", "a.txt"],
     "a trace ends in .csv, .json, .parquet; got 'a.txt'. Choose one of these."),
    ([*RIVER, "--trace", "a" * 300 + ".csv"],
     "cannot write aaaaaaaaaaaaaaaaaaaaaaaaaaa...: File name too long."),
    ([*RIVER, "--out", "new", "--trace", "a.txt"],
     "a trace ends in .csv, .json, .parquet; got 'a.txt'. Choose one of these."),
    ([*RIVER, "--out", "new", "--schedule", "foo"],
     "unknown schedule 'foo'; choose one of constant, warmup, min_shape, energy, aiming, "
     "constant:VALUE, linear:LENGTH, NAME*FACTOR."),
    ([*RIVER, "--out", "new", "--stop-gap", "-1"], "a run needs stop_gap > 0; got -1. Raise it."),
    ([*RIVER, "--schedule", "linear:0"],
     "the length of linear warm-up is an integer >= 1; got 0. Give whole steps."),
    ([*RIVER, "--schedule", "warmup*-2"],
     "the factor of a schedule needs to be >= 0; got -2. Raise it."),
]  # fmt: skip


def test_a_mistake_gives_this_sentence_exit_code_2_and_nothing_else(
    arguments: list[str], message: str, refused: Callable[[list[str], str], None]
) -> None:
    refused(arguments, message)


def test_a_folder_is_no_file_and_a_file_is_no_folder(
    empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (empty_folder / "taken.csv").mkdir()
    (empty_folder / "file").write_text("kept")
    assert cli.invoke([*RIVER, "--trace", "taken.csv"]) == 2
    assert cli.invoke([*RIVER, "--out", "file"]) == 2
    assert capsys.readouterr().err == (
        "warmproof: cannot write taken.csv: it is a folder. Name a file in it.\n"
        "warmproof: cannot make the folder file: File exists; choose another --out.\n"
    )
    assert (empty_folder / "file").read_text() == "kept"


def test_a_read_only_folder_is_refused_before_the_run(
    empty_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (empty_folder / "locked").mkdir()
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    assert cli.invoke([*RIVER, "--plot", "locked/a.png"]) == 2
    assert capsys.readouterr().err == (
        "warmproof: cannot write locked/a.png: the folder locked is read-only. "
        "Choose another one.\n"
    )
