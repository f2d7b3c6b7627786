"""What the tests of statements ask again and again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from theory.logic import TRUE, Formula
from theory.registry import IDS, get
from theory.schema import Named, Statement
from theory.witness import Witness
from verify.symbolic.checker import check_statement
from verify.symbolic.results import StatementResult, StepResult
from verify.symbolic.witnesses import check_witness
from verify.verdict import Word


@pytest.fixture(scope="session")
def is_pinned(result_of: Callable[[str], StatementResult]) -> Callable[..., None]:
    """Compares a statement with what a test pins of it, and asks that it is proved.

    ``cites`` and ``leans_on`` are what it rests on; ``concludes`` and ``sharp`` the names of its
    conclusions and those of its sharp instances; ``breaks`` maps an assumption to the conclusion
    that breaks without it; ``reasons`` are the assumptions without an instance. Whether instances
    do what they say is asked of all of them in ``test_statements.py``.
    """

    def compare(
        name: str,
        *,
        cites: set[str],
        leans_on: set[str],
        concludes: list[str],
        sharp: list[str],
        breaks: Mapping[str, str],
        reasons: set[str],
    ) -> None:
        statement, result = get(name), result_of(name)
        assert result.word is Word.PROVED
        assert result.cites == cites
        assert result.leans_on == leans_on
        assert [c.name for c in statement.conclusions] == concludes
        words = {step.name: step.word for step in result.steps}
        assert {words[f"conclusion {c}"] for c in concludes} == {Word.PROVED}
        assert [w.conclusion for w in statement.sharp_at] == sharp
        without = statement.fails_without
        broken = {k: w.conclusion for k, w in without.items() if isinstance(w, Witness)}
        assert broken == breaks
        assert {k for k, w in without.items() if isinstance(w, str)} == reasons

    return compare


def _claiming(name: str, conclusion: str, claim: Formula) -> Statement:
    """The statement with one conclusion only, and another claim in it."""
    return replace(get(name), conclusions=(Named(conclusion, claim),))


@pytest.fixture(scope="session")
def sharp_instance_breaks() -> Callable[..., bool]:
    """Whether a sharp instance of a statement meets all it assumes and breaks another claim."""

    def breaks(name: str, conclusion: str, claim: Formula, which: int = 0) -> bool:
        instance = replace(get(name).sharp_at[which], equality=False, conclusion=conclusion)
        return check_witness(_claiming(name, conclusion, claim), instance, None).word is Word.PROVED

    return breaks


@pytest.fixture(scope="session")
def is_proved() -> Callable[..., bool]:
    """Whether a statement's own proof closes another claim in place of a conclusion."""

    def proved(name: str, conclusion: str, claim: Formula) -> bool:
        return _on_granted(_claiming(name, conclusion, claim)).word is Word.PROVED

    return proved


@pytest.fixture(scope="session")
def result_on_granted() -> Callable[[Statement], StatementResult]:
    """What becomes of a changed statement if all registered before it count as proved.

    A statement that is not registered may lean on every one that is.
    """
    return _on_granted


def _on_granted(changed: Statement) -> StatementResult:
    step = StepResult("", "granted", Word.PROVED, "", TRUE, concludes=True)
    earlier = IDS[: IDS.index(changed.id)] if changed.id in IDS else IDS
    return check_statement(
        changed,
        {i: StatementResult(i, (step,), frozenset(), frozenset(), get(i)) for i in earlier},
    )
