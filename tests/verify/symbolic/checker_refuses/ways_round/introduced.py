"""An introduced name is given to what stands for something else."""

from __future__ import annotations

from types import SimpleNamespace

import sympy as sp

from tests.verify.symbolic.checker_refuses.shapes import Chain
from theory.logic import (
    FALSE,
    HasDerivative,
    Implies,
    between,
    function,
    ge,
    gt,
    le,
    ne,
    real,
)
from theory.rules import calculus
from theory.schema import (
    At,
    Differentiate,
    Statement,
)

ZERO, ONE = sp.Integer(0), sp.Integer(1)
t, x, c = map(real, ("t", "x", "c"))
w, w2, f = map(function, ("w", "w2", "f"))


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


def _unmapped_function_as_introduced_name(build: SimpleNamespace) -> tuple[Statement, ...]:
    """For every f there is a w with w(0) > f(0); w is given the name f, which stays unmapped."""
    above = build.rule("above", (f,), [], [gt(w(0), f(0))], (w,))
    return (build.micro(build.apply("r", above, {w: f})),)


def _unmapped_number_as_introduced_name(build: SimpleNamespace) -> tuple[Statement, ...]:
    above = build.rule("above", (x,), [], [gt(c, x)], (c,))
    return (build.micro(build.apply("r", above, {c: x})),)


WAYS_ROUND: dict[str, Chain] = {
    "an introduced name stands in a value of the same application": _introduced_name_as_value,
    "two introduced names are given one name": _one_name_for_two,
    "an introduced function is given a formula": _introduced_as_a_formula,
    "an introduced time is given a number": _introduced_as_a_number,
    "a local variable becomes an introduced constant": _local_that_becomes_introduced,
    "an introduced function is named like a parameter that stays": (
        _unmapped_function_as_introduced_name
    ),
    "an introduced number is named like a parameter that stays": (
        _unmapped_number_as_introduced_name
    ),
}
