"""The pages written by hand: every command in them runs, and prints what the page shows."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from verify import cli

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = sorted(p for p in DOCS.glob("*/*.md") if not p.parent.name.startswith("_"))
CONSOLE = re.compile(r"^```console\n\$ warmproof (?P<words>.*)\n(?P<shown>(?:.*\n)*?)```$", re.M)
VARIES = re.compile(r"\d+\.\d s|[\d,]+ a second|[\d,]+ MiB")
"""Times and memory differ from one run to the next."""


def commands() -> Iterator[object]:
    for page in PAGES:
        for number, block in enumerate(CONSOLE.finditer(page.read_text("utf-8")), 1):
            yield pytest.param(
                block["words"], block["shown"], id=f"{page.parent.name}/{page.stem}-{number}"
            )


@pytest.mark.parametrize(("words", "shown"), list(commands()))
def test_a_command_prints_what_its_page_shows(
    words: str,
    shown: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    cli.invoke(shlex.split(words))
    found = capsys.readouterr()
    text = found.out + found.err
    assert text
    if shown:  # a page may leave out a long output
        assert VARIES.sub("", text) == VARIES.sub("", shown)


def long_commands() -> list[object]:
    """Those of networks, which take seconds to hours and whose numbers depend on the machine."""
    return [
        pytest.param(words, id=f"{page.parent.name}/{page.stem}-{number}")
        for page in PAGES
        for block in re.findall(r"^```text\n(.*?)^```$", page.read_text("utf-8"), re.M | re.S)
        for number, words in enumerate(re.findall(r"^(?:\$ )?warmproof (.*)$", block, re.M))
    ]


@pytest.mark.parametrize("words", long_commands())
def test_a_command_that_takes_long_is_one_that_can_be_given(words: str) -> None:
    context, rest = click.Context(cli.cli), shlex.split(words)
    command: click.Command = cli.cli
    while isinstance(command, click.Group):
        name, found, rest = command.resolve_command(context, rest)
        assert found is not None, name
        command = found
    command.make_context("it", rest, parent=context)


def test_every_page_with_commands_is_found() -> None:
    assert {p.parent.name for p in PAGES} == {"tutorial", "how-to", "explanation", "reference"}
    assert len(list(commands())) >= 10


def test_every_page_stands_in_the_index() -> None:
    index = (DOCS / "index.md").read_text("utf-8")
    for page in PAGES:
        assert f"\n{page.parent.name}/{page.stem}\n" in index


@pytest.mark.parametrize("page", PAGES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_names_in_code_of_files_and_statements_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    for path in re.findall(r"`((?:theory|verify|tests|docs)/[\w/.]+)`", text):
        assert (DOCS.parent / path).exists(), path
