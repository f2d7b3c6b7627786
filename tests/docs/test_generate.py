"""The pages made from theory, and the check of the built documentation."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from theory.symbols import NOTATION

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    """docs/generate.py, which is a script and so belongs to no package."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_notation_has_one_row_per_symbol_and_no_cell_is_split(generate: ModuleType) -> None:
    head, _, *rows = generate.notation_table().splitlines()
    cells = [re.split(r"(?<!\\)\|", row) for row in (head, *rows)]
    assert {len(row) for row in cells} == {7}
    assert [row[2].strip() for row in cells[1:]] == [f"`{name}`" for name in NOTATION]


def test_every_module_named_in_the_notation_is_a_path() -> None:
    assert all(re.fullmatch(r"(theory|verify)/[\w/]+\.py", r.defined_in) for r in NOTATION.values())


def test_every_statement_has_a_page_with_its_label_and_stands_in_the_list(
    generate: ModuleType,
) -> None:
    found = generate.statements()
    listed = generate.statement_list(found)
    for statement in found:
        assert f"({statement.id})=\n# " in generate.statement_page(statement)
        assert f"<{statement.id}>`" in listed
        assert f"\n{statement.id}\n" in listed


def test_an_asset_from_elsewhere_is_reported_and_a_link_is_not(
    generate: ModuleType, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text(
        '<link rel="stylesheet" href="https://cdn.example/a.css">'
        '<script src="//cdn.example/b.js"></script><script src="_static/c.js"></script>'
        '<a href="https://example.org">elsewhere</a><link rel="next" href="https://example.org">'
    )
    (tmp_path / "sheet.css").write_text(
        "/* see https://example.org */ @font-face { src: url(https://cdn.example/d.woff2) } "
        "p { background: url(e.png) }"
    )
    assert list(generate.loaded_from_elsewhere(tmp_path)) == [
        "page.html loads https://cdn.example/a.css",
        "page.html loads //cdn.example/b.js",
        "sheet.css loads https://cdn.example/d.woff2",
    ]


@pytest.mark.parametrize("text", ["a | b", "f* and g*", "x_0", "<= 1", "$5", "[a](b)", r"\alpha"])
def test_plain_text_keeps_no_markup(generate: ModuleType, text: str) -> None:
    escaped = generate.plain(text)
    assert re.sub(r"\\([\\`*_|<$\[\]{}#])", r"\1", escaped) == text
    assert not re.search(r"(?<!\\)[|*_<$\[`{#]", escaped)
