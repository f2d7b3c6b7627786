"""Every error a user can cause: one sentence on stderr, exit code 2, nothing on stdout or disk.

Each module here has a table MESSAGES: the words of a command, and the sentence they give.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from verify import cli


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(params=[False, True], ids=["text", "json"])
def refused(
    request: pytest.FixtureRequest, empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[[list[str], str], None]:
    """Whether a command says just this and leaves nothing behind, as text and with --json."""

    def check(arguments: list[str], message: str) -> None:
        json = request.param and not arguments[0].startswith("-")
        assert cli.invoke([*arguments, "--json"] if json else arguments) == 2
        found = capsys.readouterr()
        assert found.err == f"warmproof: {message}\n"
        assert found.out == ""
        assert list(empty_folder.iterdir()) == []

    return check


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test of (arguments, message) over its module's table."""
    if "message" in metafunc.fixturenames and "arguments" in metafunc.fixturenames:
        rows = metafunc.module.MESSAGES
        names = [" ".join(arguments)[:60] for arguments, _ in rows]
        metafunc.parametrize(("arguments", "message"), rows, ids=names)
