"""Atomic writing: whole files, nothing left behind, one sentence when it cannot be."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from theory.errors import WarmproofError
from verify.files import check_writable, write_atomically, write_json


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    write_atomically(target, lambda path: path.write_text("new"))  # type: ignore[arg-type, return-value]
    assert target.read_text() == "new"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_failure_keeps_the_old_file_and_leaves_nothing_behind(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")

    def fail(path: Path) -> None:
        path.write_text("half")
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        write_atomically(target, fail)
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(WarmproofError, match=r"cannot write .*a\.txt: No space left on device\."):
        write_atomically(tmp_path / "a.txt", fail)
    assert os.listdir(tmp_path) == []


def test_places_that_cannot_be_written_are_refused_before_anything_happens(tmp_path: Path) -> None:
    with pytest.raises(WarmproofError, match=r"it is a folder\. Name a file in it"):
        check_writable(tmp_path)
    with pytest.raises(WarmproofError, match=r"there is no folder .* Create it first"):
        check_writable(tmp_path / "missing" / "a.txt")
    assert check_writable(tmp_path / "a.txt") == tmp_path / "a.txt"
    assert os.listdir(tmp_path) == []


def test_a_read_only_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    with pytest.raises(WarmproofError, match=r"is read-only\. Choose another one"):
        check_writable(tmp_path / "a.txt")


def test_json_is_read_back_and_refuses_nan(tmp_path: Path) -> None:
    write_json(tmp_path / "a.json", {"x": [1, 0.1]})
    assert json.loads((tmp_path / "a.json").read_text()) == {"x": [1, 0.1]}
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_json(tmp_path / "b.json", {"x": float("nan")})
    assert os.listdir(tmp_path) == ["a.json"]


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    """A device or a pipe would become a file of its name."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(WarmproofError, match="it is no file"):
        check_writable(pipe)
