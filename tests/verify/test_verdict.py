"""The five words and the exit codes that follow from them."""

from __future__ import annotations

from itertools import combinations

import pytest

from verify.verdict import Verdict, Word, exit_code, summarize


def test_there_are_five_words_and_these_are_they() -> None:
    assert [w.value for w in Word] == [
        "PROVED",
        "REFUTED",
        "NOT REFUTED",
        "MEASURED",
        "UNDECIDED",
    ]


@pytest.mark.parametrize("words", [c for n in range(6) for c in combinations(Word, n)])
def test_a_refutation_outweighs_an_open_question_and_all_else_is_fine(
    words: tuple[Word, ...],
) -> None:
    expected = 1 if Word.REFUTED in words else 3 if Word.UNDECIDED in words else 0
    assert exit_code(words) == exit_code(reversed(words)) == expected


def test_a_verdict_has_these_six_fields_in_json() -> None:
    verdict = Verdict("a/b", "x >= 0", Word.NOT_REFUTED, "10 cases", "1/2", "warmproof check a")
    assert verdict.to_json() == {
        "id": "a/b",
        "claim": "x >= 0",
        "verdict": "NOT REFUTED",
        "evidence": "10 cases",
        "margin": "1/2",
        "replay": "warmproof check a",
    }


def test_a_verdict_cannot_be_changed() -> None:
    verdict = Verdict("a", "", Word.UNDECIDED, "")
    with pytest.raises(AttributeError):
        verdict.word = Word.PROVED


def test_a_summary_lists_words_that_do_not_occur() -> None:
    assert summarize([Word.PROVED, Word.PROVED, Word.UNDECIDED]) == {
        "PROVED": 2,
        "REFUTED": 0,
        "NOT REFUTED": 0,
        "MEASURED": 0,
        "UNDECIDED": 1,
    }
