"""The other word that must not be wrong: REFUTED."""

from __future__ import annotations

from types import SimpleNamespace

from theory.logic import (
    eq,
    ge,
    ne,
    real,
)
from verify.verdict import Word

x, y, c, n = map(real, ("x", "y", "c", "n"))


def test_a_true_statement_is_not_refuted_because_a_step_uses_too_little(
    build: SimpleNamespace,
) -> None:
    """x >= 1 gives x >= 0; the step forgets to use it, and x = -1 is no counterexample."""
    statement = build.micro(
        build.step("a", ge(x, 0)), conclusion=ge(x, 0), parameters=(x,), assume=[ge(x, 1)]
    )
    assert build.word(statement) is Word.UNDECIDED


def test_a_true_statement_is_not_refuted_because_a_term_is_not_shown_defined(
    build: SimpleNamespace,
) -> None:
    goal = eq(y / x, y / x)
    proof = build.step("a", goal, uses=["a0"])
    statement = build.micro(
        proof, conclusion=goal, uses=["a"], parameters=(x, y), assume=[ne(x, 0)]
    )
    assert build.word(statement) is Word.UNDECIDED


def test_a_false_statement_with_a_rational_counterexample_is_refuted(
    build: SimpleNamespace,
) -> None:
    statement = build.micro(
        build.step("a", ge(x, 2), uses=["a0"]),
        conclusion=ge(x, 2),
        parameters=(x,),
        assume=[ge(x, 1)],
    )
    assert build.word(statement) is Word.REFUTED


def test_a_true_statement_is_not_refuted_because_a_step_claims_too_much(
    build: SimpleNamespace,
) -> None:
    statement = build.micro(
        build.step("a", ge(x, 2), uses=["a0"]),
        conclusion=ge(x, 0),
        uses=["a0"],
        parameters=(x,),
        assume=[ge(x, 1)],
    )
    assert build.word(statement) is Word.UNDECIDED


def test_a_true_statement_is_not_refuted_at_values_of_an_introduced_number(
    build: SimpleNamespace,
) -> None:
    at_least_one = build.rule("at_least_one", (), [], [ge(c, 1)], (c,))
    statement = build.micro(
        build.apply("r", at_least_one),
        build.step("a", ge(c, 0)),
        conclusion=ge(x**2, 0),
        parameters=(x,),
    )
    assert build.word(statement) is Word.UNDECIDED
