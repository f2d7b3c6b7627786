"""The register of statements and cited rules: order, names, and that nothing is left out."""

from __future__ import annotations

import ast
import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest

import theory
from theory.registry import RULES, UnknownIdError, closest, get, statements
from theory.schema import Apply, Rule, Statement

ROOT = Path(theory.__file__).parent
FOLDERS = ("definitions", "lemmas", "theorems", "examples")
KINDS = {"definition", "lemma", "theorem", "proposition", "example", "printed claim"}


def applied(statement: Statement) -> list[Rule | Statement]:
    return [step.by.schema for step in statement.proof if isinstance(step.by, Apply)]


def modules(package: str) -> list[str]:
    path = [str(ROOT.joinpath(*package.split(".")[1:]))]
    return [m.name for m in pkgutil.walk_packages(path, f"{package}.")]


def test_ids_are_names_and_unique_across_statements_and_rules() -> None:
    ids = [*(s.id for s in statements()), *(r.id for r in RULES)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in ids)


def test_each_statement_leans_only_on_those_before_it() -> None:
    seen: set[str] = set()
    for statement in statements():
        for schema in applied(statement):
            if isinstance(schema, Statement):
                assert schema.id in seen, f"{statement.id} leans on {schema.id}, which comes later"
        seen.add(statement.id)


def test_every_rule_that_a_proof_applies_is_registered() -> None:
    known = {id(rule) for rule in RULES}
    for statement in statements():
        for schema in applied(statement):
            assert isinstance(schema, Statement) or id(schema) in known


def test_every_rule_in_the_rules_folder_is_registered() -> None:
    found = {
        value.id
        for name in modules("theory.rules")
        for value in vars(import_module(name)).values()
        if isinstance(value, Rule)
    }
    assert found == {rule.id for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_every_rule_has_a_citation_and_gives_something(rule: Rule) -> None:
    assert rule.title
    assert rule.citation
    # Two rules are built into the checker: laws of powers, and induction.
    assert rule.conclusions or rule.id in ("powers", "integers")
    for named in (rule.premises, rule.conclusions):
        assert len({n.name for n in named}) == len(named)


def test_every_module_with_a_statement_is_registered() -> None:
    found = {
        value.id
        for folder in FOLDERS
        for name in modules(f"theory.{folder}")
        for key, value in vars(import_module(name)).items()
        if isinstance(value, Statement) and key.isupper()
    }
    assert found == {s.id for s in statements()}


@pytest.mark.parametrize("statement", statements(), ids=lambda s: s.id)
def test_a_statement_is_complete(statement: Statement) -> None:
    assert statement.kind in KINDS
    assert statement.title
    assert statement.summary
    assert statement.source.paper
    steps = [step.name for step in statement.proof]
    assert len(set(steps)) == len(steps)
    assert all(step.text for step in statement.proof)
    if statement.kind == "definition":
        assert not statement.proof
        return
    assert statement.proof
    assert statement.conclusions
    assert set(statement.closes) == {c.name for c in statement.conclusions}
    assert set(statement.fails_without) <= {a.name for a in statement.assumptions}
    for assumption in statement.assumptions:
        told = assumption.name in statement.fails_without or assumption.defines
        assert told, f"{statement.id} does not say what happens without {assumption.name}"


def test_get_finds_each_statement() -> None:
    for statement in statements():
        assert get(statement.id) is statement


def test_an_unknown_id_names_the_closest() -> None:
    with pytest.raises(UnknownIdError) as caught:
        get("decent_lemma")
    text = str(caught.value)
    assert text.startswith("no statement has the id 'decent_lemma'; the closest are: descent_lemma")
    assert text.endswith("(see warmproof list).")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("decent_lemma", "descent_lemma"),
        ("energy", "energy_step, gradient_bound"),
        ("zzz", ""),
        ("", ""),
    ],
)
def test_the_closest_names_are_at_most_three(name: str, found: str) -> None:
    known = ["descent_lemma", "energy_step", "gradient_bound", "comparison"]
    near = closest(name, known)
    assert near.count(",") < 3
    assert near == found or (found and near.startswith(found.split(",")[0]))


def test_every_file_of_a_statement_opens_with_what_it_says() -> None:
    for folder in FOLDERS:
        for file in (ROOT / folder).rglob("*.py"):
            text = file.read_text("utf-8")
            assert not text or ast.get_docstring(ast.parse(text)), file
