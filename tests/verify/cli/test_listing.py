"""The commands list, problems and show: shapes that scripts rely on, and what a reader sees."""

from __future__ import annotations

import pytest

from tests.verify.cli.asking import document
from theory.registry import RULES, statements
from verify import cli
from verify.problems import problems

KINDS = {"definition", "lemma", "theorem", "proposition", "example", "printed claim"}


def test_list_names_every_statement_once_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    rows = document(["list"], capsys)["statements"]
    assert [row["id"] for row in rows] == [s.id for s in statements()]
    for row in rows:
        assert list(row) == ["id", "kind", "paper", "number", "title"]
        assert row["kind"] in KINDS
        assert all(isinstance(value, str) for value in row.values())


def test_list_prints_one_line_per_statement_under_a_heading(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.invoke(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["id", "kind", "source", "title"]
    assert [line.split()[0] for line in lines[2:]] == [s.id for s in statements()]


def test_problems_names_every_problem_and_what_it_needs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = document(["problems"], capsys)["problems"]
    assert [(r["name"], r["dimension"], r["class"], r["extra"]) for r in rows] == [
        (e.name, e.dimension, e.smoothness, e.extra) for e in problems()
    ]
    assert cli.invoke(["problems"]) == 0
    text = capsys.readouterr().out
    assert all(entry.name in text for entry in problems())


@pytest.mark.parametrize("statement", statements(), ids=lambda s: s.id)
def test_show_tells_all_of_a_statement_as_text_latex_and_json(
    statement: object, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = document(["show", statement.id], capsys)["statement"]
    assert (shown["id"], shown["kind"]) == (statement.id, statement.kind)
    assert [a["name"] for a in shown["assumptions"]] == [a.name for a in statement.assumptions]
    assert [c["name"] for c in shown["conclusions"]] == [c.name for c in statement.conclusions]
    assert [s["name"] for s in shown["proof"]] == [s.name for s in statement.proof]
    assert set(shown["fails_without"]) == set(statement.fails_without)
    assert set(shown["leans_on"]) <= {s.id for s in statements()}
    assert set(shown["cites"]) <= {r.id for r in RULES}
    for row in (*shown["assumptions"], *shown["conclusions"]):
        assert row["claim"]
        assert row["latex"]
    for flags in ([], ["--latex"]):
        assert cli.invoke(["show", statement.id, *flags]) == 0
        text = capsys.readouterr().out
        assert text.startswith(f"{statement.id}  ({statement.kind})\n{statement.title}\n")
        for step in statement.proof:
            assert f". {step.name}: " in text


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_show_tells_a_cited_rule_with_its_citation(
    rule: object, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = document(["show", rule.id], capsys)["rule"]
    assert (shown["id"], shown["citation"]) == (rule.id, rule.citation)
    assert set(shown["conclusions"]) == {c.name for c in rule.conclusions}
    assert cli.invoke(["show", rule.id]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"{rule.id}  (cited rule, not proved here)\n")
    assert f"cited from: {rule.citation}\n" in text


def test_show_prints_formulas_in_both_notations(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.invoke(["show", "gradient_bound"]) == 0
    assert "  bound: gradient_norm^2 <= 2*Phi(gap)\n" in capsys.readouterr().out
    assert cli.invoke(["show", "gradient_bound", "--latex"]) == 0
    assert r"\Phi\left(\Delta\right)" in capsys.readouterr().out
