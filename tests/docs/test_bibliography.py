"""What is cited as [name1234] stands in the bibliography, and what stands there is cited."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIBLIOGRAPHY = ROOT / "docs" / "reference" / "bibliography.md"
PLACES = ("theory/**/*.py", "verify/**/*.py", "docs/[ehrt]*/*.md", "docs/*.md")
KEY = re.compile(r"\[([a-z]+\d{4}[a-z]?)\]")


def entries() -> list[str]:
    return re.findall(r"^\[(\w+)\]\n: \S", BIBLIOGRAPHY.read_text("utf-8"), re.M)


def cited() -> dict[str, str]:
    """Each key and one of the files that cite it."""
    files = {file for place in PLACES for file in ROOT.glob(place)} - {BIBLIOGRAPHY}
    return {
        key: file.relative_to(ROOT).as_posix()
        for file in files
        for key in KEY.findall(file.read_text("utf-8"))
    }


def test_what_is_cited_has_an_entry_and_no_entry_is_left_over() -> None:
    by_key = cited()
    assert {key: file for key, file in by_key.items() if key not in entries()} == {}
    assert [key for key in entries() if key not in by_key] == []


def test_entries_stand_in_order_and_once() -> None:
    assert all(a < b for a, b in pairwise(entries()))
    assert len(entries()) == BIBLIOGRAPHY.read_text("utf-8").count("\n[")
