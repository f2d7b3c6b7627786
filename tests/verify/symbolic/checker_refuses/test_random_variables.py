"""False statements about random variables, by the rules of martingales and of light tails.

Each misuses a rule in one way: a variable known too early, a constant that depends on the outcome,
a name introduced twice, an index outside the run, a term that means nothing where it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
import sympy as sp

from theory.logic import TRUE, ForAll, Formula, Pred, conj, eq, function, ge, le, lt, real
from theory.rules import integers, light_tails
from theory.rules import martingales as m
from theory.rules.expectation import OUTCOME, omega
from theory.schema import Apply, At, Rule, Statement
from verify.verdict import Word

ZERO, ONE, TWO, HALF = sp.Integer(0), sp.Integer(1), sp.Integer(2), sp.Rational(1, 2)
n, t, T, delta, x = map(real, ("n", "t", "T", "delta", "x"))
U, V, W, X, Z = map(function, ("U", "V", "W", "X", "Z"))

Case = Callable[[SimpleNamespace], Statement]


def _var(term: Any) -> sp.Lambda:
    return sp.Lambda(omega, term)


def _always(claim: Formula) -> Formula:
    return ForAll(omega, OUTCOME, claim)


def _in_run(claim: Formula) -> Formula:
    return ForAll(m.t, m.IN_RUN, claim)


def _applied(
    rule: Rule,
    mapping: dict[Any, Any],
    conclusion: Formula,
    *assume: Formula,
    under: tuple[Formula, ...] = (),
) -> Case:
    """One application of a rule to the assumptions, from which the conclusion is to follow."""

    def case(build: SimpleNamespace) -> Statement:
        uses = [f"a{j}" for j in range(len(assume))]
        proof = build.apply("r", rule, mapping, uses, under)
        return build.micro(
            proof, conclusion=conclusion, uses=["r", *uses], parameters=(X, Z, U, T), assume=assume
        )

    return case


def _read_at(conclusion: Formula, value: sp.Expr, variable: sp.Symbol, *assume: Formula) -> Case:
    def case(build: SimpleNamespace) -> Statement:
        uses = [At("a0", {variable: value}), *(f"a{j}" for j in range(1, len(assume)))]
        return build.micro(conclusion=conclusion, uses=uses, parameters=(X, T), assume=assume)

    return case


_SIGN = conj(le(X(omega), 1), ge(X(omega), -1))
_SQUARED = _var(sp.exp(X(omega) ** 2))
_OWN = _var(X(omega))

APPLIED = le(0, 1)
"""True in any case, so that all hangs on whether the rule may be applied."""

FALSE_STATEMENTS: dict[str, Case] = {
    "P(-1 >= 0) >= 1/2": _applied(
        m.PROBABLE_MONOTONE,
        {m.U: X, m.V: _var(-ONE), m.p: HALF, m.q: HALF},
        m.probable(_var(-ONE), HALF),
        m.probable(X, HALF),
    ),
    "a larger probability": _applied(
        m.PROBABLE_MONOTONE,
        {m.U: X, m.V: X, m.p: HALF, m.q: TWO},
        m.probable(X, TWO),
        m.probable(X, HALF),
    ),
    "a logarithm that means nothing where X is 0": _applied(
        m.PROBABLE_MONOTONE,
        {m.U: X, m.V: _var(sp.log(X(omega))), m.p: HALF, m.q: HALF},
        m.probable(_var(sp.log(X(omega))), HALF),
        m.probable(X, HALF),
    ),
    "any variable is known, as a constant": _applied(
        m.KNOWN_CONSTANT, {m.alpha: X(omega), m.n: ZERO}, m.known(_OWN, ZERO), under=(OUTCOME,)
    ),
    "any variable is known, as a coefficient": _applied(
        m.KNOWN_SUM,
        {m.Y: _var(ONE), m.Z: _var(ONE), m.alpha: X(omega), m.gamma: ZERO, m.n: ZERO},
        m.known(_OWN, ZERO),
        m.known(_var(ONE), ZERO),
    ),
    "Hoeffding's lemma with X for the number lam": _applied(
        m.HOEFFDING_LEMMA,
        {m.X: X, m.a: _var(ONE), m.lam: X(omega), m.n: ZERO},
        m.conditionally_at_most(_SQUARED, _var(sp.exp(X(omega) ** 2 / 2)), ZERO),
        m.centred(X, ZERO),
        m.known(_var(ONE), ZERO),
        _always(_SIGN),
    ),
    "Hoeffding's lemma with a bound that is known later": _applied(
        m.HOEFFDING_LEMMA,
        {m.X: X, m.a: U, m.lam: ONE, m.n: ZERO},
        m.conditionally_at_most(_var(sp.exp(X(omega))), _var(sp.exp(U(omega) ** 2 / 2)), ZERO),
        m.centred(X, ZERO),
        m.known(U, ONE),
        _always(conj(le(X(omega), U(omega)), ge(X(omega), -U(omega)))),
    ),
    "the square of what is centred is centred": _applied(
        m.CENTRED_FACTOR,
        {m.Y: X, m.Z: X, m.n: ZERO},
        m.centred(_var(X(omega) ** 2), ZERO),
        m.centred(X, ZERO),
        m.known(X, ONE),
    ),
    "what is known later is known": _applied(
        m.KNOWN_LATER, {m.Y: X, m.n: ZERO}, m.known(X, ZERO), m.known(X, ONE)
    ),
    "what is known later is known, by a hypothesis": _applied(
        m.KNOWN_LATER,
        {m.Y: X, m.n: n - 1},
        m.known(X, ZERO),
        m.known(X, ONE),
        under=(m.known(X, n - 1),),
    ),
    "a bound times a negative factor": _applied(
        m.CONDITIONAL_FACTOR,
        {m.Y: _var(-ONE), m.Z: X, m.W: Z, m.n: ZERO},
        m.conditionally_at_most(_var(-X(omega)), _var(-Z(omega)), ZERO),
        m.conditionally_at_most(X, Z, ZERO),
        m.known(_var(-ONE), ZERO),
    ),
    "a smaller bound": _applied(
        m.CONDITIONAL_MONOTONE,
        {m.X: X, m.Y: _var(Z(omega) - 1), m.Z: X, m.W: Z, m.n: ZERO},
        m.conditionally_at_most(X, _var(Z(omega) - 1), ZERO),
        m.conditionally_at_most(X, Z, ZERO),
        _always(ge(X(omega), 0)),
    ),
    "the indicator of what comes next": _applied(
        m.INDICATOR,
        {m.U: sp.Lambda((t, omega), X(t + 1, omega))},
        APPLIED,
        _in_run(m.known(m.at(X, m.t), m.t)),
    ),
    "Ville's inequality for a number that depends on the outcome": _applied(
        m.VILLE,
        {m.Y: X, m.delta: Z(omega)},
        APPLIED,
        Pred("exponential_supermartingale", (X, T)),
        _always(conj(lt(0, Z(omega)), lt(Z(omega), 1))),
        under=(OUTCOME,),
    ),
    "Ville's inequality at delta = 1": _applied(
        m.VILLE, {m.Y: X, m.delta: ONE}, APPLIED, Pred("exponential_supermartingale", (X, T))
    ),
    "a member beyond the run": _read_at(
        m.known(m.at(X, T), T), T, m.t, _in_run(m.known(m.at(X, m.t), m.t))
    ),
    "a number that is no outcome": _read_at(
        ge(X(5), 0), sp.Integer(5), omega, _always(ge(X(omega), 0))
    ),
    "a sum beyond its count": _applied(
        integers.FINITE_SUM,
        {integers.a: X, integers.count: T},
        eq(
            integers.total(X(integers.i), integers.i, T + 1),
            integers.total(X(integers.i), integers.i, T) + X(T),
        ),
        conj(Pred("integer", (T,)), ge(T, 1)),
    ),
    "Jensen with the power 2": _applied(
        light_tails.CONDITIONAL_POWER,
        {m.Z: X, m.W: Z, m.Y: _var(TWO), m.n: ZERO},
        m.conditionally_at_most(_var(sp.exp(2 * X(omega))), _var(sp.exp(2 * Z(omega))), ZERO),
        m.conditionally_at_most(_var(sp.exp(X(omega))), _var(sp.exp(Z(omega))), ZERO),
        m.known(_var(TWO), ZERO),
    ),
    "a union over half a step": _applied(
        light_tails.UNION_OF_STEPS,
        {m.U: X, m.T: HALF, m.q: HALF},
        APPLIED,
        ForAll(m.t, m.IN_RUN, m.probable(m.at(X, m.t), HALF)),
    ),
    "both of two even chances": _applied(
        light_tails.BOTH_PROBABLE,
        {m.U: X, m.V: _var(-X(omega)), m.p: HALF, m.q: HALF},
        m.probable(_var(sp.Min(X(omega), -X(omega))), HALF),
        m.probable(X, HALF),
        m.probable(_var(-X(omega)), HALF),
    ),
    "Markov's inequality with q = 0": _applied(
        light_tails.MARKOV,
        {m.Z: X, light_tails.c: ONE, m.q: ZERO, m.n: ZERO},
        APPLIED,
        m.conditionally_at_most(_var(sp.exp(X(omega))), _var(sp.E), ZERO),
    ),
}

_ROOT = _var(sp.sqrt(U(omega)))
_SAFE_ROOT = _var(sp.sqrt(U(omega) ** 2 + 1))
CANCELS: dict[str, Case] = {
    "1/U times U X at U = 0": _applied(
        m.KNOWN_PRODUCT,
        {m.Y: _var(1 / U(omega)), m.Z: _var(U(omega) * X(omega)), m.n: ZERO},
        m.known(_OWN, ZERO),
        m.known(_var(1 / U(omega)), ZERO),
        m.known(_var(U(omega) * X(omega)), ZERO),
        _always(eq(U(omega), 0)),
    ),
    "the square of a root of what may be negative": _applied(
        m.KNOWN_PRODUCT,
        {m.Y: _ROOT, m.Z: _ROOT, m.n: ZERO},
        m.known(_var(U(omega)), ZERO),
        m.known(_ROOT, ZERO),
    ),
    "X T/x read at x = T = 0": _read_at(
        m.known(_OWN, ZERO),
        T,
        x,
        ForAll(x, TRUE, m.known(_var(X(omega) * T / x), ZERO)),
        eq(T, 0),
    ),
}
"""What is known of a term that means nothing says nothing of what is left when it cancels."""


@pytest.mark.parametrize("name", CANCELS)
def test_what_cancels_in_a_random_variable_has_to_be_defined(
    name: str, build: SimpleNamespace
) -> None:
    assert build.word(CANCELS[name](build)) is not Word.PROVED


def test_what_is_defined_may_cancel(build: SimpleNamespace) -> None:
    square = _var(U(omega) ** 2 + 1)
    case = _applied(
        m.KNOWN_PRODUCT,
        {m.Y: _SAFE_ROOT, m.Z: _SAFE_ROOT, m.n: ZERO},
        m.known(square, ZERO),
        m.known(_SAFE_ROOT, ZERO),
    )
    assert build.word(case(build)) is Word.PROVED


@pytest.mark.parametrize("name", FALSE_STATEMENTS)
def test_a_false_statement_about_random_variables_is_not_proved(
    name: str, build: SimpleNamespace
) -> None:
    assert build.word(FALSE_STATEMENTS[name](build)) is not Word.PROVED


def _twice(rule: Rule, *assume: Formula) -> Case:
    """The rule for X and for Z, both times with the name that it introduces."""

    def case(build: SimpleNamespace) -> Statement:
        parameter = rule.parameters[0]
        proof = [
            build.apply(name, rule, {parameter: variable}, [f"a{j}", "a2"])
            for j, (name, variable) in enumerate((("first", X), ("second", Z)))
        ]
        return build.micro(*proof, parameters=(X, Z, T, delta), assume=assume)

    return case


NAMED_TWICE: dict[str, Case] = {
    "typical": _twice(
        m.VILLE,
        *(Pred("exponential_supermartingale", (v, T)) for v in (X, Z)),
        conj(lt(0, delta), lt(delta, 1)),
    ),
    "indicator": _twice(
        m.INDICATOR, *(_in_run(m.known(m.at(v, m.t), m.t)) for v in (X, Z)), le(0, T)
    ),
}


@pytest.mark.parametrize("name", NAMED_TWICE)
def test_a_name_is_introduced_once(name: str, build: SimpleNamespace) -> None:
    statement = NAMED_TWICE[name](build)
    first = build.micro(
        statement.proof[0],
        conclusion=le(0, 1),
        parameters=statement.parameters,
        assume=[a.claim for a in statement.assumptions],
    )
    assert build.word(first) is Word.PROVED
    assert build.word(statement) is not Word.PROVED


@pytest.mark.parametrize("rule", [*m.MARTINGALE_RULES, *light_tails.LIGHT_TAIL_RULES])
def test_no_rule_gives_anything_without_its_premises(rule: Rule, build: SimpleNamespace) -> None:
    """Applied to nothing, with its own names: only a rule without premises goes through."""
    words = build.word(build.micro(build.step("r", None, Apply(rule)), conclusion=le(0, 1)))
    assert (words is Word.PROVED) == (not rule.premises)
