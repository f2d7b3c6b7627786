"""From checked statements to verdicts: what is asked for, what is needed, what is reported."""

from __future__ import annotations

import pytest
import sympy as sp

from theory.assumptions import bounds
from theory.logic import function, ge, gt, le, real
from theory.registry import UnknownIdError, statements
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from theory.witness import Witness
from verify.symbolic import report
from verify.symbolic.report import check, needed, summary
from verify.verdict import Word

X, Y = real("x"), real("y")


def lemma(name: str, step: Step, **more: object) -> Statement:
    """A statement about x >= 0 with one step, which is also its conclusion."""
    return Statement(
        id=name,
        kind="lemma",
        title=name,
        source=Source("none"),
        summary=name,
        parameters=(X,),
        assumptions=(bounds(X, 0),),
        conclusions=(Named("told", step.claim),),
        proof=(step,),
        closes={"told": (step.name,)},
        **more,
    )


GOOD = lemma("good", Step("above", "", ge(X + 1, 1), Decide(), ("x_range",)))
WRONG = lemma("wrong", Step("above", "", gt(X, 0), Decide(), ("x_range",)))
OPEN = lemma("open", Step("above", "", ge(function("u")(X), 0), Decide(), ("x_range",)))


def register(monkeypatch: pytest.MonkeyPatch, *made: Statement) -> None:
    table = {s.id: s for s in made}
    monkeypatch.setattr(report, "IDS", tuple(table))
    monkeypatch.setattr(report, "get", table.__getitem__)


def on(earlier: Statement) -> Statement:
    """A statement whose step applies an earlier one at x = y^2 (y >= 0 keeps it simple)."""
    step = Step("applied", "", ge(X + 1, 1) if earlier is not WRONG else gt(X, 0),
                Apply(earlier, {X: X}), ("x_range",))  # fmt: skip
    return lemma("later", step)


def test_definitions_have_nothing_to_check() -> None:
    assert {s.kind for s in needed([])}.isdisjoint({"definition"})
    assert [s.id for s in needed([])] == [s.id for s in statements() if s.proof]


def test_what_a_statement_leans_on_is_needed_in_order() -> None:
    assert [s.id for s in needed(["power_ell"])] == ["power_monotone", "power_ell"]


def test_an_unknown_id_is_refused() -> None:
    with pytest.raises(UnknownIdError, match="no statement has the id 'nothing'"):
        check(["nothing"])


def test_the_words_of_a_true_a_false_and_an_open_statement(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register(monkeypatch, GOOD, WRONG, OPEN)
    found = check()
    assert [r.word for r in found] == [Word.PROVED, Word.REFUTED, Word.UNDECIDED]
    counts = summary(found)["words"]
    # A verdict for the step and one for the conclusion that rests on it.
    assert (counts["PROVED"], counts["REFUTED"], counts["UNDECIDED"]) == (2, 2, 2)


@pytest.mark.parametrize(("earlier", "word"), [(GOOD, Word.PROVED), (WRONG, Word.UNDECIDED),
                                               (OPEN, Word.UNDECIDED)])  # fmt: skip
def test_what_leans_on_an_unproved_statement_is_not_proved(
    earlier: Statement, word: Word, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(monkeypatch, earlier, on(earlier))
    (found,) = check(["later"])
    assert found.statement.id == "later"
    assert found.word is word


def test_a_witness_that_does_not_do_what_it_says_spoils_the_statement(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sharp = Witness("x = 1", "told", values={X: sp.Integer(1)}, equality=True)
    claimed = lemma(
        "claimed", Step("above", "", le(0, X), Decide(), ("x_range",)), sharp_at=(sharp,)
    )
    register(monkeypatch, claimed)
    (found,) = check()
    assert found.result.word is Word.PROVED
    assert found.word is not Word.PROVED
    assert found.verdicts[-1].id == "claimed/sharp"


def test_progress_counts_every_step_and_conclusion(monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, GOOD, on(GOOD))
    seen: list[tuple[str, str, int, int]] = []
    check([], lambda *step: seen.append(step))
    assert [row[2] for row in seen] == list(range(1, len(seen) + 1))
    assert {row[3] for row in seen} == {len(seen)}
    assert {row[0] for row in seen} == {"good", "later"}


def test_each_verdict_says_how_to_repeat_it(monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, GOOD)
    (found,) = check()
    assert {v.replay for v in found.verdicts} == {"warmproof check good"}
    assert found.verdicts[0].evidence.startswith("decision procedure: ")
    assert found.verdicts[0].claim == "x + 1 >= 1"


def test_a_row_of_the_summary_counts_and_names(monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, GOOD, on(GOOD))
    row = check(["later"])[0].to_json()
    assert row == {
        "id": "later",
        "verdict": "PROVED",
        "steps": 1,
        "witnesses": 0,
        "cites": [],
        "leans_on": ["good"],
    }
