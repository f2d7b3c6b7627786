"""The two decision procedures agree, none holds up the other, no contradiction is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest

from theory.lemmas import power_monotone
from theory.logic import ge, real
from theory.schema import Apply, Decide, Named, Source, Statement, Step
from verify.symbolic import solvers
from verify.symbolic.checker import check_all
from verify.symbolic.cvc5_worker import answer
from verify.verdict import Word

XY = "(declare-const x Real)\n(declare-const y Real)\n"

# what is asserted of x and y -> the word
QUERIES = {
    "(assert (< (* x x) 0.0))": "unsat",
    "(assert (= (* x x) 2.0))": "sat",
    "(assert (< (+ (* x x) (* y y)) (* 2.0 x y)))": "unsat",
    "(assert (and (> x 1.0) (< (* x y) 0.0) (> y 0.0)))": "unsat",
    "(assert (and (> x 0.0) (= (* x y) 1.0) (< y 0.0)))": "unsat",
    "(assert (and (> x 0.0) (= (* x y) 1.0) (< y 1.0)))": "sat",
    "(assert (and (>= x 0.0) (= (* x x) y) (= y 4.0) (not (= x 2.0))))": "unsat",
    "(assert (and (= (* x x) y) (= y 4.0) (not (= x 2.0))))": "sat",
    "(assert (not (<= (* 4.0 x y) (* (+ x y) (+ x y)))))": "unsat",
    "(assert (and (<= x (/ 1.0 3.0)) (>= (* 3.0 x) 1.0)))": "sat",
    "(assert (and (< x (/ 1.0 3.0)) (>= (* 3.0 x) 1.0)))": "unsat",
    "(assert (= x (ite (>= y 0.0) y (- y)))) (assert (< x 0.0))": "unsat",
    "(assert true)": "sat",
    "(assert false)": "unsat",
}

_TERMS = " ".join(f"(* z{k} z{k} z{(k + 1) % 12} z{(k + 5) % 12})" for k in range(12))
HOPELESS = (
    "".join(f"(declare-const z{k} Real)\n" for k in range(12))
    + f"(assert (= (+ {_TERMS}) (/ (- 1.0) 7.0)))\n"
    + "".join(f"(assert (> (* z{k} z{(k + 3) % 12} z{(k + 7) % 12}) 1.0))\n" for k in range(12))
)
"""Nonlinear in twelve variables: more than any test waits for."""


@pytest.fixture(autouse=True)
def fresh_second_solver(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One for each test; the one that votes on what other tests check goes on with its work."""
    monkeypatch.setattr(solvers, "_second", solvers._Cvc5())
    solvers.solve.cache_clear()
    yield
    solvers.close()


@pytest.mark.parametrize("query", QUERIES)
def test_the_first_solver_is_right(query: str) -> None:
    assert solvers.solve(XY + query, vote=False).word == QUERIES[query]


@pytest.mark.parametrize("query", QUERIES)
def test_the_second_solver_agrees(query: str) -> None:
    assert answer(XY + query) in {QUERIES[query], "unknown"}


def test_the_second_solver_knows_half_of_the_table_at_least() -> None:
    known = [query for query in QUERIES if answer(XY + query) == QUERIES[query]]
    assert len(known) >= len(QUERIES) / 2


def test_only_a_proof_asks_for_a_vote() -> None:
    assert solvers.solve(XY + "(assert (> x 0.0))").ticket is None
    assert solvers.solve(XY + "(assert (< (* y y) 0.0))").ticket is not None


def test_votes_come_back_in_the_order_asked() -> None:
    asked = [solvers._second.submit(XY + query) for query in QUERIES]
    votes = solvers.votes(asked)
    for vote, word in zip(votes, QUERIES.values(), strict=True):
        assert vote in {word, "unknown"}
    assert len(set(votes)) > 1


def test_a_query_that_is_no_query_gets_no_vote_and_the_next_one_does() -> None:
    broken = solvers._second.submit("(assert (< x")
    sound = solvers._second.submit(XY + "(assert (< (* x x) (- 1.0)))")
    assert solvers.votes([broken, sound]) == ["unknown", "unsat"]


def test_a_worker_that_overruns_is_ended_and_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solvers, "CVC5_SECONDS", 0.0005)
    first = solvers._second.submit(HOPELESS)
    process = solvers._second._process
    assert process is not None
    assert solvers.votes([first]) == ["unknown"]
    assert process.poll() is not None
    monkeypatch.setattr(solvers, "CVC5_SECONDS", 30.0)
    second = solvers._second.submit(XY + "(assert (< (* x x) 0.0))")
    assert solvers.votes([second]) == ["unsat"]


def test_a_model_is_exact() -> None:
    found = solvers.solve(XY + "(assert (= (* 3.0 x) 1.0)) (assert (= y (- x)))", vote=False)
    assert found.model == {"x": Fraction(1, 3), "y": Fraction(-1, 3)}


def test_an_irrational_model_is_none() -> None:
    assert solvers.solve(XY + "(assert (= (* x x) 2.0))", vote=False).model is None


def test_a_script_declares_reals_and_propositions() -> None:
    text = solvers.script(["a0", "p0"], ["(=> p0 (> a0 0.0))"])
    assert text == (
        "(declare-const a0 Real)\n(declare-const p0 Bool)\n(assert (=> p0 (> a0 0.0)))\n"
    )


def square(name: str, *proof: Step) -> Statement:
    x = real("x")
    return Statement(
        id=name,
        kind="lemma",
        title="",
        source=Source("test"),
        summary="",
        parameters=(x,),
        conclusions=(Named("c", ge(x**2, 0)),),
        proof=proof,
        closes={"c": (proof[-1].name,)},
    )


def test_a_contradiction_between_the_solvers_leaves_the_step_and_what_leans_on_it_undecided(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = square("first", Step("a", "", ge(real("x") ** 2, 0), Decide()))
    second = square("second", Step("b", "", None, Apply(first)))
    assert {r.word for r in check_all((first, second)).values()} == {Word.PROVED}
    monkeypatch.setattr(solvers, "votes", lambda tickets, wait=True: ["sat"] * len(tickets))
    solvers.close()
    results = check_all((first, second, power_monotone.STATEMENT))
    assert {r.word for r in results.values()} == {Word.UNDECIDED}
    assert "contradict" in results["first"].steps[0].detail


def test_a_vote_that_does_not_come_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solvers, "votes", lambda tickets, wait=True: ["unknown"] * len(tickets))
    result = check_all((power_monotone.STATEMENT,))["power_monotone"]
    assert result.word is Word.PROVED
    assert {step.confirmed for step in result.steps} == {0}


def test_the_second_solver_confirms_the_steps_of_a_lemma() -> None:
    result = check_all((power_monotone.STATEMENT,))["power_monotone"]
    assert sum(step.confirmed for step in result.steps) > 10


def test_a_question_asked_twice_has_both_votes() -> None:
    text = XY + "(assert (< (* x x) 0.0))"
    tickets = [solvers.solve(text).ticket, solvers.solve(text).ticket]
    assert [solvers.votes([t]) for t in tickets if t is not None] == [["unsat"], ["unsat"]]
