"""What the real statements and the rules mention is listed or declared by them."""

from __future__ import annotations

from theory.logic import free_symbols, functions_of
from theory.registry import RULES, statements
from theory.schema import Apply, Rule


def test_every_rule_that_a_real_proof_applies_is_a_listed_one() -> None:
    for statement in statements():
        for step in statement.proof:
            if isinstance(step.by, Apply):
                listed = RULES if isinstance(step.by.schema, Rule) else statements()
                assert any(step.by.schema is known for known in listed), step.name


def test_every_symbol_of_an_assumption_is_a_parameter() -> None:
    for statement in statements():
        for assumption in statement.assumptions:
            named = free_symbols(assumption.claim) | functions_of(assumption.claim)
            assert named <= set(statement.parameters), (statement.id, assumption.name)


def test_every_symbol_of_a_rule_is_a_parameter_or_introduced() -> None:
    for rule in RULES:
        declared = {*rule.parameters, *rule.introduces}
        for part in (*rule.premises, *rule.conclusions):
            assert free_symbols(part.claim) <= declared, (rule.id, part.name)
