"""Closing one claim from given ones: structure, instances, derivatives, counterexamples."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp

from theory.assumptions import Assumption
from theory.logic import (
    FALSE,
    TRUE,
    ForAll,
    Formula,
    HasDerivative,
    Implies,
    Or,
    Pred,
    Rel,
    conj,
    disj,
    eq,
    function,
    ge,
    gt,
    le,
    lt,
    ne,
    real,
)
from theory.schema import Decide, Named, Source, Statement, Step
from verify.symbolic.checker import check_statement
from verify.symbolic.prove import consistent, holds_exactly, prove, prove_defined
from verify.verdict import Word

x, y, t, s, r = real("x"), real("y"), real("t"), real("s"), real("r")
u, du = function("u"), function("du")
P = Pred("kind", (x,))

# goal, hypotheses, variables at which quantified hypotheses are read
CLOSED: dict[str, tuple[Formula, list[Formula], list[sp.Expr]]] = {
    "nothing": (TRUE, [], []),
    "a square": (ge(x**2, 0), [], []),
    "a mean": (ge((x + y) ** 2, 4 * x * y), [], []),
    "a hypothesis": (P, [P], []),
    "a hypothesis inside a conjunction": (P, [conj(ge(x, 0), P)], []),
    "a hypothesis written otherwise": (ge(1, x), [le(x, 1)], []),
    "anything from a contradiction": (FALSE, [lt(x, 0), gt(x, 0)], []),
    "a case": (disj(ge(x, 0), lt(x, 0)), [], []),
    "modus ponens": (ge(x, 0), [Implies(ge(y, 0), ge(x, 0)), ge(y, 1)], []),
    "an implication": (Implies(gt(x, 1), gt(x**2, x)), [], []),
    "a quantifier opened": (ForAll(t, gt(t, 1), gt(t**2, t)), [], []),
    "a bound name in use": (ForAll(t, gt(t, 1), gt(t, x)), [le(x, 1), ge(t, 5)], []),
    "a quantifier read": (ge(u(x), 0), [ForAll(t, TRUE, ge(u(t), 0))], [x]),
    "two quantifiers read": (
        ge(x + y, 0),
        [ForAll(t, ge(t, 0), ForAll(s, ge(s, 0), ge(s + t, 0))), ge(x, 0), ge(y, 0)],
        [x, y],
    ),
    "a history passed on whole": (
        P,
        [Implies(ForAll(t, ge(t, 0), ge(u(t), 0)), P), ForAll(s, ge(s, 0), ge(u(s), 0))],
        [],
    ),
    "a derivative on a part": (
        HasDerivative(t, ge(t, 1), u(t), du(t)),
        [HasDerivative(s, ge(s, 0), u(s), du(s))],
        [],
    ),
    "a derivative right almost everywhere, from a smooth one": (
        HasDerivative(t, TRUE, u(t), du(t), smooth=False),
        [HasDerivative(s, TRUE, u(s), du(s))],
        [],
    ),
    "a derivative under a condition that holds": (
        HasDerivative(t, TRUE, u(t), du(t)),
        [Implies(ge(x, 0), HasDerivative(s, TRUE, u(s), du(s))), ge(x, 1)],
        [],
    ),
    "equal arguments": (eq(u(x), u(y)), [eq(x, y)], []),
    "a root": (ge(sp.sqrt(x), 1), [ge(x, 1)], []),
    "an inverse": (le(1 / x, 1), [ge(x, 1)], []),
    "a power split": (le(x ** (1 + r), x * y), [ge(x, 0), le(x**r, y)], []),
}

OPEN: dict[str, tuple[Formula, list[Formula], list[sp.Expr]]] = {
    "falsehood": (FALSE, [], []),
    "a sign": (ge(x, 0), [], []),
    "a converse": (ge(y, 0), [Implies(ge(y, 0), ge(x, 0)), ge(x, 0)], []),
    "another property": (Pred("kind", (y,)), [P], []),
    "a quantifier read at nothing": (ge(u(0), 0), [ForAll(t, TRUE, ge(u(t), 0))], []),
    "a quantifier read outside its guard": (ge(u(x), 0), [ForAll(t, gt(t, 0), ge(u(t), 0))], [x]),
    "a bound name in use": (ForAll(t, TRUE, gt(t, 4)), [ge(t, 5)], []),
    "one case of two": (ge(x, 0), [Or((ge(x, 0), ge(y, 0)))], []),
    "a derivative on a larger part": (
        HasDerivative(t, TRUE, u(t), du(t)),
        [HasDerivative(s, ge(s, 0), u(s), du(s))],
        [],
    ),
    "a smooth derivative from one right almost everywhere": (
        HasDerivative(t, TRUE, u(t), du(t)),
        [HasDerivative(s, TRUE, u(s), du(s), smooth=False)],
        [],
    ),
    "a derivative under a condition that is open": (
        HasDerivative(t, TRUE, u(t), du(t)),
        [Implies(ge(x, 0), HasDerivative(s, TRUE, u(s), du(s)))],
        [],
    ),
    "another derivative": (
        HasDerivative(t, TRUE, u(t), 2 * du(t)),
        [HasDerivative(s, TRUE, u(s), du(s))],
        [],
    ),
    "equal values": (eq(x, y), [eq(u(x), u(y))], []),
    "a shorter history": (
        P,
        [
            Implies(ForAll(t, ge(t, 0), ge(u(t), 0)), P),
            ForAll(s, ge(s, 1), ge(u(s), 0)),
        ],
        [],
    ),
}


@pytest.mark.parametrize("name", CLOSED)
def test_a_consequence_is_closed(name: str) -> None:
    goal, hypotheses, active = CLOSED[name]
    assert prove(goal, hypotheses, active).closed


@pytest.mark.parametrize("name", OPEN)
def test_what_does_not_follow_stays_open(name: str) -> None:
    goal, hypotheses, active = OPEN[name]
    assert not prove(goal, hypotheses, active).closed


def test_a_deep_goal_reads_quantified_facts_at_function_values() -> None:
    positive = ForAll(s, ge(s, 0), gt(du(s), 0))
    inside = ForAll(t, TRUE, ge(u(t), 0))
    goal = ForAll(t, TRUE, ne(du(u(t)), 0))
    assert prove(goal, [positive, inside], deep=True).closed
    assert not prove(goal, [positive, inside]).closed


def test_conditions_of_definedness_are_closed_from_the_hypotheses() -> None:
    assert prove_defined(ge(1 / x, 0), [gt(x, 0)], []).closed
    outcome = prove_defined(ge(1 / x, 0), [ge(x, 0)], [])
    assert not outcome.closed
    assert outcome.detail.startswith("a term may be undefined")


@pytest.mark.parametrize(
    ("hypotheses", "answer"),
    [([ge(x, 0)], True), ([gt(x, 0), lt(x, 0)], False), ([eq(x**2, 2)], True), ([], True)],
)
def test_contradictory_hypotheses_are_noticed(hypotheses: list[Formula], answer: bool) -> None:
    assert consistent(hypotheses, []) is answer


def test_a_counterexample_is_put_back_exactly() -> None:
    outcome = prove(ge(x, 2), [ge(x, 1), le(x, 1)])
    assert outcome.counterexample == {"x": Fraction(1)}


@pytest.mark.parametrize(
    "goal",
    [
        ge(u(x), 0),  # values of u may be impossible
        ge(x**r, 0),  # and so may values of a power
        eq(x**2, 2 * sp.sqrt(2)),  # irrational values are not put back
        ForAll(t, TRUE, P),  # a property has no values
    ],
)
def test_a_model_with_atoms_is_no_counterexample(goal: Formula) -> None:
    outcome = prove(goal, [eq(x, x)])
    assert not outcome.closed
    assert outcome.counterexample in ({}, {"x": Fraction(0)})
    for value in outcome.counterexample.values():
        assert holds_exactly(goal, {x: sp.Rational(value.numerator, value.denominator)}) is False


def test_a_step_with_a_counterexample_is_refuted_and_names_it() -> None:
    claim = ge(x, 2)
    statement = Statement(
        id="too_much",
        kind="lemma",
        title="",
        source=Source("test"),
        summary="",
        parameters=(x,),
        assumptions=(Assumption("at_one", eq(x, 1), ""),),
        conclusions=(Named("claim", claim),),
        proof=(Step("claim", "", claim, Decide(), ("at_one",)),),
        closes={"claim": ("claim",)},
    )
    result = check_statement(statement, {})
    assert result.word is Word.REFUTED
    assert result.steps[0].detail == "false at x = 1 (put back exactly)"


ROOT_TWO = sp.sqrt(2)


@pytest.mark.parametrize(
    ("claim", "answer"),
    [
        (Rel(x, "<=", sp.Integer(1)), True),
        (Rel(x, "<", sp.Integer(1)), False),
        (Rel(x, "!=", sp.Integer(2)), True),
        (Rel(x, ">", ROOT_TWO), None),
        (Rel(1 / (x - 1), "==", sp.Integer(0)), None),
        (conj(eq(x, 1), gt(x, ROOT_TWO)), None),
        (conj(eq(x, 2), gt(x, ROOT_TWO)), False),
        (Or((eq(x, 1), gt(x, ROOT_TWO))), True),
        (Implies(eq(x, 2), gt(x, ROOT_TWO)), True),
        (Implies(eq(x, 1), eq(x, 2)), False),
        (Implies(gt(x, ROOT_TWO), eq(x, 2)), None),
        (ForAll(t, TRUE, ge(t, 0)), None),
        (P, None),
    ],
)
def test_exact_evaluation_says_nothing_where_it_cannot(claim: Formula, answer: bool | None) -> None:
    assert holds_exactly(claim, {x: sp.Integer(1)}) is answer


def test_a_negative_power_is_the_inverse_of_the_positive_one() -> None:
    b, r = real("b"), real("r")
    half = sp.Rational(1, 2)
    assert prove(gt(b**-r, 0), [gt(b, 0), gt(b**r, 0)]).closed
    assert prove(le(b**-r, 2), [gt(b, 0), ge(b**r, half)]).closed
    assert not prove(lt(b**-r, 2), [gt(b, 0), ge(b**r, half)]).closed


def test_a_negative_power_says_nothing_where_the_positive_one_may_vanish() -> None:
    b, r = real("b"), real("r")
    assert not prove(gt(b**-r, 0), [ge(b, 0), gt(r, 0)]).closed


def _derivative_right_of(start: sp.Expr) -> HasDerivative:
    return HasDerivative(t, ge(t, start), u(t), du(t))


def test_a_derivative_that_rests_on_another_needs_that_one_among_the_facts() -> None:
    """Else a fact "if u' = du right of y, then right of y - 1" would be asked for itself."""
    onward = ForAll(y, TRUE, Implies(_derivative_right_of(y), _derivative_right_of(y - 1)))
    goal = _derivative_right_of(y - 1)
    assert prove(goal, [_derivative_right_of(y), onward], [y]).closed
    assert not prove(goal, [onward], [y]).closed
    assert not prove(goal, [_derivative_right_of(y + 1), onward], [y]).closed
