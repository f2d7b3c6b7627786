"""Ways round the checker that once worked: each of these false statements came out PROVED."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest
import sympy as sp

from theory.logic import (
    FALSE,
    TRUE,
    ForAll,
    HasDerivative,
    Implies,
    Or,
    Pred,
    between,
    conj,
    eq,
    function,
    ge,
    gt,
    le,
    lt,
    ne,
    real,
)
from theory.rules import calculus, integers, logarithms
from theory.schema import (
    Apply,
    At,
    Differentiate,
    Enclose,
    Induct,
    Named,
    Statement,
)
from verify.verdict import Word

ZERO, ONE, HALF = sp.Integer(0), sp.Integer(1), sp.Rational(1, 2)
t, s, x, y, z, c, n, i, k, r = map(real, ("t", "s", "x", "y", "z", "c", "n", "i", "k", "r"))
u, du, w, w2, f = map(function, ("u", "du", "w", "w2", "f"))
INTEGER_N = Pred("integer", (n,))

EXPONENTIAL, EXP_T = logarithms.EXPONENTIAL, logarithms.t
FINITE_SUM, TERM, COUNT_OF = integers.FINITE_SUM, integers.a, integers.count

Case = Callable[[SimpleNamespace], tuple[Statement, ...]]
"""Statements of which the last is false; it may lean on those before it."""


def _derivative_capture(build: SimpleNamespace) -> tuple[Statement, ...]:
    goal = HasDerivative(x, TRUE, u(x), x)
    known = HasDerivative(s, TRUE, u(s), x)
    proof = build.step("d", goal, Differentiate(), ["a0"])
    return (build.micro(proof, conclusion=goal, parameters=(x, u), assume=[known]),)


def _derivative_guard_capture(build: SimpleNamespace) -> tuple[Statement, ...]:
    goal = HasDerivative(x, TRUE, u(x), du(x))
    known = HasDerivative(s, le(s, x), u(s), du(s))
    proof = build.step("d", goal, Differentiate(), ["a0"])
    return (build.micro(proof, conclusion=goal, parameters=(x, u, du), assume=[known]),)


def _restriction_capture(build: SimpleNamespace) -> tuple[Statement, ...]:
    goal = HasDerivative(t, TRUE, u(t), du(t))
    known = HasDerivative(s, le(s, t), u(s), du(s))
    return (build.micro(conclusion=goal, uses=["a0"], parameters=(t, u, du), assume=[known]),)


def _key_capture(build: SimpleNamespace) -> tuple[Statement, ...]:
    inner = real("_0")
    true = Or((ForAll(t, TRUE, le(t, t)), FALSE))
    false = Or((ForAll(t, TRUE, le(t, inner)), FALSE))
    return (build.micro(conclusion=false, uses=["a0"], parameters=(inner,), assume=[true]),)


def _fresh_name_capture(build: SimpleNamespace) -> tuple[Statement, ...]:
    other = real("t_k1")
    goal = ForAll(t, TRUE, le(t, other))
    proof = build.step("a", goal, uses=["a0"])
    return (
        build.micro(
            proof, conclusion=ForAll(other, TRUE, goal), parameters=(t,), assume=[le(t, 0)]
        ),
    )


def _renamed_to_a_parameter(build: SimpleNamespace) -> tuple[Statement, ...]:
    other = real("t_1")
    below = build.rule("below", (x, other), [ForAll(t, TRUE, ge((t - 1) ** 2, x))], [le(x, 0)])
    return (
        build.micro(
            build.apply("r", below, {x: t, other: ZERO}, (), [eq(t, HALF)]),
            build.step("e", FALSE, uses=[At("r", {t: HALF})]),
        ),
    )


def _functions_one_after_the_other(build: SimpleNamespace) -> tuple[Statement, ...]:
    big, gamma = calculus.F, calculus.Gamma
    constant = sp.Lambda(s, 1)
    return (
        build.micro(
            build.apply(
                "r",
                calculus.TIME_INTEGRAL,
                {gamma: big, big: constant, calculus.low: ZERO, calculus.high: ONE},
                ["a0"],
            ),
            parameters=(big,),
            assume=[Pred("time_integral", (big, constant, ZERO, ONE))],
            uses=["r.end"],
        ),
    )


def _lambda_in_a_property(build: SimpleNamespace) -> tuple[Statement, ...]:
    a = real("a")
    vanishes = build.rule("vanishes", (f, a), [Pred("zero", (f,))], [eq(f(0), 0)])
    return (
        build.micro(
            build.apply("r", vanishes, {f: sp.Lambda(t, a), a: ONE}, ["a0"]),
            parameters=(a,),
            assume=[Pred("zero", (sp.Lambda(t, a),))],
        ),
    )


def _lambda_capture_in_a_property(build: SimpleNamespace) -> tuple[Statement, ...]:
    linear = build.rule("linear", (k,), [], [Pred("linear", (sp.Lambda(s, k * s),))])
    doubles = build.rule("doubles", (f,), [Pred("linear", (f,))], [eq(f(2), 2 * f(1))])
    return (
        build.micro(
            build.apply("r", linear, {k: s}),
            build.apply("q", doubles, {f: sp.Lambda(s, s**2)}, ["r"]),
        ),
    )


def _sum_capture_in_a_rule(build: SimpleNamespace) -> tuple[Statement, ...]:
    return (
        build.micro(
            build.apply("r", FINITE_SUM, {TERM: sp.Lambda(t, i * t), COUNT_OF: z + 1}),
            build.step(
                "e",
                FALSE,
                uses=[At("r.next", {i: ZERO, n: z}), At("r.next", {i: ONE, n: z}), "a0"],
            ),
            parameters=(z,),
            assume=[conj(Pred("integer", (z,)), ge(z, 1))],
        ),
    )


def _sum_capture_in_a_value(build: SimpleNamespace) -> tuple[Statement, ...]:
    return (
        build.micro(
            build.apply("r", FINITE_SUM, {TERM: sp.Lambda(t, c), COUNT_OF: z + 1}),
            build.apply("q", FINITE_SUM, {TERM: sp.Lambda(t, t), COUNT_OF: z + 1}),
            build.step(
                "k", eq(i, z), uses=[At("r.next", {c: i, n: z}), At("q.next", {n: z}), "a0"]
            ),
            build.step("e", FALSE, uses=[At("k", {i: ZERO}), "a0"]),
            parameters=(z,),
            assume=[conj(Pred("integer", (z,)), ge(z, 1))],
        ),
    )


def _product_capture(build: SimpleNamespace) -> tuple[Statement, ...]:
    constant = build.rule("constant", (c,), [], [eq(sp.Product(c, (i, 1, 2)), c**2)])
    goal = ForAll(i, TRUE, eq(sp.Product(i, (i, 1, 2)), i**2))
    return (build.micro(build.apply("q", constant, {c: i}), conclusion=goal),)


def _introduced_name_as_value(build: SimpleNamespace) -> tuple[Statement, ...]:
    return (build.micro(build.apply("r", build.bigger, {x: w(0)})),)


def _one_name_for_two(build: SimpleNamespace) -> tuple[Statement, ...]:
    two = build.rule("two", (), [], [ne(w(0), w2(0))], (w, w2))
    return (build.micro(build.apply("r", two, {w2: w})),)


def _introduced_as_a_formula(build: SimpleNamespace) -> tuple[Statement, ...]:
    return (build.micro(build.apply("r", build.bigger, {x: ONE, w: sp.Lambda(t, 0)})),)


def _introduced_as_a_number(build: SimpleNamespace) -> tuple[Statement, ...]:
    return (
        build.micro(
            build.step("d", HasDerivative(t, between(0, t, 1), -ONE, ZERO), Differentiate()),
            build.apply(
                "r",
                calculus.FIRST_PASSAGE,
                {
                    calculus.b: ONE,
                    calculus.p: sp.Lambda(t, -1),
                    calculus.dp: sp.Lambda(t, 0),
                    calculus.t1: sp.Integer(5),
                },
                ["d"],
            ),
            uses=["r.time"],
        ),
    )


def _local_that_becomes_introduced(build: SimpleNamespace) -> tuple[Statement, ...]:
    at_least_one = build.rule("at_least_one", (), [], [ge(c, 1)], (c,))
    return (
        build.micro(
            build.step("a", ge(x, 1), under=[ge(c, 1), le(c, x)]),
            build.apply("r", at_least_one),
            build.step(
                "b", Implies(ge(x, 0), ge(x, 1)), uses=[At("a", {c: ZERO})], under=[ge(c, 1)]
            ),
            build.step("e", FALSE, uses=[At("b", {x: ZERO}), "r"]),
        ),
    )


def _undefined_formula_for_a_function(build: SimpleNamespace) -> tuple[Statement, ...]:
    times_zero = build.rule("times_zero", (x, f), [eq(x, 0)], [eq(x * f(0), 0)])
    return (
        build.micro(
            build.apply("r", times_zero, {f: sp.Lambda(t, 1 / x)}, (), [eq(x, 0)]),
            build.step("e", FALSE, uses=[At("r", {x: ZERO})]),
        ),
    )


def _cancelled_in_a_premise(build: SimpleNamespace) -> tuple[Statement, ...]:
    lemma = build.micro(
        build.step("a", ne(y, 0), uses=["a0"]),
        conclusion=ne(y, 0),
        parameters=(x, y),
        assume=[gt(y / x, 0)],
        name="lemma",
    )
    return (
        lemma,
        build.micro(
            build.apply("r", lemma, {y: x}), build.step("e", FALSE, uses=[At("r", {x: ZERO})])
        ),
    )


def _cancelled_in_a_hypothesis(build: SimpleNamespace) -> tuple[Statement, ...]:
    return (
        build.micro(
            build.step("a", ne(y, 0), under=[gt(y / x, 0)]),
            conclusion=ne(x, 0),
            uses=[At("a", {y: x})],
            parameters=(x,),
        ),
    )


def _always_positive(build: SimpleNamespace, inner: sp.Expr, at: sp.Expr) -> tuple[Statement, ...]:
    """1/(1 + inner^2) > 0 for all x, read where ``inner`` is infinite."""
    return (
        build.micro(
            build.step("a", gt(1 / (1 + inner**2), 0)),
            build.step("b", FALSE, uses=[At("a", {x: at})]),
        ),
    )


def _complex_by_a_function(build: SimpleNamespace) -> tuple[Statement, ...]:
    return (
        build.micro(
            build.step("p", gt(sp.pi, 0), Enclose()),
            build.step("a", ge(sp.acosh(x) ** 2, 0)),
            build.step("b", FALSE, uses=[At("a", {x: ZERO}), "p"]),
        ),
    )


def _complex_exponential(build: SimpleNamespace) -> tuple[Statement, ...]:
    square = (sp.exp(sp.I * x) - sp.exp(-sp.I * x)) ** 2
    return (
        build.micro(
            build.step("a", ge(square, 0)), build.step("b", FALSE, uses=[At("a", {x: sp.pi / 2})])
        ),
    )


def _complex_value(build: SimpleNamespace) -> tuple[Statement, ...]:
    return (
        build.micro(
            build.step("a", ge(x**2, 0)), build.step("b", FALSE, uses=[At("a", {x: sp.I})])
        ),
    )


def _complex_formula_for_a_function(build: SimpleNamespace) -> tuple[Statement, ...]:
    square = build.rule("square", (f,), [], [ge(f(0) ** 2, 0)])
    return (build.micro(build.apply("a", square, {f: sp.Lambda(t, sp.I)})),)


def _exponential_at(build: SimpleNamespace, value: sp.Expr) -> tuple[Statement, ...]:
    return (build.micro(build.apply("a", EXPONENTIAL, {EXP_T: value}), uses=["a.positive"]),)


def _range_that_starts_late(build: SimpleNamespace) -> tuple[Statement, ...]:
    """Up to 2n - 3 means from 3 on: the start is vacuous, and the step enters from outside."""
    guard = conj(INTEGER_N, le(0, n), le(n, 2 * n - 3))
    return (
        build.micro(
            build.step("start", Implies(le(0, -3), le(x, 0))),
            build.step("onward", le(x, 0), under=[le(x, 0)]),
            build.step("all", ForAll(n, guard, le(x, 0)), Induct("start", "onward")),
            build.step("e", le(x, 0), uses=[At("all", {x: x, n: z}), "a0"]),
            conclusion=ForAll(x, TRUE, le(x, 0)),
            parameters=(z,),
            assume=[conj(Pred("integer", (z,)), ge(z, 3))],
        ),
    )


def _forged_under_a_proved_name(build: SimpleNamespace) -> tuple[Statement, ...]:
    true = build.micro(
        build.step("a", ge(x**2, 0)), conclusion=ge(x**2, 0), parameters=(x,), name="lemma"
    )
    forged = replace(true, conclusions=(Named("c", FALSE),))
    return (true, build.micro(build.apply("a", forged)))


def _assumption_on_an_undeclared_symbol(build: SimpleNamespace) -> tuple[Statement, ...]:
    return (
        build.micro(
            build.step("a", ge(t, 0), uses=["a0"]),
            build.step("b", FALSE, uses=[At("a", {t: -ONE})]),
            assume=[ge(t, 0)],
        ),
    )


def _vacuous_application(build: SimpleNamespace) -> tuple[Statement, ...]:
    return (
        build.micro(
            build.step("r", eq(x, 5), Apply(EXPONENTIAL), ["a0"]),
            conclusion=eq(x, 5),
            parameters=(x,),
            assume=[conj(lt(x, 0), gt(x, 0))],
        ),
    )


WAYS_ROUND: dict[str, Case] = {
    "the chain rule reads a free x of a fact as the bound one": _derivative_capture,
    "the chain rule reads the free x of a fact's range as the bound one": _derivative_guard_capture,
    "a derivative is restricted to a range with the bound name free in it": _restriction_capture,
    "key() renames a bound variable to a name that is free": _key_capture,
    "opening a quantifier picks a name that is free in the goal": _fresh_name_capture,
    "substitute() renames a bound variable to a name it then replaces": _renamed_to_a_parameter,
    "substitute() replaces functions one after the other, but not inside properties": (
        _functions_one_after_the_other
    ),
    "substitute() leaves a formula inside a property as it is": _lambda_in_a_property,
    "a value is captured by a formula's variable inside a property": _lambda_capture_in_a_property,
    "a term is captured by the index of a finite sum": _sum_capture_in_a_rule,
    "a value is captured by the index of a finite sum": _sum_capture_in_a_value,
    "a value is captured by the index of a product": _product_capture,
    "an introduced name stands in a value of the same application": _introduced_name_as_value,
    "two introduced names are given one name": _one_name_for_two,
    "an introduced function is given a formula": _introduced_as_a_formula,
    "an introduced time is given a number": _introduced_as_a_number,
    "a local variable becomes an introduced constant": _local_that_becomes_introduced,
    "a formula put for a function is undefined": _undefined_formula_for_a_function,
    "a division cancels when a premise is instantiated": _cancelled_in_a_premise,
    "a division cancels when a hypothesis is instantiated": _cancelled_in_a_hypothesis,
    "a value is infinite": lambda build: _always_positive(build, x, sp.oo),
    "tan is taken for a real function everywhere": lambda build: _always_positive(
        build, sp.tan(x), sp.pi / 2
    ),
    "gamma is taken for a real function everywhere": lambda build: _always_positive(
        build, sp.gamma(x), ZERO
    ),
    "acosh is taken for a real function everywhere": _complex_by_a_function,
    "an exponential is complex": _complex_exponential,
    "a value is complex": _complex_value,
    "a formula put for a function is complex": _complex_formula_for_a_function,
    "a cited rule is applied at minus infinity": lambda build: _exponential_at(build, -sp.oo),
    "a cited rule is applied at an imaginary number": lambda build: _exponential_at(
        build, sp.I * sp.pi
    ),
    "induction over a range that its upper end starts late": _range_that_starts_late,
    "a forged statement under a proved id": _forged_under_a_proved_name,
    "an assumption on a symbol that is no parameter": _assumption_on_an_undeclared_symbol,
    "an application from contradictory assumptions": _vacuous_application,
}


@pytest.mark.parametrize("name", WAYS_ROUND)
def test_a_way_round_the_checker_is_closed(name: str, build: SimpleNamespace) -> None:
    assert build.word(*WAYS_ROUND[name](build)) is not Word.PROVED


def _unmapped_function_as_introduced_name(build: SimpleNamespace) -> tuple[Statement, ...]:
    """For every f there is a w with w(0) > f(0); w is given the name f, which stays unmapped."""
    above = build.rule("above", (f,), [], [gt(w(0), f(0))], (w,))
    return (build.micro(build.apply("r", above, {w: f})),)


def _unmapped_number_as_introduced_name(build: SimpleNamespace) -> tuple[Statement, ...]:
    above = build.rule("above", (x,), [], [gt(c, x)], (c,))
    return (build.micro(build.apply("r", above, {c: x})),)


def _reserved_name_of_a_variable(build: SimpleNamespace) -> tuple[Statement, ...]:
    reserved = sp.Dummy("bound", dummy_index=10**9, real=True)
    true = Or((ForAll(t, TRUE, le(t, t)), FALSE))
    false = Or((ForAll(t, TRUE, le(t, reserved)), FALSE))
    return (build.micro(conclusion=false, uses=["a0"], parameters=(reserved,), assume=[true]),)


def _reserved_name_of_an_index(build: SimpleNamespace) -> tuple[Statement, ...]:
    reserved = sp.Dummy("bound", dummy_index=2 * 10**9, real=True)
    goal = eq(sp.Sum(i * reserved, (i, 0, 1)), sp.Sum(i * i, (i, 0, 1)))
    return (build.micro(build.step("a", goal), conclusion=goal, parameters=(reserved,)),)


def _cancelled_inside_a_sum(build: SimpleNamespace) -> tuple[Statement, ...]:
    """Sum of c f(i) = c times the sum of f(i), at f = 1/c and then at c = 0."""
    scaled = build.rule(
        "scaled",
        (c, f),
        [],
        [eq(sp.Sum(c * f(i), (i, 0, 0)), c * sp.Sum(f(i), (i, 0, 0)))],
    )
    return (
        build.micro(
            build.apply("r", scaled, {f: sp.Lambda(t, 1 / c)}),
            build.apply("q", FINITE_SUM, {TERM: sp.Lambda(t, 1), COUNT_OF: ONE}),
            build.step(
                "e", FALSE, uses=[At("r", {c: ZERO}), "q.empty", At("q.next", {n: ZERO}), "a0"]
            ),
            assume=[Pred("integer", (ZERO,))],
        ),
    )


def _undefined_term_of_a_sum(build: SimpleNamespace) -> tuple[Statement, ...]:
    goal = ge(sp.Sum(1 / i, (i, 0, 3)) ** 2, 0)
    return (build.micro(build.step("a", goal), conclusion=goal),)


def _sign_in_a_symbol(build: SimpleNamespace) -> tuple[Statement, ...]:
    """SymPy reads max(p, 0) as p, for a symbol that was created positive."""
    positive = sp.Symbol("p", positive=True)
    return (
        build.micro(
            build.step("a", ge(sp.Max(x, 0), 0)),
            build.step("b", ge(positive, 0), uses=[At("a", {x: positive})]),
            build.step("e", FALSE, uses=[At("b", {positive: -ONE})]),
        ),
    )


def _sign_in_a_function(build: SimpleNamespace) -> tuple[Statement, ...]:
    positive = sp.Function("p", positive=True)
    lemma = build.micro(
        build.step("a", ge(sp.Max(x, 0), 0)),
        conclusion=ge(positive(0), 0),
        uses=[At("a", {x: positive(0)})],
        parameters=(positive,),
        name="lemma",
    )
    return (lemma, build.micro(build.apply("r", lemma, {positive: sp.Lambda(t, -1)})))


def _zero_to_zero_in_a_hypothesis(build: SimpleNamespace) -> tuple[Statement, ...]:
    """x^(1+r) is read as x x^r; at r = -1 SymPy reads it as x^0 = 1, at x = 0 too."""
    return (
        build.micro(
            build.step("a", ne(x, 0), under=[eq(x ** (1 + r), 1)]),
            conclusion=ne(x, 0),
            uses=[At("a", {r: -ONE})],
            parameters=(x,),
        ),
    )


def _zero_to_zero_in_an_assumption(build: SimpleNamespace) -> tuple[Statement, ...]:
    lemma = build.micro(
        build.step("a", ne(x, 0), uses=["a0"]),
        conclusion=ne(x, 0),
        parameters=(x, r),
        assume=[eq(x ** (1 + r), 1)],
        name="lemma",
    )
    return (
        lemma,
        build.micro(
            build.apply("q", lemma, {r: -ONE}), build.step("e", FALSE, uses=[At("q", {x: ZERO})])
        ),
    )


def _hypothesis_shared_with_what_it_expands_to(build: SimpleNamespace) -> tuple[Statement, ...]:
    """(x + 1)/x - 1/x > 0 says that x is not 0; expanded it says 1 > 0."""
    return (
        build.micro(
            build.step("a", ne(x, 0), under=[gt((x + 1) * (1 / x) - 1 / x, 0)]),
            build.step("b", ne(x, 0), uses=["a"], under=[gt(ONE, 0)]),
            conclusion=ne(x, 0),
            uses=["b"],
            parameters=(x,),
        ),
    )


SECOND_ROUND: dict[str, Case] = {
    "an introduced function is named like a parameter that stays": (
        _unmapped_function_as_introduced_name
    ),
    "an introduced number is named like a parameter that stays": (
        _unmapped_number_as_introduced_name
    ),
    "the reserved name of a bound variable": _reserved_name_of_a_variable,
    "the reserved name of an index": _reserved_name_of_an_index,
    "a division cancels inside a sum": _cancelled_inside_a_sum,
    "a term of a sum is undefined": _undefined_term_of_a_sum,
    "a symbol brings its own sign": _sign_in_a_symbol,
    "a function brings its own sign": _sign_in_a_function,
    "0^0 in a hypothesis": _zero_to_zero_in_a_hypothesis,
    "0^0 in an assumption": _zero_to_zero_in_an_assumption,
    "a hypothesis is taken for what it expands to": _hypothesis_shared_with_what_it_expands_to,
}
"""Ways round the checker as it was after the first round had been closed."""


@pytest.mark.parametrize("name", SECOND_ROUND)
def test_a_way_round_the_repaired_checker_is_closed(name: str, build: SimpleNamespace) -> None:
    assert build.word(*SECOND_ROUND[name](build)) is not Word.PROVED


def _sum_capture_in_a_derivative(build: SimpleNamespace) -> tuple[Statement, ...]:
    """u'(s) = s (w(0) + w(1)); read at s = i inside the sum over i it becomes w(1)."""
    known = HasDerivative(s, TRUE, u(s), sp.Sum(s * w(i), (i, 0, 1)))
    goal = HasDerivative(i, TRUE, u(i), sp.Sum(i * w(i), (i, 0, 1)))
    proof = build.step("d", goal, Differentiate(), ["a0"])
    return (build.micro(proof, conclusion=goal, parameters=(u, w), assume=[known]),)


