"""A value that is undefined, infinite, complex or of a sign of its own."""

from __future__ import annotations

from types import SimpleNamespace

import sympy as sp

from tests.verify.symbolic.checker_refuses.shapes import Chain
from theory.logic import (
    FALSE,
    TRUE,
    ForAll,
    Pred,
    eq,
    function,
    ge,
    gt,
    le,
    ne,
    real,
)
from theory.rules import integers, logarithms
from theory.schema import (
    At,
    Enclose,
    Statement,
)

ZERO, ONE = sp.Integer(0), sp.Integer(1)
t, x, y, c, n, i, r = map(real, ("t", "x", "y", "c", "n", "i", "r"))
f = function("f")
EXPONENTIAL, EXP_T = logarithms.EXPONENTIAL, logarithms.t
FINITE_SUM, TERM, COUNT_OF = integers.FINITE_SUM, integers.a, integers.count


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


def _assumption_that_is_not_defined_everywhere(build: SimpleNamespace) -> tuple[Statement, ...]:
    """x/y <= 0 for all y holds at x = 0 wherever it means something, but not as 1 <= 0."""
    return (
        build.micro(
            build.step("a", FALSE, uses=[At("a0", {y: x})]),
            parameters=(x,),
            assume=[ForAll(y, TRUE, le(x / y, 0))],
        ),
    )


WAYS_ROUND: dict[str, Chain] = {
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
    "a division cancels inside a sum": _cancelled_inside_a_sum,
    "a term of a sum is undefined": _undefined_term_of_a_sum,
    "a symbol brings its own sign": _sign_in_a_symbol,
    "a function brings its own sign": _sign_in_a_function,
    "0^0 in a hypothesis": _zero_to_zero_in_a_hypothesis,
    "0^0 in an assumption": _zero_to_zero_in_an_assumption,
    "a hypothesis is taken for what it expands to": _hypothesis_shared_with_what_it_expands_to,
    "an assumption is not defined everywhere": _assumption_that_is_not_defined_everywhere,
}
