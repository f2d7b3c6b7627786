"""What a command prints, for the tests of commands: one JSON document, or a page for people."""

from __future__ import annotations

import json
from typing import Any

import pytest

from verify import cli


def document(arguments: list[str], capsys: pytest.CaptureFixture[str], code: int = 0) -> Any:
    """The JSON document of a command; it is all of stdout, and stderr is empty."""
    return json.loads(page([*arguments, "--json"], capsys, code))


def page(arguments: list[str], capsys: pytest.CaptureFixture[str], code: int = 0) -> str:
    """All of stdout, where stderr is empty and the command ends with this exit code."""
    assert cli.invoke(arguments) == code, arguments
    found = capsys.readouterr()
    assert found.err == ""
    return found.out
