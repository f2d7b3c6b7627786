"""Every statement: proved, attained where it says so, and broken by each assumption it names."""

from __future__ import annotations

import pytest

from theory.registry import statements
from theory.schema import Statement
from theory.witness import Witness
from verify.symbolic.witnesses import check_witness
from verify.verdict import Word

INSTANCES = [
    pytest.param(s, witness, dropped, id=f"{s.id}-{dropped or f'sharp{k}'}")
    for s in statements()
    for k, (dropped, witness) in enumerate(
        [(None, w) for w in s.sharp_at]
        + [(name, w) for name, w in s.fails_without.items() if isinstance(w, Witness)]
    )
]


@pytest.mark.parametrize(("statement", "witness", "dropped"), INSTANCES)
def test_every_instance_does_what_it_says(
    statement: Statement, witness: Witness, dropped: str | None
) -> None:
    result = check_witness(statement, witness, dropped)
    assert result.word is Word.PROVED, result.detail


@pytest.mark.parametrize("statement", [s for s in statements() if s.proof], ids=lambda s: s.id)
def test_every_assumption_has_an_instance_or_a_reason(statement: Statement) -> None:
    restricting = {a.name for a in statement.assumptions if not a.defines}
    assert restricting == set(statement.fails_without)
    for name, entry in statement.fails_without.items():
        assert isinstance(entry, Witness) or len(entry.split()) >= 4, name


@pytest.mark.parametrize("statement", [s for s in statements() if s.proof], ids=lambda s: s.id)
def test_every_conclusion_is_closed_by_something(statement: Statement) -> None:
    assert {c.name for c in statement.conclusions} == set(statement.closes)
