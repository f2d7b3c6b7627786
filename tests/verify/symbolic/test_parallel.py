"""Several processes find what one finds, and nothing is taken for granted in the end."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace

import pytest

from theory.registry import get, statements
from verify.symbolic import parallel
from verify.symbolic.report import needed
from verify.symbolic.results import StatementResult
from verify.verdict import Word

IDS = ("comparison", "power_monotone", "power_ell", "cubic_ridge")


@pytest.fixture(scope="module")
def alone(result_of: Callable[[str], StatementResult]) -> dict[str, StatementResult]:
    return {statement.id: result_of(statement.id) for statement in needed(IDS)}


def test_two_processes_find_what_one_finds(alone: dict[str, StatementResult]) -> None:
    seen: list[tuple[str, str]] = []
    chosen = needed(IDS)
    asked = [get("cubic_ridge")]
    found, witnesses = parallel.close_and_witness(
        chosen, asked, lambda name, step: seen.append((name, step)), 2, wait=True
    )
    assert list(found) == [s.id for s in chosen]
    for name, result in found.items():
        assert result.word is Word.PROVED
        assert result.statement is get(name)
        assert result.cites == alone[name].cites
        assert result.leans_on == alone[name].leans_on
        words = [(s.name, s.word, s.claim, s.cites) for s in result.steps]
        assert words == [(s.name, s.word, s.claim, s.cites) for s in alone[name].steps]
    assert len(seen) == sum(len(s.proof) + len(s.conclusions) for s in chosen)
    assert {w.word for w in witnesses["cubic_ridge"]} == {Word.PROVED}


def test_what_was_taken_for_granted_has_to_be_proved(alone: dict[str, StatementResult]) -> None:
    """power_ell leans on power_monotone: if that is open after all, so is power_ell."""
    first = alone["power_monotone"]
    last = replace(first.steps[-1], word=Word.UNDECIDED)
    broken = alone | {"power_monotone": replace(first, steps=(*first.steps[:-1], last))}
    chosen = [get("power_monotone"), get("power_ell")]
    joined = parallel._joined(chosen, broken)
    assert joined["power_ell"].word is Word.UNDECIDED


def test_only_statements_registered_before_are_taken_for_granted() -> None:
    granted = parallel._taken_for_granted("power_ell")
    order = [s.id for s in statements()]
    assert set(granted) == set(order[: order.index("power_ell")])


def test_a_result_survives_the_way_between_processes(alone: dict[str, StatementResult]) -> None:
    back = pickle.loads(parallel._packed(alone["comparison"]))
    assert back.steps == alone["comparison"].steps
