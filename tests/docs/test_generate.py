"""The pages made from theory, and the check of the built documentation."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from theory.printing import to_latex
from theory.registry import RULES, get, statements
from theory.schema import Apply, Statement
from theory.symbols import NOTATION
from theory.witness import Witness

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    """docs/generate.py, which is a script and so belongs to no package."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.statement_page = cache(module.statement_page)
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
    listed = generate.statement_list(statements())
    for statement in statements():
        assert f"({statement.id})=\n# " in generate.statement_page(statement)
        assert f"<{statement.id}>`" in listed
        assert f"\n{statement.id}\n" in listed


def test_the_list_is_grouped_by_kind(generate: ModuleType) -> None:
    listed = generate.statement_list(statements())
    found = [line.removeprefix("## ") for line in listed.splitlines() if line.startswith("## ")]
    present = {s.kind for s in statements()}
    assert found == [heading for kind, heading in generate.KINDS.items() if kind in present]
    assert listed.index("`gap_smooth ") < listed.index("## Lemmas") < listed.index("`energy_step ")


@pytest.mark.parametrize("statement", statements(), ids=lambda s: s.id)
def test_a_page_tells_all_of_its_statement(generate: ModuleType, statement: Statement) -> None:
    page = generate.statement_page(statement)
    assert f"`{statement.id}` · {statement.kind} · " in page
    assert generate.plain(statement.summary) in page
    assert generate.plain(statement.does_not_claim) in page
    for name in (
        *(a.name for a in statement.assumptions),
        *(c.name for c in statement.conclusions),
    ):
        assert f"\n- `{name}`" in page
    for number, step in enumerate(statement.proof, 1):
        assert f"\n{number}. `{step.name}`: {generate.plain(step.text)}\n" in page
        if isinstance(step.by, Apply):
            assert generate.link(step.by.schema) in page
    for name, witness in statement.fails_without.items():
        text = witness.text if isinstance(witness, Witness) else witness
        assert f"| `{name}` | {generate.plain(text)} |" in page
    for witness in statement.sharp_at:
        assert f"\n- {generate.plain(witness.text)}\n" in page
    assert ("## Numbers" in page) == (statement.evaluation is not None)
    if statement.evaluation is not None:
        assert f"$ warmproof bound {statement.id} " in page
        assert all(f"`{o.name}`" in page for o in statement.evaluation.outputs)


def test_every_formula_of_a_claim_is_on_the_page_of_its_statement(generate: ModuleType) -> None:
    page = generate.statement_page(get("gradient_bound"))
    assert to_latex(get("gradient_bound").conclusions[0].claim) in page


def test_an_application_shows_what_it_gives(generate: ModuleType) -> None:
    page = generate.statement_page(get("gd_nonconvex"))
    first = page[page.index("1. `descent`") : page.index("2. `drop`")]
    assert r"\Delta_{t + 1} \le" in first
    assert "By the statement {ref}`descent_lemma <descent_lemma>`, using `smooth`" in first


def test_rules_stand_on_one_page_with_citation_and_users(generate: ModuleType) -> None:
    page = generate.rules_page(RULES)
    assert f"The {len(RULES)} theorems" in page
    for rule in RULES:
        assert f"(rule-{rule.id})=\n## `{rule.id}`\n" in page
        assert f"Cited from {generate.plain(rule.citation)}." in page
    passage = page[page.index("## `first_passage`") :]
    applied = passage[passage.index("Applied in ") :].partition("\n")[0]
    assert "{ref}`below_extremal <below_extremal>`" in applied


@pytest.mark.parametrize("statement", statements(), ids=lambda s: s.id)
def test_long_formulas_are_broken_into_balanced_lines(
    generate: ModuleType, statement: Statement
) -> None:
    claims = [a.claim for a in statement.assumptions]
    claims += [claim for step in statement.proof for claim in generate.told(step)]
    for claim in claims:
        lines = generate.broken(claim)
        assert len(lines) == 1 or len(to_latex(claim)) > generate.LONG
        for line in lines:
            assert line.count(r"\left") == line.count(r"\right")
        text = "".join(lines)
        assert text.count(r"\bigl(") == text.count(r"\bigr)")


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