def _assumption_that_is_not_defined_everywhere(build: SimpleNamespace) -> tuple[Statement, ...]:
    """x/y <= 0 for all y holds at x = 0 wherever it means something, but not as 1 <= 0."""
    return (
        build.micro(
            build.step("a", FALSE, uses=[At("a0", {y: x})]),
            parameters=(x,),
            assume=[ForAll(y, TRUE, le(x / y, 0))],
        ),
    )


THIRD_ROUND: dict[str, Case] = {
    "a value is captured by a sum in a derivative": _sum_capture_in_a_derivative,
    "an assumption is not defined everywhere": _assumption_that_is_not_defined_everywhere,
    "nothing is concluded": lambda build: (
        replace(build.micro(build.step("a", ge(ONE, 0))), conclusions=(), closes={}),
    ),
}
"""Ways round the checker as it was after the second round had been closed."""


@pytest.mark.parametrize("name", THIRD_ROUND)
def test_a_way_round_the_twice_repaired_checker_is_closed(
    name: str, build: SimpleNamespace
) -> None:
    assert build.word(*THIRD_ROUND[name](build)) is not Word.PROVED


def test_a_sum_over_two_indices_is_refused_and_not_a_crash(build: SimpleNamespace) -> None:
    double = sp.Sum(x, (i, 0, 1), (n, 0, 1))
    assert (
        build.word(build.micro(build.step("a", ge(double, double)), parameters=(x,)))
        is Word.UNDECIDED
    )
